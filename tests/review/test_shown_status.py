"""What a reader is shown, by the log, the text and the day."""

import datetime

import pytest

from plainleaf.model.diagnostics import Position
from plainleaf.model.review_log import ReviewStep, Status
from plainleaf.review.shown_status import shown_status, stepper

AT = Position("fmt.md")
TODAY = datetime.date(2026, 1, 15)
NOW = "sha256:now"


def day(written: str) -> datetime.date:
    return datetime.date.fromisoformat(written)


def log(*steps: str, due: str | None = "2027-01-10", digest: str | None = NOW) -> tuple[ReviewStep, ...]:
    """Return a log, each step written `STATUS` or `STATUS DATE`; `due` and `digest` are those of approvals."""
    made = []
    for number, written in enumerate(steps, start=1):
        status, _, date = written.partition(" ")
        approved = status == "approved"
        made.append(
            ReviewStep(
                Status(status),
                day(date or f"2026-01-{number:02}"),
                "okafor",
                AT,
                due=day(due) if approved and due else None,
                digest=digest if approved else None,
            )
        )
    return tuple(made)


APPROVED = ("submitted", "under-review", "approved")
TABLE = [
    # steps, what is different, today, shown
    ((), {}, "2026-01-15", "draft"),
    (("submitted",), {}, "2026-01-15", "submitted"),
    (("submitted", "under-review"), {}, "2026-01-15", "under-review"),
    (("submitted", "under-review", "changes-requested"), {}, "2026-01-15", "changes-requested"),
    (("submitted", "under-review", "changes-requested", "submitted"), {}, "2026-01-15", "submitted"),
    (APPROVED, {}, "2026-01-15", "approved"),
    (APPROVED, {"due": None}, "2099-01-15", "approved"),
    (APPROVED, {}, "2027-01-09", "approved"),
    (APPROVED, {}, "2027-01-10", "approved"),  # on the day itself it still holds
    (APPROVED, {}, "2027-01-11", "overdue"),
    (APPROVED, {"digest": "sha256:other"}, "2026-01-15", "changed"),
    (APPROVED, {"digest": "sha256:other"}, "2027-01-11", "changed"),  # the graver of the two
    (APPROVED, {"digest": None}, "2026-01-15", "changed"),
    (APPROVED, {"digest": ""}, "2026-01-15", "changed"),
    (APPROVED, {"digest": NOW.upper()}, "2026-01-15", "changed"),
    ((*APPROVED, "submitted"), {}, "2026-01-15", "submitted"),
    ((*APPROVED, "under-review"), {}, "2027-01-15", "under-review"),
    ((*APPROVED, "retired"), {}, "2027-01-15", "retired"),
    ((*APPROVED, "retired"), {"digest": "sha256:other"}, "2026-01-15", "retired"),
    ((*APPROVED, "retired", "submitted"), {}, "2026-01-15", "submitted"),
]


@pytest.mark.parametrize(("steps", "different", "today", "shown"), TABLE)
def test_the_table(steps, different, today, shown):
    assert shown_status(log(*steps, **different), NOW, day("2025-11-08"), day(today)) == shown


@pytest.mark.parametrize(
    ("steps", "today", "shown"),
    [
        (APPROVED, "2026-01-15", "changed"),
        (APPROVED, "2099-01-15", "changed"),  # the more telling of two reasons
        (APPROVED[:1], "2026-01-15", "submitted"),
        ((*APPROVED, "retired"), "2026-01-15", "retired"),
        ((), "2026-01-15", "draft"),
    ],
)
def test_no_approval_holds_for_a_text_that_rests_on_a_retracted_work(steps, today, shown):
    assert shown_status(log(*steps), NOW, day("2025-11-08"), day(today), unsound=True) == shown


@pytest.mark.parametrize("steps", [(), ("submitted",), APPROVED, (*APPROVED, "retired")])
def test_an_article_of_tomorrow_is_a_draft_until_then(steps):
    made = log(*steps)
    assert shown_status(made, NOW, day("2026-01-16"), TODAY) == "draft"
    shown = steps[-1] if steps else "draft"
    assert shown_status(made, NOW, TODAY, TODAY) == shown


STEPPERS = [
    ((), ["submitted todo -", "under-review todo -", "approved todo -"]),
    (("submitted",), ["submitted current 01", "under-review todo -", "approved todo -"]),
    (("submitted", "under-review"), ["submitted done 01", "under-review current 02", "approved todo -"]),
    (APPROVED, ["submitted done 01", "under-review done 02", "approved current 03"]),
    (
        ("submitted", "under-review", "changes-requested"),
        ["submitted done 01", "under-review done 02", "changes-requested current 03"],
    ),
    # A new submission begins the row anew: what was approved before is not shown as done.
    ((*APPROVED, "submitted"), ["submitted current 04", "under-review todo -", "approved todo -"]),
    (
        ("submitted", "under-review", "changes-requested", "submitted", "under-review"),
        ["submitted done 04", "under-review current 05", "approved todo -"],
    ),
    ((*APPROVED, "under-review"), ["submitted done 01", "under-review current 04", "approved todo -"]),
    ((*APPROVED, "retired"), ["submitted done 01", "under-review done 02", "approved current 03"]),
]


@pytest.mark.parametrize(("steps", "expected"), STEPPERS)
def test_the_three_steps_of_the_review(steps, expected):
    shown = [f"{s.name} {s.state} {f'{s.date.day:02}' if s.date else '-'}" for s in stepper(log(*steps))]
    assert shown == expected
