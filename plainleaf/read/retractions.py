"""The snapshot of retractions, `content/retractions.csv`: our own columns, or the Retraction Watch file itself.

The columns of the Retraction Watch data: https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/
"""

import csv
import datetime
import os
import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path

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
_NOTHING = frozenset({"", "0", "unavailable"})  # in place of a DOI or a PMID
_MOST_FAULTS = 10


def read_retractions(path: Path, wanted: frozenset[str]) -> tuple[Retractions, list[Diagnostic]]:
    """Return what a clinic's snapshot says of some works; nothing where there is none.

    Bytes that are no UTF-8 do no harm: Retraction Watch's file has some, and what is asked about is in ASCII.
    """
    if not os.path.lexists(path):
        return Retractions(), []
    shown = shown_path(path)
    try:
        if not path.is_file():
            return Retractions(), [error("encoding", Position(shown), "this is no file with a text")]
        found = path.stat()
        return _read(path, shown, (found.st_mtime_ns, found.st_size, found.st_ino), wanted)
    except OSError as fault:
        reason = fault.strerror or "no reason is given"
        return Retractions(), [error("encoding", Position(shown), f"the file can't be read: {reason}")]


@lru_cache(maxsize=1)
def _read(
    path: Path, shown: str, _version: tuple[int, ...], wanted: frozenset[str]
) -> tuple[Retractions, list[Diagnostic]]:
    """Read the file; once for a preview, which loads everything anew at each change of any other file."""
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        return parse_retractions(lines, shown, wanted)


def parse_retractions(
    lines: Iterable[str], path: str, wanted: Collection[str] | None = None
) -> tuple[Retractions, list[Diagnostic]]:
    """Return the notices of a snapshot, and what is wrong in it.

    `lines` keep their line ends, as a file opened with `newline=""` gives them. `wanted` has the DOIs, in small
    letters, and PMIDs of the works that anybody asks about; without it all are wanted. A work of which only
    "unavailable" or 0 is known matches nothing.
    """
    reader = _Reader(lines, path, wanted)
    notices = set(reader.notices())
    return Retractions(tuple(sorted(notices)), reader.as_of), reader.faults


class _Reader:
    """Goes through a file once; `as_of` and `faults` are there when all notices are."""

    def __init__(self, lines: Iterable[str], path: str, wanted: Collection[str] | None) -> None:
        self._lines = iter(lines)
        self._path = path
        self._wanted = wanted
        self.as_of: datetime.date | None = None
        self.faults: list[Diagnostic] = []

    def notices(self) -> Iterator[Notice]:
        """Yield the notices that are wanted; every row has its nature looked at, so that no slip hides one."""
        before, first = self._remarks()
        reader = csv.reader(chain([first], self._lines))
        try:
            columns = self._columns(next(reader, []), before)
            if columns is None:
                return
            doi, pmid, date, nature = columns
            for cells in reader:
                try:
                    named = (cells[doi], cells[pmid])
                    what = _NATURES.get(cells[nature]) or _NATURES.get(cells[nature].strip().lower())
                    day = cells[date]
                except IndexError:
                    if any(cells):
                        self._fault(before + reader.line_num, "the row has too few columns", None)
                    continue
                if what is None:
                    self._unknown_nature(before + reader.line_num, cells[nature])
                elif self._may_be_wanted(*named):
                    yield from self._notice(*named, day, what)
        except csv.Error as fault:
            hint = "download the file anew, and reduce it with: build.py cite refresh FILE"
            self._fault(before + reader.line_num, f"the row can't be read: {fault}", hint)

    def _may_be_wanted(self, doi: str, pmid: str) -> bool:
        """Say whether a row is worth a closer look: most are written plainly, and about works of nobody here."""
        wanted = self._wanted
        if wanted is None or doi.lower() in wanted or pmid in wanted:
            return True
        plain = (doi[:3] == "10." and doi[-1] != " ") or doi.lower() in _NOTHING
        return not plain or not (pmid in _NOTHING or (pmid.isdecimal() and pmid[0] != "0"))

    def _notice(self, doi: str, pmid: str, day: str, nature: Nature) -> Iterator[Notice]:
        """Yield the notice, or nothing where it tells of no work that is wanted."""
        found, number = _DOI.fullmatch(doi.strip()), _PMID.fullmatch(pmid.strip())
        names = (found[1].lower() if found else "", number[1] if number else "")
        if any(name and (self._wanted is None or name in self._wanted) for name in names):
            yield Notice(*names, _date(day), nature)

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
