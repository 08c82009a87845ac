"""Nothing to do is told without building; in doubt there is something to do."""

import contextlib
import datetime
import os

import pytest

from plainleaf import last_build
from plainleaf.last_build import Asked, Told, look_at_inputs, remember, unchanged
from plainleaf.model.diagnostics import Position, warning
from tests.cli.command import command
from tests.tiny_site import ROOT, TinySite, article

TOLD = Told([warning("review-overdue", Position("a.md"), "late", "do")], ["submitted"], 9)


@pytest.fixture
def site(tmp_path) -> TinySite:
    site = TinySite(tmp_path, {"content/articles/a.md": article("Text."), "content/images/a.svg": "<svg/>"})
    site.write("_site/a/index.html", "The page.")
    site.write("templates/a.html", "A template.")
    site.write("publications.jsonl", "{}\n")
    site.sources = site.sources._replace(templates=tmp_path / "templates")
    return site


@pytest.fixture(autouse=True)
def settled(monkeypatch):
    """Files are written just now in a test, and would have to rest for two seconds."""
    monkeypatch.setattr(last_build, "_UNSETTLED", -1)


def asked(site: TinySite) -> Asked:
    return Asked(site.sources, site.output, drafts=False, strict=False, search=True)


def remembered(site: TinySite) -> None:
    remember(asked(site), look_at_inputs(asked(site)), TOLD)


def test_what_was_told_is_told_again(site):
    assert unchanged(asked(site)) is None
    remembered(site)
    assert unchanged(asked(site)) == TOLD


@pytest.mark.parametrize(
    "name",
    [
        "content/articles/a.md",
        "content/articles/b.md",
        "content/site.yaml",
        "content/images/a.svg",
        "content/retractions.csv",
        "references.bib",
        "templates/a.html",
        "templates/words/es.po",
        "_site/a/index.html",
        "_site/b/index.html",
        "publications.jsonl",
    ],
)
def test_a_file_that_was_written_is_a_change(site, name):
    remembered(site)
    site.write(name, "Other.")
    assert unchanged(asked(site)) is None


@pytest.mark.parametrize("target", ["a-link", "nowhere", "../../_site"])
def test_a_link_hides_no_change(site, target):
    for folder in ("content/articles", "_site"):
        for name in ("a-link", "z-link"):
            (site.folder / folder / name).symlink_to(target)
        remembered(site)
        assert unchanged(asked(site)) == TOLD
        site.write(f"{folder}/m.md", "new")
        assert unchanged(asked(site)) is None


@pytest.mark.parametrize(
    "name", ["content/articles/a.md", "references.bib", "_site/a/index.html", "publications.jsonl"]
)
def test_a_file_that_is_gone_is_a_change(site, name):
    remembered(site)
    (site.folder / name).unlink()
    assert unchanged(asked(site)) is None


def test_a_file_with_the_old_time_stamp_is_a_change(site):
    remembered(site)
    path = site.folder / "content/articles/a.md"
    before = path.stat()
    path.write_text(path.read_text().replace("Text", "Word"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert unchanged(asked(site)) is None


@pytest.mark.parametrize(
    "other",
    [
        {"drafts": True},
        {"strict": True},
        {"search": False},
        {"today": datetime.date(2027, 1, 1)},
        {"base_url": "https://other.example/"},
    ],
)
def test_another_wish_is_a_change(site, other):
    remembered(site)
    wish = asked(site)
    mine = {name: value for name, value in other.items() if name in wish._fields}
    places = {name: value for name, value in other.items() if name not in wish._fields}
    assert unchanged(wish._replace(sources=site.sources._replace(**places), **mine)) is None


def test_from_another_folder_diagnostics_have_other_paths(site, tmp_path_factory):
    remembered(site)
    with contextlib.chdir(tmp_path_factory.mktemp("elsewhere")):
        assert unchanged(asked(site)) is None


def test_another_version_of_the_program_is_a_change(site, monkeypatch):
    remembered(site)
    monkeypatch.setattr(last_build, "engine_version", lambda: b"another")
    assert unchanged(asked(site)) is None


def test_files_that_were_changed_just_now_are_not_remembered(site, monkeypatch):
    monkeypatch.setattr(last_build, "_UNSETTLED", 2_000_000_000)
    remembered(site)
    assert unchanged(asked(site)) is None


@pytest.mark.parametrize("content", [b"", b"x" * 50, b"\x00" * 500])
def test_a_damaged_memory_is_none(site, content):
    remembered(site)
    for path in (site.folder / ".plainleaf/builds").iterdir():
        path.write_bytes(content)
    assert unchanged(asked(site)) is None


def test_the_command_tells_the_same_without_building(tmp_path, monkeypatch):
    overdue = [
        {"status": "submitted", "date": "2025-01-01", "by": "rivera"},
        {"status": "under-review", "date": "2025-01-02", "by": "okafor"},
        {"status": "approved", "date": "2025-01-03", "by": "okafor", "due": "2025-06-01"},
    ]
    site = TinySite(tmp_path, {"content/articles/a.md": article("Text.", review=overdue)})
    words = ("build", "--no-search", "--templates", str(ROOT / "templates"))
    command(site.folder, *words)
    first = command(site.folder, *words)
    monkeypatch.setattr("plainleaf.pipeline.build", None)  # it would fail
    second = command(site.folder, *words)
    assert (second.status, second.out, second.err) == (0, first.out, first.err)
    assert "review-changed" in second.err


def test_a_history_that_is_gone_is_begun_anew_though_nothing_else_has_changed(tmp_path):
    site = TinySite(tmp_path, {"content/articles/a.md": article("Text.")})
    words = ("build", "--no-search", "--templates", str(ROOT / "templates"))
    command(site.folder, *words)
    history = site.folder / "publications.jsonl"
    before = history.read_text(encoding="utf-8").count("\n")
    history.unlink()
    assert command(site.folder, *words).status == 0
    assert history.read_text(encoding="utf-8").count("\n") == before == 1
    written = history.stat().st_mtime_ns
    assert command(site.folder, *words).status == 0
    assert history.stat().st_mtime_ns == written
