"""What YAML's reader says about a text it can't read, in words that help whoever wrote it."""

import re
from typing import NamedTuple

_FIELD = "a field is a name, a colon, a blank and a value, such as  title: My title"
_INDENT = (
    "check the blanks at the beginning of this line: fields of one list or group stand below one another"
)
_QUOTE = "put the text in quotes"
_COLON = "the text holds a colon, by which YAML tells a field's name from its value"

# Words of YAML's reader, ours, and a hint. Where they are about something that was opened and not closed, or
# about a line that only the next one shows to be wrong, the place is where that begins.
_KNOWN = (
    ("tab character", "a tab character stands where blanks belong", "use blanks instead of it"),
    ("could not find expected ':'", "this line is no field", _FIELD),
    ("unexpected end of stream", "a quotation mark is opened here and never closed", "close it"),
    ("',' or ']'", "the list that begins here is not closed", "close it with ]"),
    ("',' or '}'", "the braces that begin here are not closed", "close them with }"),
    ("mapping values", _COLON, _QUOTE),
    ("unknown escape character", "a backslash in double quotes means something else in YAML", _QUOTE),
    ("expected key", "something stands behind the end of the text", _QUOTE),
    ("expected '-' indicator", "something stands behind the end of the text", _QUOTE),
    ("<document start>", "the file begins with a line that YAML takes for an instruction", _QUOTE),
    ("", "the text begins with a character that has a meaning of its own in YAML", _QUOTE),
)
_AT_ITS_BEGINNING = ("could not find expected ':'", "unexpected end of stream", "',' or ']'", "',' or '}'")
_NO_BLANK = re.compile(r"([a-z_]+)(?::(?=\S)|：)")
# What stands on a line before the text itself: dashes of a list, and the field's name.
_BEFORE_TEXT = re.compile(r"\s*(?:-\s+)*(?:[a-z_][a-z0-9_-]*:\s+)?")


class Place(NamedTuple):
    """A place in a YAML text: line and column from 0."""

    line: int
    column: int


def explain(lines: list[str], problem: str, at: Place, beginning: Place | None) -> tuple[Place, str, str]:
    """Return the place, the message and the hint for what YAML's reader has met.

    `problem` are its own words, `at` is where it stopped; `beginning` where the part began that it was in.
    """
    line = lines[at.line] if at.line < len(lines) else ""
    before = line[: at.column]
    if line[at.column : at.column + 1] == "\t":
        problem = "tab character"
    words, message, hint = next(known for known in _KNOWN if known[0] in problem)
    if words in ("mapping values", "could not find expected ':'"):
        for number in range(min(at.line, len(lines) - 1), -1, -1):
            name = _NO_BLANK.match(lines[number])
            if name:
                hint = f"write it as  {name[1]}: {lines[number][name.end() :].strip()}"
                return Place(number, name.end()), f"a blank is missing behind '{name[0]}'", hint
    if line[at.column : at.column + 1] == ":" and words in ("',' or ']'", "',' or '}'"):
        return at, _COLON, f'{_QUOTE}, such as "One: two"'
    if words in _AT_ITS_BEGINNING and beginning:
        return beginning, message, hint
    if hint == _QUOTE:
        if not before.strip() or (
            words == "mapping values" and before.startswith(" ") and ": " not in before
        ):
            return at, "this line does not fit below the one before it", _INDENT
        hint = f"{_QUOTE}:  {quoted(line)}"
    return at, message, hint


def quoted(line: str) -> str:
    """Return a line with its text in quotes that hold whatever it is."""
    found = _BEFORE_TEXT.match(line)
    before = found[0].lstrip() if found else ""
    text = line[found.end() if found else 0 :].strip()
    for mark in "\"'":
        if len(text) > 1 and text[0] == text[-1] == mark:
            text = text[1:-1]
    if '"' in text or "\\" in text:
        return f"{before}'{text.replace(chr(39), chr(39) * 2)}'"
    return f'{before}"{text}"'
