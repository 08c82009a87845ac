"""Where each article stands: its digest, the status that a reader is shown, and whether it is public."""

import msgspec

from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.model.review_log import ShownStatus
from plainleaf.review.digest import Content, digest_of
from plainleaf.review.shown_status import LISTED, shown_status
from plainleaf.site.addresses import image_path
from plainleaf.site.retractions import cites_as_retracted, retracted_works


def content_of(document: ConvertedDocument, project: Project) -> Content:
    """Return what a reader sees of an article, with the references that it cites: what an approval is bound to."""
    front = document.source.front
    known = project.bibliography.references
    pictures = (image_path(use.text, document.source, project.images) for use in document.uses.images)
    return Content(
        title=front.title,
        summary=front.summary,
        editions={edition.audience: edition.words for edition in document.text.editions},
        references=tuple(known[key] for key in document.text.keys if key in known),
        images={picture: project.images[picture] for picture in pictures if picture},
        as_retracted=cites_as_retracted(front) if retracted_works(document, project.bibliography) else "",
    )


def with_state(document: ConvertedDocument, project: Project) -> ConvertedDocument:
    """Return a document with its digest and its shown status; a plain page has neither."""
    if not document.source.is_article:
        return document
    digest = digest_of(content_of(document, project))
    front = document.source.front
    unsound = bool(retracted_works(document, project.bibliography)) and not cites_as_retracted(front)
    status = shown_status(front.review, digest, front.date, project.today, unsound=unsound)
    return msgspec.structs.replace(document, digest=digest, status=status)


def is_changed_by_retraction(document: ConvertedDocument, project: Project) -> bool:
    """Say whether an approval ended because a cited work was retracted after it, and for no other reason.

    So it is where the text would be the approved one, were its works not retracted.
    """
    if document.status is not ShownStatus.CHANGED:
        return False
    known = project.bibliography.references
    sound = {key: msgspec.structs.replace(work, retracted=False) for key, work in known.items()}
    before = msgspec.structs.replace(
        project, bibliography=msgspec.structs.replace(project.bibliography, references=sound)
    )
    return document.source.front.review[-1].digest == digest_of(content_of(document, before))


def is_public(document: ConvertedDocument, project: Project, *, drafts: bool) -> bool:
    """Say whether a document has a page: what `publish` in site.yaml names, and with `drafts` everything."""
    if document.status is None:
        return True
    return drafts or document.status in project.settings.publish


def is_listed(document: ConvertedDocument, *, drafts: bool) -> bool:
    """Say whether a public article is in lists, and so in search, feeds and sitemap."""
    if document.status is None:
        return False
    return document.status in LISTED or (drafts and document.status is ShownStatus.DRAFT)
