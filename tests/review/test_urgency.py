"""What needs action first."""

import datetime

import pytest

from plainleaf.model.diagnostics import Position
from plainleaf.model.review_log import ReviewStep, ShownStatus, Status
from plainleaf.review.urgency import SOON, Lane, lane, urgency

TODAY = datetime.date(2026, 1, 15)
DAY = datetime.timedelta(days=1)


def log(status: Status, due: datetime.date | None = None, date: datetime.date = TODAY):
    return (ReviewStep(status, date, "okafor", Position("a.md"), due=due),)


APPROVED = ShownStatus.APPROVED
CASES = [
    (ShownStatus.DRAFT, (), Lane.DRAFTS),
    (ShownStatus.SUBMITTED, log(Status.SUBMITTED), Lane.REVIEWERS),
    (ShownStatus.UNDER_REVIEW, log(Status.UNDER_REVIEW), Lane.REVIEWERS),
    (ShownStatus.CHANGES_REQUESTED, log(Status.CHANGES_REQUESTED), Lane.AUTHORS),
    (APPROVED, log(Status.APPROVED), Lane.SETTLED),
    (APPROVED, log(Status.APPROVED, TODAY + (SOON + 1) * DAY), Lane.SETTLED),
    (APPROVED, log(Status.APPROVED, TODAY + SOON * DAY), Lane.SOON),
    (ShownStatus.CHANGED, log(Status.APPROVED, TODAY + DAY), Lane.UNPROTECTED),
    (ShownStatus.OVERDUE, log(Status.APPROVED, TODAY - DAY), Lane.UNPROTECTED),
    (ShownStatus.RETIRED, log(Status.RETIRED), Lane.RETIRED),
]


@pytest.mark.parametrize(("status", "steps", "expected"), CASES)
def test_who_has_to_act(status, steps, expected):
    assert lane(status, steps, TODAY) is expected


def test_the_order_begins_with_what_no_review_covers_and_ends_with_what_is_withdrawn():
    rows = sorted(CASES, key=lambda case: urgency(case[0], case[1], TODAY))
    assert [case[2] for case in rows] == sorted((case[2] for case in CASES), key=tuple(Lane).index)
    assert rows[0][0] is ShownStatus.CHANGED


def test_of_one_status_what_is_due_first_and_what_waits_the_longest_come_first():
    near, far = (log(Status.APPROVED, TODAY + days * DAY) for days in (100, 200))
    assert urgency(APPROVED, near, TODAY) < urgency(APPROVED, far, TODAY)
    old, new = (log(Status.SUBMITTED, date=TODAY - days * DAY) for days in (9, 1))
    assert urgency(ShownStatus.SUBMITTED, old, TODAY) < urgency(ShownStatus.SUBMITTED, new, TODAY)
