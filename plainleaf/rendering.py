"""From a checked project to the files of its site, one at a time; nothing is written here."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from plainleaf.exports.files import export_files
from plainleaf.loading import Checked, languages
from plainleaf.model.page_parts import Frame
from plainleaf.model.pages import ArticlePage, HomePage, Page, PlainPage, SearchPage
from plainleaf.output.assets import Assets, read_assets
from plainleaf.output.interface_words import page_words
from plainleaf.output.localize import check_catalogs
from plainleaf.output.render import Renderer
from plainleaf.output.template_fault import TemplateFault
from plainleaf.pages.language_site import LanguageSite, Surroundings
from plainleaf.pages.plan import language_sites, plan_pages


class SiteFiles:
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
        self.faults += check_catalogs(self._templates, languages(project))
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
