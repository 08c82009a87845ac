"""`integrity.json`: what was published, for whoever wants to know later whether it is still that."""

from collections.abc import Mapping

import msgspec

from plainleaf.exports.review_record import review_record
from plainleaf.model.exports import SiteFile
from plainleaf.model.integrity import FORM, INTEGRITY, Integrity, PublishedPage
from plainleaf.model.project import ConvertedDocument, Project


def published_page(
    address: str, file: str, sha256: str, document: ConvertedDocument, audience: str, project: Project
) -> PublishedPage:
    """Return what is said of an article's page."""
    record = review_record(document, project.people)
    return PublishedPage(
        address,
        file,
        sha256,
        article=document.slug,
        lang=document.source.front.lang,
        audience=audience,
        status=record.status,
        version=record.version,
        digest=record.hash,
        reviewer=record.reviewer,
        reviewed=record.reviewed,
        due=record.due,
    )


def integrity_file(project: Project, pages: list[PublishedPage], files: Mapping[str, str]) -> SiteFile:
    """Return `integrity.json`, a page and a file a line, in the order of their names.

    No day stands in it: it changes when something that is published does, and not every night.
    """
    value = Integrity(
        FORM,
        project.settings.base_url,
        tuple(sorted(pages, key=lambda page: page.file)),
        dict(sorted(files.items())),
    )
    return SiteFile(f"/{INTEGRITY}", msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n")
