"""A large site has several search indexes: which pages are in which, and what an edit makes anew."""

import contextlib
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf import pipeline
from plainleaf.output import search_index, search_shards
from plainleaf.output.search_shards import Shard, shards
from tests.output.test_search import addresses, index_bytes, page, program
from tests.tiny_site import TinySite, article

_names = st.sets(st.integers(0, 10_000).map(lambda number: f"p{number}/index.html"), max_size=200)


@given(_names, st.integers(1, 40))
def test_each_page_is_in_one_shard_and_no_shard_is_too_large(names: set[str], most: int):
    found = shards(names, most)
    assert sorted(name for shard in found for name in shard.names) == sorted(names)
    assert all(0 < len(shard.names) <= most for shard in found)
    assert all(shard.names == sorted(shard.names) for shard in found)
    for shard in found:
        others = [other.bits for other in found if other is not shard]
        assert not any(bits.startswith(shard.bits) for bits in others), "one folder lies in another"


def test_few_pages_are_in_one_shard_without_a_name():
    assert shards(["b", "a"], 2) == [Shard("", ["a", "b"])]
    assert shards([], 2) == []


@given(_names, st.integers(0, 10_000), st.integers(1, 40))
def test_a_page_more_changes_one_shard(names: set[str], number: int, most: int):
    """At most that one is cut, however many there are."""
    before = shards(names - {f"p{number}/index.html"}, most)
    after = shards(names | {f"p{number}/index.html"}, most)
    assert len([shard for shard in before if shard not in after]) <= 1


def test_shards_stay_about_as_large():
    found = shards([f"article-{number}/index.html" for number in range(10_000)], search_shards.MOST_PAGES)
    assert len(found) == 32
    assert max(len(shard.names) for shard in found) < 400


# A site of 24 pages with at most 5 in an index


@pytest.fixture
def few(monkeypatch) -> None:
    monkeypatch.setattr(search_shards, "MOST_PAGES", 5)


@pytest.fixture
def asked(monkeypatch) -> list[list[str]]:
    """The pages that Pagefind was given, for each time that it ran."""
    runs: list[list[str]] = []

    def noted(make: Callable[..., Any]) -> Callable[..., Any]:
        def index(program: Path, site: Path, names: list[str], *rest: object, **options: bool) -> object:
            runs.append(names)
            return make(program, site, names, *rest, **options)

        return index

    monkeypatch.setattr(search_index, "make_index", noted(search_index.make_index))
    return runs


def large_site(folder: Path) -> TinySite:
    files: dict[str, str | bytes | None] = {
        f"content/articles/a{number}.md": article(f"Word{number}.", title=f"Page {number}")
        for number in range(20)
    }
    for number in range(4):
        files[f"content/articles/es{number}.md"] = article("Texto.", title=f"Es {number}", lang="es")
    files["content/articles/a7.md"] = article("Seven.\n\n::: audience clinician\nMore.\n:::\n")
    return TinySite(folder, files)


def build(site: TinySite, output: str = "_site", **options: Any) -> pipeline.Built:
    with contextlib.chdir(site.folder):
        built = pipeline.build(site.sources, site.folder / output, search=True, jobs=2, **options)
    assert built.published, built.diagnostics
    assert built.unsearched == ""
    return built


def shards_of(site: TinySite, address: str = "search") -> dict[str, list[str]]:
    """Return what the search page says of the shards."""
    html = page(site.output, address)
    found: dict[str, list[str]] = json.loads(html.split("data-shards='")[1].split("'")[0])
    return found


def test_every_page_is_in_one_of_the_indexes(tmp_path: Path, few: None):
    site = large_site(tmp_path)
    build(site)
    folders = shards_of(site)[""]
    assert len(folders) > 4
    found = [address for folder in folders for address in addresses(site.output, folder)]
    expected = [f"/a{number}/" for number in range(20)] + [f"/es/es{number}/" for number in range(4)]
    assert sorted(found) == sorted(expected)
    assert shards_of(site)["clinician"] == [""]
    assert addresses(site.output, "clinician") == ["/a7/clinician/"]
    assert [path.parent.name for path in site.output.rglob("pagefind.js")] == ["pagefind"]
    assert not list(site.output.glob(".pagefind*"))


def test_a_search_page_names_the_indexes_with_pages_in_its_language(tmp_path: Path, few: None):
    """In any other one Pagefind would answer with pages in another language."""
    site = large_site(tmp_path)
    build(site)
    assert set(shards_of(site, "es/search")) == {""}
    for lang, name in {"en": "search", "es": "es/search"}.items():
        for folder in shards_of(site, name)[""]:
            entry = json.loads((site.output / "pagefind" / folder / "pagefind-entry.json").read_bytes())
            assert lang in entry["languages"]


