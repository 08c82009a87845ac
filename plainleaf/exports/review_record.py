"""Where an article's review stands, for programs: the same few facts in feeds and in the look-up by code."""

import datetime
from collections.abc import Mapping

import msgspec

from plainleaf.model.project import ConvertedDocument
from plainleaf.model.review_log import ShownStatus
from plainleaf.model.settings import Person
from plainleaf.review.digest import version_of
from plainleaf.review.steps import approval


class ReviewRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """The value of `_review` (https://www.jsonfeed.org/version/1.1/#extensions); what is empty is left out.

    `reviewed`, `due` and `reviewer` are claims about a review, and so are given only while an approval holds.
    `version` is the short form of `hash`, the digest of the text as it stands: the one that approvals store.
    """

    status: str
    version: str
    hash: str
    reviewed: datetime.date | None = None
    due: datetime.date | None = None
    reviewer: str = ""


def review_record(document: ConvertedDocument, people: Mapping[str, Person]) -> ReviewRecord:
    """Return where an article's review stands today."""
    record = ReviewRecord(str(document.status), version_of(document.digest), document.digest)
    step = approval(document.source.front.review)
    if step is None or document.status is not ShownStatus.APPROVED:
        return record
    person = people.get(step.by)
    names = (person.name, person.credentials) if person else ()
    reviewer = ", ".join(name for name in names if name)
    return msgspec.structs.replace(record, reviewed=step.date, due=step.due, reviewer=reviewer)
