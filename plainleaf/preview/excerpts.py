"""The lines around a place in an author's file, for whoever has to mend it."""

import msgspec

_AROUND = 2  # lines before and after
_WIDEST = 160  # characters of a line: a paragraph may be one line of thousands


class ExcerptLine(msgspec.Struct, frozen=True):
    """A line of an excerpt; a part that was left out at its beginning or end shows as an ellipsis."""

    number: int
    text: str


class Excerpt(msgspec.Struct, frozen=True):
    """Lines of a file; the place is the character `mark` (from 0) of the line `line`."""

    lines: tuple[ExcerptLine, ...]
    line: int
    mark: int


def excerpt(text: str, line: int, column: int) -> Excerpt | None:
    """Return the lines around a place, both from 1; None where the text has no such line."""
    lines = text.split("\n")
    if not 1 <= line <= len(lines):
        return None
    start = _left_out(len(lines[line - 1]), column)
    first = max(line - _AROUND, 1)
    shown = tuple(
        ExcerptLine(number, _window(lines[number - 1], start if number == line else 0))
        for number in range(first, min(line + _AROUND, len(lines)) + 1)
    )
    ellipsis = 1 if start else 0
    mark = min(max(column - 1, 0), len(lines[line - 1])) - start + ellipsis
    return Excerpt(shown, line, mark)


def _left_out(length: int, column: int) -> int:
    """Return how many characters are left out before the place, so that it stands well inside the window."""
    return 0 if length <= _WIDEST else max(min(column - 1 - _WIDEST // 3, length - _WIDEST), 0)


def _window(line: str, start: int) -> str:
    end = start + _WIDEST
    shown = line[start:end].replace("\t", " ")  # a mark is set by counting characters
    return f"{'…' if start else ''}{shown}{'…' if end < len(line) else ''}"
