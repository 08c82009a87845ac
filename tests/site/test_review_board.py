"""The rows of the review board, and its calendar."""

import contextlib
import datetime

import pytest

from plainleaf.loading import load
from plainleaf.model.diagnostics import Position, error, warning
from plainleaf.review.urgency import Lane
from plainleaf.site.review_board import DeskFacts, due_months, plan_board
from tests.tiny_site import TODAY, TinySite, article

BEGUN = [
    {"status": "submitted", "date": "2026-01-01", "by": "rivera"},
    {"status": "under-review", "date": "2026-01-02", "by": "okafor"},
]


def approved(due: str, digest: str = "sha256:" + "0" * 64) -> list[dict]:
    return [
        *BEGUN,
        {"status": "approved", "date": "2026-01-03", "by": "okafor", "due": due, "digest": digest},
    ]


def board(folder, articles: dict[str, list[dict] | None], facts=lambda _: DeskFacts(), **front):
    files = {
        f"content/articles/{slug}.md": article("It is new.", title=slug.capitalize(), review=log, **front)
        for slug, log in articles.items()
    }
    site = TinySite(folder, files)
    with contextlib.chdir(folder):
        checked = load(site.sources)
    return plan_board(checked.documents, checked.project, facts)


def test_a_row_says_who_when_and_what_is_next(tmp_path):
    (row,) = board(tmp_path, {"fmt": approved("2026-12-31")})
    assert (row.title, row.path, row.address) == ("Fmt", "content/articles/fmt.md", "/fmt/")
    assert (row.owners, row.reviewer, row.last_by) == (("Ana Rivera",), "Ben Okafor", "Ben Okafor")
    assert (row.status, row.lane) == ("changed", Lane.UNPROTECTED)
    assert row.due == datetime.date(2026, 12, 31)
    assert row.days == (row.due - TODAY).days
    assert row.scheduled is None


def test_a_draft_has_no_reviewer_and_nothing_due(tmp_path):
    (row,) = board(tmp_path, {"fmt": None})
    assert (row.lane, row.reviewer, row.last, row.due, row.days) == (Lane.DRAFTS, "", None, None, None)


def test_a_scheduled_article_says_from_which_day_on_it_is_shown(tmp_path):
    (row,) = board(tmp_path, {"fmt": BEGUN}, date="2026-03-01")
    assert row.lane is Lane.DRAFTS
    assert row.scheduled == datetime.date(2026, 3, 1)


def test_what_needs_action_comes_first(tmp_path):
    rows = board(tmp_path, {"a": None, "b": BEGUN, "c": approved("2026-12-31"), "d": BEGUN[:1]})
    assert [row.title for row in rows] == ["C", "D", "B", "A"]


def test_errors_and_advice_are_told_apart(tmp_path):
    found = (error("image-alt", Position("a"), "e"), warning("sentence-long", Position("a"), "w"))
    (row,) = board(tmp_path, {"fmt": None}, lambda _: DeskFacts(findings=found))
    assert [each.message for each in row.errors] == ["e"]
    assert [each.message for each in row.advice] == ["w"]


def test_the_calendar_has_twelve_months_and_what_is_late_in_the_first(tmp_path):
    rows = board(
        tmp_path,
        {"late": approved("2026-01-10"), "next": approved("2026-02-28"), "far": approved("2027-01-01")},
    )
    months = due_months(rows, TODAY)
    assert [month.first.isoformat()[:7] for month in months] == [
        f"2026-{number:02}" for number in range(1, 13)
    ]
    assert [[row.title for row in month.rows] for month in months][:2] == [["Late"], ["Next"]]
    assert sum(len(month.rows) for month in months) == 2


@pytest.mark.parametrize("today", [datetime.date(2026, 12, 31), datetime.date.max])
def test_the_calendar_goes_over_the_end_of_a_year(today):
    months = due_months([], today)
    assert months[0].first == today.replace(day=1)
    assert len(months) == (12 if today.year < datetime.MAXYEAR else 1)
