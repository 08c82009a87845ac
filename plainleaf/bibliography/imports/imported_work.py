"""A work as another program exported it, before it has a place in the bibliography."""

import msgspec

from plainleaf.model.references import Name, PartialDate


class ImportedWork(msgspec.Struct, frozen=True):
    """What an export says of one work; every text is plain Unicode, and "" where the export is silent.

    `line` is where the work begins in the exported file. `entry_type` is BibTeX's. `keywords` are those of our own
    that name the kind of evidence, as far as the export tells it.
    """

    line: int
    entry_type: str
    title: str
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    journal: str = ""
    short_journal: str = ""
    book_title: str = ""
    issued: PartialDate | None = None
    status: str = ""  # "published online"
    volume: str = ""
    issue: str = ""
    pages: str = ""
    edition: str = ""
    publisher: str = ""
    place: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    url: str = ""
    keywords: tuple[str, ...] = ()


class ImportFault(msgspec.Struct, frozen=True):
    """Something in an exported file that could not be read; `line` counts from 1."""

    line: int
    message: str
    hint: str | None = None
