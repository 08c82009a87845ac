"""Where the sentences of a text end: near enough for showing a change or a claim in its sentence."""

import re

# A citation group among the words that are read (plainleaf.markup.fragment).
GROUP = r"\[[^\[\]@]*@[^\[\]]*\]"
# A full stop behind a single letter ("C. difficile") or one of these ends no sentence, nor does one before a small
# letter. A citation behind the full stop belongs to the sentence before it.
_ABBREVIATED = re.compile(
    r"(?:\b\w|\b(?:e\.g|i\.e|vs|cf|approx|Dr|Prof|Mr|Mrs|Ms|St|No|Fig|al))\.\Z", re.IGNORECASE
)
_END = re.compile(rf"[.!?…][\"'”’»)\]]*(?:\s*{GROUP})*(?=\s+[^\sa-z]|\s*\Z)")
_BLANKS = re.compile(r"\s*")
_LONGEST_ABBREVIATION = 8


def sentence_spans(line: str) -> list[tuple[int, int]]:
    """Return where each sentence of a line begins and ends; blanks between two of them belong to neither."""
    spans = []
    start = _after_blanks(line, 0)
    for found in _END.finditer(line):
        stop = found.start() + 1
        after = _after_blanks(line, found.end())
        before = line[max(start, stop - _LONGEST_ABBREVIATION) : stop]
        if after < len(line) and _ABBREVIATED.search(before):
            continue
        spans.append((start, found.end()))
        start = after
    if start < len(line):
        spans.append((start, len(line.rstrip())))
    return spans


def _after_blanks(line: str, place: int) -> int:
    blanks = _BLANKS.match(line, place)
    return blanks.end() if blanks else place
