"""The text of a bibliography, made ready for bibtexparser, and places in it."""

import re
from bisect import bisect_right

# Stands for an @ that starts no entry. A non-character: no file has it, and `clean_text` drops it.
_HIDDEN_AT = "\ufdd0"

# Every type of entry that BibTeX, biblatex and the reference managers write.
ENTRY_TYPES = frozenset(
    """article artwork audio bibnote book bookinbook booklet collection commentary conference data dataset
    electronic image inbook incollection inproceedings inreference jurisdiction legal legislation letter
    manual mastersthesis misc movie music mvbook mvcollection mvproceedings mvreference online patent
    performance periodical phdthesis proceedings reference report review set software standard suppbook
    suppcollection suppperiodical techreport thesis unpublished video webpage www xdata""".split()
)
BLOCK_TYPES = ENTRY_TYPES | {"string", "comment", "preamble"}

# A block at the beginning of a line: its @ is group 1, its type group 2.
BLOCK_START = re.compile(r"^[ \t]*(@(\w*)[ \t]*[{(])", re.MULTILINE)

_LINE_END = re.compile(r"\r\n?")
_COMMENTED_OUT = re.compile(r"^[ \t]*%.*@\w*[ \t]*[{(].*$", re.MULTILINE)
_E_MAIL = re.compile(r"(?<=[\w.+-])@(?=\w*[ \t]*[{(])")
_TYPE_ON_ITS_LINE = re.compile(
    rf"^([ \t]*@(?:{'|'.join(sorted(BLOCK_TYPES))}))((?:[ \t]*\n)+[ \t]*)(?=[{{(])",
    re.MULTILINE | re.IGNORECASE,
)


def prepare(text: str) -> str:
    """Return the text with line feeds only, no byte order mark, and no @ that bibtexparser would misread.

    Lines stay lines and columns columns, but for an entry whose brace stands on a line of its own, which
    is found at that brace.
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    # bibtexparser reads an entry that is commented out with %; whoever did that meant it to be gone.
    if "%" in text:
        text = _COMMENTED_OUT.sub(lambda line: line[0].replace("@", _HIDDEN_AT), text)
    text = _E_MAIL.sub(_HIDDEN_AT, text)
    # BibTeX allows a line break before the brace, bibtexparser skips the entry in silence.
    return _TYPE_ON_ITS_LINE.sub(_brace_joined, text)


def _brace_joined(head: re.Match[str]) -> str:
    line_feeds = head[2].count("\n")
    return "\n" * line_feeds + head[1] + " " * (len(head[2]) - line_feeds)


def hidden(text: str) -> str:
    """Return the text with every @ hidden from bibtexparser, for `shown` to bring back."""
    return text.replace("@", _HIDDEN_AT)


def shown(text: str) -> str:
    """Return the text as its author wrote it: `prepare` undone."""
    return text.replace(_HIDDEN_AT, "@")


class SourceText:
    """A prepared text that tells lines and columns, both from 1, in characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._block_starts = [start.start(1) for start in BLOCK_START.finditer(text)]
        self._line_starts = [0, *(line_feed.end() for line_feed in re.finditer("\n", text))]

    def next_block(self, offset: int) -> int:
        """Return where the next block behind `offset` starts at the beginning of a line, else the text's end."""
        following = bisect_right(self._block_starts, offset)
        return self._block_starts[following] if following < len(self._block_starts) else len(self.text)

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of a place in the text; a place behind its end is its end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1
