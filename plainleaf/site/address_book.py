"""Which addresses the site has: for checks of links, and for making them."""

from collections.abc import Sequence

from plainleaf.model.memory import Memory
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.model.review_log import ShownStatus
from plainleaf.site.addresses import (
    INDEX_PAGES,
    AddressBook,
    Places,
    condition_address,
    document_address,
    index_address,
    reviewer_addresses,
    topic_address,
)
from plainleaf.site.states import is_listed, is_public


def address_book(
    documents: Sequence[ConvertedDocument], project: Project, memory: Memory, *, drafts: bool, view: str = ""
) -> tuple[AddressBook, frozenset[str]]:
    """Return all addresses of the site to be built, and those that only unpublished documents have.

    What is as it was before is the very same object, by the memory of that `view` of the site.
    """
    anchors: dict[str, Places | None] = {}
    hidden = set()
    by_file = {}
    for document in documents:
        by_file[document.source.content_path] = document_address(document.source, project.settings)
        public = is_public(document, project, drafts=drafts)
        for edition in document.index.editions:
            address = document_address(document.source, project.settings, edition.audience)
            if not public:
                hidden.add(address)
            elif document.status is ShownStatus.RETIRED:
                anchors[address] = None
            else:
                anchors[address] = Places(edition.anchors, edition.keys)
    languages = languages_of(documents, project, drafts=drafts)
    for lang in languages:
        listed = listed_in(documents, project, lang, drafts=drafts)
        anchors.update(
            {index_address(page, lang, project.settings): None for page in index_pages_of(project, lang)}
        )
        anchors.update({topic_address(topic, lang, project.settings): None for topic in topics_of(listed)})
        anchors.update({condition_address(code, lang, project.settings): None for code in _codes_of(listed)})
        reviewers = reviewer_addresses(project.people.values(), lang, project.settings)
        anchors.update(dict.fromkeys(reviewers.values()))
    book = AddressBook(memory.steady(("book", view), anchors), memory.steady(("files", view), by_file))
    only_hidden = memory.steady(("hidden", view), dict.fromkeys(sorted(hidden - set(anchors)), True))
    return book, memory.recall(("hidden set", view), (only_hidden,), lambda: frozenset(only_hidden))


def index_pages_of(project: Project, lang: str) -> list[str]:
    """Return the index pages of a language: the glossary of another one would be of no use to its readers."""
    has_glossary = lang == project.settings.language or project.glossary_in(lang)
    return [page for page in INDEX_PAGES if page != "/glossary/" or has_glossary]


def _codes_of(documents: Sequence[ConvertedDocument]) -> set[str]:
    return {code for document in documents for code in document.source.front.icd10}


def languages_of(documents: Sequence[ConvertedDocument], project: Project, *, drafts: bool) -> list[str]:
    """Return the languages that have pages, the site's own first."""
    found = {
        document.source.front.lang
        for document in documents
        if is_public(document, project, drafts=drafts) and is_listed(document, drafts=drafts)
    }
    return [project.settings.language, *sorted(found - {project.settings.language})]


def listed_in(
    documents: Sequence[ConvertedDocument], project: Project, lang: str, *, drafts: bool
) -> list[ConvertedDocument]:
    """Return the public articles of a language that lists show."""
    return [
        document
        for document in documents
        if document.source.front.lang == lang
        and is_public(document, project, drafts=drafts)
        and is_listed(document, drafts=drafts)
    ]


def topics_of(documents: Sequence[ConvertedDocument]) -> list[str]:
    """Return the topics that any of the documents has."""
    return sorted({topic for document in documents for topic in document.source.front.topics})
