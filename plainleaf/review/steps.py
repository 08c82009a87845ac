"""Who may take which step in a review: the one place that decides it."""

import datetime
from collections.abc import Mapping

from plainleaf.model.diagnostics import Diagnostic, error, warning
from plainleaf.model.nearest import did_you_mean
from plainleaf.model.review_log import ReviewLog, ReviewStep, Status
from plainleaf.model.settings import Person

# What may follow each status; None is an article without a log.
ALLOWED: Mapping[Status | None, frozenset[Status]] = {
    None: frozenset({Status.SUBMITTED}),
    Status.SUBMITTED: frozenset({Status.UNDER_REVIEW}),
    Status.UNDER_REVIEW: frozenset({Status.APPROVED, Status.CHANGES_REQUESTED}),
    Status.CHANGES_REQUESTED: frozenset({Status.SUBMITTED}),
    Status.APPROVED: frozenset({Status.SUBMITTED, Status.UNDER_REVIEW, Status.RETIRED}),
    Status.RETIRED: frozenset({Status.SUBMITTED}),
}


def may_follow(before: Status | None, step: Status) -> bool:
    """Say whether a step is allowed after the status before it."""
    return step in ALLOWED[before]


def steps_to(before: Status | None, wanted: Status) -> tuple[Status, ...]:
    """Return the steps that a decision takes: whoever decides has the text under review first.

    A step that is not allowed stands for itself, so that `check_step` refuses it.
    """
    review = Status.UNDER_REVIEW
    takes_two = may_follow(before, review) and may_follow(review, wanted) and not may_follow(before, wanted)
    return (review, wanted) if takes_two else (wanted,)


def allowed_after(before: Status | None) -> str:
    """Return the allowed next statuses in words."""
    return " or ".join(f"'{status}'" for status in sorted(ALLOWED[before]))


def check_step(
    before: ReviewStep | None, step: ReviewStep, authors: tuple[str, ...], people: Mapping[str, Person]
) -> list[Diagnostic]:
    """Return why a step is not allowed after the one before it; an empty list where it is."""
    found = []
    before_status = before.status if before else None
    if not may_follow(before_status, step.status):
        after = f"after '{before_status}'" if before_status else "as the first step"
        message = f"the step '{step.status}' is not allowed {after}"
        found.append(error("review-step", step.at, message, f"allowed is {allowed_after(before_status)}"))
    if before and step.date < before.date:
        found.append(
            error(
                "review-date",
                step.at,
                f"the step '{step.status}' is dated {step.date}, before the step above it ({before.date})",
                "the log runs from the oldest step to the newest; check both dates",
            )
        )
    person = people.get(step.by)
    if person is None:
        hint = did_you_mean(step.by, people) or f"add '{step.by}' to people.yaml"
        found.append(error("person-unknown", step.at, f"'{step.by}' is not in people.yaml", hint))
    if step.status is Status.APPROVED:
        found.extend(_check_approval(step, person, authors))
    return found


def _check_approval(step: ReviewStep, person: Person | None, authors: tuple[str, ...]) -> list[Diagnostic]:
    found = []
    if person and not person.board:
        found.append(
            error(
                "review-reviewer",
                step.at,
                f"'{step.by}' is not on the Medical Advisory Board, and so can't approve",
                "a member's role in people.yaml names the board: role: Medical Advisory Board; or has board: true",
            )
        )
    if step.by in authors:
        message = f"'{step.by}' is an author of this article, and so can't approve it"
        found.append(
            error("review-reviewer", step.at, message, "another member of the board has to approve it")
        )
    if step.due and step.due <= step.date:
        message = f"the approval of {step.date} is due for review on {step.due}, which is not later"
        found.append(error("review-date", step.at, message, "give a later 'due'"))
    return found


def check_log(
    log: ReviewLog, authors: tuple[str, ...], people: Mapping[str, Person], today: datetime.date
) -> list[Diagnostic]:
    """Return everything that is not allowed in a log, and steps that are dated after today (warnings)."""
    found: list[Diagnostic] = []
    for before, step in zip((None, *log), log, strict=False):
        found.extend(check_step(before, step, authors, people))
        if step.date > today:
            message = f"the step '{step.status}' is dated {step.date}, after today ({today})"
            found.append(warning("review-date", step.at, message, "check the date"))
    return found


def approval(log: ReviewLog) -> ReviewStep | None:
    """Return the approval in force: the log's last step if it is one."""
    return log[-1] if log and log[-1].status is Status.APPROVED else None


def newest_approval(log: ReviewLog) -> ReviewStep | None:
    """Return the last approval of a log, whether or not steps were taken since."""
    return next((step for step in reversed(log) if step.status is Status.APPROVED), None)


def reviewer_of(log: ReviewLog) -> ReviewStep | None:
    """Return the newest step by which somebody took the text under review or decided on it."""
    deciding = (Status.UNDER_REVIEW, Status.CHANGES_REQUESTED, Status.APPROVED)
    return next((step for step in reversed(log) if step.status in deciding), None)
