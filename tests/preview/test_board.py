"""The review board as a page."""

import contextlib
import datetime

import pytest
from bs4 import BeautifulSoup

from plainleaf.loading import load
from plainleaf.model.changes import Part, PartChange, Run, RunKind
from plainleaf.model.diagnostics import Position, error, warning
from plainleaf.output.assets import read_assets
from plainleaf.preview.board import ADDRESS, Board
from plainleaf.site.review_board import DeskFacts
from tests.site.test_review_board import BEGUN, approved
from tests.tiny_site import ROOT, TinySite, article

FACTS = DeskFacts(
    words=1450,
    grade="SMOG 7.4",
    findings=(
        error("image-alt", Position("content/articles/fmt.md", 9, 4), "no <words>", "write some"),
        warning("sentence-long", Position("content/articles/fmt.md", 12, 1), "too long"),
    ),
    changes=(
        PartChange(
            Part.TEXT,
            audiences=("patient",),
            passages=(
                (Run(RunKind.EQUAL, "It is"), Run(RunKind.REMOVED, " old"), Run(RunKind.ADDED, " <new>")),
            ),
        ),
    ),
    compared=datetime.date(2026, 1, 3),
    compared_by="Ben Okafor",
)


@pytest.fixture
def board(tmp_path) -> Board:
    site = TinySite(
        tmp_path,
        {
            "content/articles/fmt.md": article(
                "New.",
                title="FMT <b>now</b>",
                review=approved("2026-12-31"),
                waive=[{"code": "plain-language", "reason": "It is a <name>."}],
            ),
            "content/articles/sleep.md": article("New.", title="Sleep", review=None),
            "content/articles/food.md": article(
                "New.", title="Food", review=[{**BEGUN[0], "note": "Please <look>."}]
            ),
            "content/site.yaml": "name: Tiny & Clinic\nnonsense: 1\n",
        },
    )
    with contextlib.chdir(tmp_path):
        checked = load(site.sources)
    templates = ROOT / "templates"
    return Board(checked, lambda _: FACTS, templates, read_assets(templates), lambda address: f"/p{address}")


def page(board: Board) -> BeautifulSoup:
    file = board.file(ADDRESS)
    assert file.media_type.startswith("text/html")
    return BeautifulSoup(file.content, "html.parser")


def test_every_article_is_there_in_its_lane_with_its_facts(board):
    lanes = {
        section.h2.text: [row.h3.text for row in section.select(".board-row")]
        for section in page(board).select("section")
    }
    assert lanes == {
        "Public, and not covered by a review": ["FMT <b>now</b>"],
        "Waiting for reviewers": ["Food"],
        "Drafts": ["Sleep"],
        "Reviews due in the next 12 months": [],
    }
    row = page(board).select_one(".board-row")
    text = " ".join(row.text.split())
    for words in (
        "Ana Rivera",
        "Ben Okafor",
        "1450 words",
        "SMOG 7.4",
        "31 December 2026",
        "1 error",
        "1 piece",
    ):
        assert words in text
    assert "build.py review submit content/articles/fmt.md --by ID" in text
    assert row.h3.a["href"] == "/p/fmt/"


def test_the_tiles_count_the_lanes_and_lead_to_them(board):
    shown = page(board)
    tiles = [(tile["href"], tile.select_one(".board__count").text) for tile in shown.select(".board__lane")]
    assert tiles == [("#lane-unprotected", "1"), ("#lane-reviewers", "1"), ("#lane-drafts", "1")]
    assert all(shown.select_one(target) for target, _ in tiles)


def test_changes_since_the_approval_are_shown_word_by_word(board):
    more = page(board).select_one(".board-row details")
    assert more.summary.text == "What has changed since Ben Okafor approved it on 3 January 2026"
    assert [more.select_one(name).text for name in ("del", "ins")] == ["removed: old", "added: <new>"]


def test_texts_are_escaped(board):
    html = board.file(ADDRESS).content.decode()
    assert "<b>now" not in html
    assert "<words>" not in html
    assert "<look>" not in html
    assert "<new>" not in html
    assert "It is a &lt;name&gt;." in html


def test_what_is_wrong_elsewhere_is_told_too(board):
    elsewhere = page(board).select_one(".board__top details")
    assert "nonsense" in elsewhere.text
    assert "content/site.yaml:2:1" in elsewhere.text


def test_style_script_and_calendar_stand_beside_it_and_nothing_else(board):
    shown = page(board)
    named = [
        shown.select("link[rel=stylesheet]")[-1]["href"],
        shown.script["src"],
        shown.select_one("[download]")["href"],
    ]
    types = [board.file(address).media_type.partition(";")[0] for address in named]
    assert types == ["text/css", "text/javascript", "text/calendar"]
    assert all(board.file(address).content for address in named)
    assert board.file(ADDRESS + "other") is None
    assert board.file(ADDRESS + "../../pyproject.toml") is None
