"""From a checked project to the files of its site; nothing is written here.

A build takes all of them, one at a time, and a preview those that a browser asks for. Both go the same way.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from plainleaf.exports.files import export_files
from plainleaf.exports.integrity import integrity_file, published_page
from plainleaf.loading import Checked, languages
from plainleaf.model.html import Html
from plainleaf.model.integrity import PublishedPage
from plainleaf.model.pages import ArticlePage, HomePage, Page, PlainPage, SearchPage
from plainleaf.model.project import ConvertedDocument
from plainleaf.model.review_log import ShownStatus
from plainleaf.output.assets import Assets, read_assets
from plainleaf.output.interface_words import page_words
from plainleaf.output.localize import check_catalogs
from plainleaf.output.page_keys import PageKeys
from plainleaf.output.render import Renderer, file_of
from plainleaf.output.search_index import SearchIndex
from plainleaf.output.search_key import searched_part
from plainleaf.output.template_fault import TemplateFault
from plainleaf.pages.document_pages import document_pages
from plainleaf.pages.edited_site import with_texts
from plainleaf.pages.language_site import LanguageSite, Surroundings
from plainleaf.pages.later_page import LaterPage, address_of, made
from plainleaf.pages.plan import PagePlace, document_places, language_sites, pages_around_documents


class _Ground(NamedTuple):
    """What all pages of a site stand on."""

    sites: list[LanguageSite]
    renderer: Renderer


def _lay_ground(checked: Checked, templates: Path, assets: Assets, *, drafts: bool) -> _Ground:
    around = Surroundings(
        words=lambda lang: page_words(templates, lang),
        picture=checked.pictures.picture,
        asset=lambda name: assets.addresses.get(name, ""),
        drafts=drafts,
    )
    return _Ground(
        language_sites(checked.documents, checked.project, checked.book, around),
        Renderer(templates, checked.project.settings.base_path, assets, site_origin(checked)),
    )


_MAIN = re.compile(r'<main id="main"[^>]*>(.*)</main>', re.DOTALL)


class MadeFile(NamedTuple):
    """A file of the site: its path inside, its content, and what a later build needs to keep it (`Stage.write`)."""

    name: str
    content: bytes
    key: bytes = b""
    searched: bytes = b""


class WaitingPage(NamedTuple):
    """A document's page that is still to be made, with its key."""

    place: PagePlace
    key: bytes


Keep = Callable[[str, bytes], bool]