def test_one_index_lies_where_it_always_lay(tmp_path: Path):
    site = large_site(tmp_path)
    build(site)
    assert "data-shards" not in page(site.output, "search")
    assert (site.output / "pagefind/pagefind-entry.json").is_file()
    assert [path.name for path in (site.output / "pagefind").iterdir() if path.is_dir()].count(
        "clinician"
    ) == 1


def test_an_edit_makes_one_index_anew(tmp_path: Path, few: None, asked: list[list[str]]):
    site = large_site(tmp_path)
    build(site)
    first = len(asked)
    assert first == len(shards_of(site)[""]) + 1
    site.write("content/articles/a3.md", article("Other word.", title="Page 3"))
    build(site)
    assert len(asked) == first + 1
    assert "a3/index.html" in asked[-1]
    site.write("content/site.yaml", "name: Renamed Clinic\nbase_url: https://clinic.example/\n")
    build(site)
    assert len(asked) == first + 1, "what is searched has not changed"


def test_what_comes_and_goes_is_in_the_index_as_after_a_clean_build(tmp_path: Path, few: None):
    site = large_site(tmp_path)
    build(site)
    moved = article("Word5.", title="Page 5")
    for name, text in {"a5": None, "b5": moved, "new": article("New."), "a3": article("Changed.")}.items():
        path = site.folder / f"content/articles/{name}.md"
        if text is None:
            path.unlink()
        else:
            site.write(f"content/articles/{name}.md", text)
    build(site)
    build(site, "clean", clean=True)
    assert index_bytes(site.output) == index_bytes(site.folder / "clean")
    assert page(site.output, "search") == page(site.folder / "clean", "search")
    found = [address for folder in shards_of(site)[""] for address in addresses(site.output, folder)]
    assert "/a5/" not in found
    assert {"/b5/", "/new/"} <= set(found)


def test_a_site_that_shrinks_has_one_index_again(tmp_path: Path, few: None):
    site = large_site(tmp_path)
    build(site)
    for number in range(20):
        if number != 7:
            (site.folder / f"content/articles/a{number}.md").unlink()
    build(site)
    assert "data-shards" not in page(site.output, "search")
    assert (site.output / "pagefind/pagefind-entry.json").is_file()
    assert not list((site.output / "pagefind").glob("[01]*"))


@pytest.mark.parametrize("lost", ["pagefind-entry.json", "fragment", "../pagefind.js"])
def test_a_damaged_index_is_made_anew(tmp_path: Path, few: None, asked: list[list[str]], lost: str):
    site = large_site(tmp_path)
    built = build(site)
    before, first = index_bytes(site.output), len(asked)
    path = site.output / "pagefind" / shards_of(site)[""][0] / lost
    if path.is_dir():
        path = next(path.iterdir())
        path.write_bytes(b"somebody's")
    else:
        path.unlink()
    again = build(site)
    assert index_bytes(site.output) == before
    assert len(asked) == first + 1
    assert again.files == built.files


def test_indexes_that_fail_leave_none_behind(tmp_path: Path, few: None, monkeypatch):
    site = large_site(tmp_path)
    build(site)
    monkeypatch.setattr(search_index, "find_program", lambda: program(tmp_path, "exit 3"))
    site.write("content/articles/a3.md", article("Other word.", title="Page 3"))
    with contextlib.chdir(site.folder):
        built = pipeline.build(site.sources, site.output, search=True, jobs=2)
    assert built.published
    assert built.unsearched == "Pagefind ended with status 3"
    assert not (site.output / "pagefind").exists()
    files = [path for path in site.output.rglob("*") if path.is_file() and path.name != ".plainleaf-site"]
    assert built.files == len(files)
    listed = json.loads((site.output / "integrity.json").read_bytes())
    assert not any("pagefind" in name for name in json.dumps(listed).split('"'))


def test_a_disk_without_hard_links_has_an_index_too(tmp_path: Path, monkeypatch):
    site = large_site(tmp_path)
    build(site)

    def link(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", link)
    build(site, "other", clean=True)
    assert index_bytes(site.folder / "other") == index_bytes(site.output)


def test_progress_is_told(tmp_path: Path, few: None):
    site = large_site(tmp_path)
    told: list[tuple[str, int, int]] = []
    build(site, progress=lambda *step: told.append(step))
    steps = [step for step in told if step[0] == "Making the search index"]
    assert steps[0][1] == 0
    assert len(steps) == steps[0][2] == len(shards_of(site)[""]) + 1


def test_a_shard_is_called_as_the_digests_of_its_pages_begin():
    names = [f"{number}" for number in range(50)]
    for shard in shards(names, 5):
        for name in shard.names:
            digest = int.from_bytes(hashlib.sha256(name.encode()).digest())
            assert f"{digest:0256b}".startswith(shard.bits)
