"""The site in one language: what all of its pages share."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from typing import NamedTuple

import msgspec

from plainleaf.model.alphabet import sort_key
from plainleaf.model.html import Html
from plainleaf.model.language_settings import primary
from plainleaf.model.page_parts import (
    Alternate,
    ArticleCard,
    Contact,
    Crisis,
    Feed,
    Frame,
    Link,
    PersonView,
    Site,
    TopicView,
)
from plainleaf.model.pictures import Picture
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.model.review_log import ShownStatus
from plainleaf.model.settings import Person, Topic
from plainleaf.model.words import BodyWords
from plainleaf.pages import views
from plainleaf.site.address_book import listed_in
from plainleaf.site.addresses import (
    INDEX_PAGES,
    AddressBook,
    document_address,
    index_address,
    language_prefix,
    photo_path,
    reviewer_addresses,
    topic_address,
)
from plainleaf.site.security import content_security_policy
from plainleaf.site.states import is_public
from plainleaf.site.translations import Translation, translations

_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "ku", "ps", "sd", "ug", "ur", "yi"}
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})
_NO_DATA = Html("")
_RELATED = 3


class PageWords(msgspec.Struct, frozen=True):
    """The interface words that a page's own value needs, in one language."""

    body: BodyWords
    autonym: str  # the language's own name: "Español"
    home: str
    topics: str
    a_to_z: str
    glossary: str
    evidence: str
    board: str
    not_found: str
    search: str
    conditions: str
    condition: str  # a form with {code}
    condition_description: str  # a form with {code}
    cautions: Mapping[str, str]  # what the banner says of each status that is shown under one
    copy: str
    retired: str
    descriptions: Mapping[str, str]  # of the index pages, by their address


class Surroundings(NamedTuple):
    """What the plan gets from the stages around it.

    `words` gives the interface words of a language; `picture` a picture below content/ as it is built;
    `asset` the address of a file of templates/assets/, or "" where there is none.
    """

    words: Callable[[str], PageWords]
    picture: Callable[[str], Picture]
    asset: Callable[[str], str]
    drafts: bool


class Languages(NamedTuple):
    """What all languages of a site share; `autonyms` has every language that has pages, the site's own first.

    `translations` has the public texts that stand in more than one of them, by the slug of the original;
    `originals` what each translation was made from, by the path of its file.
    """

    autonyms: Mapping[str, str]
    translations: Mapping[str, Sequence[ConvertedDocument]]
    originals: Mapping[str, Translation]


def languages_together(
    documents: Sequence[ConvertedDocument], project: Project, around: Surroundings, tags: Sequence[str]
) -> Languages:
    """Return what the languages of a site share: it is worked out once, not for each of them."""
    return Languages(
        {tag: around.words(tag).autonym for tag in tags},
        _translations(documents, project, around, tags),
        translations(documents, project),
    )