class SiteFiles:
    """Renders a checked project file by file; templates that can't be rendered are gathered in `faults`.

    `keep` is asked for each page, by name and key, whether it is there already; then it is not made. When all
    `files` are there, `waiting` has the documents' pages that are to be made yet, and `searched` the audiences of
    the pages to be searched in each language, the default one first.
    """

    def __init__(
        self, checked: Checked, templates: Path, *, drafts: bool, keep: Keep = lambda *_: False
    ) -> None:
        self._checked = checked
        self._templates = templates
        self._drafts = drafts
        self._keep = keep
        self._last: list[tuple[LanguageSite, HomePage | SearchPage]] = []
        self.waiting: list[WaitingPage] = []
        self._sites: list[LanguageSite] = []
        self.searched: dict[str, list[str]] = {}
        self.faults: list[TemplateFault] = []

    def files(self) -> Iterator[MadeFile]:
        """Yield every file but the documents' pages, the last ones and the pictures."""
        project = self._checked.project
        self.faults += check_catalogs(self._templates, languages(project))
        if self.faults:  # the interface words can't be read: there are no pages to go on with
            return
        try:
            assets = read_assets(self._templates)
        except TemplateFault as fault:
            self._note(fault)
            return
        sites, self._renderer = _lay_ground(self._checked, self._templates, assets, drafts=self._drafts)
        self._sites = sites
        self._keys = PageKeys(self._templates)
        for here, page in pages_around_documents(sites):
            if isinstance(page, HomePage | SearchPage):
                self._last.append((here, page))
            else:
                yield from self._unless_kept(here, page)
        for address, place in document_places(sites).items():
            if place.document.status is not ShownStatus.RETIRED:
                self._note_searched(place)
            key = self._keys.of_document(place)
            if not self._keep(file_of(address), key):
                self.waiting.append(WaitingPage(place, key))
        for file in export_files(sites):
            yield MadeFile(file.address.lstrip("/"), file.content)
        for address, content in assets.files.items():
            yield MadeFile(address.lstrip("/"), content)

    def documents(self, waiting: Sequence[WaitingPage]) -> Iterator[MadeFile]:
        """Yield some of the documents' pages."""
        for place, key in waiting:
            yield from self._rendered(place.page(), key)

    def last_files(self, index: SearchIndex) -> Iterator[MadeFile]:
        """Yield the pages that lead to the search index."""
        for here, page in self._last:
            audiences = self.searched.get(here.lang, [])
            found: dict[str, Any] = {"index": index.address if audiences else ""}
            if isinstance(page, SearchPage):
                found["audiences"] = tuple(audiences[1:])
                found["shards"] = index.shards_for(here.lang, audiences)
            yield from self._unless_kept(here, msgspec.structs.replace(page, **found))

    def integrity(self, digests: Mapping[str, str]) -> MadeFile:
        """Return the file that says what was published; `digests` has all files of the site."""
        project = self._checked.project
        pages, rest = [], dict(digests)
        for address, place in document_places(self._sites).items():
            if place.document.status is not None and (digest := rest.pop(file_of(address), "")):
                audience = place.edition.audience
                pages.append(
                    published_page(address, file_of(address), digest, place.document, audience, project)
                )
        others = [name for name in rest if name.endswith(".html")]
        pages += [
            PublishedPage("/" + name.removesuffix("index.html"), name, rest.pop(name)) for name in others
        ]
        file = integrity_file(project, pages, rest)
        return MadeFile(file.address.lstrip("/"), file.content)

    def _unless_kept(self, here: LanguageSite, page: Page | LaterPage) -> Iterator[MadeFile]:
        key = self._keys.of_page(here, page)
        if not self._keep(file_of(address_of(page)), key):
            yield from self._rendered(made(page), key)

    def _rendered(self, page: Page, key: bytes) -> Iterator[MadeFile]:
        try:
            name, content = self._renderer.render(page)
        except TemplateFault as fault:
            self._note(fault)
        else:
            is_searched = isinstance(page, ArticlePage | PlainPage)
            yield MadeFile(name, content, key, searched_part(content) if is_searched else b"")

    def _note_searched(self, place: PagePlace) -> None:
        default = self._checked.project.settings.audience
        is_article = place.document.status is not None
        audience = place.edition.audience if is_article else str(place.here.settings.audience)
        found = {*self.searched.get(place.here.lang, ()), audience}
        self.searched[place.here.lang] = sorted(found, key=lambda audience: (audience != default, audience))

    def note_faults(self, faults: Iterable[TemplateFault]) -> None:
        """Take over what went wrong in a part of the pages that was made elsewhere."""
        for fault in faults:
            self._note(fault)

    def _note(self, fault: TemplateFault) -> None:
        if all((fault.name, fault.line) != (other.name, other.line) for other in self.faults):
            self.faults.append(fault)


