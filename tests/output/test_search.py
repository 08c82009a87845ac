"""The search index: what is in it, what never is, and a site without one. Pagefind itself runs in these tests."""

import contextlib
import datetime
import gzip
import json
import sys
from pathlib import Path

import pytest

from plainleaf import pipeline
from plainleaf.output import search, search_index
from plainleaf.pipeline import Built
from tests.tiny_site import SETTINGS, Outcome, TinySite, article

ARTICLE = "content/articles/fmt.md"
SUBMITTED = {"status": "submitted", "date": "2026-01-01", "by": "rivera"}
REVIEWING = {"status": "under-review", "date": "2026-01-02", "by": "okafor"}
APPROVED = {"status": "approved", "date": "2026-01-03", "by": "okafor", "due": "2027-01-03"}
RETIRED = {"status": "retired", "date": "2026-01-04", "by": "okafor"}


def build(site: TinySite, output: Path | None = None, **options: bool) -> Built:
    """Build a tiny site with a search index."""
    with contextlib.chdir(site.folder):
        return pipeline.build(site.sources, output or site.output, search=True, **options)


def built(folder: Path, files: dict[str, str | bytes | None], **options: bool) -> TinySite:
    site = TinySite(folder, files)
    result = build(site, **options)
    assert result.published, result.diagnostics
    assert result.unsearched == ""
    return site


def published(site: TinySite) -> Outcome:
    return Outcome([], site.output, published=True)


def plain(data: bytes) -> bytes:
    """Return what is in a file: Pagefind's are packed, behind a signature of 12 bytes inside."""
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def fragments(output: Path, audience: str = "") -> list[dict]:
    """Return what the index has of each page, in the order of addresses."""
    packed = (output / "pagefind" / audience / "fragment").glob("*.pf_fragment")
    found = [json.loads(plain(path.read_bytes()).removeprefix(b"pagefind_dcd")) for path in packed]
    return sorted(found, key=lambda fragment: fragment["url"])


def addresses(output: Path, audience: str = "") -> list[str]:
    return [fragment["url"] for fragment in fragments(output, audience)]


def index_bytes(output: Path) -> dict[str, bytes]:
    folder = output / "pagefind"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def page(output: Path, name: str) -> str:
    return (output / name / "index.html").read_text(encoding="utf-8")


def test_title_summary_key_points_and_text_are_searched(tmp_path: Path):
    body = "Wordbody [@a2020].\n\n## Wordheading\n\nMore."
    site = built(
        tmp_path,
        {
            ARTICLE: article(
                body,
                title="Wordtitle <& more>",
                summary="Wordsummary.",
                key_points=["Wordpoint"],
            ),
            "content/pages/about.md": "---\ntitle: Wordabout\nsummary: Wordus.\n---\nWordclinic.\n",
        },
    )
    about, fmt = fragments(site.output)
    assert (about["url"], fmt["url"]) == ("/about/", "/fmt/")
    assert fmt["meta"] == {"title": "Wordtitle <& more>", "summary": "Wordsummary."}
    assert about["meta"] == {"title": "Wordabout", "summary": "Wordus."}
    for word in ("Wordtitle", "Wordsummary", "Wordpoint", "Wordbody.", "Wordheading"):
        assert word in fmt["content"]
    for word in ("Wordabout", "Wordus", "Wordclinic"):
        assert word in about["content"]
    headings = {anchor["text"]: anchor["id"] for anchor in fmt["anchors"] if anchor["element"] == "h2"}
    assert headings["Wordheading"] == "wordheading"


