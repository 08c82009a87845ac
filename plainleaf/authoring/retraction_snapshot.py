"""Reduces a downloaded Retraction Watch file to the snapshot that a clinic keeps."""

import csv
import datetime
import io
from pathlib import Path
from typing import NamedTuple

from plainleaf.authoring.atomic_files import replace_file
from plainleaf.model.diagnostics import Diagnostic, error
from plainleaf.model.diagnostics import Position as At
from plainleaf.model.retractions import Nature, Notice
from plainleaf.read.project_files import shown_path
from plainleaf.read.retractions import OWN_COLUMNS, parse_retractions

# Takes a retraction back or makes one: what a correction says does not keep anybody from relying on a work.
_KEPT = frozenset({Nature.RETRACTION, Nature.CONCERN, Nature.REINSTATEMENT})


class Snapshot(NamedTuple):
    """What came of a file: how many notices are kept, the newest day among them, and what is wrong in the file."""

    notices: int
    newest: str
    as_of: datetime.date
    diagnostics: list[Diagnostic]


def refresh_snapshot(
    source: Path, target: Path, today: datetime.date, as_of: datetime.date | None
) -> Snapshot:
    """Write the snapshot in one step; a file with faults leaves the old one as it was. Raises OSError.

    Its day is `as_of`, else the one on which the file was downloaded, and never one after today: readers are told
    until when retractions are known.
    """
    downloaded = datetime.datetime.fromtimestamp(source.stat().st_mtime, datetime.UTC).date()
    with source.open(encoding="utf-8", errors="replace", newline="") as lines:
        found, diagnostics = parse_retractions(lines, shown_path(source))
    day = min(as_of or found.as_of or downloaded, today)
    kept = [notice for notice in found.notices if notice.nature in _KEPT]
    if not kept and not diagnostics:
        message = "there is no retraction in this file"
        diagnostics = [error("retractions-syntax", At(shown_path(source)), message, "download it anew")]
    if not diagnostics:
        replace_file(target, snapshot_text(kept, day).encode("utf-8"))
    return Snapshot(len(kept), max((notice.date for notice in kept), default=""), day, diagnostics)


def snapshot_text(notices: list[Notice], day: datetime.date) -> str:
    """Return a snapshot's text: a line that says its day, the names of the columns, the notices in order."""
    text = io.StringIO()
    text.write(
        f"# Retractions and expressions of concern as of {day}, from the Retraction Watch data (Crossref)\n"
    )
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(OWN_COLUMNS)
    rows.writerows((notice.doi, notice.pmid, notice.date, notice.nature.value) for notice in sorted(notices))
    return text.getvalue()
