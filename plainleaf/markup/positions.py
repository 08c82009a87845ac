"""Where something stands in an author's Markdown.

Citation markers bring their place along (plainleaf.markup.source_tags). What else is reported is looked up: code,
comments, escaped characters and what another audience reads are masked, and what remains is searched from one
find to the next.
"""

import functools
import re
from bisect import bisect_right
from collections.abc import Sequence
from html import escape

from plainleaf.markup.block_fences import Block, shown_lines
from plainleaf.markup.citation_syntax import Marker
from plainleaf.model.articles import Body, SourceDocument
from plainleaf.model.diagnostics import Position

_BLANK = re.compile(r"[^\n]")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_INLINE_SIGNS = ("\\", "`", "<!--")
_INLINE = re.compile(
    r"\\.|``*|<!--.*?(?:-->|\Z)", re.DOTALL
)  # "`" first: so it is found far quicker than "`+"
_HEADING = re.compile(
    r"^[ ]{0,3}(?:>[ ]?)*((?:#(?=[ \t])|#{2,6}|<h[2-6]\b)|[^\s#>|<].*\n(?==+[ \t]*$|-+[ \t]*$))",
    re.MULTILINE | re.IGNORECASE,
)
_ITEM = re.compile(r" {0,3}(?:[*+•‣◦▪▸●○■□·:-]|\d{1,9}[.)]|\[\^[^\]]+\]:)")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n|\Z")


def mask_code(text: str) -> str:
    """Return the text, as long as it was, with blanks for code, comments and escaped characters."""
    return _mask_inline(_mask_indented(_mask_fenced(text)))


def _mask_fenced(text: str) -> str:
    if "```" not in text and "~~~" not in text:
        return text
    lines = text.split("\n")
    closings: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if _FENCE.fullmatch(line.rstrip()):
            closings.setdefault(line.rstrip(), []).append(number)
    number = 0
    while number < len(lines):
        fence = _FENCE.match(lines[number])
        if fence:
            ends = closings.get(fence[1], [])
            following = bisect_right(ends, number)
            if following < len(ends):
                for inside in range(number, ends[following] + 1):
                    lines[inside] = " " * len(lines[inside])
                number = ends[following]
        number += 1
    return "\n".join(lines)


def _mask_indented(text: str) -> str:
    """Mask what stands four blanks in, behind a blank line, and in no list, footnote or definition."""
    lines = text.split("\n")
    in_item = in_code = False
    after_blank = True
    for number, line in enumerate(lines):
        if not line.strip():
            after_blank, in_code = True, False
            continue
        if line.startswith(("    ", "\t")):
            in_code = in_code or (after_blank and not in_item)
            if in_code:
                lines[number] = " " * len(line)
        else:
            in_code = False
            in_item = _ITEM.match(line) is not None or (in_item and not after_blank)
        after_blank = False
    return "\n".join(lines)


def _mask_inline(text: str) -> str:
    if not any(sign in text for sign in _INLINE_SIGNS):
        return text
    pieces = []
    done = limit = 0
    while found := _INLINE.search(text, done):
        end = found.end()
        if found[0].startswith("`"):
            if end > limit:
                paragraph_end = _PARAGRAPH_END.search(text, end)
                limit = paragraph_end.start() if paragraph_end else len(text)
            closing = re.compile(rf"(?<!`){found[0]}(?!`)").search(text, end, limit)
            if closing is None:
                pieces.append(text[done:end])
                done = end
                continue
            end = closing.end()
        pieces.append(text[done : found.start()])
        pieces.append(_BLANK.sub(" ", text[found.start() : end]))
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


