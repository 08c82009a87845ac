"""Diagnostics as text for people, JSON for programs, and commands for a hosted CI."""

import json
from collections.abc import Sequence

from plainleaf.model.diagnostics import Diagnostic, Severity


def as_text(diagnostics: Sequence[Diagnostic]) -> str:
    """Return `path:line:column: severity: message [code]`, one a line, each hint indented below.

    The name of a file may hold whatever it likes, even a line end.
    """
    lines = []
    for d in diagnostics:
        lines.append(f"{d.path}:{d.line}:{d.column}: {d.severity}: {d.message} [{d.code}]")
        if d.hint:
            lines.append(f"    hint: {d.hint}")
    return "\n".join(line.replace("\n", "\\n") for line in lines)


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Return one JSON array; lines and columns count from 1, and `hint` may be null."""
    rows = [
        {
            "code": d.code,
            "severity": d.severity.value,
            "path": d.path,
            "line": d.line,
            "column": d.column,
            "message": d.message,
            "hint": d.hint,
        }
        for d in diagnostics
    ]
    return json.dumps(rows, indent=2)


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Return workflow commands that mark the lines in a pull request.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    lines = []
    for d in diagnostics:
        message = f"{d.message} ({d.hint})" if d.hint else d.message
        place = f"file={_property(d.path)},line={d.line},col={d.column},title={_property(d.code)}"
        lines.append(f"::{d.severity} {place}::{_data(message)}")
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def counted(diagnostics: Sequence[Diagnostic]) -> str:
    """Return how many errors and warnings there are, in words."""
    errors = sum(d.severity is Severity.ERROR for d in diagnostics)
    warnings = len(diagnostics) - errors
    parts = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((errors, "error"), (warnings, "warning"))
        if number
    ]
    return " and ".join(parts) or "no errors, no warnings"


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a table: columns as wide as they need to be, the last one as long as it is."""
    whole = [[cell.replace("\n", "\\n") for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in whole) for column in range(len(rows[0]) - 1)]
    lines = []
    for row in whole:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        lines.append("  ".join([*cells, row[-1]]).rstrip())
    return lines
