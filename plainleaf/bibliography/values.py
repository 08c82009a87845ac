"""The value of a field: `{text}`, `"text"`, a number, a macro, or several of them joined by `#`."""

import re
from collections.abc import Mapping
from typing import NamedTuple

MONTH_MACROS = frozenset("jan feb mar apr may jun jul aug sep sept oct nov dec".split())

# Macros that double each other could fill the memory from a few lines: more than any title needs is cut.
_LONGEST_VALUE = 100_000

_BRACE = re.compile(r"(?<!\\)[{}]")
_BRACE_OR_QUOTE = re.compile(r"(?<!\\)[{}\"]")
_BARE_WORD = re.compile(r"[^\s#{}\"%,]+")
_SKIPPED = re.compile(r"(?:\s+|%[^\n]*(?:\n|$))*")
_NEXT_FIELD = re.compile(r"([A-Za-z][\w:.+/-]*)\s*=\s*(.*)", re.DOTALL)
_MACRO_NAME = re.compile(r"[A-Za-z][\w:.+/-]*")


class Value(NamedTuple):
    """What a value says, still in LaTeX, and what is odd about it."""

    text: str
    undefined: tuple[str, ...] = ()  # macros that no `@string` defines
    bare: bool = False  # text without braces or quotes around it
    next_field: tuple[str, str] | None = None  # a comma is missing before it: its name and raw value
    unread: str = ""  # something behind the value that can't be told


def read_value(raw: str, macros: Mapping[str, str]) -> Value:
    """Take a raw value apart; the names of the macros are lower-cased. Never raises."""
    if raw.startswith("{") and raw.endswith("}"):
        inner = raw[1:-1]
        if "{" not in inner and "}" not in inner and not inner.endswith("\\"):
            return Value(inner)
    pieces: list[str] = []
    undefined: list[str] = []
    place = _skip(raw, 0)
    rest = ""
    while place < len(raw):
        first = raw[place]
        if first in '{"':
            end = _closing(raw, place)
            pieces.append(raw[place + 1 : end])
            place = _skip(raw, end + 1)
        else:
            word = _BARE_WORD.match(raw, place)
            if word is None:
                rest = raw[place:]
                break
            place = _skip(raw, word.end())
            _read_word(word[0], macros, pieces, undefined)
        if place < len(raw) and raw[place] == "#":
            place = _skip(raw, place + 1)
            continue
        rest = raw[place:].strip()
        break
    text = "".join(pieces)[:_LONGEST_VALUE]
    if not rest:
        bare = bool(undefined) and not _MACRO_NAME.fullmatch(undefined[0]) and len(pieces) == 1
        return Value(text, () if bare else tuple(undefined), bare)
    if following := _NEXT_FIELD.fullmatch(rest):
        return Value(text, tuple(undefined), next_field=(following[1], following[2]))
    if not _BRACE_OR_QUOTE.search(raw) and "#" not in raw:
        return Value(" ".join(raw.split()), bare=True)
    return Value(text, tuple(undefined), unread=rest)


def _read_word(word: str, macros: Mapping[str, str], pieces: list[str], undefined: list[str]) -> None:
    name = word.lower()
    if name in macros:
        pieces.append(macros[name])
        return
    pieces.append(word)
    if not (word.isdigit() or name in MONTH_MACROS):
        undefined.append(word)


def _skip(raw: str, place: int) -> int:
    """Return the next place that is neither space nor a remark from % to the end of its line."""
    skipped = _SKIPPED.match(raw, place)
    return skipped.end() if skipped else place


def _closing(raw: str, start: int) -> int:
    """Return the place of the brace or quotation mark that closes the one at `start`, else the end."""
    if raw[start] == "{":
        depth = 0
        for brace in _BRACE.finditer(raw, start):
            depth += 1 if brace[0] == "{" else -1
            if depth == 0:
                return brace.start()
        return len(raw)
    depth = 0
    last = len(raw)
    for mark in _BRACE_OR_QUOTE.finditer(raw, start + 1):
        if mark[0] == '"':
            if depth == 0:
                return mark.start()
            last = mark.start()
        else:
            depth += 1 if mark[0] == "{" else -1
    return last
