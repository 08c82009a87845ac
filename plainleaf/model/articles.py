"""An article and a plain page as read from their files, not yet rendered."""

import datetime
import functools
import re
from bisect import bisect_left
from enum import StrEnum

import msgspec

from plainleaf.model.diagnostics import Position
from plainleaf.model.review_log import ReviewLog


class Audience(StrEnum):
    """For whom an edition is written."""

    PATIENT = "patient"
    CARER = "carer"
    CLINICIAN = "clinician"


class Waiver(msgspec.Struct, frozen=True):
    """A finding that the reviewer is asked to accept, with the reason."""

    code: str
    reason: str


class FrontMatter(msgspec.Struct, frozen=True):
    """The fields of an article's front matter, typed; see docs/writing.md for each.

    `places` maps a field (`title`, `references.2`) to where it stands in the file.
    """

    title: str
    summary: str
    date: datetime.date
    slug: str
    lang: str
    places: dict[str, Position]
    updated: datetime.date | None = None
    translation_of: str | None = None
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    icd10: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    key_points: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    conflicts: str = ""
    waive: tuple[Waiver, ...] = ()
    review: ReviewLog = ()

    @property
    def last_changed(self) -> datetime.date:
        """The day of the last change of substance."""
        return self.updated or self.date


class Body(msgspec.Struct, frozen=True):
    """The Markdown of a file, with the line on which it begins."""

    text: str
    path: str
    first_line: int

    def position(self, offset: int) -> Position:
        """Return where the character at an offset of the body stands in the author's file."""
        ends = _line_ends(self.text)
        line = bisect_left(ends, offset)
        return Position(self.path, self.first_line + line, offset - (ends[line - 1] if line else -1))

    def offset(self, at: Position) -> int:
        """Return the offset of the character at a place in the author's file; the text's end for one behind it."""
        ends = _line_ends(self.text)
        line = min(at.line - self.first_line, len(ends))
        return min((ends[line - 1] if line else -1) + at.column, len(self.text))


@functools.lru_cache(maxsize=8)
def _line_ends(text: str) -> tuple[int, ...]:
    """Return where the lines of a text end: it is asked for each of its markers, and a text may have thousands."""
    return tuple(found.start() for found in re.finditer("\n", text))


class SourceDocument(msgspec.Struct, frozen=True):
    """A Markdown file: an article, or (`is_article` False) a plain page such as the editorial policy.

    Where `complete` is False the front matter had errors, and placeholders stand in its fields: such a
    document is checked further, so that an author sees all faults in one run, but is never published.
    `front_text` is the front matter as written, each line under its number in the file.
    """

    path: str
    content_path: str  # below the content folder: articles/fmt.md
    front: FrontMatter
    body: Body
    is_article: bool
    complete: bool
    front_text: str = ""

    def place(self, field: str) -> Position:
        """Return where a field of the front matter stands, else the beginning of the file."""
        return self.front.places.get(field, Position(self.path))
