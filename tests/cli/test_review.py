"""`build.py review …`: the steps, who may take them, and what is written."""

import re

import pytest

from tests.cli.command import command, process, tree
from tests.tiny_site import article

FILE = "content/articles/d.md"
PEOPLE = """\
rivera: {name: Ana Rivera, role: Author}
okafor: {name: Ben Okafor, role: Medical Advisory Board}
lee: {name: Lee Park, role: Medical reviewer}
"""


@pytest.fixture
def clinic(site, clinic):
    site.write("content/people.yaml", PEOPLE)
    site.write(FILE, article("It is new [@a2020].", title="A draft", review=None))
    return clinic


def review(clinic, *words, day="2026-01-15"):
    return command(clinic, "review", *words, day=day)


def steps(clinic, name=FILE):
    return re.findall(r"status: ([a-z-]+)", (clinic / name).read_text())


def taken(clinic, *steps_, file=FILE):
    """Take some steps that must work."""
    for step in steps_:
        result = review(clinic, step, file, "--by", "rivera" if step == "submit" else "okafor")
        assert result.status == 0, result.err


def test_the_whole_workflow(clinic):
    result = review(clinic, "submit", FILE, "--by", "rivera", "--note", "First try: done")
    assert (result.status, result.err) == (0, "")
    assert result.out == "content/articles/d.md: submitted on 2026-01-15 by rivera\n"
    taken(clinic, "start", "request-changes", "submit", "start", "approve", "retire", "submit")
    assert steps(clinic) == [
        "submitted", "under-review", "changes-requested", "submitted", "under-review", "approved", "retired", "submitted",
    ]  # fmt: skip
    assert command(clinic).status == 0


def test_an_approval_is_of_exactly_this_text_and_for_a_year(clinic):
    taken(clinic, "submit", "start")
    result = review(clinic, "approve", FILE, "--by", "lee", "--note", "Good", day="2026-02-28")
    assert result.out == "content/articles/d.md: approved on 2026-02-28 by lee, due again on 2027-02-28\n"
    last = (clinic / FILE).read_text().splitlines()[9]
    assert re.fullmatch(
        r"  - \{status: approved, date: 2026-02-28, by: lee, due: 2027-02-28, digest: \"sha256:[0-9a-f]{64}\", note: Good\}",
        last,
    )
    built = command(clinic, day="2026-02-28")
    assert (built.status, built.codes) == (0, [])
    assert "1 approved" in built.out
    assert 'data-review-status="approved"' in (clinic / "_site/d/index.html").read_text()


@pytest.mark.parametrize(
    ("months", "day", "due"),
    [
        (12, "2024-02-29", "2025-02-28"), (6, "2026-08-31", "2027-02-28"), (1, "2026-12-31", "2027-01-31"),
        (36, "2026-01-15", "2029-01-15"), (24, "2024-02-29", "2026-02-28"),
    ],
)  # fmt: skip
def test_an_approval_is_due_after_the_months_of_the_settings(site, clinic, months, day, due):
    site.write("content/site.yaml", f"review_months: {months}\n")
    site.write("content/articles/d.md", article("Text.", date="2024-01-01", review=None))
    for step in ("submit", "start", "approve"):
        review(clinic, step, FILE, "--by", "rivera" if step == "submit" else "okafor", day=day)
    assert steps(clinic)[-1] == "approved"
    assert f"due: {due}" in (clinic / FILE).read_text()


def test_an_approval_at_the_end_of_the_calendar(clinic):
    taken(clinic, "submit", "start")
    assert review(clinic, "approve", FILE, "--by", "okafor", day="9999-01-31").codes == ["review-date"]


def test_the_due_date_can_be_given(clinic):
    taken(clinic, "submit", "start")
    assert review(clinic, "approve", FILE, "--by", "okafor", "--due", "2026-03-01").status == 0
    assert "due: 2026-03-01" in (clinic / FILE).read_text()


ORDER = {
    (): ["submit"],
    ("submit",): ["start"],
    ("submit", "start"): ["approve", "request-changes"],
    ("submit", "start", "request-changes"): ["submit"],
    ("submit", "start", "approve"): ["submit", "start", "retire"],
    ("submit", "start", "approve", "retire"): ["submit"],
}
COMMANDS = ["submit", "start", "request-changes", "approve", "retire"]


