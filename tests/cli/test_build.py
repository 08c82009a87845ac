"""`build.py build`: its options, its exit status, and what it publishes."""

import datetime
import shutil
import time

import pytest

from plainleaf.output.publish import MARKER
from tests.cli.command import command, content, process, tree
from tests.tiny_site import ROOT, article

BROKEN = article("It is new [@zzz].")


def page(clinic, name="fmt/index.html", output="_site"):
    return (clinic / output / name).read_text(encoding="utf-8")


# Where things are


def test_alone_it_builds(clinic):
    result = process(clinic, environment={"SOURCE_DATE_EPOCH": "1768435200"})
    assert (result.status, result.err) == (0, "")
    assert 'data-review-status="submitted"' in page(clinic)
    assert "published to" in result.out
    assert "1 article: 1 submitted" in result.out


@pytest.mark.parametrize(
    "words", [("build",), (), ("--drafts",), ("build", "--jobs", "2", "--clean", "--no-search")]
)
def test_words_that_build(clinic, words):
    assert command(clinic, *words).status == 0
    assert (clinic / "_site/index.html").is_file()


def test_from_another_folder_all_places_can_be_named(clinic, tmp_path):
    result = process(
        tmp_path,
        "build", "--content", clinic / "content", "--bibliography", "clinic/references.bib",
        "--templates", ROOT / "templates", "--output", "out", "--today", "2026-01-15",
    )  # fmt: skip
    assert (result.status, result.err) == (0, "")
    assert "The work a2020" in page(tmp_path, output="out")
    assert not (clinic / "_site").exists()


def test_relative_and_absolute_places_make_the_same_site(clinic):
    command(clinic, "build", "--output", "one")
    command(clinic, "build", "--content", clinic / "content", "--bibliography", clinic / "references.bib",
            "--templates", ROOT / "templates", "--output", clinic / "two")  # fmt: skip
    assert content(clinic / "one") == content(clinic / "two")


def test_own_templates_go_before_those_of_the_program(clinic):
    shutil.copytree(ROOT / "templates", clinic / "templates")
    home = clinic / "templates/layouts/404.html"
    home.write_text("Our own page {{ frame.title }}\n")
    assert command(clinic).status == 0
    assert page(clinic, "404.html").startswith("Our own page")


@pytest.mark.parametrize("output", ["out", "out/", "./out", "new/nested/out", "../beside", "a b", "sítio"])
def test_the_output_may_lie_anywhere(clinic, output):
    for _ in range(2):
        result = command(clinic, "build", "--output", output)
        assert result.status == 0, result.err
    assert (clinic / output / "fmt/index.html").is_file()
    assert [path.name for path in (clinic / output).parent.iterdir() if ".new" in path.name] == []


BAD_PLACES = [
    ("--output", "content"),
    ("--output", "content/articles"),
    ("--output", "."),
    ("--output", ".."),
    ("--output", "/"),
    ("--output", ""),
    ("--output", "references.bib"),
    ("--output", "references.bib/x"),
    ("--output", "/dev/null"),
    ("--output", ROOT / "templates"),
    ("--output", ROOT / "templates/assets/out"),
    ("--output", "foreign"),
    ("--content", "nowhere"),
    ("--content", "references.bib"),
    ("--bibliography", "nowhere.bib"),
    ("--bibliography", "content"),
    ("--templates", "nowhere"),
    ("--templates", "references.bib"),
]
BAD_WORDS = [
    ("--today", "2026-02-30"),
    ("--today", "15.01.2026"),
    ("--today", ""),
    ("--base-url", "clinic.example"),
    ("--base-url", "ftp://clinic.example/"),
    ("--base-url", "https://clinic.example//x/"),
    ("--base-url", "javascript:alert(1)"),
    ("--jobs", "0"),
    ("--jobs", "many"),
    ("--nonsense",),
    ("--output",),
    ("more", "words"),
]


