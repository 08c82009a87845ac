"""Who may take which step: every pair of statuses, dates, and who may approve."""

import datetime

import pytest

from plainleaf.model.diagnostics import Position
from plainleaf.model.review_log import ReviewStep, Status
from plainleaf.model.settings import Person
from plainleaf.review.steps import (
    allowed_after,
    approval,
    check_log,
    check_step,
    may_follow,
    newest_approval,
    reviewer_of,
    steps_to,
)

PEOPLE = {
    "rivera": Person("rivera", "Ana Rivera", role="Author"),
    "okafor": Person("okafor", "Ben Okafor", board=True),
    "lee": Person("lee", "Lee Park", board=True),
}
TODAY = datetime.date(2026, 1, 15)

# Contract, section 2. None is an article without a log.
ALLOWED = {
    (None, "submitted"),
    ("submitted", "under-review"),
    ("under-review", "approved"),
    ("under-review", "changes-requested"),
    ("changes-requested", "submitted"),
    ("approved", "submitted"),
    ("approved", "under-review"),
    ("approved", "retired"),
    ("retired", "submitted"),
}
PAIRS = [(before, after) for before in (None, *Status) for after in Status]


def step(status: str, day: int = 1, by: str = "okafor", **rest) -> ReviewStep:
    return ReviewStep(
        Status(status), datetime.date(2026, 1, day), by, Position("fmt.md", 10 + day, 5), **rest
    )


def log(*statuses: str) -> tuple[ReviewStep, ...]:
    return tuple(step(status, day) for day, status in enumerate(statuses, start=1))


def found(before: ReviewStep | None, after: ReviewStep, authors=("rivera",)) -> list[str]:
    return [d.code for d in check_step(before, after, authors, PEOPLE)]


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_each_pair_of_steps(before, after):
    allowed = (before, str(after)) in ALLOWED
    assert may_follow(before, after) == allowed
    diagnostics = check_step(step(before) if before else None, step(after, 2), ("rivera",), PEOPLE)
    assert [d.code for d in diagnostics] == ([] if allowed else ["review-step"])
    for d in diagnostics:
        assert f"'{after}'" in d.message
        assert (f"'{before}'" if before else "first step") in d.message
        assert all(f"'{next_}'" in (d.hint or "") for start, next_ in ALLOWED if start == before)
        assert (d.path, d.line, d.column) == ("fmt.md", 12, 5)


def test_what_is_allowed_is_said_in_words():
    assert allowed_after(None) == "'submitted'"
    assert allowed_after(Status.UNDER_REVIEW) == "'approved' or 'changes-requested'"


def test_dates_never_run_backwards():
    assert found(step("submitted", 5), step("under-review", 5)) == []
    assert found(step("submitted", 5), step("under-review", 4)) == ["review-date"]


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.APPROVED])
def test_whoever_is_known_may_take_any_step_but_the_approval(status):
    before = next((before for before, after in ALLOWED if after == status and before), None)
    assert found(step(before) if before else None, step(status, 2, by="rivera")) == []


@pytest.mark.parametrize(
    ("by", "authors", "codes"),
    [
        ("okafor", ("rivera",), []),
        ("okafor", (), []),
        ("okafor", ("okafor",), ["review-reviewer"]),
        ("okafor", ("rivera", "okafor"), ["review-reviewer"]),
        ("rivera", ("lee",), ["review-reviewer"]),
        ("rivera", ("rivera",), ["review-reviewer", "review-reviewer"]),
        ("nobody", ("rivera",), ["person-unknown"]),
        ("nobody", ("nobody",), ["person-unknown", "review-reviewer"]),
    ],
)
def test_who_may_approve(by, authors, codes):
    assert found(step("under-review"), step("approved", 2, by=by), authors) == codes


def test_an_unknown_person_comes_with_the_nearest_one():
    [fault] = check_step(None, step("submitted", by="rivra"), (), PEOPLE)
    assert fault.hint == "did you mean 'rivera'?"
    [fault] = check_step(None, step("submitted", by="zzz"), (), PEOPLE)
    assert "add 'zzz' to people.yaml" in (fault.hint or "")


@pytest.mark.parametrize(("due", "codes"), [(None, []), (1, ["review-date"]), (2, ["review-date"]), (3, [])])
def test_an_approval_is_due_after_its_own_day(due, codes):
    approved = step("approved", 2, due=datetime.date(2026, 1, due) if due else None)
    assert found(step("under-review"), approved) == codes


def test_every_fault_of_a_step_is_told():
    bad = step("approved", 1, by="rivera", due=datetime.date(2025, 1, 1))
    assert sorted(found(step("submitted", 2), bad)) == [
        "review-date", "review-date", "review-reviewer", "review-reviewer", "review-step",
    ]  # fmt: skip


def test_a_whole_log():
    good = log(
        "submitted", "under-review", "changes-requested", "submitted", "under-review", "approved", "retired"
    )
    assert check_log(good, ("rivera",), PEOPLE, TODAY) == []
    assert check_log((), ("rivera",), PEOPLE, TODAY) == []
    bad = log("under-review", "submitted", "approved")
    assert [(d.code, d.line) for d in check_log(bad, ("rivera",), PEOPLE, TODAY)] == [
        ("review-step", 11), ("review-step", 12), ("review-step", 13),
    ]  # fmt: skip


def test_a_step_after_today_is_a_warning():
    [fault] = check_log((step("submitted", 16),), (), PEOPLE, TODAY)
    assert (fault.code, fault.severity) == ("review-date", "warning")
    assert check_log((step("submitted", 15),), (), PEOPLE, TODAY) == []


def test_the_approval_in_force_is_the_last_step():
    assert approval(()) is None
    approved = log("submitted", "under-review", "approved")
    assert approval(approved) is approved[-1]
    assert approval((*approved, step("retired", 9))) is None


def test_the_reviewer_is_who_last_took_or_decided_the_review():
    assert reviewer_of(()) is None
    assert reviewer_of((step("submitted", by="rivera"),)) is None
    taken = (step("submitted", by="rivera"), step("under-review", 2, by="lee"))
    assert reviewer_of(taken).by == "lee"
    assert (
        reviewer_of((*taken, step("approved", 3, by="okafor"), step("retired", 4, by="rivera"))).by
        == "okafor"
    )


@pytest.mark.parametrize("wanted", ["approved", "changes-requested"])
@pytest.mark.parametrize("before", [None, *Status])
def test_whoever_decides_has_the_text_under_review_first(before, wanted):
    taken = steps_to(before, Status(wanted))
    two = before in (Status.SUBMITTED, Status.APPROVED)
    assert taken == ((Status.UNDER_REVIEW, Status(wanted)) if two else (Status(wanted),))


def test_the_newest_approval_whatever_came_after():
    assert newest_approval(()) is None
    assert newest_approval(log("submitted", "under-review")) is None
    steps = log("submitted", "under-review", "approved", "under-review", "approved", "submitted")
    assert newest_approval(steps) == steps[4]
    assert approval(steps) is None
