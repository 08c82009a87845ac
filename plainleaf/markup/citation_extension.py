"""Citation markers inside Markdown: finds them where text can stand, and leaves a token for each.

Nothing is numbered here. The Markdown library runs pattern by pattern over each text, and lists, quotes and
footnotes out of reading order; so every marker becomes a token that is numbered when the page is whole. A
token that ends up in an attribute or an address is turned back into the words that stood there.
"""

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.blockprocessors import ReferenceProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from plainleaf.markup.citation_syntax import (
    MARKER,
    OPENING,
    Marker,
    MarkerFault,
    parse_marker,
    unfinished_fault,
)
from plainleaf.markup.source_tags import offset_in, without_tags

# Control characters that no source text holds (plainleaf.read.text_files sees to it, and the engine again).
MARK = "\x1a"
TOKEN = re.compile(f"{MARK}(\\d+){MARK}")

_ADDRESS = re.compile(
    r"<|/|#|\.{1,2}/|(?:https?|mailto|tel):|\S*\.(?:md|html?|pdf|svg|png|jpe?g|webp|avif|gif)\b",
    re.IGNORECASE,
)
_ESCAPED_OPENING = re.compile(r"\\([\[【])")
_ESCAPED = re.compile(f"{STX}(\\d+){ETX}")
# So much is looked at to see whether a marker that is begun is closed.
_LONGEST_MARKER = 500
_AUTOLINK = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*\Z")
_RAW_PIECES = re.compile(
    r"(<!--.*?-->|<(?:pre|code|script|style|textarea)\b.*?</(?:pre|code|script|style|textarea)\s*>|<[^>]*>)",
    re.DOTALL | re.IGNORECASE,
)


class CitationExtension(Extension):
    """Holds the markers of the text in work; `numbered` is the article's list `references`."""

    def __init__(self) -> None:
        super().__init__()
        self.numbered: tuple[str, ...] = ()
        self.markers: list[Marker] = []
        self.unfinished: list[tuple[int, MarkerFault]] = []

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processors."""
        # A backslash before them makes markers plain text, as it does with the library's own characters.
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "【", "@"]
        # After code spans (190) and escapes (180), so that both stay text; before links (170), which would
        # take the brackets.
        md.inlinePatterns.register(_MarkerPattern(MARKER, self, md), "citation", 175)
        md.inlinePatterns.register(_UnfinishedPattern(OPENING, self, md), "citation-unfinished", 174)
        # In place of the library's: `[@key]: word` is a citation, not the address of a link.
        md.parser.blockprocessors.register(_LinkDefinitions(self, md), "reference", 15)
        # After the inline processor (20), and so after every stash has been filled.
        md.treeprocessors.register(_RawHtmlMarkers(self, md), "citation-raw-html", 5)
        md.registerExtension(self)

    def reset(self) -> None:
        """Forget the text before."""
        self.markers = []
        self.unfinished = []

    def token_for(self, raw: str) -> str | None:
        """Return the token of a text that MARKER matches, or None where it is ordinary text."""
        marker = parse_marker(without_tags(raw), self.numbered, offset_in(raw))
        return None if marker is None else self.add(marker)

    def with_tokens(self, text: str) -> str:
        """Return a text with a token for each marker in it, where no pattern of the library comes."""
        return MARKER.sub(lambda found: self.token_for(found[0]) or found[0], text)

    def add(self, marker: Marker) -> str:
        """Keep a marker and return the token that stands for it."""
        self.markers.append(marker)
        return f"{MARK}{len(self.markers) - 1}{MARK}"


class _CitationPattern(InlineProcessor):
    def __init__(self, pattern: re.Pattern[str], extension: CitationExtension, md: Markdown) -> None:
        super().__init__(pattern.pattern, md)
        self.compiled_re = pattern
        self.extension = extension

    def words(self, text: str) -> str:
        """Return a text with the code and the escaped characters that the library has put away already."""
        if STX not in text:
            return text
        return _ESCAPED.sub(lambda found: chr(int(found[1])), self.unescape(text))


class _MarkerPattern(_CitationPattern):
    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        if _in_autolink(data, m.start()):
            return None, None, None
        token = self.extension.token_for(self.words(m[0]))
        return (token, m.start(), m.end()) if token else (None, None, None)


class _UnfinishedPattern(_CitationPattern):
    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[None, None, None]:
        if not _in_autolink(data, m.start()):
            # The token of a marker behind it ends it as a bracket would.
            begun = self.words(data[m.start() : m.start() + _LONGEST_MARKER]).partition(MARK)[0]
            fault = unfinished_fault(without_tags(begun))
            if fault:
                self.extension.unfinished.append((offset_in(begun), fault))
        return None, None, None


class _LinkDefinitions(ReferenceProcessor):
    """Link definitions `[name]: address`, where the address looks like one; other such lines are text.

    The title of one may become a picture's caption, so its markers become tokens, as those of other titles do.
    """

    def __init__(self, extension: CitationExtension, md: Markdown) -> None:
        super().__init__(md.parser)
        self.extension = extension

    def run(self, parent: etree.Element, blocks: list[str]) -> bool:
        found = self.RE.search(blocks[0])
        if found is None or without_tags(found[1]).lstrip().startswith("@") or not _ADDRESS.match(found[2]):
            return False
        known = self.parser.md.references
        self.parser.md.references = {}
        done = bool(super().run(parent, blocks))
        for name, (address, title) in self.parser.md.references.items():
            known[name] = (address, self._with_tokens(title) if title else title)
        self.parser.md.references = known
        return done

    def _with_tokens(self, title: str) -> str:
        # Text and escaped brackets by turns: the pattern has one group.
        pieces = _ESCAPED_OPENING.split(title)
        pieces[::2] = [self.extension.with_tokens(text) for text in pieces[::2]]
        return "".join(pieces)


class _RawHtmlMarkers(Treeprocessor):
    """Finds the markers in the text of raw HTML, which Markdown itself passes over."""

    def __init__(self, extension: CitationExtension, md: Markdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: etree.Element) -> None:
        stash = self.md.htmlStash.rawHtmlBlocks
        for number, block in enumerate(stash):
            if isinstance(block, str) and ("[" in block or "【" in block):
                pieces = _RAW_PIECES.split(block)
                # Text and markup by turns: the pattern has one group.
                pieces[::2] = [self.extension.with_tokens(text) for text in pieces[::2]]
                stash[number] = "".join(pieces)


def _in_autolink(text: str, offset: int) -> bool:
    """Say whether a place is inside `<https://…>`, whose address is also its text."""
    opening = text.rfind("<", 0, offset)
    return opening >= 0 and _AUTOLINK.match(text, opening, offset) is not None
