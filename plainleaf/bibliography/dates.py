"""Dates as bibliographies write them: `2023`, `2023-03-21`, `21 March 2023`, `mar`, "in press"."""

import re
from datetime import date
from typing import NamedTuple

from plainleaf.model.references import PartialDate


class Year(NamedTuple):
    """A year field as far as it could be read."""

    year: int | None = None
    status: str = ""  # "in press" and the like, written where the year stands
    undated: bool = False  # "n.d.": whoever wrote it looked, and there is none
    doubtful: bool = False  # read as a year, but not written as one: "2019a"


# Printing began in the 1440s; a bound instead of the clock keeps reading the same on every day.
_FIRST_YEAR = 1440
_LAST_YEAR = 2099

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH_NUMBERS = {
    name[:length]: number for number, name in enumerate(_MONTHS, 1) for length in range(3, len(name) + 1)
}

_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T[\d:.Z+-]*)?[?~%]?")
_DAY_FIRST = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\.?[\s~]+)?([A-Za-z]{3,9})\.?,?[\s~]+(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?[\s~]+(\d{1,2})(?:st|nd|rd|th)?,?[\s~]+(\d{4})")
_DAY_AND_MONTH = re.compile(r"(?:(\d{1,2})\.?[\s~]*)?([A-Za-z]{3,9})\.?(?:[\s~]*(\d{1,2}))?(?:\s*[-–/].*)?")
_FULL_DATE = re.compile(
    r"\b\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4}\b|\b[A-Za-z]{3,9}\s+\d{1,2},\s+\d{4}\b|\b\d{4}-\d\d-\d\d\b"
)
_YEAR_WITH_MORE = re.compile(
    r"(?:c(?:a|irca)?\.?\s*|©\s*)?(\d{4})(?:[a-z]|\?|\s*[-–/]\s*\d{2,4})?", re.IGNORECASE
)

_STATUSES = {
    "in press": "in press", "inpress": "in press", "forthcoming": "in press", "to appear": "in press",
    "accepted": "in press", "accepted for publication": "in press",
    "submitted": "submitted", "under review": "submitted", "in review": "submitted",
    "in preparation": "in preparation", "inpreparation": "in preparation", "unpublished": "unpublished",
    "prepublished": "published online", "ahead of print": "published online",
    "online ahead of print": "published online",
    "epub ahead of print": "published online", "published online": "published online",
}  # fmt: skip


def parse_year(value: str) -> Year:
    """Read a `year` field. Years go from 1440 to 2099: `20199` or `219` is a slip, never a year."""
    text = " ".join(value.split()).strip(".[]()")
    if re.fullmatch(r"\d{4}", text):
        return Year(_plausible(text))
    if status := parse_status(text):
        return Year(status=status)
    if re.fullmatch(r"n\.?\s*d|no date|undated", text, re.IGNORECASE):
        return Year(undated=True)
    if near := _YEAR_WITH_MORE.fullmatch(text):
        return Year(_plausible(near[1]), doubtful=True)
    return Year()


def parse_status(value: str) -> str:
    """Return "in press", "submitted", "published online" … for a `pubstate` or a word in a year, else ""."""
    return _STATUSES.get(" ".join(value.lower().replace("-", " ").split()).strip(".()"), "")


def parse_date(value: str) -> PartialDate | None:
    """Read a date in one of the usual forms, of a range its first day; None where it is none."""
    text = " ".join(value.split()).split("/")[0].strip().strip(".")
    if iso := _ISO_DATE.fullmatch(text):
        return _real(int(iso[1]), int(iso[2] or 0), int(iso[3] or 0))
    if named := _DAY_FIRST.fullmatch(text):
        return _real(int(named[3]), _month_number(named[2]), int(named[1] or 0), needs_month=True)
    if named := _MONTH_FIRST.fullmatch(text):
        return _real(int(named[3]), _month_number(named[1]), int(named[2]), needs_month=True)
    return None


def parse_date_range(value: str) -> tuple[PartialDate | None, PartialDate | None]:
    """Return first and last day of biblatex's `2019-06-03/2019-06-05`; the last is None for one day."""
    first, _, last = value.partition("/")
    return parse_date(first), parse_date(last) if last else None


def find_date(text: str) -> PartialDate | None:
    """Return the first full date inside a text such as "version 1, 21 March 2023"."""
    found = _FULL_DATE.search(text)
    return parse_date(found[0]) if found else None


def parse_month(value: str) -> tuple[int, int] | None:
    """Return month and day (0 if not given) of a `month` field: `3`, `mar`, `March`, `21 mar`; else None."""
    text = value.strip().strip(".")
    if text.isdecimal():
        return (int(text), 0) if 1 <= int(text) <= len(_MONTHS) else None
    named = _DAY_AND_MONTH.fullmatch(text)
    if named is None or not _month_number(named[2]):
        return None
    return _month_number(named[2]), int(named[1] or named[3] or 0)


def _month_number(name: str) -> int:
    return _MONTH_NUMBERS.get(name.lower(), 0)


def _plausible(text: str) -> int | None:
    year = int(text)
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else None


def _real(year: int, month: int, day: int, *, needs_month: bool = False) -> PartialDate | None:
    """Return the date unless the calendar has no such day."""
    if _plausible(str(year)) is None or (needs_month and not month):
        return None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return PartialDate(year, month, day)
