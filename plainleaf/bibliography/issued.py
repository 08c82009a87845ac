"""The dates of an entry: when a work was published, presented, and looked at."""

import re
from typing import NamedTuple

from plainleaf.bibliography import field_names
from plainleaf.bibliography.dates import (
    Year,
    find_date,
    parse_date,
    parse_date_range,
    parse_month,
    parse_status,
    parse_year,
)
from plainleaf.bibliography.field_reader import FieldReader
from plainleaf.bibliography.latex_text import decode_latex
from plainleaf.model.references import PartialDate


class Issued(NamedTuple):
    """When a work was published, or why there is no date."""

    date: PartialDate | None = None
    status: str = ""
    undated: bool = False
    unreadable: bool = False  # something is given, but it is no date: that has been said


_DAYS = frozenset(str(day) for day in range(1, 32)) | {f"0{day}" for day in range(1, 10)}
_ACCESSED_NOTE = re.compile(
    r"\s*(?:last\s+)?(?:accessed|retrieved|visited|consulted)(?:\s+on)?\s*:?\s*(.+)", re.IGNORECASE
)


def read_issued(fields: FieldReader) -> Issued:
    """Return the date of publication from `date`, or from `year`, `month` and `day`."""
    status = parse_status(fields.text(field_names.STATUS))
    field, value = fields.raw(field_names.DATE)
    if not value:
        field, value = fields.raw(field_names.YEAR)
    if not value:
        return Issued(status=status)
    text = decode_latex(value)
    year = parse_year(text)
    if (field == "date" or year.year is None) and (parsed := parse_date(text)):
        return Issued(parsed, status)
    return _issued_in(fields, field, text, year._replace(status=status or year.status))


def _issued_in(fields: FieldReader, field: str, text: str, year: Year) -> Issued:
    if year.year is None:
        unreadable = not (parse_status(text) or year.undated)
        if unreadable:
            fields.fault(
                field,
                f"is no year: {text!r}",
                "write four digits, or a status such as in press: year = {2023},",
            )
        return Issued(None, year.status, year.undated, unreadable)
    if year.doubtful:
        fields.fault(
            field, f"is read as {year.year}: {text!r}", f"write year = {{{year.year}}},", severe=False
        )
    month, day = _month_and_day(fields) if field == "year" else (0, 0)
    return Issued(PartialDate(year.year, month, day), year.status)


def _month_and_day(fields: FieldReader) -> tuple[int, int]:
    _, value = fields.raw(field_names.MONTH)
    month = parse_month(decode_latex(value)) if value else None
    if month is None:
        return 0, 0  # "Spring", "Mar-Apr": AMA prints no month of an issue anyway
    day = fields.text(field_names.DAY)
    return month[0], month[1] or (int(day) if day in _DAYS else 0)


def day_of_posting(issued: PartialDate | None, how_published: str) -> PartialDate | None:
    """Return the day on which a preprint was posted, if its source names one in the entry's year."""
    if issued is not None and issued.month:
        return issued
    found = find_date(how_published)
    return found if found is not None and (issued is None or issued.year == found.year) else issued


def read_event_dates(fields: FieldReader) -> tuple[PartialDate | None, PartialDate | None]:
    """Return the first and the last day of the meeting at which a paper was presented."""
    field, value = fields.raw(field_names.EVENT_DATE)
    if not value:
        return None, None
    first, last = parse_date_range(decode_latex(value))
    if first is None:
        fields.fault(field, f"is no date: {value!r}", "write eventdate = {2019-06-03},", severe=False)
    return first, last


def read_note_and_accessed(fields: FieldReader) -> tuple[str, PartialDate | None]:
    """Return the note and the day of access, which Zotero writes into the note."""
    note = fields.text(field_names.NOTE)
    field, value = fields.raw(field_names.ACCESSED)
    if value:
        accessed = parse_date(decode_latex(value))
        if accessed is None:
            fields.fault(field, f"is no date: {value!r}", f"write {field} = {{2023-05-01}},", severe=False)
        return note, accessed
    if (noted := _ACCESSED_NOTE.fullmatch(note)) and (accessed := parse_date(noted[1])):
        return "", accessed
    return note, None
