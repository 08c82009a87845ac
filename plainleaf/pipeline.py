"""The whole way on one page: read, convert, check, plan, render, publish.

Each stage takes values and gives values; what goes wrong in a clinic's files is a diagnostic, and only the last
stage touches the output folder.
"""

import datetime
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from plainleaf.bibliography.bibtex import parse_bibliography
from plainleaf.exports.files import export_files
from plainleaf.markup.document import convert_document
from plainleaf.markup.engine import MarkdownEngine
from plainleaf.model.articles import SourceDocument
from plainleaf.model.diagnostics import Diagnostic, Position, error, has_errors, in_order
from plainleaf.model.pictures import Picture
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.model.references import Bibliography
from plainleaf.output.assets import Assets, fingerprinted, read_assets
from plainleaf.output.interface_words import page_words
from plainleaf.output.publish import Stage
from plainleaf.output.render import Renderer
from plainleaf.output.template_fault import TemplateFault
from plainleaf.output.templates import check_syntax
from plainleaf.pages.language_site import LanguageSite, Surroundings
from plainleaf.pages.plan import language_sites, plan_pages
from plainleaf.read.facts import read_facts
from plainleaf.read.project_files import read_content, read_text, shown_path
from plainleaf.site.address_book import address_book
from plainleaf.site.addresses import AddressBook
from plainleaf.site.link_checks import check_links
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
    pictures: dict[str, Path]
    book: AddressBook
    diagnostics: list[Diagnostic]


class Built(NamedTuple):
    """What a build did: nothing was published where `published` is False."""

    diagnostics: list[Diagnostic]
    published: bool
    documents: tuple[ConvertedDocument, ...] = ()
    files: int = 0
    changed: int = 0


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
    book, hidden = address_book(documents, project, drafts=drafts)
    diagnostics += check_links(documents, project, book, hidden)
    pictures = {name: path for name, (path, _) in content.pictures.items()}
    echoes = {
        "citation-unknown": shown_path(sources.bibliography),
        "person-unknown": shown_path(sources.content / "people.yaml"),
    }
    return Checked(project, tuple(documents), pictures, book, in_order(_without_echoes(diagnostics, echoes)))


def _without_echoes(found: list[Diagnostic], echoes: Mapping[str, str]) -> list[Diagnostic]:
    """Leave out what only says once more that a file can't be read: `echoes` has the file for each code."""
    unread = {diagnostic.path for diagnostic in found if diagnostic.code == "encoding"}
    return [diagnostic for diagnostic in found if echoes.get(diagnostic.code) not in unread]


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
        faults = check_syntax(sources.templates)
    else:
        site = _Site(checked, sources.templates, drafts=False)
        for _ in site.files():
            pass
        faults = site.faults
    return checked._replace(diagnostics=in_order(checked.diagnostics + _template_errors(faults, sources)))


def build(sources: Sources, output: Path, *, drafts: bool = False, strict: bool = False) -> Built:
    """Check everything, and publish the site to `output` if nothing is wrong with it.

    With `strict` a warning keeps it from being published, too. Raises OSError where `output` can't be written.
    """
    checked = load(sources, drafts=drafts)
    diagnostics = checked.diagnostics
    if has_errors(diagnostics) or (strict and diagnostics):
        faults = check_syntax(sources.templates)
        return Built(in_order(diagnostics + _template_errors(faults, sources)), published=False)
    with Stage(output) as stage:
        site = _Site(checked, sources.templates, drafts=drafts)
        for name, content in site.files():
            stage.write(name, content)
        if site.faults:
            faults_found = _template_errors(site.faults, sources)
            return Built(in_order(diagnostics + faults_found), published=False)
        stage.swap()
    return Built(diagnostics, True, checked.documents, stage.files, stage.changed)


def _template_errors(faults: list[TemplateFault], sources: Sources) -> list[Diagnostic]:
    found = []
    for fault in faults:
        path = shown_path(sources.templates / fault.name) if fault.name else shown_path(sources.templates)
        found.append(error("template", Position(path, fault.line), fault.message))
    return found


class _Site:
    """Renders a checked project file by file; templates that can't be rendered are gathered in `faults`."""

    def __init__(self, checked: Checked, templates: Path, *, drafts: bool) -> None:
        self._checked = checked
        self._templates = templates
        self._drafts = drafts
        self._picture_addresses: dict[str, str] = {}
        self._used_pictures: dict[str, bytes] = {}
        self.faults: list[TemplateFault] = []

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the path inside the site and the content of every file."""
        project = self._checked.project
        assets: Assets = read_assets(self._templates)
        renderer = Renderer(self._templates, project.settings.base_path, assets)
        try:
            sites = self._sites(assets)
            for page in plan_pages(sites):
                try:
                    yield renderer.render(page)
                except TemplateFault as fault:
                    self._note(fault)
            for file in export_files(sites):
                yield file.address.lstrip("/"), file.content
        except TemplateFault as fault:  # the interface words can't be read: there are no pages to go on with
            self._note(fault)
        for address, content in {**assets.files, **self._used_pictures}.items():
            yield address.lstrip("/"), content

    def _note(self, fault: TemplateFault) -> None:
        if all((fault.name, fault.line) != (other.name, other.line) for other in self.faults):
            self.faults.append(fault)

    def _sites(self, assets: Assets) -> list[LanguageSite]:
        around = Surroundings(
            words=lambda lang: page_words(self._templates, lang),
            picture=self._picture,
            asset=assets.address,
            search="",
            drafts=self._drafts,
        )
        return language_sites(self._checked.documents, self._checked.project, self._checked.book, around)

    def _picture(self, name: str) -> Picture:
        """Return a picture as it is published, and see to it that it is."""
        if name not in self._picture_addresses:
            content = self._checked.pictures[name].read_bytes()
            address = fingerprinted("images", name.removeprefix("images/"), content)
            self._picture_addresses[name] = address
            self._used_pictures[address] = content
        return Picture(self._picture_addresses[name])