class LanguageSite:
    """The public documents of a language, and what stands around every page of it."""

    def __init__(
        self,
        documents: Sequence[ConvertedDocument],
        project: Project,
        around: Surroundings,
        book: AddressBook,
        lang: str,
        languages: Languages,
    ) -> None:
        self.project = project
        self.settings, self.borrowed, _ = project.in_language(lang)
        self.glossary = project.glossary_in(lang)
        self.around = around
        self.book = book
        self.lang = lang
        self.languages = languages
        self.words = around.words(lang)
        self.documents = [document for document in documents if document.source.front.lang == lang]
        self.reviewer_addresses = reviewer_addresses(project.people.values(), lang, project.settings)
        self.public = [
            document for document in self.documents if is_public(document, project, drafts=around.drafts)
        ]
        self.listed = views.by_title(listed_in(documents, project, lang, drafts=around.drafts))
        # The places in `listed` of the articles of each topic, and of each ICD-10 code.
        self.by_topic = _places(document.source.front.topics for document in self.listed)
        self.by_code = _places(document.source.front.icd10 for document in self.listed)
        self._by_topics: dict[frozenset[str], list[int]] = {}
        self.feeds = self._feeds()
        self.manifest = language_prefix(lang, self.settings) + "/site.webmanifest"
        self.site = self._site()

    def _site(self) -> Site:
        pages = views.by_title([document for document in self.public if document.status is None])
        links = {
            document.slug: Link(document.source.front.title, document_address(document.source, self.settings))
            for document in pages
        }
        return Site(
            name=self.settings.name,
            tagline=self.settings.tagline,
            navigation=tuple(self._navigation()),
            policy=links.get(self.settings.policy),
            contact=self._contact(),
            appointment=self.settings.appointment,
            footer=tuple(link for slug, link in links.items() if slug != self.settings.policy),
        )

    def _feeds(self) -> tuple[Feed, ...]:
        """Return the language's feeds: none without a base URL, as their ids and links are full addresses."""
        if not self.settings.base_url:
            return ()
        prefix = language_prefix(self.lang, self.settings)
        return (
            Feed(self.settings.name, "application/atom+xml", f"{prefix}/feed.xml"),
            Feed(self.settings.name, "application/feed+json", f"{prefix}/feed.json"),
        )

    def _navigation(self) -> Iterator[Link]:
        """Yield the links of the settings that lead somewhere, in this language where they can.

        Where its labels are in the site's own language, a page of this one is called what it is called here.
        """
        names = self._names_of_pages() if "navigation" in self.borrowed else {}
        for link in self.settings.navigation:
            address = self._in_language(link.address)
            if address:
                yield Link(names.get(address, link.label), address)

    def _in_language(self, address: str) -> str:
        """Return the address of a page in this language, else in the site's own; "" where there is none.

        A list of pages in another language is of no use, so an index page has no stand-in.
        """
        if not address.startswith("/"):
            return address
        translated = language_prefix(self.lang, self.settings) + address
        if translated in self.book.anchors:
            return translated
        return address if address in self.book.anchors and address not in INDEX_PAGES else ""

    def _names_of_pages(self) -> dict[str, str]:
        """Return what the pages that a menu can lead to are called in this language, by their addresses."""
        words = self.words
        named = {
            "/": words.home,
            "/topics/": words.topics,
            "/a-z/": words.a_to_z,
            "/glossary/": words.glossary,
            "/evidence/": words.evidence,
            "/advisory-board/": words.board,
            "/search/": words.search,
            "/conditions/": words.conditions,
        }
        titles = {
            document_address(document.source, self.settings): document.source.front.title
            for document in self.public
        }
        return {self.index(page): name for page, name in named.items()} | titles

    def _contact(self) -> Contact | None:
        """Return how to ask the clinic, with the way to its page in this language where there is one."""
        contact = self.settings.contact
        if contact is None or not contact.address.startswith("/"):
            return contact
        address = self._in_language(contact.address) or contact.address
        return msgspec.structs.replace(contact, address=address)

    def index(self, page: str) -> str:
        """Return the address of an index page in this language."""
        return index_address(page, self.lang, self.settings)

    def absolute(self, address: str) -> str:
        """Return an address with the site's base URL before it, or "" where the site has none."""
        return self.settings.base_url + address.lstrip("/") if self.settings.base_url else ""

    def frame(
        self,
        address: str,
        title: str,
        description: str,
        *,
        breadcrumb: tuple[Link, ...] = (),
        audience: str = "",
        alternates: tuple[Alternate, ...] | None = None,
        structured_data: Html = _NO_DATA,
        indexable: bool = True,
        search: bool = False,
    ) -> Frame:
        """Return what the layout needs of a page; `breadcrumb` begins below the home page."""
        home = self.index("/")
        return Frame(
            site=self.site,
            address=address,
            canonical=self.absolute(address),
            title=title,
            description=description,
            lang=self.lang,
            direction=direction_of(self.lang),
            audience=audience or str(self.settings.audience),
            home=home,
            breadcrumb=(Link(self.words.home, home), *breadcrumb) if address != home else (),
            alternates=self._alternates(address) if alternates is None else alternates,
            structured_data=structured_data,
            indexable=indexable,
            content_security_policy=content_security_policy(search=search, data=structured_data),
            search=self.index("/search/"),
            manifest=self.manifest,
            feeds=self.feeds,
        )

    def index_frame(self, page: str, title: str, *, search: bool = False) -> Frame:
        """Return the frame of an index page; that of the search page lets its index be read."""
        return self.frame(self.index(page), title, self.words.descriptions[page], search=search)

    def _alternates(self, address: str) -> tuple[Alternate, ...]:
        """Return an index page, a topic's, a code's or a reviewer's in every language that has it.

        Their addresses differ by the language alone; that of a document is its own author's.
        """
        page = address.removeprefix(language_prefix(self.lang, self.settings))
        paths = {lang: language_prefix(lang, self.settings) + page for lang in self.languages.autonyms}
        return self.alternates({lang: path for lang, path in paths.items() if path in self.book.anchors})

    def alternates(self, paths: Mapping[str, str]) -> tuple[Alternate, ...]:
        """Return a page in each of its languages, the site's own first; nothing if there is one."""
        if len(paths) < 2:
            return ()
        return tuple(
            Alternate(
                lang=lang,
                address=self.absolute(paths[lang]) or paths[lang],
                name=name,
                path=paths[lang],
                default=lang == self.settings.language,
            )
            for lang, name in self.languages.autonyms.items()
            if lang in paths
        )

    def person(self, person: Person) -> PersonView:
        """Return a person with the photo, if there is one, and the address of a board member's page."""
        photo = photo_path(person.photo, self.project.images) if person.photo else None
        return msgspec.structs.replace(
            views.person_view(person),
            photo=self.around.picture(photo) if photo else None,
            address=self.reviewer_addresses.get(person.id, ""),
            # people.yaml is written in the site's own language.
            lang="" if primary(self.lang) == primary(self.settings.language) else self.settings.language,
        )

    def topic(self, id_: str) -> Topic:
        """Return a topic as site.yaml describes it, else with its id for a title."""
        return self.settings.topics.get(id_) or Topic(id_.replace("-", " ").capitalize())

    def topic_views(self) -> tuple[tuple[str, TopicView], ...]:
        """Return the topics of listed articles by id, in the order of their titles."""
        found = []
        for id_ in sorted(self.by_topic):
            topic = self.topic(id_)
            cards = tuple(
                views.article_card(self.listed[number], self.project) for number in self.by_topic[id_]
            )
            address = topic_address(id_, self.lang, self.settings)
            found.append((id_, TopicView(topic.title, topic.summary, address, cards)))
        return tuple(sorted(found, key=lambda row: (sort_key(row[1].title), row[0])))

    def related(self, document: ConvertedDocument) -> tuple[ArticleCard, ...]:
        """Return the listed articles that share the most topics with one.

        What a withdrawn text links to goes first: its authors know what to read instead.
        """
        instead = sorted(self._linked(document)) if document.status is ShownStatus.RETIRED else []
        nearest = dict.fromkeys([*instead, *self._nearest(frozenset(document.source.front.topics))])
        others = [self.listed[number] for number in nearest if self.listed[number] is not document]
        return tuple(views.article_card(other, self.project) for other in others[:_RELATED])

    def _nearest(self, topics: frozenset[str]) -> list[int]:
        """Return the places of the articles that share the most topics with these, one more than are shown.

        Worked out once for all articles of the same topics: in a large site many share one.
        """
        if topics not in self._by_topics:
            shared = Counter(number for topic in topics for number in self.by_topic.get(topic, ()))
            # `listed` is in the order of titles: the most shared topics first, then by title.
            self._by_topics[topics] = nsmallest(
                _RELATED + 1, shared, key=lambda number: (-shared[number], number)
            )
        return self._by_topics[topics]

    def _linked(self, document: ConvertedDocument) -> set[int]:
        """Return the places in `listed` of the articles that a text links to."""
        targets = {
            self.book.resolve(link.text, document.source, self.settings, link.audience).address
            for link in document.uses.links
        }
        return {
            number
            for number, listed in enumerate(self.listed)
            if document_address(listed.source, self.settings) in targets
        }

    def disclaimer(self, audience: str) -> tuple[str, str]:
        """Return the disclaimer of an edition, and its language where that is not the page's."""
        name = self.settings.disclaimer_for(audience)
        text = self.settings.disclaimers.get(name.removeprefix("disclaimers."), "")
        return text, self.settings.language if name in self.borrowed else ""

    def crisis(self, topics: Sequence[str]) -> Crisis | None:
        """Return the card with crisis lines where one of the topics asks for it, such as depression."""
        return self.settings.crisis if self.settings.crisis_topics.intersection(topics) else None


