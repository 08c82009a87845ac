"""An entry's fields to a reference: names, dates, numbers and texts, each in its normal form."""

import re

from plainleaf.bibliography import field_names
from plainleaf.bibliography.entries import Entry
from plainleaf.bibliography.entry_types import KINDS, Clues, kind_of, preprint_server
from plainleaf.bibliography.evidence import claims_guideline, classify_evidence, split_keywords
from plainleaf.bibliography.field_identifiers import read_addresses, read_numbers
from plainleaf.bibliography.field_reader import FieldReader
from plainleaf.bibliography.issued import (
    Issued,
    day_of_posting,
    read_event_dates,
    read_issued,
    read_note_and_accessed,
)
from plainleaf.bibliography.source_text import ENTRY_TYPES
from plainleaf.model.nearest import did_you_mean
from plainleaf.model.references import EntryType, EvidenceType, Fault, Reference

_DASHES = re.compile(r"\s*(?:-{1,3}|[‐-―−])\s*")  # with those that people paste
_PAGE_MARK = re.compile(r"^(?:pp?|pages?|art(?:icle)?)\.?\s+(?=\S)", re.IGNORECASE)
_STARTS_WITH_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/\s,;]|$)"
)
_THESES = (
    (re.compile(r"ph\.?\s*d|doct|d\.?phil|dissertation|\bm\.?d\.? thesis", re.IGNORECASE), "Dissertation"),
    (re.compile(r"master|mathesis|\bm\.?\s?(?:sc|a|s|phil|res|ph)\b", re.IGNORECASE), "Master's thesis"),
    (re.compile(r"bachelor|bathesis|\bb\.?\s?(?:sc|a)\b", re.IGNORECASE), "Bachelor's thesis"),
)
_GENRES = {"techreport": "Technical report", "resreport": "Research report"}


def read_reference(entry: Entry) -> tuple[Reference, Issued, list[Fault]]:
    """Return an entry's reference, how its date was read, and what is wrong in the values of its fields.

    What is missing altogether is for `field_checks` to say.
    """
    fields = FieldReader(entry)
    issued = read_issued(fields)
    note, accessed = read_note_and_accessed(fields)
    how_published, url, doi = read_addresses(fields)
    pmid, pmcid, arxiv = read_numbers(fields)
    title = fields.title(field_names.TITLE, field_names.SUBTITLE)
    journal = fields.text(field_names.JOURNAL)
    keywords = split_keywords(fields.text(field_names.KEYWORDS))
    genre = _genre(fields)
    archive = "arxiv" if arxiv else fields.text(field_names.EPRINT_TYPE)
    kind = _kind(fields, Clues(journal, how_published, archive, genre, doi, keywords), has_url=bool(url))
    evidence = classify_evidence(
        keywords, kind, doi=doi, journal=journal, howpublished=how_published, title=title
    )
    if evidence.kind is EvidenceType.PREPRINT and claims_guideline(keywords):
        fields.fault(
            "keywords",
            "calls a preprint a guideline; readers are shown a preprint",
            "take the word guideline out, or cite the guideline as its body published it",
            severe=False,
            code="evidence-kind",
        )
    date = issued.date
    if kind is EntryType.PREPRINT:
        date = day_of_posting(date, how_published)
        server = preprint_server(how_published)
        journal = preprint_server(journal) or server or preprint_server(archive) or journal
        how_published = "" if server else how_published  # its name and day are told now
        if arxiv and not (url or doi):
            url = f"https://arxiv.org/abs/{arxiv}"
    authors = fields.names(field_names.AUTHOR)
    editors = fields.names(field_names.EDITOR)
    event_date, event_end_date = read_event_dates(fields)
    reference = Reference(
        key=entry.key,
        entry_type=kind,
        evidence_type=evidence.kind,
        title=title,
        line=entry.line,
        authors=authors.names,
        authors_incomplete=authors.incomplete,
        editors=editors.names,
        editors_incomplete=editors.incomplete,
        container_title=_container(fields, kind, journal),
        container_title_short=fields.text(field_names.SHORT_JOURNAL),
        collection_title=fields.text(field_names.SERIES),
        publisher=_publisher(fields, kind),
        publisher_place=fields.text(field_names.PLACE),
        edition=fields.text(field_names.EDITION),
        volume=fields.text(field_names.VOLUME),
        issue=_issue(fields) if kind is EntryType.ARTICLE else "",
        pages=_pages(fields),
        number=_number(fields, kind, arxiv),
        version=fields.text(field_names.VERSION),
        genre=genre,
        event_title=fields.text(field_names.EVENT),
        event_place=fields.text(field_names.EVENT_PLACE),
        event_date=event_date,
        event_end_date=event_end_date,
        issued=date,
        publication_status=issued.status,
        accessed=accessed,
        doi=doi,
        pmid=pmid,
        pmcid=pmcid,
        url=url,
        how_published=how_published,
        note=note,
        superseded=evidence.superseded,
        retracted=evidence.retracted,
        concern=evidence.concern,
    )
    return reference, issued, fields.faults


