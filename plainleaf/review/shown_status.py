"""What a reader is shown of a review: derived from the log, the text and the day, never written by hand."""

import datetime
from typing import NamedTuple

from plainleaf.model.review_log import ReviewLog, ShownStatus, Status

# The texts that stand under the caution banner: the pending ones, and those whose approval holds no longer, so
# that nobody takes words for reviewed advice that no reviewer stands for today.
CAUTIONED = frozenset(
    {
        ShownStatus.SUBMITTED,
        ShownStatus.UNDER_REVIEW,
        ShownStatus.CHANGES_REQUESTED,
        ShownStatus.CHANGED,
        ShownStatus.OVERDUE,
    }
)
# The texts that are in lists, search, feeds and sitemap where the clinic publishes them.
LISTED = frozenset(ShownStatus) - {ShownStatus.DRAFT, ShownStatus.RETIRED}


def shown_status(
    log: ReviewLog, digest: str, published: datetime.date, today: datetime.date, *, unsound: bool = False
) -> ShownStatus:
    """Return the status that a reader is shown.

    `digest` is that of the text as it is now; `published` the article's `date`: while it lies in the future
    the article is scheduled, which is a draft. `unsound` says that the text rests on a retracted work: no approval
    holds for such a text, whatever its digest.
    """
    if not log or published > today:
        return ShownStatus.DRAFT
    last = log[-1]
    if last.status is not Status.APPROVED:
        return ShownStatus(last.status.value)
    if last.digest != digest or unsound:
        return ShownStatus.CHANGED
    if last.due is not None and today > last.due:
        return ShownStatus.OVERDUE
    return ShownStatus.APPROVED


class Stepper(NamedTuple):
    """One step of Submitted, Under review, Approved: `state` is done, current or todo."""

    name: str
    state: str
    date: datetime.date | None


def stepper(log: ReviewLog) -> tuple[Stepper, ...]:
    """Return the three steps of the review in progress, with the day of each that was taken.

    A request for changes stands in place of the approval. A new submission begins the row anew.
    """
    start = max((n for n, step in enumerate(log) if step.status is Status.SUBMITTED), default=0)
    latest = {step.status: step.date for step in log[start:]}
    names = [Status.SUBMITTED, Status.UNDER_REVIEW, Status.APPROVED]
    here = log[-1].status if log else None
    if here is Status.CHANGES_REQUESTED:
        names[2] = Status.CHANGES_REQUESTED
    if here is Status.RETIRED:
        here = Status.APPROVED
    current = names.index(here) if here in names else -1
    return tuple(
        Stepper(
            name.value,
            "current" if number == current else "done" if number < current else "todo",
            latest.get(name) if number <= current else None,
        )
        for number, name in enumerate(names)
    )
