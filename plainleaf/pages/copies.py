"""Is my copy current? A page for each version that was ever approved, told by the review log alone.

A version is the short form of the digest that an approval stored. Whoever holds paper with a version on it is told
whether those words still stand: without a script, and without the page having to remember its printed copies.
"""

import datetime
from collections.abc import Iterator

from plainleaf.model.page_parts import Link
from plainleaf.model.pages import CopyPage
from plainleaf.model.project import ConvertedDocument
from plainleaf.model.review_log import ReviewStep, ShownStatus, Status
from plainleaf.pages.language_site import LanguageSite
from plainleaf.review.digest import version_of
from plainleaf.review.steps import approval
from plainleaf.site.addresses import copy_address, document_address
from plainleaf.site.states import is_public


def current_version(document: ConvertedDocument) -> str:
    """Return the version that a copy printed today may bear: "" where no approval is bound to these words."""
    if document.status in (ShownStatus.APPROVED, ShownStatus.OVERDUE):
        return version_of(document.digest)
    return ""


def versions(document: ConvertedDocument) -> dict[str, ReviewStep]:
    """Return the approvals in an article's log by version, the newest approval of each."""
    return {
        version_of(step.digest): step
        for step in document.source.front.review
        if step.status is Status.APPROVED and step.digest
    }


def copy_pages(here: LanguageSite) -> Iterator[CopyPage]:
    """Yield the pages for every approved version of a language's articles, scheduled ones and drafts apart."""
    for document in here.documents:
        if document.status in (None, ShownStatus.DRAFT):
            continue
        for version, step in versions(document).items():
            yield _copy_page(here, document, version, step)


def _copy_page(here: LanguageSite, document: ConvertedDocument, version: str, step: ReviewStep) -> CopyPage:
    front = document.source.front
    state, ended = state_of(document, version, step)
    address = copy_address(version)
    now = current_version(document)
    reviewer = here.project.people.get(step.by)
    public = is_public(document, here.project, drafts=here.around.drafts)
    return CopyPage(
        frame=here.frame(address, here.words.copy, here.words.copy, alternates=(), indexable=False),
        version=version,
        state=state,
        title=front.title if public else "",
        page=document_address(document.source, here.settings) if public else "",
        approved=step.date,
        reviewer=here.person(reviewer) if reviewer else None,
        ended=ended,
        replaced_by=Link(now, copy_address(now)) if state == "replaced" else None,
        related=here.related(document) if state == "withdrawn" else (),
        due=front.review[-1].due if state == "current" else None,
    )


def state_of(document: ConvertedDocument, version: str, step: ReviewStep) -> tuple[str, datetime.date | None]:
    """Return the state of a version (see `CopyPage`), and the day of the step that ended it."""
    log = document.source.front.review
    following = next((later.date for later in log[log.index(step) + 1 :]), None)
    if document.status is ShownStatus.RETIRED:
        return "withdrawn", log[-1].date
    now = current_version(document)
    if now == version:
        return ("overdue" if document.status is ShownStatus.OVERDUE else "current"), None
    if now:
        newest = approval(log)
        return "replaced", newest.date if newest else None
    return ("rechecking" if version_of(document.digest) == version else "changed"), following
