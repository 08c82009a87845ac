"""A work that an article can cite, as read from the bibliography and not yet printed.

The fields are shaped like CSL JSON (https://docs.citationstyles.org/), so that another
citation style could be put behind the same value.
"""

from enum import StrEnum

import msgspec


class EntryType(StrEnum):
    """What kind of publication a reference is; the names are those of CSL 1.0.2."""

    ARTICLE = "article-journal"
    BOOK = "book"
    CHAPTER = "chapter"
    CONFERENCE_PAPER = "paper-conference"
    PREPRINT = "article"
    REPORT = "report"
    THESIS = "thesis"
    WEB_PAGE = "webpage"
    OTHER = "document"


class EvidenceType(StrEnum):
    """How a work knows what it says: the kinds that a reader is shown on a badge."""

    GUIDELINE = "guideline"
    SYSTEMATIC_REVIEW = "systematic-review"
    TRIAL = "trial"
    COHORT = "cohort"
    CASE_CONTROL = "case-control"
    CROSS_SECTIONAL = "cross-sectional"
    GENETIC_STUDY = "genetic-study"
    CASE_REPORT = "case-report"
    REVIEW = "review"
    ANIMAL_STUDY = "animal-study"
    LABORATORY_STUDY = "laboratory-study"
    PREPRINT = "preprint"
    CONSENSUS = "consensus"
    SAFETY_ALERT = "safety-alert"
    REGULATOR = "regulator"  # an agency's guidance, statement or law, no safety alert
    PRODUCT_LABEL = "product-label"  # prescribing information of a medicine
    PROTOCOL = "protocol"
    TRIAL_RECORD = "trial-record"  # a registry's page on a trial: a plan, no result
    PATIENT_INFORMATION = "patient-information"
    REFERENCE_PAGE = "reference-page"  # fact sheet or manual for professionals
    NEWS = "news"
    LETTER = "letter"
    REPORT = "report"
    BOOK = "book"
    OTHER = "other"


class Name(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person, or with `literal` a corporate author such as a society."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""


class PartialDate(msgspec.Struct, frozen=True, omit_defaults=True):
    """A date as far as it is known; month and day are 0 where they are not."""

    year: int
    month: int = 0
    day: int = 0


class Reference(msgspec.Struct, frozen=True, omit_defaults=True):
    """One work of the bibliography; texts are plain Unicode, never LaTeX and never HTML."""

    key: str
    entry_type: EntryType
    evidence_type: EvidenceType
    title: str
    line: int = 1
    authors: tuple[Name, ...] = ()
    authors_incomplete: bool = False  # the source ends the list with "and others"
    editors: tuple[Name, ...] = ()
    editors_incomplete: bool = False
    container_title: str = ""
    container_title_short: str = ""  # the journal's abbreviated name, where the source gives it
    collection_title: str = ""
    publisher: str = ""
    publisher_place: str = ""
    edition: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    number: str = ""  # a report's or preprint's number
    version: str = ""  # of a program or data set
    genre: str = ""  # "Dissertation", "Technical report"
    event_title: str = ""  # the meeting at which a paper was presented
    event_place: str = ""
    event_date: PartialDate | None = None
    event_end_date: PartialDate | None = None
    issued: PartialDate | None = None
    publication_status: str = ""  # "in press"
    accessed: PartialDate | None = None
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    url: str = ""
    how_published: str = ""
    note: str = ""
    superseded: bool = False
    retracted: bool = False
    concern: bool = False  # its journal has published an expression of concern, and has not retracted it


class Fault(msgspec.Struct, frozen=True):
    """Something wrong in the bibliography; whether it is an error depends on who cites the entry."""

    code: str  # bib-syntax | bib-duplicate | bib-field | evidence-kind | encoding
    key: str | None  # the citation key as far as it can be told
    line: int
    column: int
    message: str
    hint: str | None = None
    severe: bool = True  # False: a warning even where the entry is cited


class Bibliography(msgspec.Struct, frozen=True):
    """All that was read from `references.bib`: what can be cited, and what is wrong in it."""

    path: str
    references: dict[str, Reference]
    faults: tuple[Fault, ...] = ()


class Segment(msgspec.Struct, frozen=True):
    """A piece of a printed reference: text, and the address that it links to, if any."""

    text: str
    href: str | None = None
