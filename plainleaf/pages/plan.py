"""Which pages the site has, and what each shows: values alone, nothing is rendered or written here."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plainleaf.model.editions import EditionIndex
from plainleaf.model.pages import Page
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.pages.copies import copy_pages
from plainleaf.pages.document_pages import document_page, paged_editions
from plainleaf.pages.index_pages import index_pages
from plainleaf.pages.language_site import LanguageSite, Surroundings, languages_together
from plainleaf.pages.later_page import LaterPage
from plainleaf.site.address_book import languages_of
from plainleaf.site.addresses import AddressBook, document_address


def language_sites(
    documents: Sequence[ConvertedDocument], project: Project, book: AddressBook, around: Surroundings
) -> list[LanguageSite]:
    """Return the site in each of its languages, its own first; `book` is that of the same build."""
    tags = languages_of(documents, project, drafts=around.drafts)
    languages = languages_together(documents, project, around, tags)
    return [LanguageSite(documents, project, around, book, tag, languages) for tag in tags]


def pages_around_documents(sites: Sequence[LanguageSite]) -> Iterator[tuple[LanguageSite, Page | LaterPage]]:
    """Yield every page that is not a document's own, one at a time, in a fixed order."""
    versions: set[str] = set()
    for here in sites:
        for page in _around_documents(here, versions):
            yield here, page


def _around_documents(here: LanguageSite, versions: set[str]) -> Iterator[Page | LaterPage]:
    yield from index_pages(here)
    for page in copy_pages(here):
        if page.version not in versions:  # the same words may stand in two files
            versions.add(page.version)
            yield page


class PagePlace(NamedTuple):
    """Whose page an address is: a document's edition, in a language of the site."""

    here: LanguageSite
    document: ConvertedDocument
    edition: EditionIndex

    def page(self) -> Page:
        """Return the page."""
        return document_page(*self)


def document_places(sites: Sequence[LanguageSite]) -> dict[str, PagePlace]:
    """Return the addresses of all documents' pages, without making any of these."""
    return {
        document_address(document.source, here.settings, edition.audience): PagePlace(here, document, edition)
        for here in sites
        for document in here.public
        for edition in paged_editions(document)
    }
