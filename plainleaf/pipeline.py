"""The whole way on one page: read, convert, check, plan, render, publish.

Each stage takes values and gives values; what goes wrong in a clinic's files is a diagnostic, and only the last
stage touches the output folder.
"""

import datetime
import itertools
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from plainleaf.bibliography.bibtex import parse_bibliography
from plainleaf.exports.files import export_files
from plainleaf.markup.document import convert_document
from plainleaf.markup.engine import MarkdownEngine
from plainleaf.model.articles import SourceDocument
from plainleaf.model.diagnostics import Diagnostic, Position, error, has_errors, in_order
from plainleaf.model.page_parts import Frame
from plainleaf.model.pages import ArticlePage, HomePage, Page, PlainPage, SearchPage
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.model.references import Bibliography
from plainleaf.output.assets import Assets, read_assets
from plainleaf.output.interface_words import page_words
from plainleaf.output.localize import check_catalogs, has_words
from plainleaf.output.picture_cache import PictureCache
from plainleaf.output.picture_files import Pictures
from plainleaf.output.publish import Stage
from plainleaf.output.render import Renderer
from plainleaf.output.search import ADDRESS, SearchFault, make_index
from plainleaf.output.template_fault import TemplateFault
from plainleaf.output.templates import check_syntax
from plainleaf.pages.language_site import LanguageSite, Surroundings
from plainleaf.pages.plan import language_sites, plan_pages
from plainleaf.read.facts import read_facts
from plainleaf.read.project_files import read_content, read_text, shown_path
from plainleaf.site.address_book import address_book
from plainleaf.site.addresses import AddressBook
from plainleaf.site.language_checks import check_languages
from plainleaf.site.link_checks import check_links
from plainleaf.site.parity_checks import check_parity
from plainleaf.site.picture_checks import check_pictures
from plainleaf.site.project_checks import check_project, check_reviews
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


class Built(NamedTuple):
    """What a build did: nothing was published where `published` is False."""

    diagnostics: list[Diagnostic]
    published: bool
    documents: tuple[ConvertedDocument, ...] = ()
    files: int = 0
    changed: int = 0
    unsearched: str = ""  # why there is no search index, where one was asked for


