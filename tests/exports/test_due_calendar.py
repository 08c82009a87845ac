"""The calendar file, as calendar programs read it (RFC 5545)."""

import contextlib

from plainleaf.exports.due_calendar import due_calendar
from plainleaf.loading import load
from plainleaf.site.review_board import DeskFacts, plan_board
from tests.site.test_review_board import approved
from tests.tiny_site import TinySite, article

TITLE = 'Ca\\fé; "mood", and\u0007 ' + "very " * 30 + "long – 長い"


def calendar(folder, **logs) -> str:
    files = {
        f"content/articles/{slug}.md": article("New.", title=TITLE, review=log) for slug, log in logs.items()
    }
    site = TinySite(folder, files)
    with contextlib.chdir(folder):
        checked = load(site.sources)
    return due_calendar(
        plan_board(checked.documents, checked.project, lambda _: DeskFacts()), checked.project
    )


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_each_approval_with_a_due_date_is_a_day_with_a_reminder(tmp_path):
    text = calendar(tmp_path, late=approved("2026-01-10"), fmt=approved("2026-12-31"), draft=None)
    lines = unfolded(text)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20260110",
        "DTSTART;VALUE=DATE:20261231",
    ]
    assert lines.count("BEGIN:VALARM") == 2
    assert "URL:https://clinic.example/fmt/" in lines
    assert len({line for line in lines if line.startswith("UID:")}) == 2


def test_text_is_escaped_and_lines_are_short(tmp_path):
    text = calendar(tmp_path, fmt=approved("2026-12-31"))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    summary = next(line for line in unfolded(text) if line.startswith("SUMMARY:"))
    assert summary.startswith('SUMMARY:Review due: Ca\\\\fé\\; "mood"\\, and very')
    assert summary.endswith("long – 長い")
    assert "\u0007" not in text
    assert "\n" not in text.replace("\r\n", "")


def test_an_event_keeps_its_name_when_its_day_moves(tmp_path):
    uids = [
        next(line for line in unfolded(calendar(tmp_path, fmt=approved(due))) if line.startswith("UID:"))
        for due in ("2026-12-31", "2027-03-31")
    ]
    assert uids[0] == uids[1]
