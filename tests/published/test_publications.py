"""The history of what was published: lines are added where an article shows something else, and never changed."""

import datetime
import json
import os
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.model.integrity import Integrity, PublishedPage
from plainleaf.published.publications import (
    plan_records,
    read_publications,
    record_publication,
    shown_on,
)
from tests.cli.command import command, content
from tests.published.sites import make_site
from tests.tiny_site import TinySite, article

AT = datetime.datetime(2026, 1, 15, 3, tzinfo=datetime.UTC)


def day(number: int) -> datetime.date:
    return datetime.date(2026, 1, number)


def site(*pages: tuple[str, str], base_url: str = "https://clinic.example/", sha256: str = "0") -> Integrity:
    """Return a site of articles, each with a status."""
    made = [PublishedPage("/a-z/", "a-z/index.html", "0")]
    for name, status in pages:
        page = PublishedPage(
            f"/{name}/", f"{name}/index.html", sha256, article=name, lang="en", status=status
        )
        clinician = {"address": f"/{name}/clinician/", "file": f"{name}/clinician/index.html"}
        made += [page, msgspec.structs.replace(page, **clinician)]
    return Integrity(1, base_url, tuple(made), {})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "publications.jsonl"


def record(path: Path, shown: Integrity, number: int) -> list[tuple[str, str]]:
    added = record_publication(path, shown, day(number), AT)
    return [(one.article, one.status) for one in added]


def test_a_line_for_each_article_and_then_for_each_change(path):
    assert record(path, site(("a", "submitted"), ("b", "approved")), 1) == [
        ("a", "submitted"),
        ("b", "approved"),
    ]
    assert record(path, site(("a", "submitted"), ("b", "approved")), 2) == []
    before = path.read_bytes()
    assert record(path, site(("a", "submitted"), ("b", "approved"), sha256="1"), 2) == []  # another template
    assert record(path, site(("a", "approved"), ("b", "approved")), 3) == [("a", "approved")]
    assert record(path, site(("b", "approved")), 4) == [("a", "not-published")]
    assert record(path, site(("b", "approved")), 5) == []
    assert record(path, site(("a", "approved"), ("b", "approved")), 6) == [("a", "approved")]
    assert path.read_bytes().startswith(before)
    assert len(path.read_bytes().splitlines()) == 5


def test_an_edition_is_no_article_of_its_own(path):
    record(path, site(("a", "submitted")), 1)
    assert json.loads(path.read_bytes())["address"] == "/a/"


def test_each_address_has_its_own_history(path):
    record(path, site(("a", "submitted")), 1)
    assert record(path, site(("a", "submitted"), base_url="https://test.example/"), 2) == [("a", "submitted")]
    assert record(path, site(("a", "submitted")), 3) == []


def test_what_was_published_on_a_day(path):
    record(path, site(("a", "submitted"), ("b", "approved")), 2)
    record(path, site(("a", "approved"), ("b", "approved")), 4)
    record(path, site(("a", "approved")), 6)
    records, _ = read_publications(path)
    said = {
        n: [(one.article, one.status) for one in shown_on(records, day(n))] for n in (1, 2, 3, 4, 5, 6, 7)
    }
    assert said[1] == []
    assert said[2] == said[3] == [("a", "submitted"), ("b", "approved")]
    assert said[4] == said[5] == [("a", "approved"), ("b", "approved")]
    assert said[6] == said[7] == [("a", "approved")]


@pytest.mark.parametrize("cut", [1, 40, -1])
def test_a_line_that_was_cut_off_stays_and_is_told(path, cut):
    record(path, site(("a", "submitted"), ("b", "approved")), 1)
    whole = path.read_bytes()
    first = whole.index(b"\n") + 1
    torn = whole[: first + cut] if cut > 0 else whole[:cut]
    path.write_bytes(torn)
    added = record(path, site(("a", "submitted"), ("b", "approved")), 2)
    assert path.read_bytes().startswith(torn)
    records, faults = read_publications(path)
    assert [(one.article, one.status) for one in shown_on(records, day(2))] == [
        ("a", "submitted"),
        ("b", "approved"),
    ]
    if cut > 0:
        assert added == [("b", "approved")]
        assert [(fault.code, fault.line, fault.severity) for fault in faults] == [
            ("publications-line", 2, "warning")
        ]
    else:  # the line is whole but for its end
        assert added == []
        assert faults == []


