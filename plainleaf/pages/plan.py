"""Which pages the site has, and what each shows: values alone, nothing is rendered or written here."""

from collections.abc import Iterator, Sequence

from plainleaf.model.pages import Page
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.pages.copies import copy_pages
from plainleaf.pages.document_pages import document_pages
from plainleaf.pages.index_pages import index_pages
from plainleaf.pages.language_site import LanguageSite, Surroundings, languages_together
from plainleaf.site.address_book import languages_of
from plainleaf.site.addresses import AddressBook


def language_sites(
    documents: Sequence[ConvertedDocument], project: Project, book: AddressBook, around: Surroundings
) -> list[LanguageSite]:
    """Return the site in each of its languages, its own first; `book` is that of the same build."""
    tags = languages_of(documents, project, drafts=around.drafts)
    languages = languages_together(documents, project, around, tags)
    return [LanguageSite(documents, project, around, book, tag, languages) for tag in tags]


def plan_pages(sites: Sequence[LanguageSite]) -> Iterator[Page]:
    """Yield every page of the site, one at a time, in a fixed order."""
    versions = set()
    for here in sites:
        yield from index_pages(here)
        for page in copy_pages(here):
            if page.version not in versions:  # the same words may stand in two files
                versions.add(page.version)
                yield page
        for document in here.public:
            yield from document_pages(here, document)
