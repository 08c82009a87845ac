"""The value of layouts/review-packet.html, and its parts: all that a reviewer without an account needs."""

import datetime

import msgspec

from plainleaf.model.articles import Waiver
from plainleaf.model.changes import PartChange
from plainleaf.model.diagnostics import Diagnostic
from plainleaf.model.html import Html
from plainleaf.model.page_parts import PersonView, ReferenceView


class ClaimSource(msgspec.Struct, frozen=True):
    """A work beside a claim that cites it; `locator` says where in the work, "" where the author doesn't."""

    work: ReferenceView
    locator: str = ""


class ClaimView(msgspec.Struct, frozen=True):
    """A sentence with its sources, numbered as in the edition for the first of `audiences`."""

    words: str
    audiences: tuple[str, ...]
    sources: tuple[ClaimSource, ...]


class PacketStep(msgspec.Struct, frozen=True):
    """A step of the review with its note, which readers of the site never see."""

    name: str  # submitted | under-review | changes-requested | approved | retired
    date: datetime.date
    person: PersonView | None
    note: str


class PacketEdition(msgspec.Struct, frozen=True):
    """An edition as its readers see it."""

    audience: str
    html: Html


class PacketChanges(msgspec.Struct, frozen=True):
    """What has changed since the last approval; `state`: never-approved | unchanged | changed | not-kept."""

    state: str
    date: datetime.date | None = None  # of the approval
    person: PersonView | None = None
    changes: tuple[PartChange, ...] = ()


class AnswerForm(msgspec.Struct, frozen=True):
    """The form at the end of a packet: what its answer is bound to, and who may give it.

    `values` is the answer as far as it is known, as JSON; `file` the name that it is saved under.
    """

    values: str
    file: str
    version: str
    reviewers: tuple[PersonView, ...]
    due: datetime.date
    email: str  # where answers go, "" where the clinic gives no address


class PacketHead(msgspec.Struct, frozen=True):
    """Which text is to be reviewed, for whom, and what has been done with it; `status` is the shown one."""

    clinic: str
    title: str
    status: str
    path: str
    version: str
    made: datetime.date
    history: tuple[PacketStep, ...]  # the newest first


class ReviewPacket(msgspec.Struct, frozen=True):
    """Everything in a packet; styles and script stand in it, and the policy allows these alone."""

    lang: str
    direction: str
    head: PacketHead
    changes: PacketChanges
    editions: tuple[PacketEdition, ...]
    claims: tuple[ClaimView, ...]
    findings: tuple[Diagnostic, ...]
    waivers: tuple[Waiver, ...]
    answer: AnswerForm
    content_security_policy: str
    styles: Html
    script: Html
