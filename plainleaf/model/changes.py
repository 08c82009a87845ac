"""What has changed in an article since a text of it that was kept: values for the terminal and for pages."""

from enum import StrEnum

import msgspec


class RunKind(StrEnum):
    """What became of some words."""

    EQUAL = "equal"
    REMOVED = "removed"
    ADDED = "added"


class Run(msgspec.Struct, frozen=True):
    r"""Words in a row that share a fate; `\n` stands between two lines of the text."""

    kind: RunKind
    words: str


class Part(StrEnum):
    """A part of what a reader sees, in reading order."""

    TITLE = "title"
    SUMMARY = "summary"
    TEXT = "text"
    REFERENCE = "reference"
    PICTURE = "picture"
    REASON = "reason"  # for which a retracted work is cited


class ChangeKind(StrEnum):
    """What became of a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class FieldChange(msgspec.Struct, frozen=True):
    """A field of a reference that changed, in words; a side is "" where the field is not there."""

    name: str
    before: str
    after: str


class PartChange(msgspec.Struct, frozen=True):
    """A part that changed.

    `name` is a reference's key or a picture's name; `title` the reference's title. Words have `passages`: each a
    changed place with the words around it. A text is that of the editions for `audiences`; where an edition as a
    whole came or went, `kind` says so, and the passages compare it with what its readers had, or have, instead.
    """

    part: Part
    kind: ChangeKind = ChangeKind.CHANGED
    name: str = ""
    title: str = ""
    audiences: tuple[str, ...] = ()
    passages: tuple[tuple[Run, ...], ...] = ()
    fields: tuple[FieldChange, ...] = ()