def test_what_the_site_puts_around_a_text_is_not_searched(tmp_path: Path):
    settings = SETTINGS + (
        "navigation: [{label: Wordmenu, address: /a-z/}]\n"
        "topics: {mood: {title: Wordtopic, summary: S.}}\n"
        "disclaimers: {patient: Worddisclaimer.}\n"
        "contact: {heading: Wordcontact, text: Wordwrite., email: ask@clinic.example}\n"
        "crisis: {heading: Wordcrisis, topics: [mood], emergency: Call 112., as_of: 2026-01-01,\n"
        "  lines: [{country: Wordland, service: Wordline, number: '116'}]}\n"
    )
    site = built(
        tmp_path,
        {
            "content/site.yaml": settings,
            ARTICLE: article("Text [@a2020] goes on.", topics=["mood"], questions=["Wordquestion?"]),
            "content/articles/other.md": article("Other.", title="Wordrelated", topics=["mood"]),
        },
    )
    html = page(site.output, "fmt")
    fmt = fragments(site.output)[0]["content"]
    around = (
        "Wordmenu",
        "Wordtopic",
        "Worddisclaimer",
        "Wordcontact",
        "Wordcrisis",
        "Wordline",
        "Wordrelated",
        "The work a2020",
        "Waiting to be checked",
        "Ana Rivera",
        "Tick the ones",
        "Wordquestion",
    )
    for word in around:
        assert word in html
        assert word not in fmt
    assert fmt.endswith("Text goes on."), "the number of a citation stands in the text"


@pytest.mark.parametrize("drafts", [False, True])
def test_what_readers_may_not_see_is_in_no_file(tmp_path: Path, drafts: bool):
    log = [SUBMITTED, REVIEWING, APPROVED, RETIRED]
    site = built(
        tmp_path,
        {
            "content/site.yaml": SETTINGS
            + "publish: [submitted, under-review, approved, changed, overdue, retired]\n",
            ARTICLE: article("Wordshown."),
            "content/articles/draft.md": article("Worddraft.", title="Titledraft", review=None),
            "content/articles/later.md": article("Wordlater.", title="Titlelater", date="2026-02-01"),
            "content/articles/hidden.md": article(
                "Wordhidden.",
                title="Titlehidden",
                review=[
                    SUBMITTED,
                    REVIEWING,
                    {"status": "changes-requested", "date": "2026-01-03", "by": "okafor"},
                ],
            ),
            "content/articles/gone.md": article("Wordgone.", title="Titlegone", review=log),
        },
        drafts=drafts,
    )
    files = [path for path in site.output.rglob("*") if path.is_file()]
    text = b"\n".join(plain(path.read_bytes()) for path in files).lower()
    assert b"wordshown" in text
    assert b"wordgone" not in text
    assert "/gone/" not in addresses(site.output), "a notice that a page was withdrawn is found"
    unseen = [b"worddraft", b"titledraft", b"wordlater", b"titlelater", b"wordhidden", b"titlehidden"]
    assert [word for word in unseen if (word in text) is not drafts] == []


def test_lists_notices_and_copies_are_not_searched(tmp_path: Path):
    site = built(
        tmp_path,
        {ARTICLE: article("Text."), "content/articles/b.md": article("Text.", title="B", topics=["x"])},
    )
    assert addresses(site.output) == ["/b/", "/fmt/"]


def test_only_what_a_browser_asks_for_is_published(tmp_path: Path):
    site = built(tmp_path, {ARTICLE: article("Text.")})
    kinds = {
        name.rpartition(".")[0].rpartition("_")[0] + Path(name).suffix for name in index_bytes(site.output)
    }
    assert kinds == {
        ".js",
        ".json",
        "fragment/en.pf_fragment",
        "index/en.pf_index",
        "pagefind.en.pf_meta",
        ".pagefind",
    }
    assert set(index_bytes(site.output)) >= {"pagefind.js", "pagefind-entry.json", "wasm.en.pagefind"}
    assert [path.name for path in site.output.iterdir() if path.name.startswith(".")] == [".plainleaf-site"]


def test_editions_for_others_have_an_index_of_their_own(tmp_path: Path):
    body = "All.\n\n::: audience clinician\nWordclinician.\n:::\n\n::: audience patient\nWordpatient.\n:::\n"
    site = built(tmp_path, {ARTICLE: article(body), "content/articles/b.md": article("Plain.", title="B")})
    assert addresses(site.output) == ["/b/", "/fmt/"]
    assert addresses(site.output, "clinician") == ["/fmt/clinician/"]
    default = json.dumps(fragments(site.output))
    clinician = json.dumps(fragments(site.output, "clinician"))
    assert "Wordpatient" in default
    assert "Wordclinician" not in default
    assert "Wordclinician" in clinician
    assert "Wordpatient" not in clinician
    assert '<option value="clinician">' in page(site.output, "search")
    assert '<option value="carer">' not in page(site.output, "search")
    assert not (site.output / "pagefind/clinician/pagefind.js").exists()


