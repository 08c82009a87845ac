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
from plainleaf.output.localize import has_words
from plainleaf.output.picture_cache import PictureCache
from plainleaf.output.picture_files import Pictures
from plainleaf.read.facts import read_facts
from plainleaf.read.project_files import (
    DocumentFile,
    document_files,
    read_document_file,
    read_site_settings,
    shown_path,
)
from plainleaf.read.sources import Sources
from plainleaf.reading import Read, read_files
from plainleaf.site.address_book import address_book
from plainleaf.site.addresses import AddressBook
from plainleaf.site.document_groups import DocumentGroup, group_of, in_groups
from plainleaf.site.evidence_checks import check_retractions
from plainleaf.site.language_checks import check_languages
from plainleaf.site.link_checks import links_in_group
from plainleaf.site.parity_checks import check_parity
from plainleaf.site.picture_checks import check_pictures
from plainleaf.site.project_checks import check_document, check_project
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
    groups: tuple[DocumentGroup, ...] = ()


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
        memory.save()  # what was read lies on the shelf a second time, and not in memory
        convert_new(read, memory, jobs, progress)
    checked = check_files(read, memory, drafts=drafts, progress=progress)
    if isinstance(memory, LastingMemory):
        memory.save()
    return checked


def _read_ahead(sources: Sources, memory: LastingMemory, jobs: int, progress: Progress) -> None:
    """Read and convert all texts, where no earlier build has left anything."""
    settings, _ = read_site_settings(sources.content, memory)

    here = os.getcwd()

    def read(file: DocumentFile) -> None:
        source, _ = read_document_file(file, here, memory)
        _conversion(source, settings.audience, memory)

    _make_ahead(read, document_files(sources.content, settings.language), memory, jobs, progress)


def convert_new(read: Read, memory: LastingMemory, jobs: int, progress: Progress = no_progress) -> None:
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
        images=memory.recall("images", (content.pictures,), lambda: _digests(content.pictures)),
        glossary=content.glossary,
        languages=content.languages,
        today=sources.today,
        retractions_as_of=retractions.as_of,
        works=works,
    )
    groups, done = [], 0
    for part in in_groups(content.documents):
        progress("Reading articles", done, len(content.documents))
        done += len(part)
        groups.append(_looked_at(part, project, memory, view))
    documents = tuple(document for group in groups for document in group.documents)
    outlines = tuple(group.outlines for group in groups)
    found += chain.from_iterable(group.faults for group in groups)
    found += check_project(groups, project, memory, view=view)
    tags = memory.recall(("tags", view), (*outlines, project.settings), lambda: languages(project))
    interface = [lang for lang in sorted(tags) if has_words(sources.templates, lang)]
    found += memory.recall(
        ("languages", view),
        (*outlines, project.settings, project.languages, drafts, *interface),
        lambda: tuple(check_languages(documents, project, interface, drafts=drafts)),
    )
    book, hidden = address_book(groups, project, memory, drafts=drafts, view=view)
    for group in groups:
        found += links_in_group(group, project, book, hidden, memory, view=view)
    pictures = memory.recall(
        "picture files",
        (content.pictures,),
        lambda: Pictures(content.pictures, picture_cache(sources)),
    )
    found += check_pictures(groups, project, pictures, memory, view=view)
    echoes = {
        "citation-unknown": shown_path(sources.bibliography),
        "person-unknown": shown_path(sources.content / "people.yaml"),
    }
    told = in_order(_without_echoes(found, echoes))
    return Checked(project, documents, pictures, book, told, tuple(groups))


def _looked_at(
    sources: tuple[SourceDocument, ...], project: Project, memory: Memory, view: str
) -> DocumentGroup:
    """Return a group of documents, converted and with their states, and everything that is wrong with them."""
    name = sources[0].path

    def look() -> DocumentGroup:
        documents, found = [], []
        for source in sources:
            document, faults = _with_faults(source, project, memory)
            documents.append(document)
            found += faults
        return group_of(documents, found, memory, name, view)

    made_from = (
        *sources,
        project.settings,
        project.people,
        project.bibliography,
        project.works,
        project.images,
        project.today,
    )
    return memory.recall_whole(("group", view, name), made_from, look)


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


def _without_echoes(found: list[Diagnostic], echoes: Mapping[str, str]) -> list[Diagnostic]:
    """Leave out what only says once more that a file can't be read: `echoes` has the file for each code."""
    unread = {diagnostic.path for diagnostic in found if diagnostic.code == "encoding"}
    return [diagnostic for diagnostic in found if echoes.get(diagnostic.code) not in unread]


def _digests(pictures: Mapping[str, tuple[Path, str]]) -> dict[str, str]:
    return {name: digest for name, (_, digest) in pictures.items()}


def picture_cache(sources: Sources) -> PictureCache:
    """Return what was made of the pictures before."""
    return PictureCache(sources.cache / "pictures")


def _works_of(bibliography: Bibliography) -> dict[str, bytes]:
    """Return a digest of each work: what a reader sees of it, whatever its line in the file."""
    return {
        key: hashlib.sha256(written(msgspec.structs.replace(work, line=1))).digest()
        for key, work in bibliography.references.items()
    }


def languages(project: Project) -> set[str]:
    """Return the languages that a site may have pages in: its own, and those of its texts."""
    return {project.settings.language, *(document.front.lang for document in project.documents)}
