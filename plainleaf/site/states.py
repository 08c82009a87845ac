"""Where each article stands: its digest, the status that a reader is shown, and whether it is public."""

from collections.abc import Iterator

import msgspec

from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.model.references import Reference
from plainleaf.model.review_log import ShownStatus
from plainleaf.review.digest import Content, digest_of
from plainleaf.review.shown_status import LISTED, shown_status
from plainleaf.site.addresses import image_path
from plainleaf.site.retractions import cites_as_retracted, retracted_works


def content_of(document: ConvertedDocument, project: Project) -> Content:
    """Return what a reader sees of an article, with the references that it cites: what an approval is bound to."""
    front = document.source.front
    return Content(
        title=front.title,
        summary=front.summary,
        editions={edition.audience: edition.words for edition in document.text.editions},
        references=tuple(cited_works(document, project)),
        images=shown_images(document, project),
        as_retracted=reason_as_retracted(document, project),
    )


def cited_works(document: ConvertedDocument, project: Project) -> Iterator[Reference]:
    """Yield the works that a document cites, in order of appearance."""
    known = project.bibliography.references
    return (known[key] for key in document.index.keys if key in known)


def shown_images(document: ConvertedDocument, project: Project) -> dict[str, str]:
    """Return the pictures that a document shows, each with the digest of its bytes."""
    written = [image for edition in document.index.editions for image in edition.images]
    pictures = (image_path(image, document.source, project.images) for image in dict.fromkeys(written))
    return {picture: project.images[picture] for picture in pictures if picture}


def reason_as_retracted(document: ConvertedDocument, project: Project) -> str:
    """Return the reason for which a document cites a retracted work as such; "" where there is none of the two."""
    if not retracted_works(document, project.bibliography):
        return ""
    return cites_as_retracted(document.source.front)


def current_digest(document: ConvertedDocument, project: Project) -> str:
    """Return the digest of what a reader sees of an article now; its text may have to be read."""
    return digest_of(content_of(document, project))


def with_state(document: ConvertedDocument, project: Project, digest: str) -> ConvertedDocument:
    """Return an article with its digest and its shown status."""
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
