"""From a clinic's files to a project with all its texts, and everything that is wrong with it."""

import datetime
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from plainleaf.bibliography.bibtex import parse_bibliography
from plainleaf.markup.document import convert_document
from plainleaf.markup.engine import MarkdownEngine
from plainleaf.model.articles import SourceDocument
from plainleaf.model.diagnostics import Diagnostic, in_order
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.model.references import Bibliography
from plainleaf.output.localize import has_words
from plainleaf.output.picture_cache import PictureCache
from plainleaf.output.picture_files import Pictures
from plainleaf.read.facts import read_facts
from plainleaf.read.project_files import read_content, read_text, shown_path
from plainleaf.read.retractions import RETRACTIONS, read_retractions
from plainleaf.site.address_book import address_book
from plainleaf.site.addresses import AddressBook
from plainleaf.site.evidence_checks import check_retractions
from plainleaf.site.language_checks import check_languages
from plainleaf.site.link_checks import check_links
from plainleaf.site.parity_checks import check_parity
from plainleaf.site.picture_checks import check_pictures
from plainleaf.site.project_checks import check_project, check_reviews
from plainleaf.site.retractions import identifiers, with_retractions
from plainleaf.site.states import with_state


class Sources(NamedTuple):
    """Where a clinic's files are, and for which day and address the site is built."""

    content: Path
    bibliography: Path
    templates: Path
    today: datetime.date
    base_url: str | None = None  # in place of that in site.yaml


class Checked(NamedTuple):
    """A project with all its texts, and everything that is wrong with it."""

    project: Project
    documents: tuple[ConvertedDocument, ...]
    pictures: Pictures
    book: AddressBook
    diagnostics: list[Diagnostic]


def load(sources: Sources, *, drafts: bool = False) -> Checked:
    """Read, convert and check everything but the templates."""
    content, diagnostics = read_content(sources.content)
    bibliography, faults = _read_bibliography(sources.bibliography)
    diagnostics += faults
    retractions, faults = read_retractions(sources.content / RETRACTIONS, identifiers(bibliography))
    diagnostics += faults
    settings = content.settings
    if sources.base_url is not None:
        settings = msgspec.structs.replace(settings, base_url=sources.base_url)
    project = Project(
        settings=settings,
        people=content.people,
        documents=content.documents,
        bibliography=with_retractions(bibliography, retractions),
        images={name: digest for name, (_, digest) in content.pictures.items()},
        glossary=content.glossary,
        languages=content.languages,
        today=sources.today,
        retractions_as_of=retractions.as_of,
    )
    engine = MarkdownEngine()
    documents = []
    for source in content.documents:
        document, faults = convert(source, project, engine)
        diagnostics += faults
        documents.append(with_state(document, project))
    diagnostics += check_project(documents, project)
    diagnostics += check_reviews(documents, project)
    diagnostics += check_parity(documents)
    diagnostics += check_retractions(documents, project)
    interface = {lang for lang in languages(project) if has_words(sources.templates, lang)}
    diagnostics += check_languages(documents, project, interface, drafts=drafts)
    book, hidden = address_book(documents, project, drafts=drafts)
    diagnostics += check_links(documents, project, book, hidden)
    pictures = Pictures(content.pictures, picture_cache(sources))
    diagnostics += check_pictures(documents, project, pictures.fault)
    echoes = {
        "citation-unknown": shown_path(sources.bibliography),
        "person-unknown": shown_path(sources.content / "people.yaml"),
    }
    return Checked(project, tuple(documents), pictures, book, in_order(_without_echoes(diagnostics, echoes)))


def _without_echoes(found: list[Diagnostic], echoes: Mapping[str, str]) -> list[Diagnostic]:
    """Leave out what only says once more that a file can't be read: `echoes` has the file for each code."""
    unread = {diagnostic.path for diagnostic in found if diagnostic.code == "encoding"}
    return [diagnostic for diagnostic in found if echoes.get(diagnostic.code) not in unread]


def picture_cache(sources: Sources) -> PictureCache:
    """Return what was made of the pictures before."""
    return PictureCache(sources.content.absolute().parent / ".plainleaf" / "pictures")


def _read_bibliography(path: Path) -> tuple[Bibliography, list[Diagnostic]]:
    if not os.path.lexists(path):
        return Bibliography(shown_path(path), {}), []
    text, diagnostics = read_text(path)
    return parse_bibliography(text, shown_path(path)), diagnostics


def convert(
    source: SourceDocument, project: Project, engine: MarkdownEngine
) -> tuple[ConvertedDocument, list[Diagnostic]]:
    """Convert a document for every audience that it has an edition for."""
    text, uses, faults = convert_document(source, project.settings.audience, engine, read_facts)
    return ConvertedDocument(source, text, uses), faults


def languages(project: Project) -> set[str]:
    """Return the languages that a site may have pages in: its own, and those of its texts."""
    return {project.settings.language, *(document.front.lang for document in project.documents)}