@pytest.mark.parametrize("words", [*BAD_PLACES, *BAD_WORDS], ids=lambda words: " ".join(map(str, words)))
def test_wrong_usage_ends_with_2_and_touches_nothing(clinic, words):
    (clinic / "foreign").mkdir()
    (clinic / "foreign/diary.txt").write_text("mine")
    before = tree(clinic.parent)
    result = command(clinic, "build", *words, day=None)
    assert result.status == 2
    assert result.out == ""
    assert "rror" in result.err
    assert tree(clinic.parent) == before


@pytest.mark.parametrize(
    "words",
    [
        ("bild",),
        ("biuld", "--today", "2026-01-15"),
        ("review",),
        ("review", "aprove"),
        ("check", "--format", "xml"),
    ],
)
def test_wrong_commands_end_with_2(clinic, words):
    assert command(clinic, *words, day=None).status == 2


def test_a_mistyped_command_comes_with_the_nearest_one(clinic):
    assert "did you mean 'build'?" in command(clinic, "bild", day=None).err


@pytest.mark.parametrize(
    "words", [("--help",), ("-h",), ("build", "--help"), ("check", "-h"), ("review", "approve", "--help")]
)
def test_help_is_no_fault(clinic, words):
    result = command(clinic, *words, day=None)
    assert result.status == 0
    assert "Usage: build.py" in result.out


def test_the_version(clinic):
    result = command(clinic, "--version", day=None)
    assert result.status == 0
    assert result.out.startswith("plainleaf 0.")


# The day


def test_the_day_decides_what_is_scheduled_and_overdue(site, clinic):
    site.write("content/articles/later.md", article("Later.", title="Later on", date="2026-02-01"))
    assert (
        "Later on" not in page(clinic, "index.html")
        if command(clinic, day="2026-01-31").status == 0
        else False
    )
    assert not (clinic / "_site/later").exists()
    assert command(clinic, day="2026-02-01").status == 0
    assert "Later on" in page(clinic, "later/index.html")


