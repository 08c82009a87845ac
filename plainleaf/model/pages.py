"""What templates are given: one value per layout, made of the parts in `plainleaf.model.page_parts`.

The name of the layout's file stands in `plainleaf.output.render`.
"""

import datetime

import msgspec

from plainleaf.model.html import Html
from plainleaf.model.page_parts import (
    ArticleCard,
    ArticleView,
    BoardMember,
    Crisis,
    EvidenceGroup,
    Frame,
    LetterGroup,
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
    """The value of layouts/evidence.html."""

    frame: Frame
    groups: tuple[EvidenceGroup, ...]


class BoardPage(msgspec.Struct, frozen=True):
    """The value of layouts/advisory-board.html."""

    frame: Frame
    members: tuple[BoardMember, ...]


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
    | NotFoundPage
)
