"""What templates are given: one value per layout, made of the parts in `plainleaf.model.page_parts`.

The name of the layout's file stands in `plainleaf.output.render`.
"""

import datetime

import msgspec

from plainleaf.model.evidence_parts import EvidenceGroup, EvidenceKind, Paging
from plainleaf.model.html import Html
from plainleaf.model.page_parts import (
    ArticleCard,
    ArticleView,
    BoardMember,
    Condition,
    Crisis,
    Frame,
    LetterGroup,
    Link,
    OutlineEntry,
    PersonView,
    ReferenceView,
    TermGroup,
    TopicView,
)


class ArticlePage(msgspec.Struct, frozen=True):
    """The value of layouts/article.html."""

    frame: Frame
    article: ArticleView


class RetiredPage(msgspec.Struct, frozen=True):
    """The value of layouts/retired.html: the short notice that an article's address keeps."""

    frame: Frame
    slug: str
    title: str
    retired: datetime.date
    related: tuple[ArticleCard, ...]


class PlainPage(msgspec.Struct, frozen=True):
    """The value of layouts/page.html: the editorial policy, about, contact."""

    frame: Frame
    title: str
    summary: str
    updated: datetime.date | None
    body: Html
    outline: tuple[OutlineEntry, ...]
    references: tuple[ReferenceView, ...]


class HomePage(msgspec.Struct, frozen=True):
    """The value of layouts/home.html."""

    frame: Frame
    topics: tuple[TopicView, ...]
    articles: tuple[ArticleCard, ...]  # the newest first, at most a dozen
    board: tuple[PersonView, ...]
    crisis: Crisis | None
    index: str = ""  # as in SearchPage


class TopicsPage(msgspec.Struct, frozen=True):
    """The value of layouts/topics.html: every topic."""

    frame: Frame
    topics: tuple[TopicView, ...]


class TopicPage(msgspec.Struct, frozen=True):
    """The value of layouts/topic.html: one topic."""

    frame: Frame
    topic: TopicView
    crisis: Crisis | None


class AToZPage(msgspec.Struct, frozen=True):
    """The value of layouts/a-z.html."""

    frame: Frame
    letters: tuple[LetterGroup, ...]


class GlossaryPage(msgspec.Struct, frozen=True):
    """The value of layouts/glossary.html."""

    frame: Frame
    letters: tuple[TermGroup, ...]


class EvidencePage(msgspec.Struct, frozen=True):
    """The value of layouts/evidence.html; `kinds` has those of all its pages; of one page there is no `paging`."""

    frame: Frame
    groups: tuple[EvidenceGroup, ...]
    kinds: tuple[EvidenceKind, ...] = ()
    paging: Paging | None = None


class BoardPage(msgspec.Struct, frozen=True):
    """The value of layouts/advisory-board.html."""

    frame: Frame
    members: tuple[BoardMember, ...]


class ReviewerPage(msgspec.Struct, frozen=True):
    """The value of layouts/reviewer.html: a member of the board, and what stands approved by them today."""

    frame: Frame
    member: BoardMember


class SearchPage(msgspec.Struct, frozen=True):
    """The value of layouts/search.html; without scripts or index it is a list of all pages.

    `index` is the address of the folder with the search index of the default editions, empty where there is none:
    it is made when all other pages stand. Each of the other `audiences` has its own in a folder of its name below.
    Where one of these is cut into several, `shards` has the folders of those with pages in this language, for each
    audience, "" for the default one.
    """

    frame: Frame
    letters: tuple[LetterGroup, ...]
    crisis: Crisis | None
    index: str = ""
    audiences: tuple[str, ...] = ()
    shards: dict[str, tuple[str, ...]] = {}


class ConditionsPage(msgspec.Struct, frozen=True):
    """The value of layouts/conditions.html: all codes, and the look-up for the HL7 Infobutton query string."""

    frame: Frame
    conditions: tuple[Condition, ...]


class ConditionPage(msgspec.Struct, frozen=True):
    """The value of layouts/condition.html: the pages for one ICD-10 code."""

    frame: Frame
    condition: Condition
    crisis: Crisis | None


class CopyPage(msgspec.Struct, frozen=True):
    """The value of layouts/copy.html: whether a printed copy of this version is still current.

    `state`: current | overdue (the same words, their planned check is late) | rechecking (the same words, being
    checked again) | changed (the words have changed, and no approval holds for the new ones) | replaced (by
    `replaced_by`) | withdrawn. `page` and `title` are empty where the site does not show the article.
    """

    frame: Frame
    version: str
    state: str
    title: str
    page: str
    approved: datetime.date
    reviewer: PersonView | None
    ended: datetime.date | None  # the day of the step that ended this version, where there is one
    replaced_by: Link | None  # the copy page of the version that holds today
    related: tuple[ArticleCard, ...]
    due: datetime.date | None = None  # of a current version: the last day of its approval


class NotFoundPage(msgspec.Struct, frozen=True):
    """The value of layouts/404.html."""

    frame: Frame
    topics: tuple[TopicView, ...]


Page = (
    ArticlePage
    | RetiredPage
    | PlainPage
    | HomePage
    | TopicsPage
    | TopicPage
    | AToZPage
    | GlossaryPage
    | EvidencePage
    | BoardPage
    | ReviewerPage
    | SearchPage
    | ConditionsPage
    | ConditionPage
    | CopyPage
    | NotFoundPage
)
