"""What Plainleaf tells an author: a value that is collected and handed up, never printed here."""

from enum import StrEnum
from typing import NamedTuple

import msgspec


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
    return Diagnostic(code, Severity.ERROR, at.path, at.line, at.column, message, hint)


def warning(code: str, at: Position, message: str, hint: str | None = None) -> Diagnostic:
    """Return a diagnostic that only `--strict` turns into a refusal."""
    return Diagnostic(code, Severity.WARNING, at.path, at.line, at.column, message, hint)


def in_order(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics sorted by place, each once."""
    unique = {(d.sort_key, d.severity): d for d in diagnostics}
    return [unique[key] for key in sorted(unique)]


def has_errors(diagnostics: list[Diagnostic]) -> bool:
    """Say whether any of the diagnostics keeps the site from being published."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
