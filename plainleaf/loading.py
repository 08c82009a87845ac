"""From a clinic's files to a project with all its texts, and everything that is wrong with it."""

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from plainleaf.cache.lasting_memory import LastingMemory
from plainleaf.cache.shelf import News
from plainleaf.cache.written import written
from plainleaf.markup.extents import within_extents
from plainleaf.markup.text_index import index_of
from plainleaf.model.articles import Audience, SourceDocument
from plainleaf.model.diagnostics import Diagnostic, in_order
from plainleaf.model.editions import DocumentText, TextIndex, Uses
from plainleaf.model.memory import Memory
from plainleaf.model.progress import Progress, no_progress
from plainleaf.model.project import ConvertedDocument, ConvertedText, LaterText, Project
from plainleaf.model.references import Bibliography
from plainleaf.model.retractions import Retractions
from plainleaf.output.localize import has_words
from plainleaf.output.picture_cache import PictureCache
from plainleaf.output.picture_files import Pictures
from plainleaf.read.facts import read_facts
from plainleaf.read.file_memory import signature
from plainleaf.read.project_files import (
    ContentFiles,
    DocumentFile,
    document_files,
    read_content,
    read_document_file,
    read_site_settings,
    read_value,
    shown_path,
)
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
from plainleaf.site.states import current_digest, reason_as_retracted, shown_images, with_state
from plainleaf.site.unfinished_checks import check_unfinished
from plainleaf.workers import quiet_in_copies, spread

_NO_WORK = bytes(32)
_Item = TypeVar("_Item")
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
    if isinstance(memory, LastingMemory) and memory.is_blank:
        _read_ahead(sources, memory, jobs, progress)
    read = read_files(sources, memory)
    if isinstance(memory, LastingMemory):
        _convert_new(read, memory, jobs, progress)
    checked = check_files(read, memory, drafts=drafts, progress=progress)
    if isinstance(memory, LastingMemory):
        memory.save()
    return checked


def _read_ahead(sources: Sources, memory: LastingMemory, jobs: int, progress: Progress) -> None:
    """Read and convert all texts, where no earlier build has left anything."""
    settings, _ = read_site_settings(sources.content, memory)

    def read(file: DocumentFile) -> None:
        source, _ = read_document_file(file, sources.content, settings.language, memory)
        _conversion(source, settings.audience, memory)

    _make_ahead(read, document_files(sources.content), memory, jobs, progress)


def _convert_new(read: Read, memory: LastingMemory, jobs: int, progress: Progress) -> None:
    """Convert what no earlier build has converted."""
    audience = read.content.settings.audience
    new = [
        source
        for source in read.content.documents
        if memory.lacks(("index", source.path), (source, audience))
    ]
    _make_ahead(lambda source: _conversion(source, audience, memory), new, memory, jobs, progress)


def _make_ahead(
    make: Callable[[_Item], object],
    items: Sequence[_Item],
    memory: LastingMemory,
    jobs: int,
    progress: Progress,
) -> None:
    """Let several processes make what the memory will be asked for; each writes the texts that it made."""
    if not items:
        return
    told = quiet_in_copies(progress)
    _converter(memory)  # loaded once, for all copies of this process

    def work(part: Sequence[_Item]) -> News:
        memory.note_news()
        for number, item in enumerate(part):
            told("Reading articles", number, len(part))
            make(item)
        return memory.news()

    for news in spread(work, items, jobs, News):
        memory.learn(news)