class SiteOnDemand:
    """Gives any one file of a checked project's site by its address, and makes only that.

    With a `mount` the site lives under that path, whatever its base URL says. There is no search index: the search
    page is a list. Raises TemplateFault where the site can't be begun.
    """

    def __init__(
        self, checked: Checked, templates: Path, assets: Assets, *, drafts: bool, mount: str | None = None
    ) -> None:
        settings = msgspec.structs.replace(checked.project.settings, mount=mount)
        project = msgspec.structs.replace(checked.project, settings=settings)
        self._checked = checked
        self._assets = assets
        self._ground = _lay_ground(checked._replace(project=project), templates, assets, drafts=drafts)
        self._places = document_places(self._ground.sites)
        self._edited: dict[str, ConvertedDocument] = {}  # those that are no longer as `_places` has them
        self._around: dict[str, Page | LaterPage] | None = None
        self._exports: dict[str, bytes] | None = None

    def follow(self, checked: Checked, assets: Assets) -> bool:
        """Take over an edit of the project where only words of texts have changed, and say whether that was so.

        Then no list has another order, and no page another address: it is enough to put the new texts in.
        """
        before = self._checked
        if assets is not self._assets or not _only_words_differ(before, checked):
            return False
        pairs = zip(before.documents, checked.documents, strict=True)
        changed = {id(old): new for old, new in pairs if old is not new}
        sites = self._ground.sites
        if sites:
            settings = sites[0].project.settings  # with the place where the site is mounted
            project = msgspec.structs.replace(checked.project, settings=settings)
            sites = with_texts(sites, project, checked.book, lambda old: changed.get(id(old), old))
        self._checked = checked
        self._ground = self._ground._replace(sites=sites)
        self._edited |= {document.source.path: document for document in changed.values()}
        self._around = self._exports = None
        return True

    def _place(self, address: str) -> PagePlace | None:
        place = self._places.get(address)
        if place is None:
            return None
        here = next(site for site in self._ground.sites if site.lang == place.here.lang)
        document = self._edited.get(place.document.source.path, place.document)
        editions = document.index.editions
        return PagePlace(here, document, next(e for e in editions if e.audience == place.edition.audience))

    def document(self, address: str) -> tuple[ConvertedDocument, str] | None:
        """Return the document that an address shows, and for which audience."""
        place = self._place(address)
        return (place.document, place.edition.audience) if place else None

    def file(self, address: str) -> bytes | None:
        """Return the file of an address, None where the site has none. Raises TemplateFault, OSError."""
        if content := self._assets.files.get(address):
            return content
        if address.startswith("/images/"):
            return self._checked.pictures.file(address)
        page = self._page(address)
        if page is not None:
            return self._ground.renderer.render(page)[1]
        if self._exports is None:
            files = export_files(self._ground.sites)
            self._exports = {file.address: file.content for file in files}
        return self._exports.get(address)

    def _page(self, address: str) -> Page | None:
        if place := self._place(address):
            return place.page()
        if self._around is None:
            pages = pages_around_documents(self._ground.sites)
            self._around = {address_of(page): page for _, page in pages}
        around = self._around.get(address)
        return None if around is None else made(around)


def _only_words_differ(one: Checked, other: Checked) -> bool:
    """Say whether two states of a project are made from the same but for words of its texts."""
    pairs = zip(one.groups, other.groups, strict=False)
    parts = (field for field in one.project.__struct_fields__ if field != "documents")
    return (
        len(one.groups) == len(other.groups)
        and all(a.outlines is b.outlines and a.titles is b.titles for a, b in pairs)
        and all(getattr(one.project, name) is getattr(other.project, name) for name in parts)
        and one.pictures is other.pictures
    )


def site_origin(checked: Checked) -> str:
    """Return the host of the site (https://clinic.example), which the addresses in its pages go on from."""
    settings = checked.project.settings
    return settings.base_url.removesuffix(settings.base_url_path + "/")


class ShownEdition(NamedTuple):
    """An edition of an article: its page, and what stands in the `<main>` of that as HTML."""

    page: ArticlePage
    main: str


def article_editions(
    checked: Checked, templates: Path, document: ConvertedDocument
) -> tuple[LanguageSite, list[ShownEdition]]:
    """Return the site in an article's language, and its editions as readers see them, whatever its status.

    What leads to other pages of the site is left out. Raises TemplateFault.
    """
    for fault in check_catalogs(templates, languages(checked.project)):
        raise fault
    sites, renderer = _lay_ground(checked, templates, read_assets(templates), drafts=True)
    here = next(site for site in sites if site.lang == document.source.front.lang)
    shown = []
    for page in document_pages(here, document):
        assert isinstance(page, ArticlePage), "a withdrawn article has no text to show"
        alone = msgspec.structs.replace(
            page,
            frame=msgspec.structs.replace(page.frame, structured_data=Html("")),
            article=msgspec.structs.replace(
                page.article, editions=(), related=(), topics=(), copy=None, draft=False
            ),
        )
        _, content = renderer.render(alone)
        shown.append(ShownEdition(alone, _main_of(content.decode())))
    return here, shown


def _main_of(html: str) -> str:
    """Return what stands in `<main>`, a hook of the contract. Raises TemplateFault."""
    found = _MAIN.search(html)
    if found is None:
        raise TemplateFault("layouts/article.html", 1, 'the page has no <main id="main">')
    return found[1]