def test_every_language_has_an_index_of_its_own(tmp_path: Path):
    site = built(
        tmp_path,
        {
            ARTICLE: article("English.\n\n::: audience clinician\nMore.\n:::\n"),
            "content/articles/texto.md": article("Texto en castellano.", title="Título", lang="es"),
            "content/articles/nass.md": article("نص.", title="عنوان", lang="ar"),
        },
    )
    entry = (site.output / "pagefind/pagefind-entry.json").read_text(encoding="utf-8")
    languages = json.loads(entry)["languages"]
    assert {lang: found["page_count"] for lang, found in languages.items()} == {"ar": 1, "en": 1, "es": 1}
    assert list(languages) == sorted(languages), "Pagefind's own order changes from run to run"
    assert addresses(site.output) == ["/ar/nass/", "/es/texto/", "/fmt/"]
    assert "<select" in page(site.output, "search")
    assert "<select" not in page(site.output, "es/search"), "it has no edition for clinicians"


def test_a_language_that_pagefind_does_not_know_is_searched_word_by_word(tmp_path: Path):
    site = built(tmp_path, {ARTICLE: article("Texte.", lang="rm")})
    assert "wasm.unknown.pagefind" in index_bytes(site.output)


def test_the_same_pages_give_the_same_bytes(tmp_path: Path):
    files = {ARTICLE: article("Eins.\n\n::: audience carer\nMore.\n:::\n", key_points=["A", "B"])}
    for lang in ("de", "es", "fr", "it"):
        for number in range(6):
            files[f"content/articles/{lang}{number}.md"] = article(
                f"Word{number} {lang}.", lang=lang, title=f"T{number}"
            )
    first = built(tmp_path / "one", files)
    second = built(tmp_path / "two", dict(reversed(files.items())))
    assert index_bytes(first.output) == index_bytes(second.output)
    times = {path: path.stat().st_mtime_ns for path in (first.output / "pagefind").rglob("*.*")}
    assert build(first).changed == 0
    assert {path: path.stat().st_mtime_ns for path in times} == times


def test_a_step_of_a_review_leaves_the_index_as_it_is(tmp_path: Path):
    site = built(tmp_path, {ARTICLE: article("Text.")})
    before = index_bytes(site.output)
    site.write(ARTICLE, article("Text.", review=[SUBMITTED, REVIEWING]))
    assert build(site).changed > 0
    assert 'data-badge="under-review"' in page(site.output, "search")
    assert index_bytes(site.output) == before


def test_the_search_page_has_all_pages_with_their_badges(tmp_path: Path):
    site = built(
        tmp_path,
        {ARTICLE: article("Text.", title="Beta"), "content/articles/a.md": article("T.", title="Alpha")},
    )
    found = published(site).page("/search/")
    rows = found.select("#search-list li:has([data-state])")
    assert [row.a["href"] for row in rows] == ["/a/", "/fmt/"]
    assert [row.select_one("[data-state] [data-badge]")["data-badge"] for row in rows] == ["submitted"] * 2
    assert "1 January 2026" in rows[0].select_one("[data-state]").text
    assert found.select_one("#search-results")["data-index"] == "/pagefind/"
    assert "wasm-unsafe-eval" in found.select_one("meta[http-equiv]")["content"]
    assert found.select_one("script[type=module]")["src"].startswith("/assets/search.")


def test_addresses_go_below_the_base_path(tmp_path: Path):
    site = TinySite(tmp_path, {ARTICLE: article("Text.")}, base_url="https://clinic.example/leaflets/")
    assert build(site).published
    found = published(site).page("/search/")
    assert found.select_one("#search-results")["data-index"] == "/leaflets/pagefind/"
    assert found.select_one("#search-results")["data-site"] == "/leaflets/"
    assert found.select_one("form")["action"] == "/leaflets/search/"
    assert published(site).page("/").select_one("form[role=search]")["action"] == "/leaflets/search/"