@given(st.binary(max_size=300))
def test_whatever_stands_in_the_file_new_lines_can_be_read(tmp_path_factory, junk):
    path = tmp_path_factory.mktemp("history") / "publications.jsonl"
    path.write_bytes(junk)
    assert record(path, site(("a", "submitted")), 1) == [("a", "submitted")]
    assert path.read_bytes().startswith(junk)
    records, _ = read_publications(path)
    assert [one.article for one in records] == ["a"]
    assert record(path, site(("a", "submitted")), 2) == []


def test_the_plan_adds_nothing_to_what_it_has_planned():
    shown = site(("a", "submitted"), ("b", "approved"))
    first = plan_records([], shown, day(1), AT)
    assert plan_records(first, shown, day(2), AT) == []


# The commands


@pytest.fixture
def clinic(tmp_path: Path) -> TinySite:
    return make_site(tmp_path)


def lines(site: TinySite) -> list[dict]:
    path = site.folder / "publications.jsonl"
    return [json.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []


def test_a_build_records_what_is_new(clinic):
    assert command(clinic.folder, "build", "--no-search").status == 0
    before = lines(clinic)
    assert {(line["article"], line["status"]) for line in before} == {
        ("good", "approved"), ("waiting", "submitted"), ("old", "retired")
    }  # fmt: skip
    assert {line["on"] for line in before} == {"2026-01-15"}
    whole = content(clinic.output)
    assert command(clinic.folder, "build", "--no-search").status == 0
    assert (lines(clinic), content(clinic.output)) == (before, whole)
    clinic.write("content/articles/waiting.md", article("Another text.", title="Waiting"))
    assert command(clinic.folder, "build", "--no-search", "--today", "2026-01-20", day=None).status == 0
    (added,) = lines(clinic)[3:]
    assert (added["article"], added["on"]) == ("waiting", "2026-01-20")


def test_neither_a_build_that_fails_nor_one_with_drafts_nor_a_check_is_recorded(clinic):
    assert command(clinic.folder, "build", "--no-search", "--drafts").status == 0
    assert command(clinic.folder, "check").status == 0
    clinic.write("content/articles/bad.md", article("[@nothing2020]"))
    assert command(clinic.folder, "build", "--no-search").status == 1
    assert lines(clinic) == []


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_a_history_that_can_not_be_written_is_told(clinic, make):
    make(clinic.folder / "publications.jsonl")
    result = command(clinic.folder, "build", "--no-search")
    assert result.status == 0
    assert (
        "warning: published, but not recorded in the history: publications.jsonl: it is no file" in result.err
    )
    assert (clinic.output / "good/index.html").exists()
    assert command(clinic.folder, "history").status == 2


def test_the_history(clinic):
    command(clinic.folder, "build", "--no-search")
    result = command(clinic.folder, "history")
    assert result.status == 0
    assert "2026-01-15  approved" in result.out
    assert "https://clinic.example/good/" in result.out
    result = command(clinic.folder, "history", "good", "--on", "2026-01-16", "--format", "json")
    assert [(row["article"], row["version"]) for row in result.rows] == [
        ("good", lines(clinic)[0]["version"])
    ]
    assert "nothing was published then" in command(clinic.folder, "history", "--on", "2020-01-01").err


def test_there_is_no_history(clinic):
    assert command(clinic.folder, "history").status == 2
    command(clinic.folder, "build", "--no-search")
    result = command(clinic.folder, "history", "goood")
    assert (result.status, "no article 'goood' was ever published; did you mean 'good'?" in result.err) == (
        2,
        True,
    )
