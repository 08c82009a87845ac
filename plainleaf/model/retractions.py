"""What has become of works after they were published: retractions and expressions of concern."""

import datetime
from enum import StrEnum

import msgspec


class Nature(StrEnum):
    """What a notice says; the names are those of the Retraction Watch data, in small letters."""

    RETRACTION = "retraction"
    CONCERN = "expression of concern"
    REINSTATEMENT = "reinstatement"  # a retraction is taken back
    CORRECTION = "correction"  # says nothing against relying on the work


class Notice(msgspec.Struct, frozen=True, order=True):
    """One notice about one work; `doi` is in small letters, `date` in ISO form, both "" where not known."""

    doi: str
    pmid: str
    date: str
    nature: Nature


class Retractions(msgspec.Struct, frozen=True):
    """The notices of a snapshot about works of a bibliography, and the day that the snapshot was taken."""

    notices: tuple[Notice, ...] = ()
    as_of: datetime.date | None = None
