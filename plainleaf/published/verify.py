"""Is what is published what was approved? The bytes of a place, against what was built and what the logs say."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plainleaf.model.diagnostics import Diagnostic, Position, error, in_order, warning
from plainleaf.model.integrity import INTEGRITY, Integrity, IntegrityFault, PublishedPage, parse_integrity
from plainleaf.model.progress import Progress, no_progress
from plainleaf.model.project import ConvertedDocument
from plainleaf.model.review_log import ReviewStep, ShownStatus, Status
from plainleaf.published.places import Answer, Place

_SENT = (200, 410)  # a page that was taken down answers with its notice, and 410 says that it is for good
_NOT_OURS = "publish the site again; if it was, find out who has changed it"


class UnreadableFault(Exception):
    """A place has no site that can be compared; the message says why."""


class Verified(NamedTuple):
    """What a comparison found, and how much it looked at."""

    diagnostics: list[Diagnostic]
    pages: int
    files: int
    approved: int


def read_integrity(place: Place) -> Integrity:
    """Return the integrity.json of a place. Raises UnreadableFault."""
    (answer,) = place.answers([f"/{INTEGRITY}"])
    where = place.shown(f"/{INTEGRITY}")
    if answer.content is None or answer.status not in _SENT:
        raise UnreadableFault(f"{where}: {answer.fault or f'the server answers with status {answer.status}'}")
    try:
        return parse_integrity(answer.content)
    except IntegrityFault as fault:
        raise UnreadableFault(f"{where}: {fault}") from fault


def verify_site(
    place: Place,
    expected: Integrity,
    documents: Sequence[ConvertedDocument] | None,
    progress: Progress = no_progress,
) -> Verified:
    """Compare a place with what was built, file by file, and its approvals with the logs of the articles.

    Without `documents` the approvals are taken as integrity.json says them.
    """
    found: list[Diagnostic] = []
    digests = {page.address: page.sha256 for page in expected.pages}
    # Static hosts keep to themselves what is meant for them (_headers).
    digests |= {f"/{name}": digest for name, digest in expected.files.items() if name[0] not in "_."}
    found += [
        error(
            "site-draft",
            Position(place.shown(page.address)),
            "a draft was published",
            "build it without --drafts",
        )
        for page in expected.pages
        if page.status == ShownStatus.DRAFT
    ]
    for number, (address, answer) in enumerate(zip(digests, place.answers(digests), strict=True)):
        progress("Comparing files", number, len(digests))
        found += _check_answer(answer, Position(place.shown(address)), digests[address])
    articles = [page for page in expected.pages if page.article]
    if documents is not None:
        by_name = {(one.slug, one.source.front.lang): one for one in documents if one.source.is_article}
        for page in articles:
            document = by_name.get((page.article, page.lang))
            found += _check_approval(page, document, Position(place.shown(page.address)))
    approved = sum(page.status == ShownStatus.APPROVED for page in articles)
    return Verified(in_order(found), len(expected.pages), len(digests) - len(expected.pages), approved)


def _check_answer(answer: Answer, at: Position, digest: str) -> Iterator[Diagnostic]:
    if answer.content is None or answer.status not in _SENT:
        reason = answer.fault or f"the server answers with status {answer.status}"
        yield error("site-missing", at, f"it was published, and is not there: {reason}", _NOT_OURS)
    elif hashlib.sha256(answer.content).hexdigest() != digest:
        yield error("site-changed", at, "this is not what was published", _NOT_OURS)


def _check_approval(
    page: PublishedPage, document: ConvertedDocument | None, at: Position
) -> Iterator[Diagnostic]:
    """What the page says of its review is what the article's log says."""
    if document is None:
        yield error(
            "site-approval", at, f"no article '{page.article}' ({page.lang}) is in the content folder"
        )
        return
    path = document.source.path
    if page.status in (ShownStatus.APPROVED, ShownStatus.OVERDUE):
        step = _approval_of(document, page.digest)
        if step is None:
            message = f"the page says '{page.status}', and the log in {path} has no approval of its text"
            yield error("site-approval", at, message, "take the page down until it is approved")
            return
        if (page.status, page.reviewed, page.due) != (
            page.status,
            page.reviewed and step.date,
            page.due and step.due,
        ):
            message = f"the page says {page.reviewed}, due {page.due}, and the log in {path} says otherwise"
            yield error("site-approval", at, message, "publish the site again")
            return
    if (page.digest, page.status) != (document.digest, document.status):
        message = f"the page is '{page.status}' {page.version}; {path} is now '{document.status}'"
        differs = "with another text" if page.digest != document.digest else "with the same text"
        yield warning("site-approval", at, f"{message}, {differs}", "publish the site again")


def _approval_of(document: ConvertedDocument, digest: str) -> ReviewStep | None:
    """Return the newest approval of a text in a log."""
    log = document.source.front.review
    return next((s for s in reversed(log) if s.status is Status.APPROVED and s.digest == digest), None)