@pytest.mark.parametrize("step", COMMANDS)
@pytest.mark.parametrize("before", ORDER, ids=lambda steps: steps[-1] if steps else "none")
def test_each_step_after_each_other(clinic, before, step):
    taken(clinic, *before)
    as_it_was = tree(clinic)
    result = review(clinic, step, FILE, "--by", "okafor")
    if step in ORDER[before]:
        assert result.status == 0
        assert len(steps(clinic)) == len(before) + 1
        return
    assert result.status == 1
    assert result.codes == ["review-step"]
    assert "refused: nothing was written" in result.err
    assert all(f"{name} (" in result.err.splitlines()[1] for name in ORDER[before])
    assert tree(clinic) == as_it_was


REFUSED = {
    "an author approves": (["submit", "start"], "approve", ["--by", "rivera"], ["review-reviewer"] * 2),
    "a stranger approves": (["submit", "start"], "approve", ["--by", "okafro"], ["person-unknown"]),
    "a stranger submits": ([], "submit", ["--by", "nobody"], ["person-unknown"]),
    "due before today": (
        ["submit", "start"],
        "approve",
        ["--by", "lee", "--due", "2026-01-14"],
        ["review-date"],
    ),
    "due today": (["submit", "start"], "approve", ["--by", "lee", "--due", "2026-01-15"], ["review-date"]),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused_steps_write_nothing(clinic, what):
    before, step, words, codes = REFUSED[what]
    taken(clinic, *before)
    as_it_was = tree(clinic)
    result = review(clinic, step, FILE, *words)
    assert (result.status, result.codes, result.out) == (1, codes, "")
    assert result.lines[0].startswith("content/articles/d.md:")
    assert tree(clinic) == as_it_was


def test_a_step_before_the_last_one_is_refused(clinic):
    taken(clinic, "submit")
    result = review(clinic, "start", FILE, "--by", "okafor", day="2026-01-14")
    assert (result.status, result.codes) == (1, ["review-date"])
    assert steps(clinic) == ["submitted"]


def test_a_member_of_the_board_may_not_approve_what_they_wrote(site, clinic):
    site.write(FILE, article("Text.", authors=["rivera", "okafor"], review=None))
    taken(clinic, "submit", "start")
    assert review(clinic, "approve", FILE, "--by", "okafor").codes == ["review-reviewer"]
    assert review(clinic, "approve", FILE, "--by", "lee").status == 0


@pytest.mark.parametrize("by", [[], ["--by"], ["--by", ""]])
def test_somebody_must_take_a_step(clinic, by):
    assert review(clinic, "submit", FILE, *by).status in (1, 2)
    assert steps(clinic) == []


# Faults that stand in the way

FAULTS = {
    "an unknown key": ("It is new [@zzz].", {}),
    "a broken link": ("See [x](/nowhere/).", {}),
    "an unknown field": ("Text.", {"titel": "x"}),
    "an unknown author": ("Text.", {"authors": ["nobody"]}),
    "a picture that is missing": ("![x](images/x.png)", {}),
    "a block that is not closed": ("::: info\nText.\n", {}),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_text_with_errors_is_neither_submitted_nor_approved(site, clinic, what):
    text, fields = FAULTS[what]
    submitted = {"status": "submitted", "date": "2026-01-01", "by": "rivera"}
    started = {"status": "under-review", "date": "2026-01-02", "by": "okafor"}
    for log, step in ((None, "submit"), ([submitted, started], "approve")):
        site.write(FILE, article(text, **{**fields, "review": log}))
        before = tree(clinic)
        result = review(clinic, step, FILE, "--by", "okafor")
        assert result.status == 1
        assert "nothing was written" in result.err
        assert tree(clinic) == before


def test_a_text_with_a_broken_link_can_still_be_sent_back_and_withdrawn(site, clinic):
    taken(clinic, "submit", "start")
    text = (clinic / FILE).read_text()
    site.write(FILE, text.replace("It is new", "It is [new](/nowhere/)"))
    assert review(clinic, "request-changes", FILE, "--by", "okafor").status == 0
    site.write(FILE, text)
    taken(clinic, "approve")
    site.write(FILE, (clinic / FILE).read_text().replace("It is new", "It is [new](/nowhere/)"))
    assert review(clinic, "retire", FILE, "--by", "okafor").status == 0


def test_faults_of_other_articles_do_not_stand_in_the_way(site, clinic):
    site.write("content/articles/fmt.md", article("[@zzz] [x](/nowhere/)", titel="x"))
    taken(clinic, "submit", "start", "approve")


def test_a_work_with_a_fault_stands_in_the_way_of_an_approval_that_rests_on_it(site, clinic):
    taken(clinic, "submit", "start")
    bibliography = (clinic / "references.bib").read_text()
    site.write("references.bib", bibliography + "\n@article{unused,\n  title = {No journal}\n}\n")
    assert review(clinic, "approve", FILE, "--by", "okafor").status == 0
    site.write(FILE, re.sub(r"(?m)^  - \{status: approved.*\n", "", (clinic / FILE).read_text()))
    site.write("references.bib", bibliography.replace("title = {The work a2020}", "title = {}"))
    result = review(clinic, "approve", FILE, "--by", "okafor")
    assert (result.status, result.codes) == (1, ["bib-field"])
    assert result.lines[0].startswith("references.bib:")


def test_a_warning_that_an_edition_lost_stands_in_the_way_of_an_approval(site, clinic):
    body = "It is new [@a2020].\n\n::: audience carer\nFor you.\n:::\n\n:::: audience patient\n::: warning\nStop.\n:::\n::::"
    site.write(FILE, article(body, review=None))
    taken(clinic, "submit", "start")
    assert command(clinic).status == 0
    result = review(clinic, "approve", FILE, "--by", "okafor")
    assert (result.status, steps(clinic)) == (1, ["submitted", "under-review"])
    assert "[edition-parity]" in result.err
    waive = [{"code": "edition-parity", "reason": "Carers read the same in a leaflet of their own."}]
    site.write(FILE, article(body, review=None, waive=waive))
    taken(clinic, "submit", "start", "approve")
    assert command(clinic, "build", "--strict").status == 0


def test_broken_people_stand_in_the_way_with_their_own_line(site, clinic):
    site.write("content/people.yaml", PEOPLE.replace("role: Medical Advisory Board", "role: [x"))
    result = review(clinic, "submit", FILE, "--by", "rivera")
    assert (result.status, result.codes) == (1, ["front-matter-syntax"])
    assert result.lines[0].startswith("content/people.yaml:2:")


def test_a_log_in_a_form_that_cannot_be_added_to_is_refused(site, clinic):
    site.write(FILE, "---\n{title: T, summary: S, date: 2026-01-01, authors: [rivera]}\n---\nText\n")
    before = tree(clinic)
    result = review(clinic, "submit", FILE, "--by", "rivera")
    assert (result.status, result.codes) == (1, ["review-step"])
    assert tree(clinic) == before


# Which file


@pytest.mark.parametrize(
    "file", [FILE, f"./{FILE}", "articles/d.md", "d", "content/articles/../articles/d.md"]
)
def test_a_file_by_its_path_or_its_slug(clinic, file):
    assert review(clinic, "submit", file, "--by", "rivera").status == 0
    assert steps(clinic) == ["submitted"]


@pytest.mark.parametrize("file", [FILE, "articles/d.md", "d", "clinic/content/articles/d.md"])
def test_a_file_from_another_folder(clinic, tmp_path, file):
    places = ["--content", clinic / "content", "--bibliography", clinic / "references.bib"]
    assert review(tmp_path, "submit", file, "--by", "rivera", *places).status == 0
    assert steps(clinic) == ["submitted"]


def test_a_file_by_its_full_path(clinic, tmp_path):
    result = process(
        tmp_path, "review", "submit", clinic / FILE, "--by", "rivera", "--content", clinic / "content",
        "--bibliography", clinic / "references.bib", "--today", "2026-01-15",
    )  # fmt: skip
    assert result.status == 0, result.err
    assert steps(clinic) == ["submitted"]


@pytest.mark.parametrize(
    "file",
    [
        "nowhere.md",
        "content/articles",
        "references.bib",
        "content/pages/about.md",
        "about",
        "",
        "/",
        "content/people.yaml",
    ],
)
def test_what_is_no_article_is_wrong_usage(clinic, file):
    before = tree(clinic)
    result = review(clinic, "submit", file, "--by", "rivera")
    assert result.status == 2
    assert tree(clinic) == before


def test_a_mistyped_slug_comes_with_the_nearest_one(clinic):
    assert "did you mean 'fmt'?" in review(clinic, "submit", "fmtt", "--by", "rivera").err


def test_a_slug_that_two_languages_share_must_be_told_apart(site, clinic):
    site.write("content/articles/es/d.md", article("Texto.", lang="es", review=None))
    result = review(clinic, "submit", "d", "--by", "rivera")
    assert result.status == 2
    assert "content/articles/d.md, content/articles/es/d.md" in result.err
    assert review(clinic, "submit", "content/articles/es/d.md", "--by", "rivera").status == 0
    assert steps(clinic, "content/articles/es/d.md") == ["submitted"]


def test_a_linked_article_stays_a_link(clinic, tmp_path):
    (clinic / FILE).rename(tmp_path / "d.md")
    (clinic / FILE).symlink_to(tmp_path / "d.md")
    taken(clinic, "submit")
    assert (clinic / FILE).is_symlink()
    assert steps(clinic) == ["submitted"]


@pytest.mark.parametrize("note", ['He said "yes": go', "#1\nand  more", "{a}", "é 漢", "-", "\ud800 x"])
def test_a_note_is_kept_on_one_line(clinic, note):
    assert review(clinic, "submit", FILE, "--by", "rivera", "--note", note).status == 0
    assert command(clinic, "check").status == 0
    assert len((clinic / FILE).read_text().splitlines()) == 11


# review list


def test_the_list_has_what_needs_somebody_first(site, clinic):
    taken(clinic, "submit", "start", "approve", file="content/articles/d.md")
    site.write("content/articles/a.md", article("Scheduled.", title="Of tomorrow", date="2026-02-01"))
    site.write("content/articles/r.md", article("R [@b2020].", title="Sent back", review=None))
    taken(clinic, "submit", "start", "request-changes", file="content/articles/r.md")
    result = review(clinic, "list")
    assert (result.status, result.err) == (0, "")
    rows = [line.split() for line in result.out.splitlines()]
    assert rows[0] == ["STATUS", "DUE", "REVIEWER", "FILE", "TITLE"]
    assert [(row[0], row[1], row[2], row[3]) for row in rows[1:]] == [
        ("changes-requested", "-", "okafor", "content/articles/r.md"),
        ("submitted", "-", "-", "content/articles/fmt.md"),
        ("draft", "-", "-", "content/articles/a.md"),
        ("approved", "2027-01-15", "okafor", "content/articles/d.md"),
    ]
    assert "about.md" not in result.out


def test_the_list_has_what_is_changed_or_overdue_before_all(site, clinic):
    for name in ("d", "e"):
        site.write(f"content/articles/{name}.md", article(f"Text {name}.", review=None))
        taken(clinic, "submit", "start", "approve", file=f"content/articles/{name}.md")
    site.write(
        "content/articles/e.md", (clinic / "content/articles/e.md").read_text().replace("Text e", "Text f")
    )
    rows = [line.split()[0] for line in review(clinic, "list", day="2027-01-16").out.splitlines()]
    assert rows == ["STATUS", "changed", "overdue", "submitted"]


def test_the_list_is_there_with_errors_too_and_says_so(site, clinic):
    site.write(FILE, "no front matter")
    result = review(clinic, "list")
    assert result.status == 0
    assert "content/articles/fmt.md" in result.out
    assert "1 error" in result.err


def test_the_list_shows_what_a_reviewer_is_asked_to_accept(site, clinic):
    waive = [{"code": "readability", "reason": "Names of medicines."}]
    site.write(FILE, article("It is new [@a2020].", review=None, waive=waive))
    lines = review(clinic, "list").out.splitlines()
    at = next(number for number, line in enumerate(lines) if FILE in line)
    assert f"{FILE}: waived: readability (Names of medicines.)" in lines[at + 1 :]


@pytest.mark.parametrize(
    ("word", "hint"), [("aprove", "did you mean 'approve'?"), ("zzz", "the commands are: list, diff")]
)
def test_a_command_that_is_none(clinic, word, hint):
    result = review(clinic, word)
    assert result.status == 2
    assert hint in result.err


@pytest.mark.parametrize(
    "name", ["list", "diff", "packet", "import", "submit", "start", "request-changes", "approve", "retire"]
)
def test_the_help_of_every_command_has_an_example(clinic, name):
    result = command(clinic, "review", name, "--help", day=None)
    assert result.status == 0
    assert f"Example: python build.py review {name}" in " ".join(result.out.split())


def test_the_list_writes_nothing(clinic):
    before = tree(clinic)
    review(clinic, "list")
    assert tree(clinic) == before


def test_an_empty_site_has_an_empty_list(tmp_path):
    (tmp_path / "content").mkdir()
    result = review(tmp_path, "list")
    assert result.status == 0
    assert result.out.split() == ["STATUS", "DUE", "REVIEWER", "FILE", "TITLE"]


def test_two_new_articles_that_lead_to_each_other_are_handed_in_one_after_the_other(site, clinic):
    other = "content/articles/other.md"
    site.write(FILE, article("See [the other](/other/).", review=None))
    site.write(other, article("See [the first](/d/) and [nothing](/nowhere/).", review=None))
    assert review(clinic, "submit", FILE, "--by", "rivera").status == 0
    assert command(clinic, "check").codes == ["link-broken", "link-broken"]
    refused = review(clinic, "submit", other, "--by", "rivera")
    assert refused.codes == ["link-broken"]
    assert "/nowhere/" in refused.err
    site.write(other, article("See [the first](/d/).", review=None))
    assert review(clinic, "submit", other, "--by", "rivera").status == 0
    assert command(clinic, "check").codes == []
