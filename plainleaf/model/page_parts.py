"""The parts that pages are made of: every decision is made before, and stands in these values.

An *address* is a path inside the site that begins with a slash (`/topics/`); the template function
`url()` puts the path of `base_url` before it.
"""

import datetime

import msgspec

from plainleaf.model.html import Html
from plainleaf.model.references import Segment


class Link(msgspec.Struct, frozen=True):
    """Words that lead somewhere: an address of this site, or a full URL."""

    label: str
    address: str


class Alternate(msgspec.Struct, frozen=True):
    """The same page in another language, for `hreflang`: a full URL where the site has a base URL."""

    lang: str
    address: str


class PersonView(msgspec.Struct, frozen=True):
    """An author or a member of the advisory board; `example` people are made up and say so."""

    id: str
    name: str
    credentials: str
    role: str
    bio: str
    conflicts: str
    example: bool
    board: bool
    photo: str = ""  # the address of a picture


class ArticleCard(msgspec.Struct, frozen=True):
    """An article in a list."""

    title: str
    summary: str
    address: str
    status: str
    updated: datetime.date


class CrisisLine(msgspec.Struct, frozen=True):
    """A telephone or text service for people in a crisis; `tel` is empty where no call is possible."""

    country: str
    service: str
    number: str
    note: str
    tel: str = ""


class Crisis(msgspec.Struct, frozen=True):
    """The card with crisis lines, checked by the clinic on the day `as_of`."""

    heading: str
    text: str
    emergency: str
    as_of: datetime.date | None
    lines: tuple[CrisisLine, ...]


class Contact(msgspec.Struct, frozen=True):
    """How a reader asks the clinic; empty strings where the clinic gives none."""

    heading: str
    text: str
    email: str
    phone: str
    address: str


class Appointment(msgspec.Struct, frozen=True):
    """How a reader makes an appointment; `url` is empty where there is none on line."""

    text: str
    url: str


class Site(msgspec.Struct, frozen=True):
    """What stands around the content of every page."""

    name: str
    tagline: str
    navigation: tuple[Link, ...]
    policy: Link | None
    contact: Contact | None
    appointment: Appointment | None
    footer: tuple[Link, ...]  # the plain pages besides the policy


class Frame(msgspec.Struct, frozen=True):
    """What the layout needs of every page."""

    site: Site
    address: str
    canonical: str  # absolute where the site has a base URL
    title: str
    description: str
    lang: str
    direction: str  # "ltr" or "rtl"
    audience: str
    home: str  # address of the home page in this language
    breadcrumb: tuple[Link, ...] = ()  # from the home page to the page above this one
    alternates: tuple[Alternate, ...] = ()
    structured_data: Html = Html("")  # JSON, already made safe inside <script>
    indexable: bool = True  # False: robots are asked to keep it out


class ReviewStepView(msgspec.Struct, frozen=True):
    """A step of the stepper. `name`: submitted | under-review | changes-requested | approved."""

    name: str
    state: str  # "done", "current" or "todo"
    date: datetime.date | None


class ReviewCard(msgspec.Struct, frozen=True):
    """Where the review of a text stands; `status` is one of the contract's shown ones."""

    status: str
    steps: tuple[ReviewStepView, ...]
    reviewer: PersonView | None  # who approved; before that who reviews it
    reviewed: datetime.date | None  # the day of the last approval
    due: datetime.date | None
    published: datetime.date
    updated: datetime.date
    authors: tuple[PersonView, ...]
    conflicts: str
    policy: Link | None


class EditionLink(msgspec.Struct, frozen=True):
    """One choice of "Which best describes you?"; `audience`: patient | carer | clinician."""

    audience: str
    address: str
    current: bool


class OutlineEntry(msgspec.Struct, frozen=True):
    """A heading in the contents of a page; `level` is 2 for the highest."""

    level: int
    id: str
    text: str
    children: tuple["OutlineEntry", ...] = ()


class BackLink(msgspec.Struct, frozen=True):
    """A way from a reference back to one place that cites it: `cite-KEY-N` and N."""

    id: str
    number: int


class ReferenceView(msgspec.Struct, frozen=True):
    """An entry of a reference list; `number` is 0 in the evidence library."""

    id: str
    key: str
    number: int
    evidence: str
    segments: tuple[Segment, ...]
    doi: str  # full address, or ""
    pubmed: str
    back_links: tuple[BackLink, ...]
    superseded: bool
    retracted: bool


class ArticleView(msgspec.Struct, frozen=True):
    """An edition of an article."""

    slug: str
    status: str
    pending: bool  # shown under the caution banner: no review holds for these words today
    draft: bool  # only in a build with drafts: watermarked
    title: str
    summary: str
    review: ReviewCard
    editions: tuple[EditionLink, ...]  # empty where there is only one
    key_points: tuple[Html, ...]
    body: Html
    outline: tuple[OutlineEntry, ...]
    questions: tuple[Html, ...]
    references: tuple[ReferenceView, ...]
    crisis: Crisis | None
    disclaimer: str
    topics: tuple[Link, ...]
    related: tuple[ArticleCard, ...]


class TopicView(msgspec.Struct, frozen=True):
    """A topic and the articles that belong to it."""

    title: str
    summary: str
    address: str
    articles: tuple[ArticleCard, ...]


class LetterGroup(msgspec.Struct, frozen=True):
    """The articles whose title begins with one letter."""

    letter: str
    id: str
    articles: tuple[ArticleCard, ...]


class TermView(msgspec.Struct, frozen=True):
    """A word of the glossary with its plain meaning."""

    id: str
    name: str
    definition: str
    also: tuple[str, ...]


class TermGroup(msgspec.Struct, frozen=True):
    """The words that begin with one letter."""

    letter: str
    id: str
    terms: tuple[TermView, ...]


class EvidenceRow(msgspec.Struct, frozen=True):
    """A reference of the evidence library, and the pages that rest on it."""

    reference: ReferenceView
    cited_by: tuple[Link, ...]


class EvidenceGroup(msgspec.Struct, frozen=True):
    """The references of one evidence type."""

    evidence: str
    rows: tuple[EvidenceRow, ...]


class BoardMember(msgspec.Struct, frozen=True):
    """A member of the advisory board with the articles that stand approved by them today."""

    person: PersonView
    approved: tuple[ArticleCard, ...]