def _places(names: Iterable[Sequence[str]]) -> dict[str, list[int]]:
    """Return for each name the places of the rows that have it."""
    found: dict[str, list[int]] = {}
    for place, row in enumerate(names):
        for name in dict.fromkeys(row):
            found.setdefault(name, []).append(place)
    return found


def direction_of(lang: str) -> str:
    """Return "rtl" or "ltr" for a language tag: by its script where it names one, `az-Arab`."""
    script = next((part for part in lang.split("-")[1:] if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if primary(lang) in _RIGHT_TO_LEFT else "ltr"


def original_of(document: ConvertedDocument) -> str:
    """Return the slug that an article and its translations share."""
    return document.source.front.translation_of or document.slug


def _translations(
    documents: Sequence[ConvertedDocument],
    project: Project,
    around: Surroundings,
    languages: Sequence[str],
) -> dict[str, list[ConvertedDocument]]:
    """Return the public articles that stand in more than one language, by the slug of the original."""
    found: dict[str, list[ConvertedDocument]] = {}
    for document in documents:
        if (
            document.source.front.lang in languages
            and document.status is not ShownStatus.RETIRED
            and is_public(document, project, drafts=around.drafts)
        ):
            found.setdefault(original_of(document), []).append(document)
    return {slug: group for slug, group in found.items() if len(group) > 1}
