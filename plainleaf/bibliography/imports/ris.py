"""RIS, as Zotero, EndNote, Mendeley and journals' pages export it: a text to works.

The tags: https://en.wikipedia.org/wiki/RIS_(file_format)
"""

import re

from plainleaf.bibliography.dates import parse_date
from plainleaf.bibliography.identifiers import parse_pmcid, parse_pmid
from plainleaf.bibliography.imports.imported_work import ImportedWork, ImportFault
from plainleaf.bibliography.imports.people import person
from plainleaf.bibliography.imports.publication_types import keywords_for
from plainleaf.bibliography.imports.tagged_lines import Form, Record, parse_records
from plainleaf.model.references import PartialDate

_FORM = Form(re.compile(r"([A-Z][A-Z0-9]) {1,2}-(.*)"), start="TY", end="ER")
_ENTRY_TYPES = {
    type_: entry_type
    for entry_type, types in {
        "article": "JOUR EJOUR JFULL MGZN NEWS INPR ABST",
        "book": "BOOK EBOOK EDBOOK SER",
        "incollection": "CHAP ECHAP ENCYC DICT",
        "inproceedings": "CONF CPAPER",
        "phdthesis": "THES",
        "report": "RPRT GOVDOC STAND",
        "online": "ELEC BLOG ICOMM WEB",
    }.items()
    for type_ in types.split()
}
_DATE = re.compile(r"(\d{4})(?:[/-](\d{1,2})?(?:[/-](\d{1,2})?)?)?")
_ADDRESSES = re.compile(r";\s*(?=https?://)")  # several in one field; an address may hold a semicolon itself
_PMID_NOTED = re.compile(r"\bPMID:?\s*(\d{1,8})\b|pubmed\.ncbi\.nlm\.nih\.gov/(\d{1,8})\b", re.IGNORECASE)
_PMC_NOTED = re.compile(r"\b(PMC\d{1,9})\b")
_PUBMED = re.compile(r"pubmed|medline|nlm", re.IGNORECASE)


def parse_ris(text: str) -> tuple[list[ImportedWork], list[ImportFault]]:
    """Return the works of a RIS file, and the lines that belong to none. Never raises."""
    records, faults = parse_records(text, _FORM)
    return [_work(record) for record in records], faults


def _work(record: Record) -> ImportedWork:
    entry_type = _ENTRY_TYPES.get(record.first("TY").upper(), "misc")
    in_journal = entry_type == "article"
    in_book = entry_type in {"incollection", "inproceedings"}
    container = record.first("JO", "JF", "T2", "BT", "J1")
    return ImportedWork(
        line=record.line,
        entry_type=entry_type,
        title=record.first("TI", "T1", "CT", *(() if in_book else ("BT",))).rstrip("."),
        authors=tuple(person(written) for written in record.all("AU", "A1")),
        editors=tuple(person(written) for written in record.all("ED", "A2")) if not in_journal else (),
        journal=record.first("JF", "T2", "JO", "JA", "J2") if in_journal else "",
        short_journal=_short_journal(record) if in_journal else "",
        book_title=record.first("BT", "T2") or container if in_book else "",
        issued=_date(record.first("PY", "Y1", "DA"), record.first("DA")),
        volume=record.first("VL"),
        issue=record.first("IS"),
        pages=_pages(record),
        edition=record.first("ET") if not in_journal else "",
        publisher=record.first("PB") if not in_journal else "",
        place=record.first("CY") if not in_journal else "",
        doi=record.first("DO", "L3"),
        pmid=_pmid(record),
        pmcid=_pmcid(record),
        url=_ADDRESSES.split(record.first("UR", "L2"))[0].strip(),
        keywords=keywords_for(record.all("M3", "PT")),
    )


def _short_journal(record: Record) -> str:
    """Return the journal's short name; JO is full in one program's files and short in another's."""
    short = record.first("JA", "J2")
    if short or not record.first("JF", "T2"):
        return short
    given = record.first("JO")
    return given if len(given) < len(record.first("JF", "T2")) else ""


def _date(written: str, full: str) -> PartialDate | None:
    """Return the date of `PY`, with month and day from `DA` where both name the same year."""
    found = _DATE.match(written.strip())
    if found is None:
        return parse_date(written)
    year = int(found[1])
    more = _DATE.match(full.strip())
    if not found[2] and more and more[1] == found[1]:
        found = more
    return PartialDate(year, int(found[2] or 0), int(found[3] or 0))


def _pages(record: Record) -> str:
    first, last = record.first("SP"), record.first("EP")
    if not first:
        return last or record.first("C7", "AR")
    return f"{first}-{last}" if last and last != first and "-" not in first else first


def _pmid(record: Record) -> str:
    if _PUBMED.search(record.first("DB", "DP")) and (number := parse_pmid(record.first("AN"))):
        return number
    noted = (_PMID_NOTED.search(text) for text in record.all("AN", "N1", "M1", "UR", "L2", "C1"))
    return next((found[1] or found[2] for found in noted if found), "")


def _pmcid(record: Record) -> str:
    noted = (_PMC_NOTED.search(text) for text in record.all("C2", "N1", "M1", "UR", "L2"))
    return parse_pmcid(next((found[1] for found in noted if found), "") or "-") or ""
