"""What a reference lacks: which kind of publication needs which field, and how much it matters.

Severe is what makes a printed reference useless or misleading; the rest is a warning.
"""

from collections.abc import Iterator
from typing import NamedTuple

from plainleaf.bibliography.entries import Entry
from plainleaf.bibliography.issued import Issued
from plainleaf.model.references import EntryType, Fault, Reference


class Need(NamedTuple):
    """A field to add where a reference has none of `any_of`, its own fields that serve the purpose."""

    field: str
    called: str
    any_of: tuple[str, ...]
    severe: bool = True


_TITLE = Need("title", "title", ("title",))
_YEAR = Need("year", "year", ("issued", "publication_status"))
_SOURCE = Need(
    "url",
    "source: no address, DOI, publisher or way of publication",
    ("how_published", "url", "doi", "publisher", "container_title", "event_title"),
    severe=False,
)
_NEEDS: dict[EntryType, tuple[Need, ...]] = {
    EntryType.ARTICLE: (
        _TITLE,
        Need("journal", "journal", ("container_title", "container_title_short")),
        _YEAR,
        Need("author", "author", ("authors",), severe=False),
    ),
    EntryType.BOOK: (
        _TITLE,
        _YEAR,
        Need("author", "author or editor", ("authors", "editors"), severe=False),
        Need("publisher", "publisher", ("publisher",), severe=False),
    ),
    EntryType.CHAPTER: (
        _TITLE,
        Need("booktitle", "book title", ("container_title",)),
        _YEAR,
    ),
    EntryType.CONFERENCE_PAPER: (
        _TITLE,
        Need("booktitle", "conference or proceedings", ("container_title", "event_title")),
        _YEAR,
    ),
    EntryType.THESIS: (
        _TITLE,
        Need("author", "author", ("authors",)),
        _YEAR,
        Need("school", "university", ("publisher",), severe=False),
    ),
    EntryType.REPORT: (
        _TITLE,
        Need("institution", "institution or author", ("publisher", "authors"), severe=False),
        _YEAR._replace(severe=False),
    ),
    EntryType.PREPRINT: (_TITLE, _SOURCE),
    EntryType.WEB_PAGE: (_TITLE, _SOURCE),
    EntryType.OTHER: (_TITLE, _SOURCE),
}
_CALLED = {
    EntryType.ARTICLE: "the article",
    EntryType.BOOK: "the book",
    EntryType.CHAPTER: "the chapter",
    EntryType.CONFERENCE_PAPER: "the conference paper",
    EntryType.PREPRINT: "the preprint",
    EntryType.REPORT: "the report",
    EntryType.THESIS: "the thesis",
    EntryType.WEB_PAGE: "the web page",
    EntryType.OTHER: "the entry",
}


def check_fields(entry: Entry, reference: Reference, issued: Issued) -> Iterator[Fault]:
    """Yield a fault for each field that the reference lacks.

    Nothing is asked of an entry that was damaged: what it lacks may stand in the part that can't be read. Nor
    is anything called missing that is there and faulty, for that has been said.
    """
    if entry.damaged:
        return
    for need in _NEEDS[reference.entry_type]:
        if any(getattr(reference, name) for name in need.any_of):
            continue
        if need.field == "year" and (issued.undated or issued.unreadable):
            continue
        if need is _SOURCE and any(entry.fields.get(name) for name in ("url", "doi", "howpublished")):
            continue
        yield entry.fault(
            f"{_CALLED[reference.entry_type]} '{entry.key}' has no {need.called}",
            f"add {need.field} = {{…}},",
            severe=need.severe,
        )
