"""YAML as an author wrote it: texts with their places, nothing turned into numbers or dates."""

from __future__ import annotations

import msgspec

from plainleaf.model.diagnostics import Position


class Scalar(msgspec.Struct, frozen=True):
    """A single value; `plain` says that it stood without quotes."""

    text: str
    at: Position
    plain: bool = True

    @property
    def is_empty(self) -> bool:
        """Say whether YAML means "nothing" by it."""
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


class Sequence(msgspec.Struct, frozen=True):
    """A list."""

    items: tuple[Value, ...]
    at: Position


class Mapping(msgspec.Struct, frozen=True):
    """Fields with their values in the order in which they stand."""

    entries: tuple[tuple[Scalar, Value], ...]
    at: Position


Value = Scalar | Sequence | Mapping
