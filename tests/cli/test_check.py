"""`build.py check`: every diagnostic, as text, JSON and for a hosted CI; and nothing is written."""

import json
import re

import pytest

from tests.cli.command import command, process, tree
from tests.tiny_site import article

BROKEN = article("It is new [@a202].\n\nSee [that](/nowhere/), 100 % “sure”.")
WARNED = article("It is new.", review=[{"status": "submitted", "date": "2026-02-01", "by": "rivera"}])
LINE = re.compile(r"[^:]+:\d+:\d+: (error|warning): .+ \[[a-z-]+\]\Z")


def test_without_fault(clinic):
    result = command(clinic, "check")
    assert (result.status, result.out) == (0, "")
    assert result.err.strip() == "no errors, no warnings"


@pytest.mark.parametrize("words", [(), ("--strict",), ("--format", "json"), ("--format", "github")])
def test_it_writes_nothing(site, clinic, words):
    for text in (BROKEN, WARNED, article("Good.")):
        site.write("content/articles/fmt.md", text)
        before = tree(clinic)
        command(clinic, "check", *words)
        assert tree(clinic) == before
        assert sorted(path.name for path in clinic.iterdir()) == ["content", "references.bib"]


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        (BROKEN, (), 1), (BROKEN, ("--strict",), 1), (BROKEN, ("--format", "json"), 1), (BROKEN, ("--format", "github"), 1),
        (WARNED, (), 0), (WARNED, ("--strict",), 1), (WARNED, ("--format", "json"), 0),
        (WARNED, ("--strict", "--format", "json"), 1),
    ],
)  # fmt: skip
def test_exit_status(site, clinic, text, words, status):
    site.write("content/articles/fmt.md", text)
    assert command(clinic, "check", *words).status == status


def test_text_is_one_line_a_diagnostic_and_its_hint_below(site, clinic):
    site.write("content/articles/fmt.md", BROKEN)
    result = command(clinic, "check")
    assert result.out == ""
    assert result.err.splitlines() == [
        "content/articles/fmt.md:13:12: error: unknown citation key 'a202' [citation-unknown]",
        "    hint: did you mean 'a2020'?",
        "content/articles/fmt.md:15:12: error: the link '/nowhere/' leads to no page of the site [link-broken]",
        "    hint: links begin with / and the slug, such as /my-article/",
        "2 errors",
    ]


def test_json_is_one_array_on_standard_output(site, clinic):
    site.write("content/articles/fmt.md", BROKEN)
    result = command(clinic, "check", "--format", "json")
    assert result.err == ""
    assert [(r["path"], r["line"], r["column"], r["code"], r["severity"]) for r in result.rows] == [
        ("content/articles/fmt.md", 13, 12, "citation-unknown", "error"),
        ("content/articles/fmt.md", 15, 12, "link-broken", "error"),
    ]
    assert set(result.rows[0]) == {"code", "severity", "path", "line", "column", "message", "hint"}
    assert result.rows[0]["hint"] == "did you mean 'a2020'?"


def test_json_without_fault_is_an_empty_array(clinic):
    result = command(clinic, "check", "--format", "json")
    assert (result.status, json.loads(result.out), result.err) == (0, [], "")


def test_a_hint_may_be_null(site, clinic):
    site.write(
        "content/articles/fmt.md", "---\ntitle: [a]\nsummary: S\ndate: 2026-01-01\nauthors: [rivera]\n---\n"
    )
    [row] = command(clinic, "check", "--format", "json").rows
    assert row["hint"] is None


def test_text_and_json_say_the_same(site, clinic):
    site.write("content/articles/fmt.md", BROKEN)
    site.write("content/articles/é.md", "no front matter")
    site.write("content/site.yaml", "nmae: x\n")
    rows = command(clinic, "check", "--format", "json").rows
    text = command(clinic, "check")
    assert text.lines == [
        f"{r['path']}:{r['line']}:{r['column']}: {r['severity']}: {r['message']} [{r['code']}]" for r in rows
    ]
    assert all(LINE.match(line) for line in text.lines)


def test_workflow_commands_escape_what_would_end_them(site, clinic):
    site.write("content/articles/a,b.md", "50% of it")
    result = command(clinic, "check", "--format", "github")
    assert result.err == ""
    assert all(
        re.match(r"::(error|warning) file=[^,]+,line=\d+,col=\d+,title=[a-z-]+::.+", line)
        for line in result.out.splitlines()
    )
    assert "file=content/articles/a%2Cb.md,line=1,col=1,title=front-matter-missing::" in result.out


def test_paths_are_shown_from_the_working_folder_else_in_full(site, clinic, tmp_path):
    site.write("content/articles/fmt.md", BROKEN)
    places = ("--content", clinic / "content", "--bibliography", clinic / "references.bib")
    [row, *_] = command(tmp_path, "check", "--format", "json", *places).rows
    assert row["path"] == "clinic/content/articles/fmt.md"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    [row, *_] = command(elsewhere, "check", "--format", "json", *places).rows
    assert row["path"] == f"{clinic}/content/articles/fmt.md"


def test_any_terminal_can_show_it(site, clinic):
    site.write("content/articles/fmt.md", article("[x](/señor/漢字/)", title="Ünïcode 漢字"))
    environment = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    result = process(clinic, "check", "--today", "2026-01-15", environment=environment)
    assert result.status == 1
    assert "[link-broken]" in result.err
    result = process(clinic, "check", "--format", "json", "--today", "2026-01-15", environment=environment)
    assert "señor/漢字" in result.rows[0]["message"]
    result = process(clinic, "review", "list", environment=environment)
    assert result.status == 0
    assert "content/articles/fmt.md" in result.out


def test_the_name_of_a_file_does_not_break_the_lines(site, clinic):
    site.write("content/articles/a\nb.md", "x")
    *lines, last = command(clinic, "check").err.splitlines()
    assert all(LINE.match(line) or line.startswith("    hint: ") for line in lines)
    assert last == "2 errors"


def test_drafts_and_retired_articles_are_checked_too(site, clinic):
    site.write("content/articles/draft.md", article("[@zzz]", review=None))
    assert command(clinic, "check").codes == ["citation-unknown"]
