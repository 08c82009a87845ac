"""The snapshot of retractions, `content/retractions.csv`: our own columns, or the Retraction Watch file itself.

The columns of the Retraction Watch data: https://doi.org/10.13003/c23rw1d9
"""

import csv
import datetime
import os
import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from plainleaf.model.diagnostics import Diagnostic, Position, error
from plainleaf.model.nearest import did_you_mean
from plainleaf.model.retractions import Nature, Notice, Retractions
from plainleaf.read.project_files import shown_path

RETRACTIONS = "retractions.csv"  # in the content folder
OWN_COLUMNS = ("doi", "pmid", "date", "nature")
_CODE = "retractions-syntax"
_NAMES = {
    "originalpaperdoi": "doi",
    "originalpaperpubmedid": "pmid",
    "retractiondate": "date",
    "retractionnature": "nature",
}
_AS_OF = re.compile(r"#.*?(\d{4}-\d\d-\d\d)")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_PMID = re.compile(r"0*([1-9]\d{0,7})(?:\.0)?")
_AMERICAN_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NATURES: dict[str, Nature] = {nature.value: nature for nature in Nature}
_MOST_FAULTS = 10


def read_retractions(path: Path, wanted: Collection[str]) -> tuple[Retractions, list[Diagnostic]]:
    """Return what a clinic's snapshot says of some works; nothing where there is none, or no work.

    Bytes that are no UTF-8 do no harm: Retraction Watch's file has some, and what is asked about is in ASCII.
    """
    if not wanted or not os.path.lexists(path):
        return Retractions(), []
    shown = shown_path(path)
    try:
        if not path.is_file():
            return Retractions(), [error("encoding", Position(shown), "this is no file with a text")]
        with path.open(encoding="utf-8", errors="replace", newline="") as lines:
            return parse_retractions(lines, shown, wanted)
    except OSError as fault:
        reason = fault.strerror or "no reason is given"
        return Retractions(), [error("encoding", Position(shown), f"the file can't be read: {reason}")]


class Row(NamedTuple):
    """A row as it is written, with its line."""

    line: int
    doi: str
    pmid: str
    date: str
    nature: str


def parse_retractions(
    lines: Iterable[str], path: str, wanted: Collection[str] | None = None
) -> tuple[Retractions, list[Diagnostic]]:
    """Return the notices of a snapshot, and what is wrong in it.

    `lines` keep their line ends, as a file opened with `newline=""` gives them. `wanted` has the DOIs, in small
    letters, and PMIDs of the works that anybody asks about; without it all are wanted. A work of which only
    "unavailable" or 0 is known matches nothing.
    """
    reader = _Rows(lines, path)
    notices: list[Notice] = []
    for row in reader.rows():
        doi, pmid = row.doi.strip().lower(), row.pmid.strip()
        if (
            wanted is not None
            and doi not in wanted
            and pmid not in wanted
            and not _may_match(doi, pmid, wanted)
        ):
            continue
        notice = _notice(row)
        if notice is not None and (wanted is None or notice.doi in wanted or notice.pmid in wanted):
            notices.append(notice)
    return Retractions(tuple(sorted(set(notices))), reader.as_of), reader.faults


class _Rows:
    """Goes through a file once; `as_of` and `faults` are there when all rows are."""

    def __init__(self, lines: Iterable[str], path: str) -> None:
        self._lines = iter(lines)
        self._path = path
        self.as_of: datetime.date | None = None
        self.faults: list[Diagnostic] = []

    def rows(self) -> Iterator[Row]:
        """Yield every row of which the nature is known."""
        before, first = self._remarks()
        reader = csv.reader(chain([first], self._lines))
        try:
            places = self._columns(next(reader, []), before)
            if places is None:
                return
            doi, pmid, date, nature = places
            most = max(places)
            for cells in reader:
                if len(cells) <= most:
                    if any(cell.strip() for cell in cells):
                        self._fault(before + reader.line_num, "the row has too few columns", None)
                    continue
                if cells[nature].strip().lower() not in _NATURES:
                    self._unknown_nature(before + reader.line_num, cells[nature])
                    continue
                yield Row(before + reader.line_num, cells[doi], cells[pmid], cells[date], cells[nature])
        except csv.Error as fault:
            hint = "download the file anew, and reduce it with: build.py cite refresh FILE"
            self._fault(before + reader.line_num, f"the row can't be read: {fault}", hint)

    def _remarks(self) -> tuple[int, str]:
        """Read the remarks at the beginning; return how many lines they have, and the line behind them."""
        for number, line in enumerate(self._lines):
            if not line.lstrip("\ufeff").startswith("#"):
                return number, line.lstrip("\ufeff")
            found = _AS_OF.match(line.lstrip("\ufeff"))
            day = _iso_date(found[1]) if found and self.as_of is None else ""
            self.as_of = datetime.date.fromisoformat(day) if day else self.as_of
        return 0, ""

    def _columns(self, header: list[str], before: int) -> tuple[int, int, int, int] | None:
        names = [name.strip().lower() for name in header]
        names = [_NAMES.get(name, name) for name in names]
        missing = [name for name in OWN_COLUMNS if name not in names]
        if missing:
            message = f"there is no column {' and no column '.join(missing)}"
            hint = "the columns are doi,pmid,date,nature; or take the file as Retraction Watch gives it"
            self._fault(before + 1, message, hint)
            return None
        doi, pmid, date, nature = (names.index(name) for name in OWN_COLUMNS)
        return doi, pmid, date, nature

    def _unknown_nature(self, line: int, written: str) -> None:
        hint = did_you_mean(written.strip().lower(), _NATURES) or f"the natures are: {', '.join(_NATURES)}"
        self._fault(line, f"'{' '.join(written.split())[:40]}' is no nature of a notice", hint)

    def _fault(self, line: int, message: str, hint: str | None) -> None:
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(error(_CODE, Position(self._path, line), message, hint))


def _may_match(doi: str, pmid: str, wanted: Collection[str]) -> bool:
    """Say whether what is written is one of the wanted ones in another form, which few rows have."""
    found = _DOI.fullmatch(doi) if doi[:3] != "10." else None
    if found and found[1] in wanted:
        return True
    number = None if not pmid or (pmid.isdigit() and pmid[0] != "0") else _PMID.fullmatch(pmid)
    return number is not None and number[1] in wanted


def _notice(row: Row) -> Notice | None:
    """Return the notice, or None where nothing tells which work it is about."""
    doi, pmid = _DOI.fullmatch(row.doi.strip()), _PMID.fullmatch(row.pmid.strip())
    if doi is None and pmid is None:
        return None
    nature = _NATURES[row.nature.strip().lower()]
    return Notice(doi[1].lower() if doi else "", pmid[1] if pmid else "", _date(row.date), nature)


def _date(written: str) -> str:
    """Return a date in ISO form; Retraction Watch writes month/day/year and an hour. "" for any other."""
    american = _AMERICAN_DATE.match(written.strip())
    if american:
        return _iso_date(f"{american[3]}-{american[1]:0>2}-{american[2]:0>2}")
    found = _ISO_DATE.match(written.strip())
    return _iso_date(found[0]) if found else ""


def _iso_date(written: str) -> str:
    try:
        return datetime.date.fromisoformat(written).isoformat()
    except ValueError:
        return ""
