"""The review log of an article: what is stored, and what a reader is shown."""

import datetime
from enum import StrEnum

import msgspec

from plainleaf.model.diagnostics import Position


class Status(StrEnum):
    """A step that stands in a log."""

    SUBMITTED = "submitted"
    UNDER_REVIEW = "under-review"
    CHANGES_REQUESTED = "changes-requested"
    APPROVED = "approved"
    RETIRED = "retired"


class ShownStatus(StrEnum):
    """What a reader is shown: always derived, never written by hand."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under-review"
    CHANGES_REQUESTED = "changes-requested"
    APPROVED = "approved"
    CHANGED = "changed"
    OVERDUE = "overdue"
    RETIRED = "retired"


class ReviewStep(msgspec.Struct, frozen=True):
    """One line of a log. `due` and `digest` belong to approvals.

    `original` belongs to translations: the digest of the original as it was on that day.
    """

    status: Status
    date: datetime.date
    by: str
    at: Position
    due: datetime.date | None = None
    digest: str | None = None
    note: str = ""
    original: str | None = None


ReviewLog = tuple[ReviewStep, ...]