def test_every_page_leads_to_the_search(tmp_path: Path):
    site = built(tmp_path, {ARTICLE: article("Text."), "content/articles/texto.md": article("T.", lang="es")})
    outcome = published(site)
    for address in outcome.addresses:
        link = outcome.page(address).select_one("header nav a:has(svg)")
        assert link["href"] == ("/es/search/" if address.startswith("/es/") else "/search/"), address


def test_help_in_a_crisis_stands_on_the_search_page(tmp_path: Path):
    crisis = "crisis: {heading: Call now, topics: [], emergency: Call 112., as_of: 2026-01-01, lines: []}\n"
    site = built(tmp_path / "with", {ARTICLE: article("Text."), "content/site.yaml": SETTINGS + crisis})
    assert "Call 112." in published(site).page("/search/").select_one("details#search-crisis").text
    without = built(tmp_path / "without", {ARTICLE: article("Text.")})
    assert "search-crisis" not in page(without.output, "search")


# A site without an index


def assert_list_alone(site: TinySite) -> None:
    outcome = published(site)
    found = outcome.page("/search/")
    assert found.select_one("form") is None
    assert found.select_one("script[type=module]") is None
    assert outcome.page("/").select_one("form") is None
    assert not (site.output / "pagefind").exists()
    assert [path.name for path in site.folder.iterdir() if path.name.endswith(".new")] == []


def test_a_site_with_nothing_to_search_has_no_index(tmp_path: Path):
    empty = built(tmp_path / "empty", {})
    assert_list_alone(empty)
    log = [SUBMITTED, REVIEWING, APPROVED, RETIRED]
    retired = built(tmp_path / "retired", {ARTICLE: article("Wordgone.", review=log)})
    assert_list_alone(retired)


def test_without_search_there_is_a_list(tmp_path: Path):
    site = TinySite(tmp_path, {ARTICLE: article("Text.")})
    assert site.build().published
    assert_list_alone(site)
    assert (
        published(site).page("/search/").select_one("#search-list li:has([data-state]) a")["href"] == "/fmt/"
    )


def program(folder: Path, script: str) -> Path:
    path = folder / "fake-pagefind"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


FAILING = {
    "fails": ("echo 'Error: out of luck' >&2; exit 3", "Pagefind ended with status 3: Error: out of luck"),
    "crashes": ("kill -SEGV $$", "Pagefind ended with status -11"),
    "writes nothing": ("exit 0", "Pagefind wrote no index that can be read"),
    "writes no JSON": (
        "mkdir .pagefind; echo '{' > .pagefind/pagefind-entry.json",
        "Pagefind wrote no index that can be read",
    ),
    "writes something else": (
        "mkdir .pagefind; echo '[1]' > .pagefind/pagefind-entry.json",
        "Pagefind wrote no index that can be read",
    ),
    "leaves files out": (
        'mkdir .pagefind; echo \'{"languages": {"en": {"wasm": "en"}}}\' > .pagefind/pagefind-entry.json',
        "Pagefind wrote no index that can be read",
    ),
}


@pytest.mark.parametrize("name", FAILING)
def test_a_pagefind_that_fails_costs_the_index_alone(tmp_path: Path, monkeypatch, name: str):
    script, message = FAILING[name]
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program(tmp_path, script)))
    site = TinySite(tmp_path / "site", {ARTICLE: article("Text.")})
    result = build(site)
    assert result.published
    assert result.unsearched == message
    assert_list_alone(site)


def test_a_pagefind_that_never_ends_is_stopped(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program(tmp_path, "exec sleep 1000")))
    monkeypatch.setattr(search, "_SECONDS", 0.2)
    site = TinySite(tmp_path / "site", {ARTICLE: article("Text.")})
    result = build(site)
    assert result.published
    assert result.unsearched == "Pagefind was not ready after 0.2 seconds"
    assert_list_alone(site)


