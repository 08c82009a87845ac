"""From a clinic's files to a project with all its texts, and everything that is wrong with it."""

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from plainleaf.cache.shelf import LastingMemory
from plainleaf.cache.written import written
from plainleaf.markup.extents import within_extents
from plainleaf.model.articles import Audience, SourceDocument
from plainleaf.model.diagnostics import Diagnostic, in_order
from plainleaf.model.editions import DocumentText, Uses
from plainleaf.model.memory import Memory
from plainleaf.model.progress import Progress, no_progress
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.model.references import Bibliography
from plainleaf.model.retractions import Retractions
from plainleaf.output.localize import has_words
from plainleaf.output.picture_cache import PictureCache
from plainleaf.output.picture_files import Pictures
from plainleaf.read.facts import read_facts
from plainleaf.read.file_memory import signature
from plainleaf.read.project_files import ContentFiles, read_content, read_text, shown_path
from plainleaf.read.retractions import RETRACTIONS, read_retractions
from plainleaf.read.sources import Sources
from plainleaf.site.address_book import address_book
from plainleaf.site.addresses import AddressBook
from plainleaf.site.evidence_checks import check_retractions
from plainleaf.site.language_checks import check_languages
from plainleaf.site.link_checks import check_links
from plainleaf.site.parity_checks import check_parity
from plainleaf.site.picture_checks import check_pictures
from plainleaf.site.project_checks import check_document, check_project
from plainleaf.site.retractions import identifiers, with_retractions
from plainleaf.site.states import with_state
from plainleaf.site.unfinished_checks import check_unfinished
from plainleaf.workers import quiet_in_copies, spread

Convert = Callable[[SourceDocument, Audience], tuple[DocumentText, Uses, list[Diagnostic]]]


class Checked(NamedTuple):
    """A project with all its texts, and everything that is wrong with it."""

    project: Project
    documents: tuple[ConvertedDocument, ...]
    pictures: Pictures
    book: AddressBook
    diagnostics: list[Diagnostic]


class Read(NamedTuple):
    """All of a clinic's files as read, and what is wrong in each of them alone."""

    sources: Sources
    content: ContentFiles
    bibliography: Bibliography
    retractions: Retractions
    diagnostics: list[Diagnostic]


def load(
    sources: Sources,
    *,
    drafts: bool = False,
    memory: Memory | None = None,
    jobs: int = 1,
    progress: Progress = no_progress,
) -> Checked:
    """Read, convert and check everything but the templates."""
    memory = memory or Memory()
    read = read_files(sources, memory)
    if isinstance(memory, LastingMemory):
        _convert_new(read, memory, jobs, progress)
    return check_files(read, memory, drafts=drafts, progress=progress)


def _convert_new(read: Read, memory: LastingMemory, jobs: int, progress: Progress) -> None:
    """Convert what no earlier build has converted, with several processes: each keeps it where all find it."""
    told = quiet_in_copies(progress)
    audience = read.content.settings.audience
    new = [
        source for source in read.content.documents if memory.lacks("text", _text_made_from(source, audience))
    ]
    if not new:
        return
    _converter(memory)  # loaded once, for all copies of this process

    def work(part: Sequence[SourceDocument]) -> None:
        for number, source in enumerate(part):
            told("Reading articles", number, len(part))
            _converted(source, audience, memory)

    spread(work, new, jobs, type(None))


def read_files(sources: Sources, memory: Memory) -> Read:
    """Read everything; with the memory of an earlier time only what has changed since."""
    content, diagnostics = read_content(sources.content, memory)
    bibliography, faults = _read_bibliography(sources.bibliography, memory)
    diagnostics += faults
    retractions, faults = _read_retractions(sources.content / RETRACTIONS, bibliography, memory)
    diagnostics += faults
    marked = memory.recall(
        "marked", (bibliography, retractions), lambda: with_retractions(bibliography, retractions)
    )
    base_url = sources.base_url
    if base_url is not None:
        settings = memory.recall(
            "settings",
            (content.settings, base_url),
            lambda: msgspec.structs.replace(content.settings, base_url=base_url),
        )
        content = content._replace(settings=settings)
    return Read(sources, content, marked, retractions, diagnostics)


