"""The parts that pages are made of: every decision is made before, and stands in these values.

An *address* is a path inside the site that begins with a slash (`/topics/`); the template function
`url()` puts the path of `base_url` before it.
"""

import datetime

import msgspec

from plainleaf.model.html import Html
from plainleaf.model.pictures import Picture
from plainleaf.model.references import Segment


class Link(msgspec.Struct, frozen=True):
    """Words that lead somewhere: an address of this site, or a full URL."""

    label: str
    address: str


class Alternate(msgspec.Struct, frozen=True):
    """The same page in a language: for `hreflang`, a full URL where the site has a base URL; and for a choice.

    `name` is the language's own ("Español"), `path` the address inside the site. `default` marks the site's own
    language, which comes first: the page for readers of every other one (`hreflang="x-default"`).
    """

    lang: str
    address: str
    name: str = ""
    path: str = ""
    default: bool = False


class Feed(msgspec.Struct, frozen=True):
    """What a news reader can subscribe to; `type` is its media type."""

    title: str
    type: str
    address: str


class PersonView(msgspec.Struct, frozen=True):
    """An author or a member of the advisory board; `example` people are made up and say so.

    `lang` is the language of `role`, `bio` and `conflicts` where it is not the page's (WCAG 2.2 SC 3.1.2).
    """

    id: str
    name: str
    credentials: str
    role: str
    bio: str
    conflicts: str
    example: bool
    board: bool
    photo: Picture | None = None
    address: str = ""  # a member of the board has a page
    lang: str = ""


class ArticleCard(msgspec.Struct, frozen=True):
    """An article in a list; `due` is given where an approval holds today, and says until when."""

    title: str
    summary: str
    address: str
    status: str
    updated: datetime.date
    due: datetime.date | None = None


class CrisisLine(msgspec.Struct, frozen=True):
    """A telephone or text service for people in a crisis; `tel` is empty where no call is possible."""

    country: str
    service: str
    number: str
    note: str
    tel: str = ""


class Crisis(msgspec.Struct, frozen=True):
    """The card with crisis lines, checked by the clinic on the day `as_of`.

    `lang` is the language of its words where it is not the page's (WCAG 2.2 SC 3.1.2).
    """

    heading: str
    text: str
    emergency: str
    as_of: datetime.date | None
    lines: tuple[CrisisLine, ...]
    lang: str = ""


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
    content_security_policy: str = "default-src 'none'"
    search: str = ""  # address of the search page in this language
    manifest: str = ""  # address of the web app manifest
    feeds: tuple[Feed, ...] = ()


class ReviewStepView(msgspec.Struct, frozen=True):
    """A step of the stepper. `name`: submitted | under-review | changes-requested | approved."""

    name: str
    state: str  # "done", "current" or "todo"
    date: datetime.date | None


class HistoryEntry(msgspec.Struct, frozen=True):
    """A step of an article's review as it was taken: notes stay with the clinic, and are not shown."""

    name: str  # submitted | under-review | changes-requested | approved | retired
    date: datetime.date
    person: PersonView | None


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
    concern: bool = False  # under an expression of concern


class RetractedSource(msgspec.Struct, frozen=True):
    """A retracted work of a page's reference list: its place there, its number and its title."""

    id: str
    number: int
    title: str


class RetractionNotice(msgspec.Struct, frozen=True):
    """What a reader is told of a page that rests on retracted works.

    `since_review` says that nothing else has changed since the page was approved.
    """

    sources: tuple[RetractedSource, ...]
    since_review: bool


class GlanceMark(msgspec.Struct, frozen=True):
    """The sources of one kind from one year; `x` runs from 0 (the oldest year) to 100 (the newest)."""

    year: int
    count: int
    x: float


class GlanceRow(msgspec.Struct, frozen=True):
    """The sources of one kind of evidence, the oldest year first; `undated` have no year."""

    evidence: str
    count: int
    marks: tuple[GlanceMark, ...]
    undated: int


class Glance(msgspec.Struct, frozen=True):
    """The evidence at a glance: kinds from the strongest down, and the years that they are from."""

    total: int
    oldest: int
    newest: int
    rows: tuple[GlanceRow, ...]


class PageChecks(msgspec.Struct, frozen=True):
    """What "How we checked this page" says: nothing in it is typed by hand.

    `version` is the short form of the digest of the text as it stands; `approved` says whether it is the one
    that was approved, whose approval holds today. The counts are of works in the reference list. `copy` is the
    address that tells whether a printed copy is still current, or "" where no approval is bound to these words.
    `retractions_as_of` is the day until which retractions were known, where the clinic keeps a snapshot of them.
    """

    version: str
    approved: bool
    sources: int
    newest: int | None  # the year of the newest source
    guidelines: int
    reviews: int  # systematic reviews
    trials: int
    animal: int
    preprints: int
    retracted: int
    superseded: int
    history: tuple[HistoryEntry, ...]
    copy: str = ""
    retractions_as_of: datetime.date | None = None


class QrCode(msgspec.Struct, frozen=True):
    """A QR code as an SVG path through its dark modules, for a line one module wide, as light as a code can be.

    `size` is its width in modules, quiet zone included.
    """

    size: int
    path: str


class PrintedCopy(msgspec.Struct, frozen=True):
    """What leads from paper back to the page; full URLs, without `https://` in the `shown` forms.

    `version` and `check` are empty where no approval holds for these words: such a copy has no version.
    """

    page: str
    page_shown: str
    version: str
    check: str
    check_shown: str
    code: QrCode


class Original(msgspec.Struct, frozen=True):
    """The article that a translation was made from; `changed` says that it has changed since."""

    title: str
    address: str
    lang: str
    language: str  # the language's own name
    changed: bool


class TermView(msgspec.Struct, frozen=True):
    """A word of the glossary with its plain meaning; `address` is that of its place in the glossary."""

    id: str
    name: str
    definition: str
    also: tuple[str, ...]
    address: str = ""


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
    checks: PageChecks
    glance: Glance | None = None
    terms: tuple[TermView, ...] = ()  # the words of the text that open their meaning, in reading order
    copy: PrintedCopy | None = None  # None where the site has no base URL
    original: Original | None = None
    retraction: RetractionNotice | None = None
    disclaimer_lang: str = ""  # the disclaimer's language where it is not the page's (WCAG 2.2 SC 3.1.2)


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


class TermGroup(msgspec.Struct, frozen=True):
    """The words that begin with one letter."""

    letter: str
    id: str
    terms: tuple[TermView, ...]


class Condition(msgspec.Struct, frozen=True):
    """An ICD-10 code and the articles that name it."""

    code: str
    address: str
    articles: tuple[ArticleCard, ...]


class BoardMember(msgspec.Struct, frozen=True):
    """A member of the advisory board with the articles that stand approved by them today."""

    person: PersonView
    approved: tuple[ArticleCard, ...]
