"""`publications.jsonl`: what was published of each article since when. Lines are added, and none is ever changed.

So a clinic can show which text a patient saw on a given day. A line is written where something that an article
shows has changed: its text, its status, who reviewed it and until when that holds.
"""

import datetime
import errno
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from plainleaf.model.diagnostics import Diagnostic, Position, warning
from plainleaf.model.integrity import Integrity, PublishedPage
from plainleaf.read.project_files import shown_path

GONE = "not-published"  # the status of an article that the site no longer has


class Publication(msgspec.Struct, frozen=True, omit_defaults=True):
    """From the day `on` (that of the build) an article was shown so; `at` is when it was published, in UTC."""

    on: datetime.date
    at: datetime.datetime
    base_url: str
    article: str
    lang: str
    status: str
    version: str = ""
    digest: str = ""
    address: str = ""
    reviewer: str = ""
    reviewed: datetime.date | None = None
    due: datetime.date | None = None

    @property
    def name(self) -> tuple[str, str, str]:
        """What tells one article of one site from all others."""
        return (self.base_url, self.lang, self.article)


def read_publications(path: Path) -> tuple[list[Publication], list[Diagnostic]]:
    """Return what was published, oldest first; a line that can't be read is left out, and told. Raises OSError."""
    if not os.path.lexists(path):
        return [], []
    if not path.is_file():  # a pipe would never end
        raise OSError(errno.EINVAL, "it is no file", str(path))
    return parse_publications(path.read_bytes(), shown_path(path))


def parse_publications(data: bytes, path: str) -> tuple[list[Publication], list[Diagnostic]]:
    """Return the publications of a file's lines, and which can't be read."""
    found, faults = [], []
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(msgspec.json.decode(line, type=Publication))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            at = Position(path, number)
            hint = "leave it as it is: a build that was cut off may have written half a line"
            faults.append(warning("publications-line", at, "this line can't be read", hint))
    return found, faults


def record_publication(
    path: Path, integrity: Integrity, on: datetime.date, at: datetime.datetime
) -> list[Publication]:
    """Add what a site shows otherwise than before; return what was added. Raises OSError."""
    before, _ = read_publications(path)
    new = plan_records(before, integrity, on, at)
    if new:
        lines = b"".join(msgspec.json.encode(record) + b"\n" for record in new)
        with path.open("a+b", buffering=0) as file:  # whatever is written goes to the end
            if not _ends_a_line(file):
                lines = b"\n" + lines  # what was cut off stays as it is, on a line of its own
            file.write(lines)
            os.fsync(file.fileno())
    return new


def _ends_a_line(file: BinaryIO) -> bool:
    if file.seek(0, os.SEEK_END) == 0:
        return True
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"


def plan_records(
    before: Iterable[Publication], integrity: Integrity, on: datetime.date, at: datetime.datetime
) -> list[Publication]:
    """Return the lines to be added for a site, after those that are there."""
    base_url = integrity.base_url
    last = {record.name: record for record in before if record.base_url == base_url}
    now: dict[tuple[str, str, str], Publication] = {}
    for page in sorted(
        integrity.pages, key=lambda page: len(page.address)
    ):  # the default edition is the shortest
        if page.article:
            record = _record(page, base_url, on, at)
            now.setdefault(record.name, record)
    changed = [record for name, record in sorted(now.items()) if not _is_same(record, last.get(name))]
    gone = [
        Publication(on, at, base_url, record.article, record.lang, GONE)
        for name, record in sorted(last.items())
        if name not in now and record.status != GONE
    ]
    return changed + gone


def shown_on(records: Iterable[Publication], day: datetime.date) -> list[Publication]:
    """Return what was published of each article at the end of a day, in the order of the articles' names."""
    last = {record.name: record for record in records if record.on <= day}
    return [record for _, record in sorted(last.items()) if record.status != GONE]


def of_article(records: Iterable[Publication], article: str) -> Sequence[Publication]:
    """Return what was published of one article, in any language and under any address."""
    return [record for record in records if record.article == article]


def _record(page: PublishedPage, base_url: str, on: datetime.date, at: datetime.datetime) -> Publication:
    return Publication(
        on,
        at,
        base_url,
        page.article,
        page.lang,
        page.status,
        version=page.version,
        digest=page.digest,
        address=page.address,
        reviewer=page.reviewer,
        reviewed=page.reviewed,
        due=page.due,
    )


def _is_same(record: Publication, before: Publication | None) -> bool:
    return before is not None and msgspec.structs.replace(before, on=record.on, at=record.at) == record
