"""Puts a review step into an article's front matter, and touches nothing else in the file.

One line goes in at its place; every other byte stays: comments, order, quoting, line ends. The result is read
again before it is kept, so that a file is never left worse than it was.
"""

import datetime
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from plainleaf.model.review_log import ReviewStep
from plainleaf.read.front_matter import read_document, split_front_matter
from plainleaf.read.text_files import decode_text
from plainleaf.read.yaml_faults import Place
from plainleaf.read.yaml_text import FieldSpan, field_span

_PLAIN = re.compile(r"(?!(?i:null)\Z)[A-Za-z][\w-]*\Z")
_NOT_WRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile(r"\r\n|\r|\n")


class WriteFault(Exception):
    """The step could not be written; the message says why."""


class _Edit(NamedTuple):
    """Text that takes the place of what stands between two places of a file (lines and columns from 0)."""

    start: Place
    end: Place
    text: str


def with_steps(path: Path, steps: Sequence[ReviewStep]) -> bytes:
    """Return an article's file with steps at the end of its log. Raises WriteFault, OSError."""
    data = path.read_bytes()
    for step in steps:
        data = with_step(data, str(path), step)
    return data


def with_step(data: bytes, path: str, step: ReviewStep) -> bytes:
    """Return the file with the step in it. Raises WriteFault where the result would not read as it should."""
    step = msgspec.structs.replace(step, note=" ".join(_NOT_WRITABLE.sub(" ", step.note).split()))
    text, faults = decode_text(data, path)
    yaml_text, body, more = split_front_matter(text, path)
    if faults or more:
        raise WriteFault((faults + more)[0].message)
    before, faults = read_document(text, path, path, "en", is_article=True)
    if faults:
        raise WriteFault(faults[0].message)
    edits = _edits(
        yaml_text.split("\n"), field_span(yaml_text, "review"), body.first_line - 2, step_text(step)
    )
    changed = _edited(data.decode("utf-8"), edits).encode("utf-8")
    after, faults = read_document(decode_text(changed, path)[0], path, path, "en", is_article=True)
    logs = [[_content(entry) for entry in document.front.review] for document in (before, after)]
    if logs[1] != [*logs[0], _content(step)] or after.body.text != before.body.text or faults:
        raise WriteFault("the log is written in a form that can't be added to; write it one step a line")
    return changed


def _content(step: ReviewStep) -> tuple[object, ...]:
    return (step.status, step.date, step.by, step.due, step.digest, step.original, step.note)


def step_text(step: ReviewStep) -> str:
    """Return a step as it stands in a log: `{status: submitted, date: 2025-11-01, by: rivera}`."""
    fields: list[tuple[str, str | datetime.date | None]] = [
        ("status", step.status.value),
        ("date", step.date),
        ("by", step.by),
        ("due", step.due),
        ("digest", step.digest),
        ("original", step.original),
        ("note", step.note or None),
    ]
    return "{" + ", ".join(f"{name}: {_scalar(value)}" for name, value in fields if value is not None) + "}"


def _scalar(value: str | datetime.date | None) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = str(value)
    # A JSON string is a YAML string in double quotes, whatever it holds.
    return text if _PLAIN.match(text) else json.dumps(text, ensure_ascii=False)


def _edits(lines: list[str], span: FieldSpan | None, closing: int, entry: str) -> list[_Edit]:
    """Return what is written where; `lines` are those of the file as far as they are YAML.

    `closing` is the line of --- behind them.
    """
    if span is None:
        return [_line(closing, f"review:\n  - {entry}")]
    start, end, style, indent = span
    blanks = " " * indent
    rest = lines[end.line][end.column :] if end.line < len(lines) else ""
    if style == "empty":
        # Nothing is left of the value, and no blank at the end of the line.
        begin = start if rest.strip() else Place(start.line, len(lines[start.line][: start.column].rstrip()))
        return [_Edit(begin, end, ""), _line(end.line + 1, f"  - {entry}")]
    if style == "block":
        # A text of several lines (`note: |`) ends at the beginning of the line behind it.
        return [_line(end.line + (end.column > 0), f"{blanks}- {entry}")]
    # A list in brackets, with its items below one another or on one line.
    if re.match(r"\s*,\s*(#|\Z)", rest):
        return [_line(end.line + 1, f"{blanks}{entry},")]
    if re.match(r"\s*(#|\Z)", rest):
        return [_Edit(end, end, ","), _line(end.line + 1, f"{blanks}{entry}")]
    return [_Edit(end, end, f", {entry}")]


def _line(number: int, text: str) -> _Edit:
    return _Edit(Place(number, 0), Place(number, 0), f"{text}\n")


def _edited(raw: str, edits: list[_Edit]) -> str:
    """Return a file's text with its edits, which stand in order, in the line ends that it has itself."""
    ends = list(_LINE_END.finditer(raw))
    starts = [0, *(found.end() for found in ends)]
    for start, end, text in reversed(edits):
        places = [starts[place.line] + place.column for place in (start, end)]
        raw = raw[: places[0]] + text.replace("\n", ends[0][0]) + raw[places[1] :]
    return raw