def read_files(sources: Sources, memory: Memory) -> Read:
    """Read everything; with the memory of an earlier time only what has changed since."""
    content, diagnostics = read_content(sources.content, memory)
    bibliography, faults = _read_bibliography(sources.bibliography, memory)
    diagnostics += faults
    retractions, faults = _read_retractions(sources.content / RETRACTIONS, bibliography, memory)
    diagnostics += faults
    marked = memory.recall_lasting(
        ("marked",),
        (bibliography, retractions),
        Bibliography,
        lambda: with_retractions(bibliography, retractions),
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
    works = memory.recall_lasting(
        ("works",), (bibliography,), dict[str, bytes], lambda: _works_of(bibliography)
    )
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
        works=works,
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
    audience = project.settings.audience
    made = _conversion(source, audience, memory)
    memory.mention(("text", source.path))
    converted = memory.recall(
        ("converted", source.path),
        (source, audience, made),
        partial(_document_of, source, audience, made, memory),
    )
    digest = _digest(converted, project, memory) if source.is_article else ""
    document, more = memory.recall(
        ("checked", source.path),
        (
            converted,
            digest,
            project.settings,
            project.people,
            project.bibliography,
            project.images,
            project.today,
        ),
        lambda: _checked(converted, digest, project),
    )
    return document, [*made.faults, *more]


class _Conversion(msgspec.Struct, frozen=True):
    """What a site has to know of a conversion; the text lies apart.

    `is_cut` where some of it was too long to be converted; `origin` is the digest of all that was.
    """

    index: TextIndex
    faults: list[Diagnostic]
    is_cut: bool
    origin: bytes


def _conversion(source: SourceDocument, audience: Audience, memory: Memory) -> _Conversion:
    return memory.recall_lasting(
        ("index", source.path), (source, audience), _Conversion, lambda: _convert(source, audience, memory)
    )


def _convert(source: SourceDocument, audience: Audience, memory: Memory) -> _Conversion:
    within, too_long = within_extents(source)
    text, uses, faults = _converter(memory)(within, audience)
    converted = ConvertedText(text, uses)
    memory.recall_apart(("text", source.path), (source, audience), ConvertedText, lambda: converted)
    origin = hashlib.sha256(written((source, audience))).digest()
    return _Conversion(index_of(text, uses), [*too_long, *faults], within is not source, origin)


def _document_of(
    source: SourceDocument, audience: Audience, made: _Conversion, memory: Memory
) -> ConvertedDocument:
    within = within_extents(source)[0] if made.is_cut else source

    def text() -> ConvertedText:
        return memory.recall_apart(
            ("text", source.path),
            (source, audience),
            ConvertedText,
            lambda: ConvertedText(*_converter(memory)(within, audience)[:2]),
        )

    return ConvertedDocument(within, LaterText(text), made.index, made.origin)


def _converter(memory: Memory) -> Convert:
    """Return what converts a document for every audience that it has an edition for.

    It is loaded here, where it is needed: after most edits all texts but one are on the shelf.
    """
    from plainleaf.markup.document import convert_document  # noqa: PLC0415
    from plainleaf.markup.engine import MarkdownEngine  # noqa: PLC0415

    engine = memory.recall("engine", (), MarkdownEngine)
    return lambda source, audience: convert_document(source, audience, engine, read_facts)


def _digest(document: ConvertedDocument, project: Project, memory: Memory) -> str:
    """Return the digest of an article as it is now; its text is read where something of it is new."""
    images = shown_images(document, project)
    made_from = (
        document.origin,
        b"".join([project.works.get(key, _NO_WORK) for key in document.index.keys]),
        "\n".join(chain.from_iterable(images.items())) if images else "",
        reason_as_retracted(document, project),
    )
    return memory.recall_lasting(
        ("digest", document.source.path), made_from, str, lambda: current_digest(document, project)
    )


def _checked(
    converted: ConvertedDocument, digest: str, project: Project
) -> tuple[ConvertedDocument, tuple[Diagnostic, ...]]:
    document = with_state(converted, project, digest) if converted.source.is_article else converted
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
    shown = shown_path(path)

    def parse(text: str) -> Bibliography:
        from plainleaf.bibliography.bibtex import parse_bibliography  # noqa: PLC0415 - takes long to load

        return parse_bibliography(text, shown)

    if not os.path.lexists(path):
        return memory.recall("no bibliography", (shown,), lambda: parse("")), []
    return read_value(path, memory, "bibliography", Bibliography, parse)


def _works_of(bibliography: Bibliography) -> dict[str, bytes]:
    """Return a digest of each work: what a reader sees of it, whatever its line in the file."""
    return {
        key: hashlib.sha256(written(msgspec.structs.replace(work, line=1))).digest()
        for key, work in bibliography.references.items()
    }


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