def load(sources: Sources, *, drafts: bool = False) -> Checked:
    """Read, convert and check everything but the templates."""
    content, diagnostics = read_content(sources.content)
    bibliography, faults = _read_bibliography(sources.bibliography)
    diagnostics += faults
    settings = content.settings
    if sources.base_url is not None:
        settings = msgspec.structs.replace(settings, base_url=sources.base_url)
    project = Project(
        settings=settings,
        people=content.people,
        documents=content.documents,
        bibliography=bibliography,
        images={name: digest for name, (_, digest) in content.pictures.items()},
        glossary=content.glossary,
        languages=content.languages,
        today=sources.today,
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
    interface = {lang for lang in _languages(project) if has_words(sources.templates, lang)}
    diagnostics += check_languages(documents, project, interface, drafts=drafts)
    book, hidden = address_book(documents, project, drafts=drafts)
    diagnostics += check_links(documents, project, book, hidden)
    pictures = Pictures(content.pictures, _picture_cache(sources))
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


def _picture_cache(sources: Sources) -> PictureCache:
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


def check(sources: Sources) -> Checked:
    """Return everything that is wrong, templates included; nothing is written."""
    checked = load(sources)
    if has_errors(checked.diagnostics):
        faults = _unrendered(checked, sources)
    else:
        site = _Site(checked, sources.templates, drafts=False)
        for _ in itertools.chain(site.files(), site.last_files(ADDRESS)):
            pass
        faults = site.faults
    return checked._replace(diagnostics=in_order(checked.diagnostics + _template_errors(faults, sources)))


def build(
    sources: Sources,
    output: Path,
    *,
    drafts: bool = False,
    strict: bool = False,
    search: bool = False,
    clean: bool = False,
) -> Built:
    """Check everything, and publish the site to `output` if nothing is wrong with it.

    With `strict` a warning keeps it from being published, too, and so does a `search` index that can't be made;
    else the search page is a list. With `clean` pictures are made anew. Raises OSError where `output` can't be
    written.
    """
    if clean:
        _picture_cache(sources).keep_only(())
    checked = load(sources, drafts=drafts)
    diagnostics = checked.diagnostics
    if has_errors(diagnostics) or (strict and diagnostics):
        faults = _unrendered(checked, sources)
        return Built(in_order(diagnostics + _template_errors(faults, sources)), published=False)
    with Stage(output) as stage:
        site = _Site(checked, sources.templates, drafts=drafts)
        for name, content in site.files():
            stage.write(name, content)
        index, unsearched = _add_index(stage, site.searched) if search and not site.faults else ("", "")
        for name, content in site.last_files(index):
            stage.write(name, content)
        if site.faults:
            faults_found = _template_errors(site.faults, sources)
            return Built(in_order(diagnostics + faults_found), published=False)
        if strict and unsearched:
            return Built(diagnostics, published=False, unsearched=unsearched)
        for address, content in checked.pictures.files():
            stage.write(address.lstrip("/"), content)
        stage.swap()
    checked.pictures.tidy()
    return Built(diagnostics, True, checked.documents, stage.files, stage.changed, unsearched)


def _add_index(stage: Stage, searched: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """Stage the search index of the staged pages; return its address, or "" and why there is none."""
    audiences = list(dict.fromkeys(audience for found in searched.values() for audience in found))
    if not audiences:  # of no page at all Pagefind would make an index of every page
        return "", ""
    try:
        for name, content in make_index(stage.folder, audiences):
            stage.write(name, content)
    except SearchFault as fault:
        return "", str(fault)
    return ADDRESS, ""


def _languages(project: Project) -> set[str]:
    return {project.settings.language, *(document.front.lang for document in project.documents)}


def _unrendered(checked: Checked, sources: Sources) -> list[TemplateFault]:
    """Return what is wrong in the folder of templates as far as it can be told without rendering."""
    return check_syntax(sources.templates) + check_catalogs(sources.templates, _languages(checked.project))


def _template_errors(faults: list[TemplateFault], sources: Sources) -> list[Diagnostic]:
    found = []
    for fault in faults:
        path = shown_path(sources.templates / fault.name) if fault.name else shown_path(sources.templates)
        found.append(error("template", Position(path, fault.line), fault.message))
    return found


class _Site:
    """Renders a checked project file by file; templates that can't be rendered are gathered in `faults`.

    When all `files` are there, `searched` has the audiences of the pages to be searched in each language, the
    default one first.
    """

    def __init__(self, checked: Checked, templates: Path, *, drafts: bool) -> None:
        self._checked = checked
        self._templates = templates
        self._drafts = drafts
        self._waiting: list[HomePage | SearchPage] = []
        self.searched: dict[str, list[str]] = {}
        self.faults: list[TemplateFault] = []

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the path inside the site and the content of every file but the last ones and the pictures."""
        project = self._checked.project
        self.faults += check_catalogs(self._templates, _languages(project))
        if self.faults:  # the interface words can't be read: there are no pages to go on with
            return
        try:
            assets = read_assets(self._templates)
        except TemplateFault as fault:
            self._note(fault)
            return
        base_path = project.settings.base_path
        origin = project.settings.base_url.removesuffix(base_path + "/")
        self._renderer = Renderer(self._templates, base_path, assets, origin)
        sites = self._sites(assets)
        for page in plan_pages(sites):
            if isinstance(page, HomePage | SearchPage):
                self._waiting.append(page)
            else:
                yield from self._rendered(page)
            if isinstance(page, ArticlePage | PlainPage):
                self._note_searched(page.frame)
        for file in export_files(sites):
            yield file.address.lstrip("/"), file.content
        for address, content in assets.files.items():
            yield address.lstrip("/"), content

    def last_files(self, index: str) -> Iterator[tuple[str, bytes]]:
        """Yield the pages that lead to the search index; its address is "" where there is none."""
        for page in self._waiting:
            audiences = self.searched.get(page.frame.lang, [])
            found: dict[str, Any] = {"index": index if audiences else ""}
            if isinstance(page, SearchPage):
                found["audiences"] = tuple(audiences[1:])
            yield from self._rendered(msgspec.structs.replace(page, **found))

    def _rendered(self, page: Page) -> Iterator[tuple[str, bytes]]:
        try:
            yield self._renderer.render(page)
        except TemplateFault as fault:
            self._note(fault)

    def _note_searched(self, frame: Frame) -> None:
        default = self._checked.project.settings.audience
        found = {*self.searched.get(frame.lang, ()), frame.audience}
        self.searched[frame.lang] = sorted(found, key=lambda audience: (audience != default, audience))

    def _note(self, fault: TemplateFault) -> None:
        if all((fault.name, fault.line) != (other.name, other.line) for other in self.faults):
            self.faults.append(fault)

    def _sites(self, assets: Assets) -> list[LanguageSite]:
        around = Surroundings(
            words=lambda lang: page_words(self._templates, lang),
            picture=self._checked.pictures.picture,
            asset=lambda name: assets.addresses.get(name, ""),
            drafts=self._drafts,
        )
        return language_sites(self._checked.documents, self._checked.project, self._checked.book, around)
