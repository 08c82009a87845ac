"""Where the Markdown library's own patterns are slow or lose words, and what is done about it.

Brackets: for each `[` the library walks to the end of the text to see where it closes. A text with many brackets
that never close would take hours; here deep nesting and endless addresses are no links, as CommonMark allows.

Emphasis: from 3.11 on the library may take `**` and a single `*` for a pair, and the letter behind them is lost;
so what it finds has to hold the same words as the text (`0.1*, 0.2** and *`), else it is no emphasis.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable

from markdown import Markdown, inlinepatterns
from markdown.inlinepatterns import InlineProcessor, LinkInlineProcessor

_BRACKET = re.compile(r"[\[\]]")
_DEEPEST = 16
_LONGEST_ADDRESS = 4000
_SIGNS = re.compile("[*_]")
_EMPHASIS = getattr(inlinepatterns, "DelimiterProcessor", ())

_Match = tuple[etree.Element | str | None, int | None, int | None]


def limit_patterns(md: Markdown) -> None:
    """Give the library's patterns for links, pictures and emphasis their limits."""
    for pattern in md.inlinePatterns:
        if isinstance(pattern, LinkInlineProcessor):
            pattern.getText = _text  # type: ignore[method-assign]
            pattern.getLink = _link_of(pattern)  # type: ignore[assignment]
        elif isinstance(pattern, _EMPHASIS):
            pattern.handleMatch = _emphasis_of(pattern)


def _text(data: str, index: int) -> tuple[str, int, bool]:
    """Return the text from an index to the bracket that closes it, the index behind that, and whether it does."""
    depth = 1
    for found in _BRACKET.finditer(data, index):
        depth += 1 if found[0] == "[" else -1
        if depth == 0:
            return data[index : found.start()], found.end(), True
        if depth > _DEEPEST:
            break
    return "", index, False


def _link_of(pattern: LinkInlineProcessor) -> Callable[[str, int], tuple[str, str | None, int, bool]]:
    get_link = pattern.getLink
    return lambda data, index: get_link(data[: index + _LONGEST_ADDRESS], index)


def _emphasis_of(pattern: InlineProcessor) -> Callable[[re.Match[str], str], _Match]:
    handle = pattern.handleMatch

    def checked(m: re.Match[str], data: str) -> _Match:
        for _ in range(2):  # as it was kept, and found anew
            element, start, end = handle(m, data)
            if not isinstance(element, etree.Element):
                return element, start, end
            if start is not None and end is not None and start >= m.start():
                words = "".join(element.itertext())
                if _SIGNS.sub("", data[start:end]) == _SIGNS.sub("", words):
                    return element, start, end
            pattern.reset()  # type: ignore[attr-defined]
        return None, m.start(), m.end()

    return checked