def _kind(fields: FieldReader, clues: Clues, *, has_url: bool) -> EntryType:
    entry = fields.entry
    if entry.entry_type not in ENTRY_TYPES:
        fields.faults.append(
            entry.fault(
                f"the type of the entry '{entry.key}', '@{entry.entry_type}', is not known",
                did_you_mean(entry.entry_type, ENTRY_TYPES, "@")
                or "write one such as @article, @book or @misc",
                severe=False,
            )
        )
    # BibTeX's own @inbook is a part without a title of its own: `title` is the book's.
    if (
        entry.entry_type == "inbook"
        and not fields.raw(field_names.BOOK_TITLE)[1]
        and (fields.raw(field_names.CHAPTER)[1] or fields.raw(field_names.PAGES)[1])
    ):
        return EntryType.BOOK
    has_address = has_url or bool(_STARTS_WITH_ADDRESS.match(clues.how_published))
    return kind_of(entry.entry_type, clues, has_address=has_address)


def _container(fields: FieldReader, kind: EntryType, journal: str) -> str:
    match kind:
        case EntryType.WEB_PAGE:
            return fields.text(field_names.SITE)
        case EntryType.CHAPTER | EntryType.CONFERENCE_PAPER:
            return fields.title(field_names.BOOK_TITLE, field_names.BOOK_SUBTITLE)
        case EntryType.ARTICLE | EntryType.PREPRINT | EntryType.OTHER:
            return journal
        case _:
            return ""


def _publisher(fields: FieldReader, kind: EntryType) -> str:
    if kind in {EntryType.REPORT, EntryType.THESIS}:
        return fields.text(field_names.INSTITUTION)
    if kind in {EntryType.WEB_PAGE, EntryType.OTHER}:
        return fields.text(field_names.ORGANISATION)
    return fields.text(field_names.PUBLISHER) or fields.text(field_names.ORGANISATION)


def _issue(fields: FieldReader) -> str:
    """Return the issue: BibTeX's `number`; biblatex's `issue` is a name ("Suppl 1") that may come with it."""
    number, name = fields.text(field_names.NUMBER), fields.text(field_names.ISSUE)
    text = f"{number} {name}" if number and name.lower().startswith("suppl") else number or name
    return _DASHES.sub("-", text)


def _number(fields: FieldReader, kind: EntryType, arxiv: str) -> str:
    if kind is EntryType.PREPRINT:
        return f"arXiv:{arxiv}" if arxiv else ""
    return "" if kind is EntryType.ARTICLE else fields.text(field_names.NUMBER)


def _pages(fields: FieldReader) -> str:
    text = _PAGE_MARK.sub("", fields.text(field_names.PAGES))
    return re.sub(r"\s*,\s*", ", ", _DASHES.sub("-", text)).strip(" .,-")


def _genre(fields: FieldReader) -> str:
    """Return the `type` field in AMA's words; of a thesis, by its entry's type where it has none."""
    text = fields.text(field_names.GENRE)
    entry_type = fields.entry.entry_type
    if KINDS.get(entry_type) is EntryType.THESIS:
        said = text or entry_type
        return next((genre for pattern, genre in _THESES if pattern.search(said)), text or "Thesis")
    return _GENRES.get(text.lower(), text)
