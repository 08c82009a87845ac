"""Which addresses the site has: for checks of links, and for making them."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

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
from plainleaf.site.document_groups import DocumentGroup
from plainleaf.site.states import is_listed, is_public


class _Addresses(NamedTuple):
    """The addresses of some documents: those with a page, those without, and by file."""

    anchors: dict[str, Places | None]
    hidden: frozenset[str]
    by_file: dict[str, str]


def address_book(
    groups: Sequence[DocumentGroup], project: Project, memory: Memory, *, drafts: bool, view: str = ""
) -> tuple[AddressBook, frozenset[str]]:
    """Return all addresses of the site to be built, and those that only unpublished documents have.

    What is as it was before is the very same object, by the memory of that `view` of the site.
    """
    settings, outlines = project.settings, tuple(group.outlines for group in groups)
    own = [
        memory.recall(
            ("addresses", view, group.name),
            (group.outlines, group.anchors, settings, drafts),
            partial(_addresses, group, project, drafts=drafts),
        )
        for group in groups
    ]
    around = memory.recall(
        ("addresses around", view),
        (*outlines, settings, project.people, project.glossary, drafts),
        lambda: _addresses_around(groups, project, drafts=drafts),
    )
    return memory.recall(("book", view), (*own, around), lambda: _joined(own, around, memory, view))


def _joined(
    own: Sequence[_Addresses], around: Mapping[str, None], memory: Memory, view: str
) -> tuple[AddressBook, frozenset[str]]:
    anchors: dict[str, Places | None] = {}
    by_file: dict[str, str] = {}
    hidden: set[str] = set()
    for addresses in own:
        anchors |= addresses.anchors
        by_file |= addresses.by_file
        hidden |= addresses.hidden
    anchors |= around
    book = AddressBook(memory.steady(("all anchors", view), anchors), memory.steady(("files", view), by_file))
    return book, memory.steady(("hidden", view), frozenset(hidden.difference(anchors)))


def _addresses(group: DocumentGroup, project: Project, *, drafts: bool) -> _Addresses:
    anchors: dict[str, Places | None] = {}
    hidden = set()
    by_file = {}
    for document, ids in zip(group.documents, group.anchors, strict=True):
        by_file[document.source.content_path] = document_address(document.source, project.settings)
        public = is_public(document, project, drafts=drafts)
        for audience, found in zip(document.index.audiences, ids, strict=True):
            address = document_address(document.source, project.settings, audience)
            if not public:
                hidden.add(address)
            else:
                anchors[address] = None if document.status is ShownStatus.RETIRED else found
    return _Addresses(anchors, frozenset(hidden), by_file)


def _addresses_around(groups: Sequence[DocumentGroup], project: Project, *, drafts: bool) -> dict[str, None]:
    """Return the addresses of all pages that are not a document's own."""
    documents = [document for group in groups for document in group.documents]
    found: list[str] = []
    for lang in languages_of(documents, project, drafts=drafts):
        listed = listed_in(documents, project, lang, drafts=drafts)
        found += [index_address(page, lang, project.settings) for page in index_pages_of(project, lang)]
        found += [topic_address(topic, lang, project.settings) for topic in topics_of(listed)]
        found += [condition_address(code, lang, project.settings) for code in sorted(_codes_of(listed))]
        found += reviewer_addresses(project.people.values(), lang, project.settings).values()
    return dict.fromkeys(found)


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
