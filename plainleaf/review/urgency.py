"""What needs somebody's action first: the one order of every list of reviews."""

import datetime
from enum import StrEnum

from plainleaf.model.review_log import ReviewLog, ShownStatus
from plainleaf.review.steps import approval

# NHS and hospital policies remind months ahead; a board meets monthly, so two meetings lie before the day.
SOON = 60  # days


class Lane(StrEnum):
    """Who has to act on an article, the most urgent lane first."""

    UNPROTECTED = "unprotected"  # public, and no approval holds for these words
    AUTHORS = "authors"  # changes were asked for
    REVIEWERS = "reviewers"  # handed in, or being checked
    SOON = "soon"  # approved, and due again before long
    DRAFTS = "drafts"
    SETTLED = "settled"
    RETIRED = "retired"


_LANES = {
    ShownStatus.CHANGED: Lane.UNPROTECTED,
    ShownStatus.OVERDUE: Lane.UNPROTECTED,
    ShownStatus.CHANGES_REQUESTED: Lane.AUTHORS,
    ShownStatus.SUBMITTED: Lane.REVIEWERS,
    ShownStatus.UNDER_REVIEW: Lane.REVIEWERS,
    ShownStatus.DRAFT: Lane.DRAFTS,
    ShownStatus.APPROVED: Lane.SETTLED,
    ShownStatus.RETIRED: Lane.RETIRED,
}
_STATUSES = tuple(_LANES)


def due_date(log: ReviewLog) -> datetime.date | None:
    """Return the last day of the approval in force, if it has one."""
    approved = approval(log)
    return approved.due if approved else None


def lane(status: ShownStatus, log: ReviewLog, today: datetime.date) -> Lane:
    """Return the lane of an article."""
    due = due_date(log)
    if status is ShownStatus.APPROVED and due and (due - today).days <= SOON:
        return Lane.SOON
    return _LANES[status]


def urgency(
    status: ShownStatus, log: ReviewLog, today: datetime.date
) -> tuple[int, int, datetime.date, datetime.date]:
    """Return the key by which articles are sorted: by lane and status, then what is due or waits the longest."""
    due = due_date(log) or datetime.date.max
    waiting = log[-1].date if log else datetime.date.max
    return tuple(Lane).index(lane(status, log, today)), _STATUSES.index(status), due, waiting
