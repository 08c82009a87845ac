"""Which pages the site has, and what each shows: values alone, nothing is rendered or written here."""

from collections.abc import Iterator, Sequence

from plainleaf.model.pages import Page
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.pages.document_pages import document_pages
from plainleaf.pages.index_pages import index_pages
from plainleaf.pages.language_site import LanguageSite, Surroundings
from plainleaf.site.address_book import languages_of
from plainleaf.site.addresses import AddressBook


def plan_pages(
    documents: Sequence[ConvertedDocument], project: Project, book: AddressBook, around: Surroundings
) -> Iterator[Page]:
    """Yield every page of the site, one at a time, in a fixed order; `book` is that of the same build."""
    languages = languages_of(documents, project, drafts=around.drafts)
    for lang in languages:
        here = LanguageSite(documents, project, around, book, lang, languages)
        yield from index_pages(here)
        for document in here.public:
            yield from document_pages(here, document)
