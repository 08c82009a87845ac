"""Tags that travel with a text through Markdown, and tell where in the source something stood.

The library keeps no places, and moves text about: footnotes go to the end, quotations lose their `>`, tables
their bars. So what may be a citation marker or a fence gets a tag of control characters beforehand. A tag that
ends up in code, in an attribute or in ordinary words is taken out again.
"""

import re
from collections.abc import Sequence

from plainleaf.markup.citation_syntax import OPENING

# Another control character than that of the tokens: `[@a]:5[@b]` is two tokens with `:5` between them, and no tag.
TAG_MARK = "\x1b"
_OFFSET = re.compile(f"{TAG_MARK}:(\\d+){TAG_MARK}")
_LINE = re.compile(f"{TAG_MARK}=(\\d+){TAG_MARK}")
_LINE_SIGN = f"{TAG_MARK}="
_TAG = re.compile(f"{TAG_MARK}[:=]\\d+{TAG_MARK}")
_FENCE = re.compile(r"^ {0,3}:{3}.*$", re.MULTILINE)
_TAB = 4


def with_tags(text: str, *, fences: bool) -> str:
    """Return a text with a tag behind each bracket that may begin a marker, and (`fences`) behind each fence.

    Tab characters become blanks, as the library would do later: a tag must not move its tab stops.
    """
    expanded = text.expandtabs(_TAB)
    ends = [(found.end(), found.start()) for found in OPENING.finditer(expanded)]
    if expanded != text:
        at = [found.start() for found in OPENING.finditer(text)]
        ends = [(end, offset) for (end, _), offset in zip(ends, at, strict=True)]
    tags = [(end, f"{TAG_MARK}:{offset}{TAG_MARK}") for end, offset in ends]
    if fences and ":::" in expanded:
        line = end = 0
        for found in _FENCE.finditer(expanded):
            line += expanded.count("\n", end, found.end())
            end = found.end()
            tags.append((end, f"{TAG_MARK}={line}{TAG_MARK}"))
    pieces = []
    done = 0
    for end, tag in sorted(tags):
        pieces += [expanded[done:end], tag]
        done = end
    return "".join(pieces) + expanded[done:]


def without_tags(text: str) -> str:
    """Return a text as it was before it got tags."""
    return _TAG.sub("", text) if TAG_MARK in text else text


def offset_in(text: str) -> int:
    """Return the offset in the source of the first tagged bracket of a text, 0 if there is none."""
    found = _OFFSET.search(text)
    return int(found[1]) if found else 0


def fence_in(line: str) -> tuple[int, str] | None:
    """Return the number of a fence's line in the source, from 0, and its text, or None if it is no fence."""
    found = _LINE.search(line)
    return (int(found[1]), line[: found.start()]) if found else None


def fences_in(lines: Sequence[str]) -> dict[int, tuple[int, str]]:
    """Return what `fence_in` gives for each line that is a fence, by the line's place."""
    marked = [number for number, line in enumerate(lines) if _LINE_SIGN in line]
    return {number: fence for number in marked if (fence := fence_in(lines[number])) is not None}
