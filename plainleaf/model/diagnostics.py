"""What Plainleaf tells an author: a value that is collected and handed up, never printed here."""

import re
from enum import StrEnum
from typing import NamedTuple

import msgspec

_NOT_IN_A_LINE = re.compile(r"[ ]*[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+[ ]*")
_LONGEST = 1_000


class Severity(StrEnum):
    """How much a diagnostic weighs: an error keeps the site from being published."""

    ERROR = "error"
    WARNING = "warning"


class Position(NamedTuple):
    """A place in a file that an author owns; line and column count from 1, in characters."""

    path: str
    line: int = 1
    column: int = 1


class Diagnostic(msgspec.Struct, frozen=True, order=False):
    """One finding: what is (`message`), where, and what to do about it (`hint`)."""

    code: str
    severity: Severity
    path: str
    line: int
    column: int
    message: str
    hint: str | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """The order in which a report lists findings: by file, then by place."""
        return (self.path, self.line, self.column, self.code, self.message)


def error(code: str, at: Position, message: str, hint: str | None = None) -> Diagnostic:
    """Return a diagnostic that keeps the site from being published."""
    return _diagnostic(code, Severity.ERROR, at, message, hint)


def warning(code: str, at: Position, message: str, hint: str | None = None) -> Diagnostic:
    """Return a diagnostic that only `--strict` turns into a refusal."""
    return _diagnostic(code, Severity.WARNING, at, message, hint)


def _diagnostic(code: str, severity: Severity, at: Position, message: str, hint: str | None) -> Diagnostic:
    in_line = None if hint is None else _in_a_line(hint)
    return Diagnostic(code, severity, at.path, at.line, at.column, _in_a_line(message), in_line)


def _in_a_line(words: str) -> str:
    """Return words that quote an author's text so that they stay in their line, and don't speak to a terminal."""
    if not words.isprintable():
        words = _NOT_IN_A_LINE.sub(" ", words)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def in_order(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics sorted by place, each once."""
    unique = {(d.sort_key, d.severity): d for d in diagnostics}
    return [unique[key] for key in sorted(unique)]


def has_errors(diagnostics: list[Diagnostic]) -> bool:
    """Say whether any of the diagnostics keeps the site from being published."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
