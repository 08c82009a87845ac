"""PubMed's own export (.nbib, MEDLINE): a text to works.

The tags: https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format
"""

import re

from plainleaf.bibliography.dates import parse_month
from plainleaf.bibliography.imports.imported_work import ImportedWork, ImportFault
from plainleaf.bibliography.imports.people import person, short_person
from plainleaf.bibliography.imports.publication_types import keywords_for
from plainleaf.bibliography.imports.tagged_lines import Form, Record, parse_records
from plainleaf.model.references import Name, PartialDate

_FORM = Form(re.compile(r"(?=.{4}-)([A-Z]{2,4}) {0,2}-(.*)"), start="PMID", end="")
# "2023 May 12", "2023 May-Jun", "2023 Spring", "2022-2023"
_DATE = re.compile(r"(\d{4})(?:\s+([A-Za-z]{3})(?:\s+(\d{1,2})\b)?)?")
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")
_DOI = re.compile(r"(.+?)\s*\[doi\]", re.IGNORECASE)
_PAGES = re.compile(r"(\d+)-(\d+)")


def parse_nbib(text: str) -> tuple[list[ImportedWork], list[ImportFault]]:
    """Return the works of a PubMed file, and the lines that belong to none. Never raises."""
    records, faults = parse_records(text, _FORM)
    return [_work(record) for record in records], faults


def _work(record: Record) -> ImportedWork:
    book = record.first("BTI")
    title = _title(record.first("TI", "TT"))
    journal = record.first("JT")
    in_book = bool(book and title and not journal)
    year = _date(record.first("DP")) or _date(record.first("DEP"))
    ahead = record.first("PST").lower() == "aheadofprint" and not record.first("VI")
    return ImportedWork(
        line=record.line,
        entry_type="incollection" if in_book else "book" if book and not journal else "article",
        title=title or _title(book),
        authors=_authors(record),
        editors=tuple(person(written) for written in record.all("FED") or record.all("ED")),
        journal=journal,
        short_journal=record.first("TA"),
        book_title=_title(book) if in_book else "",
        issued=year,
        status="published online" if ahead else "",
        volume=record.first("VI"),
        issue=record.first("IP"),
        pages=_pages(record.first("PG")),
        edition=record.first("EN"),
        publisher=record.first("PB") if book else "",
        place=record.first("PL") if book else "",
        doi=_doi(record),
        pmid=record.first("PMID"),
        pmcid=record.first("PMC"),
        keywords=_keywords(record),
    )


def _authors(record: Record) -> tuple[Name, ...]:
    """Return persons and groups in the order of the file; full names where the record has them."""
    full = bool(record.all("FAU"))
    names = []
    for field in record.fields:
        if field.tag == "CN" and field.text:
            names.append(Name(literal=field.text.rstrip(".")))
        elif field.tag == "FAU" and field.text:
            names.append(person(field.text))
        elif field.tag == "AU" and field.text and not full:
            names.append(short_person(field.text))
    return tuple(names)


def _title(written: str) -> str:
    """Return a title without the full stop that PubMed puts at its end."""
    return written[:-1] if written.endswith(".") and not written.endswith("..") else written


def _date(written: str) -> PartialDate | None:
    if day := _DAY.fullmatch(written):
        return PartialDate(int(day[1]), int(day[2]), int(day[3]))
    found = _DATE.match(written)
    if found is None:
        return None
    month = parse_month(found[2]) if found[2] else None
    return PartialDate(int(found[1]), month[0] if month else 0, int(found[3] or 0) if month else 0)


def _pages(written: str) -> str:
    """Return a range of pages in full: PubMed writes 315-26 for 315-326."""
    span = _PAGES.fullmatch(written)
    if span is None or len(span[2]) >= len(span[1]):
        return written
    return f"{span[1]}-{span[1][: -len(span[2])]}{span[2]}"


def _doi(record: Record) -> str:
    """Return the DOI among the ways to a work; a long one is broken over two lines, which puts a blank in it."""
    found = (_DOI.fullmatch(text) for text in record.all("LID", "AID"))
    return next(("".join(doi[1].split()) for doi in found if doi), "")


def _keywords(record: Record) -> tuple[str, ...]:
    """Return the kinds that the record names, and what became of the work: RIN retracted in, ECI concern in."""
    became = [
        word for tag, word in (("RIN", "retracted"), ("ECI", "expression-of-concern")) if record.all(tag)
    ]
    return tuple(dict.fromkeys([*keywords_for(record.all("PT")), *became]))
