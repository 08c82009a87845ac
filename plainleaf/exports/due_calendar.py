"""The due dates of all approvals as a calendar file (RFC 5545), for the calendar programs that a board uses."""

import hashlib
from collections.abc import Sequence

from plainleaf.model.project import Project
from plainleaf.site.review_board import BoardRow

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_LONGEST = 75  # octets of a line (RFC 5545, 3.1)
_REMIND = "-P28D"


def due_calendar(rows: Sequence[BoardRow], project: Project) -> str:
    """Return an event of one whole day for each approval that has a due date, with a reminder four weeks before.

    An event keeps its UID when it moves, so that a calendar that is read again shows each article once. The time
    stamp is the day of the approval, as the same articles must give the same bytes.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Plainleaf//Review calendar//EN",
        f"X-WR-CALNAME:{_text(f'{project.settings.name}: reviews due')}",
    ]
    for row in sorted((row for row in rows if row.due), key=lambda row: (row.due, row.path)):
        assert row.due is not None
        assert row.last is not None
        uid = hashlib.sha256(f"{project.settings.base_url} {row.path}".encode()).hexdigest()[:32]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}@plainleaf",
            f"DTSTAMP:{row.last.date:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{row.due:%Y%m%d}",
            f"SUMMARY:{_text(f'Review due: {row.title}')}",
            f"DESCRIPTION:{_text(f'Approved by {row.last_by} on {row.last.date}. File: {row.path}')}",
            *(
                [f"URL:{project.settings.base_url}{row.address.lstrip('/')}"]
                if project.settings.base_url
                else []
            ),
            "TRANSP:TRANSPARENT",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_text(f'Review due soon: {row.title}')}",
            f"TRIGGER:{_REMIND}",
            "END:VALARM",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _text(text: str) -> str:
    """Return a value of type TEXT (RFC 5545, 3.3.11); control characters are none of it."""
    kept = "".join(letter for letter in text if letter == "\n" or letter.isprintable())
    return kept.translate(_ESCAPES)


def _folded(line: str) -> str:
    """Return a line with breaks where it would be too long, and never inside a character."""
    pieces = [""]
    size = 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LONGEST:
            pieces.append("")
            size = 1  # the blank before it
        pieces[-1] += letter
        size += octets
    return "\r\n ".join(pieces)