@pytest.mark.parametrize(
    "epoch", ["1769904000", "1769990399"]
)  # the first and the last second of 1 February 2026
def test_source_date_epoch_is_the_day(site, clinic, monkeypatch, epoch):
    site.write("content/articles/later.md", article("Later.", date="2026-02-01"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    command(clinic, "build", day=None)
    assert (clinic / "_site/later").exists()
    command(clinic, "build", day="2026-01-31")
    assert not (clinic / "_site/later").exists()


@pytest.mark.parametrize("zone", ["UTC-14", "UTC+12"])
def test_source_date_epoch_is_a_day_of_no_time_zone(site, clinic, monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    site.write("content/articles/later.md", article("Later.", date="2026-02-01"))
    for epoch, there in (("1769903999", False), ("1769904000", True), ("1769990399", True)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        command(clinic, "build", day=None)
        assert (clinic / "_site/later").exists() == there
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("epoch", ["soon", "9" * 40, "1e9", "-" + "9" * 40])
def test_a_source_date_epoch_that_is_none_is_wrong_usage(clinic, monkeypatch, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = command(clinic, "build", day=None)
    assert result.status == 2
    assert "SOURCE_DATE_EPOCH" in result.err


def test_without_both_it_is_today(site, clinic, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    later = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=3)
    site.write("content/articles/later.md", article("Later.", date=later.isoformat()))
    assert command(clinic, "build", day=None).status == 0
    assert (clinic / "_site/fmt").exists()
    assert not (clinic / "_site/later").exists()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_at_the_end_of_the_calendar(clinic, day):
    assert command(clinic, day=day).status == 0


# Errors, warnings and the last good site


def test_with_an_error_the_last_good_site_stays_byte_for_byte(site, clinic):
    command(clinic)
    before = tree(clinic / "_site")
    inode = (clinic / "_site").stat().st_ino
    site.write("content/articles/fmt.md", BROKEN)
    site.write("content/articles/good.md", article("Good."))
    result = command(clinic)
    assert result.status == 1
    assert result.lines == [
        "content/articles/fmt.md:13:12: error: unknown citation key 'zzz' [citation-unknown]"
    ]
    assert "    hint: " in result.err
    assert "1 error: nothing was published" in result.err
    assert result.out == ""
    assert tree(clinic / "_site") == before
    assert (clinic / "_site").stat().st_ino == inode
    assert sorted(path.name for path in clinic.iterdir()) == [
        ".plainleaf", "_site", "content", "publications.jsonl", "references.bib"
    ]  # fmt: skip


def test_with_an_error_and_no_site_there_is_still_none(site, clinic):
    site.write("content/articles/fmt.md", BROKEN)
    assert command(clinic, "build", "--output", "new/out").status == 1
    assert sorted(path.name for path in clinic.iterdir()) == [".plainleaf", "content", "references.bib"]


WARNED = article("It is new.", review=[{"status": "submitted", "date": "2026-02-01", "by": "rivera"}])


def test_a_warning_is_told_and_published(site, clinic):
    site.write("content/articles/fmt.md", WARNED)
    result = command(clinic)
    assert result.status == 0
    assert result.codes == ["review-date"]
    assert ": warning: " in result.lines[0]
    assert "1 warning" in result.out


def test_a_strict_build_publishes_nothing_with_a_warning(site, clinic):
    command(clinic)
    before = tree(clinic / "_site")
    site.write("content/articles/fmt.md", WARNED)
    result = command(clinic, "build", "--strict")
    assert (result.status, result.codes) == (1, ["review-date"])
    assert "nothing was published" in result.err
    assert tree(clinic / "_site") == before


def test_a_strict_build_of_faultless_texts_publishes(clinic):
    assert command(clinic, "build", "--strict").status == 0


def test_faults_of_all_files_are_told_in_one_run_and_in_order(site, clinic):
    site.write("content/site.yaml", "nme: x\n")
    site.write("content/people.yaml", "rivera: {name: A\nokafor: {name: B, role: Board}\n")
    site.write("content/articles/b.md", "no front matter")
    site.write(
        "content/articles/a.md", article("[@zzz] and 【9】 and [x](/nowhere/).", titel="x", slug="FMT!")
    )
    site.write("content/pages/about.md", "---\ntitle: About: us\n---\n")
    site.write("references.bib", "@article{a2020, title = {T}}\n")
    result = command(clinic)
    assert result.status == 1
    found = [(line.split(":")[0], code) for line, code in zip(result.lines, result.codes, strict=True)]
    assert set(found) >= {
        ("content/articles/a.md", "front-matter-field"),
        ("content/articles/a.md", "slug-unsafe"),
        ("content/articles/a.md", "citation-unknown"),
        ("content/articles/a.md", "citation-number"),
        ("content/articles/a.md", "link-broken"),
        ("content/articles/b.md", "front-matter-missing"),
        ("content/pages/about.md", "front-matter-syntax"),
        ("content/people.yaml", "front-matter-syntax"),
        ("content/site.yaml", "settings-field"),
        ("references.bib", "bib-field"),
    }
    places = [(line.split(":")[0], int(line.split(":")[1])) for line in result.lines]
    assert places == sorted(places)


# The same site twice


def test_two_builds_are_identical_byte_for_byte(clinic):
    command(clinic, "build", "--output", "one")
    command(clinic, "build", "--output", "two", "--clean", "--jobs", "4")
    assert content(clinic / "one") == content(clinic / "two")


def test_two_builds_in_processes_of_their_own_are_identical(site, clinic):
    site.write("content/articles/b.md", article("B [@b2020; @c2020]", topics=["x", "y", "z"]))
    for seed in ("1", "2"):
        result = process(
            clinic,
            "--output",
            seed,
            "--today",
            "2026-01-15",
            environment={"PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}1"},
        )
        assert result.status == 0
    assert content(clinic / "1") == content(clinic / "2")


def pages(clinic):
    found = tree(clinic / "_site")
    del found[MARKER]
    return found


def test_the_marker_keeps_its_time_stamp(clinic):
    command(clinic)
    before = tree(clinic / "_site")[MARKER]
    command(clinic)
    assert tree(clinic / "_site")[MARKER] == before


def test_unchanged_files_keep_their_time_stamps(site, clinic):
    site.write("content/articles/b.md", article("One.", title="Another"))
    command(clinic)
    before = pages(clinic)
    command(clinic)
    assert pages(clinic) == before
    site.write("content/articles/b.md", article("Two.", title="Another"))
    command(clinic)
    after = pages(clinic)
    changed = [name for name in after if after[name] != before.get(name)]
    assert [name for name in changed if name.endswith(".html")] == ["b/index.html"]
    # Feeds bear the digest of a text, the search index its words, and integrity.json tells of all; that is all.
    others = [name for name in changed if not name.endswith(".html")]
    assert {name.split("/")[0] for name in others} <= {"feed.json", "feed.xml", "integrity.json", "pagefind"}


def test_what_is_no_longer_made_vanishes(site, clinic):
    site.write("content/articles/b.md", article("One.", topics=["ibs"]))
    command(clinic)
    assert (clinic / "_site/b").exists()
    (clinic / "content/articles/b.md").unlink()
    command(clinic)
    assert not (clinic / "_site/b").exists()
    assert not (clinic / "_site/topics/ibs").exists()


# The base URL


@pytest.mark.parametrize("url", ["https://clinic.example/leaflets", "https://clinic.example/leaflets/"])
def test_the_base_url_gives_every_address_its_path(clinic, url):
    assert command(clinic, "build", "--base-url", url).status == 0
    html = page(clinic)
    assert "https://clinic.example/leaflets/fmt/" in html
    assert 'href="/leaflets/' in html
    assert 'href="/fmt' not in html
    assert 'href="/assets' not in html
    assert "//leaflets" not in html


def test_the_base_url_goes_before_that_of_the_settings(clinic):
    command(clinic, "build", "--base-url", "http://localhost:8000/")
    html = page(clinic)
    assert "http://localhost:8000/fmt/" in html
    assert "clinic.example" not in html


# Templates


def own_templates(clinic):
    shutil.copytree(ROOT / "templates", clinic / "templates")
    return clinic / "templates"


TEMPLATE_FAULTS = {
    "syntax": ("layouts/article.html", "{% extends 'layouts/base.html' %}\n\n{% if %}\n", 3),
    "an unknown name": ("layouts/article.html", "a\nb\n{{ nope.x }}\n", 3),
    "a fault in a component": ("components/badge/badge.html", "{% macro badge(status) %}\n{{ 1/0 }}\n{% endmacro %}\n", 2),
    "an unknown template": ("layouts/home.html", "\n{% include 'nope.html' %}\n", 2),
    "an unknown asset": ("layouts/home.html", "\n\n{{ asset('nope.svg') }}\n", 3),
    "no end": ("layouts/home.html", "{% include 'layouts/home.html' %}\n", 1),
}  # fmt: skip


@pytest.mark.parametrize("name", ["build", "check"])
@pytest.mark.parametrize("what", TEMPLATE_FAULTS)
def test_a_broken_template_is_told_with_its_line(clinic, what, name):
    command(clinic)
    before = tree(clinic / "_site")
    file, text, line = TEMPLATE_FAULTS[what]
    (own_templates(clinic) / file).write_text(text)
    result = command(clinic, name)
    assert result.status == 1
    assert f"templates/{file}:{line}:1: error: " in result.err
    assert set(result.codes) == {"template"}
    assert tree(clinic / "_site") == before


def test_faults_of_templates_and_of_texts_are_told_together(site, clinic):
    (own_templates(clinic) / "layouts/article.html").write_text("{% if %}")
    site.write("content/articles/fmt.md", BROKEN)
    assert sorted(command(clinic).codes) == ["citation-unknown", "template"]


def test_what_an_author_writes_is_never_a_template(site, clinic):
    site.write("content/articles/fmt.md", article("{{ 7*7 }} {% raise %} {# x #}", title="{{ 7*7 }}"))
    assert command(clinic).status == 0
    assert "{{ 7*7 }} {% raise %} {# x #}" in page(clinic)
    assert "49" not in page(clinic).partition("</title>")[0]