@pytest.mark.parametrize("kind", ["missing", "not executable", "no program"])
def test_a_pagefind_that_can_not_be_started_costs_the_index_alone(tmp_path: Path, monkeypatch, kind: str):
    path = tmp_path / "fake-pagefind"
    if kind != "missing":
        path.write_bytes(b"\x7fELF")
        path.chmod(0o644 if kind == "not executable" else 0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(path))
    site = TinySite(tmp_path / "site", {ARTICLE: article("Text.")})
    result = build(site)
    assert result.published
    assert result.unsearched.startswith("Pagefind can't be started: ")
    assert_list_alone(site)


def test_a_machine_without_pagefind_gets_a_site(tmp_path: Path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pagefind.service", None)
    site = TinySite(tmp_path, {ARTICLE: article("Text.")})
    result = build(site)
    assert result.published
    assert result.unsearched == "Pagefind is not installed (pip install 'pagefind[bin]')"
    assert_list_alone(site)


def test_strict_publishes_nothing_without_the_index(tmp_path: Path, monkeypatch):
    site = built(tmp_path / "site", {ARTICLE: article("Text.")})
    before = index_bytes(site.output)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program(tmp_path, "exit 3")))
    site.write(ARTICLE, article("Other text."))
    result = build(site, strict=True)
    assert not result.published
    assert result.unsearched
    assert index_bytes(site.output) == before
    assert "Other text" not in page(site.output, "fmt")


def test_settings_for_pagefind_that_lie_about_change_nothing(tmp_path: Path, monkeypatch):
    plain_site = built(tmp_path / "plain", {ARTICLE: article("Text.")})
    monkeypatch.setenv("PAGEFIND_SERVE", "true")
    monkeypatch.setenv("PAGEFIND_FORCE_LANGUAGE", "de")
    monkeypatch.setenv("PAGEFIND_GLOB", "nothing")
    site = built(
        tmp_path / "site",
        {
            ARTICLE: article("Text."),
            "pagefind.yml": "force_language: de\n",
            "content/pagefind.yml": "force_language: de\n",
        },
    )
    assert index_bytes(site.output) == index_bytes(plain_site.output)


def test_a_fault_of_the_search_page_is_found_by_check_too(tmp_path: Path):
    """The half of its template that needs an index is rendered as well."""
    site = TinySite(tmp_path, {ARTICLE: article("Text.")})
    templates = tmp_path / "templates"
    for path in site.sources.templates.rglob("*"):
        if path.is_file():
            target = templates / path.relative_to(site.sources.templates)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    layout = templates / "layouts/search.html"
    text = layout.read_text(encoding="utf-8").replace("search_results(index,", "search_results(indexx,")
    layout.write_text(text, encoding="utf-8")
    site.sources = site.sources._replace(templates=templates)
    fault = next(found for found in site.check().diagnostics if found.code == "template")
    assert "search" in fault.path
    assert "indexx" in fault.message


def test_the_day_does_not_matter(tmp_path: Path):
    first = built(tmp_path / "one", {ARTICLE: article("Text.")})
    second = TinySite(tmp_path / "two", {ARTICLE: article("Text.")}, today=datetime.date(2031, 5, 6))
    assert build(second).published
    assert index_bytes(first.output) == index_bytes(second.output)


def test_the_index_is_made_again_only_when_something_that_is_searched_has_changed(tmp_path, monkeypatch):
    site = TinySite(tmp_path, {"content/articles/a.md": article("One word.")})
    made = []

    def index(_program, _site, names, audience, **_options):
        made.append((audience, names))
        return [("pagefind.js", b"the index")]

    monkeypatch.setattr(search_index, "make_index", index)
    before = site.build(search=True).html("/a/")
    site.write("content/site.yaml", SETTINGS + "navigation: [{label: First, address: /a/}]\n")
    second = site.build(search=True)
    assert second.html("/a/") != before
    assert made == [("patient", ["a/index.html"])]
    assert second.files["pagefind/pagefind.js"] == b"the index"
    site.write("content/articles/a.md", article("Another word."))
    site.build(search=True)
    (site.output / "pagefind/pagefind.js").write_bytes(b"somebody's")
    assert site.build(search=True).files["pagefind/pagefind.js"] == b"the index"
    assert len(made) == 3
