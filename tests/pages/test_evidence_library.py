"""The evidence library on as many pages as it takes."""

import re

import pytest

from plainleaf.pages import evidence_library
from tests.tiny_site import TinySite, article, entry

KEYS = [f"work{number}" for number in range(1, 8)]


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.setattr(evidence_library, "MOST_WORKS", 3)
    monkeypatch.setattr(evidence_library, "MOST_CITED_BY", 2)
    kinds = ["guideline", "trial"]
    bibliography = "\n".join(
        entry(key).replace("year =", f"keywords = {{{kinds[number % 2]}}},\n  year =")
        for number, key in enumerate(KEYS)
    )
    text = " ".join(f"It helps [@{key}]." for key in KEYS)
    files = {
        f"content/articles/{name}.md": article(text, title=f"On {name}") for name in ("a", "b", "c", "d")
    }
    return TinySite(tmp_path, {**files, "references.bib": bibliography})


def page(built, name):
    return built.files[name].decode()


def test_every_work_stands_on_one_page(site):
    built = site.build()
    pages = [page(built, f"evidence/{part}index.html") for part in ("", "2/", "3/")]
    found = [re.findall(r'id="ref-(work\d)"', text) for text in pages]
    assert [len(keys) for keys in found] == [3, 3, 1]
    assert sorted(key for keys in found for key in keys) == KEYS
    assert "evidence/4/index.html" not in built.files


def test_neighbours_and_kinds_can_be_reached(site):
    built = site.build()
    first, second, third = (page(built, f"evidence/{part}index.html") for part in ("", "2/", "3/"))
    assert "Page 1 of 3" in first
    assert 'rel="prev"' not in first
    assert 'href="/evidence/2/" rel="next"' in first
    assert 'href="/evidence/" rel="prev"' in second
    assert 'href="/evidence/3/" rel="next"' in second
    assert 'rel="next"' not in third
    for text in (first, second, third):  # four guidelines come first: the trials begin on the second page
        links = re.findall(r'href="([^"]*#evidence-[^"]*)"', text)
        assert len(links) == len(set(links)) == 2
    assert "<title>Evidence (2/3)" in second


def test_of_many_pages_some_are_named(site):
    text = page(site.build(), "evidence/index.html")
    assert text.count('href="/a/"') == 3
    assert 'href="/c/"' not in text
    assert "and 2 more pages" in text


def test_a_library_of_one_page_has_no_paging(tmp_path):
    built = TinySite(tmp_path, {"content/articles/a.md": article("It helps [@a2020].")}).build()
    assert "Page 1 of" not in page(built, "evidence/index.html")
    assert "evidence/2/index.html" not in built.files
