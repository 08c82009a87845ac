"""The pages that lead to articles: home, topics, A to Z, evidence, the advisory board, and "not found"."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import msgspec

from plainleaf.model.alphabet import first_letter, sort_key
from plainleaf.model.page_parts import (
    BoardMember,
    Condition,
    LetterGroup,
    Link,
    TermGroup,
    TopicView,
)
from plainleaf.model.pages import (
    AToZPage,
    BoardPage,
    ConditionPage,
    ConditionsPage,
    GlossaryPage,
    HomePage,
    NotFoundPage,
    Page,
    ReviewerPage,
    SearchPage,
    TopicPage,
    TopicsPage,
)
from plainleaf.model.project import ConvertedDocument
from plainleaf.model.review_log import ShownStatus
from plainleaf.pages import views
from plainleaf.pages.evidence_library import evidence_pages
from plainleaf.pages.glossary_terms import term_views
from plainleaf.pages.language_site import LanguageSite
from plainleaf.pages.later_page import LaterPage
from plainleaf.review.steps import approval
from plainleaf.site.addresses import condition_address

_NEWEST = 12
_Row = TypeVar("_Row")


def index_pages(here: LanguageSite) -> Iterator[Page | LaterPage]:
    """Yield the index pages of a language."""
    topics = here.topic_views()
    views_of_topics = tuple(view for _, view in topics)
    yield _home(here, views_of_topics)
    yield TopicsPage(here.index_frame("/topics/", here.words.topics), views_of_topics)
    for id_, view in topics:
        yield _topic(here, id_, view)
    titles = _titles_by_letter(here)
    yield AToZPage(here.index_frame("/a-z/", here.words.a_to_z), titles)
    if here.index("/glossary/") in here.book.anchors:
        yield _glossary(here)
    yield from evidence_pages(here)
    members = _members(here)
    yield BoardPage(here.index_frame("/advisory-board/", here.words.board), members)
    for member in members:
        yield _reviewer(here, member)
    yield SearchPage(
        here.index_frame("/search/", here.words.search, search=True),
        titles,
        here.settings.crisis,
    )
    yield from _conditions(here)
    if here.lang == here.settings.language:
        yield _not_found(here, views_of_topics)


def _home(here: LanguageSite, topics: tuple[TopicView, ...]) -> HomePage:
    newest = views.newest_first(here.listed)
    name = here.settings.name
    return HomePage(
        frame=here.frame(here.index("/"), name, here.words.descriptions["/"]),
        topics=topics,
        articles=tuple(views.article_card(document, here.project) for document in newest[:_NEWEST]),
        board=tuple(here.person(person) for person in here.project.people.values() if person.board),
        crisis=here.settings.crisis,
    )


def _topic(here: LanguageSite, id_: str, topic: TopicView) -> TopicPage:
    breadcrumb = (Link(here.words.topics, here.index("/topics/")),)
    frame = here.frame(topic.address, topic.title, topic.summary or topic.title, breadcrumb=breadcrumb)
    return TopicPage(frame, topic, here.crisis([id_]))


def _titles_by_letter(here: LanguageSite) -> tuple[LetterGroup, ...]:
    cards = [views.article_card(document, here.project) for document in here.listed]
    return tuple(LetterGroup(*group) for group in _by_letter(cards, lambda card: card.title))


def _glossary(here: LanguageSite) -> GlossaryPage:
    shown = term_views(here, range(len(here.glossary)))
    shown = tuple(sorted(shown, key=lambda term: (sort_key(term.name), term.name)))
    groups = tuple(TermGroup(*group) for group in _by_letter(shown, lambda term: term.name))
    return GlossaryPage(here.index_frame("/glossary/", here.words.glossary), groups)


def _by_letter(
    rows: Iterable[_Row], name: Callable[[_Row], str]
) -> Iterator[tuple[str, str, tuple[_Row, ...]]]:
    """Yield each letter that a name begins with, an id for it, and its rows in the order given."""
    letters: dict[str, list[_Row]] = {}
    for row in rows:
        letters.setdefault(first_letter(name(row)), []).append(row)
    for number, letter in enumerate(sorted(letters, key=sort_key), start=1):
        yield letter, f"letter-{number}", tuple(letters[letter])


def _conditions(here: LanguageSite) -> Iterator[Page]:
    """Yield the list of all codes, and the page of each."""
    cards = {
        number: views.article_card(here.listed[number], here.project)
        for numbers in here.by_code.values()
        for number in numbers
    }
    conditions = tuple(
        Condition(
            code,
            condition_address(code, here.lang, here.settings),
            tuple(cards[number] for number in here.by_code[code]),
        )
        for code in sorted(here.by_code)
    )
    yield ConditionsPage(here.index_frame("/conditions/", here.words.conditions), conditions)
    breadcrumb = (Link(here.words.conditions, here.index("/conditions/")),)
    for condition in conditions:
        title = here.words.condition.format(code=condition.code)
        description = here.words.condition_description.format(code=condition.code)
        frame = here.frame(condition.address, title, description, breadcrumb=breadcrumb)
        topics = [
            topic
            for number in here.by_code[condition.code]
            for topic in here.listed[number].source.front.topics
        ]
        yield ConditionPage(frame, condition, here.crisis(topics))


def _reviewer(here: LanguageSite, member: BoardMember) -> ReviewerPage:
    person = member.person
    breadcrumb = (Link(here.words.board, here.index("/advisory-board/")),)
    name = f"{person.name}, {person.credentials}" if person.credentials else person.name
    description = person.bio or person.role or name
    return ReviewerPage(here.frame(person.address, name, description, breadcrumb=breadcrumb), member)


def _members(here: LanguageSite) -> tuple[BoardMember, ...]:
    """The members, each with the articles whose approval by them holds today."""
    approved_by: dict[str, list[ConvertedDocument]] = {}
    for document in here.listed:
        step = approval(document.source.front.review)
        if step and document.status is ShownStatus.APPROVED:
            approved_by.setdefault(step.by, []).append(document)
    return tuple(
        BoardMember(
            here.person(person),
            tuple(views.article_card(document, here.project) for document in approved_by.get(person.id, ())),
        )
        for person in here.project.people.values()
        if person.board
    )


def _not_found(here: LanguageSite, topics: tuple[TopicView, ...]) -> NotFoundPage:
    """A server shows it at any address, so it has none of its own to name."""
    title = here.words.not_found
    frame = here.frame("/404.html", title, title, indexable=False)
    return NotFoundPage(msgspec.structs.replace(frame, canonical="", breadcrumb=()), topics)