class Places:
    """Finds the places of what one edition of a body holds."""

    def __init__(self, body: Body, masked: str, blocks: Sequence[Block], audience: str) -> None:
        self._body = body
        self._text = _shown(masked, blocks, audience)
        self._next: dict[str, int] = {}
        self._absent: set[str] = set()  # what stands nowhere any more
        # Patterns that match nothing more of the masked text, or of all of it.
        self._nowhere: set[tuple[bool, str]] = set()

    @functools.cached_property
    def _lengths(self) -> list[int]:
        return [len(line) for line in self._body.text.split("\n")]

    def at(self, offset: int) -> Position:
        """Return the place of the character at an offset of the body."""
        return self._body.position(offset)

    def below(self, at: Position, line: int, column: int) -> Position:
        """Return the place so many lines below another, or so many columns behind it."""
        number = min(at.line - self._body.first_line + line, len(self._lengths) - 1)
        column = min(column + (1 if line else at.column), self._lengths[number] + 1)
        return Position(at.path, self._body.first_line + number, column)

    def keys(self, marker: Marker) -> list[Position]:
        """Return the place of the `@` of each key of a marker; a numbered one doesn't hold its keys."""
        return [self.at(offset) for offset in _offsets_of_keys(self._body.text, marker)]

    def find(self, needle: str) -> Position:
        """Return the next place of a text, or the body's beginning where it is nowhere."""
        return self.at(self._find(needle, (_loose(needle),)))

    def find_address(self, address: str) -> Position:
        """Return the next place at which an address stands as that of a link or a picture."""
        plain = self._find_plain(address)
        if plain is not None:
            return self.at(plain)
        written = "|".join(_loose(text) for text in {address, escape(address)})
        end = r"(?=[\s)>\"']|\Z)"
        return self.at(
            self._find(address, (rf"(?<=[(<\"'=])(?:{written}){end}", rf"(?<=\s)(?:{written}){end}", written))
        )

    def _find_plain(self, address: str) -> int | None:
        """Return where an address stands next, if it stands there as addresses do; else it takes patterns."""
        if address.split() != [address] or escape(address) != address:
            return None
        at = self._text.find(address, self._next.get(address, 0))
        before, after = self._text[at - 1 : at], self._text[at + len(address) : at + len(address) + 1]
        if at < 1 or before not in "(<\"'=" or not (after in ")>\"'" or after.isspace()):
            return None
        self._next[address] = at + 1
        return at

    def _find(self, needle: str, patterns: Sequence[str]) -> int:
        """Return the offset of the next match of the first pattern that has one."""
        start = self._next.get(needle, 0)
        # Every pattern begins with this, or with how HTML writes it; to look for letters is quick.
        word = needle.split(maxsplit=1)[0] if needle.strip() and needle not in self._absent else ""
        for text in (self._text, self._body.text) if word else ():
            places = [at for at in (text.find(word, start), text.find(escape(word), start)) if at >= 0]
            for pattern in patterns if places else ():
                if (text is self._text, pattern) in self._nowhere:
                    continue
                found = re.compile(pattern).search(text, min(places))
                if found:
                    self._next[needle] = found.start() + 1
                    return found.start()
                self._nowhere.add((text is self._text, pattern))
        self._absent.add(needle)
        return max(start - 1, 0)

    def headings(self) -> list[Position]:
        """Return the places of the headings, in order."""
        return [self.at(found.start(1)) for found in _HEADING.finditer(self._text)]


class LinePlaces:
    """Finds the places of what a text of the front matter holds, such as a key point.

    `text` is as read, without quotation marks and folded into one line. Where it is not written so, all its
    parts count as standing at its beginning.
    """

    def __init__(self, document: SourceDocument, at: Position, text: str) -> None:
        self._front = Body(document.front_text, document.path, 1)
        self._at = at
        self._text = text
        beginning = self._front.offset(at)
        starts = (beginning, beginning + 1)  # the second behind a quotation mark
        self._start = next((start for start in starts if document.front_text.startswith(text, start)), None)

    @property
    def source(self) -> Body | None:
        """What the text stands in, word by word; None where it is written in another form."""
        return None if self._start is None else self._front

    @property
    def start(self) -> int:
        """Where in `source` the text begins."""
        return self._start or 0

    def at(self, offset: int) -> Position:
        """Return the place of the character at an offset of the text."""
        return self._at if self._start is None else self._front.position(self._start + offset)

    def below(self, at: Position, line: int, column: int) -> Position:
        """Return the place itself: HTML in one line has no lines below."""
        return at

    def keys(self, marker: Marker) -> list[Position]:
        """Return the place of the `@` of each key of a marker."""
        return [self.at(offset) for offset in _offsets_of_keys(self._text, marker)]

    def find(self, needle: str) -> Position:
        """Return the first place of a text."""
        return self.at(max(self._text.find(needle), 0))

    find_address = find


def _offsets_of_keys(text: str, marker: Marker) -> list[int]:
    found = []
    offset = marker.at
    # In the source there may be marks of a quotation between its words; what is not here, is nowhere.
    end = offset + 4 * len(marker.raw) + 200
    for citation in marker.group.citations:
        if marker.raw.startswith("["):
            place = text.find(f"@{citation.key}", offset, end)
            braced = text.find(f"@{{{citation.key}}}", offset, end)
            offset = min(place, braced) if place >= 0 and braced >= 0 else max(place, braced, offset)
        found.append(offset)
    return found


def _shown(masked: str, blocks: Sequence[Block], audience: str) -> str:
    """Return a masked text with blanks for what another audience reads."""
    lines = masked.split("\n")
    shown = shown_lines(blocks, len(lines), audience)
    if all(shown):
        return masked
    return "\n".join(line if here else " " * len(line) for line, here in zip(lines, shown, strict=True))


def _loose(text: str) -> str:
    """Return a pattern for a text whose blanks may be line ends and the marks of a quotation in the source."""
    return r"[\s>]+".join(re.escape(word) for word in text.split())
