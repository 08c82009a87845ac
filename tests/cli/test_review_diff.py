"""`build.py review diff`: what has changed since the last approval, and that the approved text is kept for it."""

import re
import shutil
import sys

import pytest

from tests.cli.command import command, content, tree
from tests.tiny_site import BIBLIOGRAPHY, article

FILE = "content/articles/d.md"
BODY = "It is new [@a2020]. Rest a while.\n\n::: audience clinician\nSee [@b2020].\n:::\n"
PEOPLE = """\
rivera: {name: Ana Rivera, role: Author}
okafor: {name: Ben Okafor, role: Medical Advisory Board}
"""


@pytest.fixture
def clinic(site, clinic):
    """A clinic with an article that was approved."""
    site.write("content/people.yaml", PEOPLE)
    site.write(FILE, article(BODY, title="A draft", review=None))
    taken(clinic, "submit", "start", "approve")
    return clinic


def taken(clinic, *steps):
    for step in steps:
        by = "rivera" if step == "submit" else "okafor"
        result = command(clinic, "review", step, FILE, "--by", by)
        assert result.status == 0, result.err


def edit(clinic, old, new, name=FILE):
    path = clinic / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def diff(clinic, *words):
    return command(clinic, "review", "diff", FILE, *words)


def test_an_approval_keeps_its_text(clinic):
    digest = re.search(r"sha256:([0-9a-f]{64})", (clinic / FILE).read_text())[1]
    assert [path.name for path in (clinic / "content/approved").iterdir()] == [f"{digest[:12]}.json"]


def test_kept_texts_are_no_content(clinic):
    before = content(clinic)
    (clinic / "content/approved").joinpath("x.md").write_text("no front matter")
    assert command(clinic, "check").status == 0
    (clinic / "content/approved/x.md").unlink()
    assert command(clinic).status == 0
    assert not [path for path in (clinic / "_site").rglob("*") if "approved" in path.name]
    assert content(clinic / "content") == {
        name.removeprefix("content/"): data for name, data in before.items() if name.startswith("content/")
    }


def test_nothing_has_changed(clinic):
    assert diff(clinic) == (
        0, f"{FILE}: nothing has changed since the approval of 2026-01-15 by Ben Okafor\n", ""
    )  # fmt: skip


def test_everything_that_has_changed(clinic):
    edit(clinic, "A draft", "A page")
    edit(clinic, "new [@a2020]", "old [@a2020; @c2020]")
    edit(clinic, "See [@b2020]", "Look")
    edit(clinic, "volume = {1}", "volume = {2}", "references.bib")
    before = tree(clinic)
    result = diff(clinic)
    assert (result.status, result.err) == (0, "")
    assert (
        result.out
        == f"""\
{FILE}: changed since the approval of 2026-01-15 by Ben Okafor

Title
  A [-draft-]{{+page+}}

Text for patients and clinicians
  It is [-new [@a2020]-]{{+old [@a2020; @c2020]+}}.

Text for clinicians
  Rest a while.
  [-See [@b2020]-]
  {{+Look+}}.

References
  a2020 (The work a2020): volume 1 → 2
  {{+c2020 (The work c2020)+}}
  [-b2020 (The work b2020)-]
"""
    )
    assert tree(clinic) == before


def test_a_retraction_is_told_in_words(clinic):
    edit(
        clinic,
        "title = {The work a2020}",
        "title = {The work a2020},\n  keywords = {retracted}",
        "references.bib",
    )
    assert "a2020 (The work a2020): " in diff(clinic).out
    assert "now retracted" in diff(clinic).out


def test_steps_after_the_approval_do_not_hide_it(clinic):
    edit(clinic, "It is new", "It is old")
    taken(clinic, "submit", "start")
    assert "It is [-new-]{+old+} [@a2020]." in diff(clinic).out


def test_it_is_compared_with_the_newest_approval(clinic):
    edit(clinic, "It is new", "It is old")
    taken(clinic, "submit", "start", "approve")
    assert "nothing has changed" in diff(clinic).out
    edit(clinic, "It is old", "It is odd")
    assert "It is [-old-]{+odd+} [@a2020]." in diff(clinic).out


def test_a_moved_article_keeps_its_approved_text(clinic):
    (clinic / FILE).rename(clinic / "content/articles/e.md")
    edit(clinic, "It is new", "It is old", "content/articles/e.md")
    assert "{+old+}" in command(clinic, "review", "diff", "e").out


def test_an_article_that_was_never_approved(clinic):
    result = command(clinic, "review", "diff", "fmt")
    assert result == (0, "content/articles/fmt.md: never approved, so all of it is new to a reviewer\n", "")


def test_an_older_approval_without_a_kept_text(clinic):
    shutil.rmtree(clinic / "content/approved")
    assert diff(clinic).status == 0  # the digest alone says that nothing has changed
    edit(clinic, "It is new", "It is old")
    result = diff(clinic)
    assert result.status == 1
    assert "but the text of that day was not kept" in result.out
    assert "hint: " in result.err


def test_any_step_keeps_the_text_of_an_approval_that_holds(clinic):
    shutil.rmtree(clinic / "content/approved")
    taken(clinic, "submit")
    edit(clinic, "It is new", "It is old")
    assert "[-new-]{+old+}" in diff(clinic).out


def test_a_step_of_a_changed_text_keeps_nothing(clinic):
    shutil.rmtree(clinic / "content/approved")
    edit(clinic, "It is new", "It is old")
    taken(clinic, "submit")
    assert not (clinic / "content/approved").exists()


def test_a_damaged_text_is_told(clinic):
    [path] = (clinic / "content/approved").iterdir()
    path.write_text("{}")
    edit(clinic, "It is new", "It is old")
    result = diff(clinic)
    assert (result.status, result.codes) == (1, ["approved-text"])


def test_no_approval_is_entered_whose_text_cannot_be_kept(clinic):
    edit(clinic, "It is new", "It is old")
    taken(clinic, "submit", "start")
    shutil.rmtree(clinic / "content/approved")
    (clinic / "content/approved").write_text("no folder")
    before = (clinic / FILE).read_bytes()
    result = command(clinic, "review", "approve", FILE, "--by", "okafor")
    assert result.status == 2
    assert "approved" in result.err
    assert (clinic / FILE).read_bytes() == before


def test_colours_take_the_place_of_signs_on_a_terminal(clinic, monkeypatch):
    from plainleaf.cli import review_diff

    edit(clinic, "It is new", "It is old")
    monkeypatch.setattr(review_diff, "is_colourful", lambda _: True)
    out = diff(clinic).out  # click takes colours out again, as this is no terminal
    assert "It is new old [@a2020]." in out
    assert "[-" not in out


@pytest.mark.parametrize(
    ("terminal", "environment", "colour"),
    [
        (True, {}, True), (True, {"NO_COLOR": "1"}, False), (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False), (False, {}, False),
    ],
)  # fmt: skip
def test_where_there_is_colour(monkeypatch, terminal, environment, colour):
    from plainleaf.cli.terminal import is_colourful

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal, raising=False)
    assert is_colourful(sys.stdout) is colour


def test_a_text_cannot_steer_the_terminal(clinic):
    edit(clinic, "A draft", '"A \\e[31mdraft"')
    assert "\x1b" not in diff(clinic).out


@pytest.mark.parametrize("file", ["nowhere", "", "content/pages/about.md"])
def test_what_is_no_article_is_wrong_usage(clinic, file):
    assert command(clinic, "review", "diff", file).status == 2


def test_the_bibliography_of_these_tests_has_volumes():
    assert BIBLIOGRAPHY.count("volume = {1}") == 8