def check_files(
    read: Read, memory: Memory, *, drafts: bool, view: str = "", progress: Progress = no_progress
) -> Checked:
    """Convert and check what was read; with the memory of an earlier time only what that has no answer for.

    `view` parts the answers about a whole site in the memory, where more than one site is looked at in turn.
    """
    sources, content, bibliography, retractions, diagnostics = read
    found = list(diagnostics)
    project = Project(
        settings=content.settings,
        people=content.people,
        documents=content.documents,
        bibliography=bibliography,
        images=memory.steady("images", {name: digest for name, (_, digest) in content.pictures.items()}),
        glossary=content.glossary,
        languages=content.languages,
        today=sources.today,
        retractions_as_of=retractions.as_of,
    )
    documents = []
    for number, source in enumerate(content.documents):
        progress("Reading articles", number, len(content.documents))
        document, faults = _with_faults(source, project, memory)
        found += faults
        documents.append(document)
    found += check_project(documents, project)
    interface = {lang for lang in languages(project) if has_words(sources.templates, lang)}
    found += check_languages(documents, project, interface, drafts=drafts)
    book, hidden = address_book(documents, project, memory, drafts=drafts, view=view)
    for document in documents:
        found += memory.recall(
            ("links", view, document.source.path),
            (document, project.settings, project.images, book.anchors, book.by_file, hidden),
            partial(_link_faults, document, project, book, hidden),
        )
    files = memory.steady("pictures", content.pictures)
    pictures = memory.recall("picture files", (files,), lambda: Pictures(files, picture_cache(sources)))
    found += check_pictures(documents, project, pictures.fault, memory)
    echoes = {
        "citation-unknown": shown_path(sources.bibliography),
        "person-unknown": shown_path(sources.content / "people.yaml"),
    }
    return Checked(project, tuple(documents), pictures, book, in_order(_without_echoes(found, echoes)))


def _with_faults(
    source: SourceDocument, project: Project, memory: Memory
) -> tuple[ConvertedDocument, list[Diagnostic]]:
    """Return a document, converted and with its state, and everything that is wrong with it alone."""
    converted, faults = _converted(source, project.settings.audience, memory)
    document, more = memory.recall(
        ("checked", source.path),
        (converted, project.settings, project.people, project.bibliography, project.images, project.today),
        lambda: _checked(converted, project),
    )
    return document, [*faults, *more]


def _converted(
    source: SourceDocument, audience: Audience, memory: Memory
) -> tuple[ConvertedDocument, list[Diagnostic]]:
    source, too_long = memory.recall(("extents", source.path), (source,), lambda: within_extents(source))
    text, uses, faults = memory.recall_made(
        ("text", source.path),
        (source, audience),
        lambda: _text_made_from(source, audience),
        tuple[DocumentText, Uses, list[Diagnostic]],
        lambda: _converter(memory)(source, audience),
    )
    converted = memory.recall(
        ("converted", source.path), (source, text, uses), lambda: ConvertedDocument(source, text, uses)
    )
    return converted, [*too_long, *faults]


def _converter(memory: Memory) -> Convert:
    """Return what converts a document for every audience that it has an edition for.

    It is loaded here, where it is needed: after most edits all texts but one are on the shelf.
    """
    from plainleaf.markup.document import convert_document  # noqa: PLC0415
    from plainleaf.markup.engine import MarkdownEngine  # noqa: PLC0415

    engine = memory.recall("engine", (), MarkdownEngine)
    return lambda source, audience: convert_document(source, audience, engine, read_facts)


def _text_made_from(source: SourceDocument, audience: Audience) -> tuple[str | bytes, ...]:
    return written(source), audience


def _checked(
    converted: ConvertedDocument, project: Project
) -> tuple[ConvertedDocument, tuple[Diagnostic, ...]]:
    document = with_state(converted, project)
    return document, (
        *check_document(document, project),
        *check_parity([document]),
        *check_retractions([document], project),
        *check_unfinished([document]),
    )


def _link_faults(
    document: ConvertedDocument, project: Project, book: AddressBook, hidden: frozenset[str]
) -> tuple[Diagnostic, ...]:
    return tuple(check_links([document], project, book, hidden))


def _without_echoes(found: list[Diagnostic], echoes: Mapping[str, str]) -> list[Diagnostic]:
    """Leave out what only says once more that a file can't be read: `echoes` has the file for each code."""
    unread = {diagnostic.path for diagnostic in found if diagnostic.code == "encoding"}
    return [diagnostic for diagnostic in found if echoes.get(diagnostic.code) not in unread]


def picture_cache(sources: Sources) -> PictureCache:
    """Return what was made of the pictures before."""
    return PictureCache(sources.cache / "pictures")


def _read_bibliography(path: Path, memory: Memory) -> tuple[Bibliography, list[Diagnostic]]:
    text, diagnostics = read_text(path, memory) if os.path.lexists(path) else ("", [])
    shown = shown_path(path)

    def parse() -> Bibliography:
        from plainleaf.bibliography.bibtex import parse_bibliography  # noqa: PLC0415 - takes long to load

        return parse_bibliography(text, shown)

    parsed = memory.recall_made(
        ("bibliography",),
        (text,),
        lambda: (text, shown),
        Bibliography,
        parse,
    )
    return parsed, diagnostics


def _read_retractions(
    path: Path, bibliography: Bibliography, memory: Memory
) -> tuple[Retractions, list[Diagnostic]]:
    status = signature(os.stat(path)) if path.exists() else ()
    return memory.recall(
        "retractions",
        (bibliography, *status),
        lambda: read_retractions(path, identifiers(bibliography)),
    )


def languages(project: Project) -> set[str]:
    """Return the languages that a site may have pages in: its own, and those of its texts."""
    return {project.settings.language, *(document.front.lang for document in project.documents)}
