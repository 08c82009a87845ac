"""`build.py review import`: an answer from a packet is checked, and entered like a command."""

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plainleaf.authoring.review_answer import parse_answer
from tests.cli.command import command, process, tree
from tests.tiny_site import article

FILE = "content/articles/d.md"
ANSWER = "d-answer.json"
PEOPLE = """\
rivera: {name: Ana Rivera, role: Author}
okafor: {name: Ben Okafor, role: Medical Advisory Board}
lee: {name: Lee Park, role: Medical reviewer}
"""


@pytest.fixture
def clinic(site, clinic):
    """A clinic with an article that was handed in."""
    site.write("content/people.yaml", PEOPLE)
    site.write(FILE, article("It is new [@a2020].", title="A draft", review=None))
    taken(clinic, "submit")
    return clinic


def taken(clinic, *steps):
    for step in steps:
        by = "rivera" if step == "submit" else "okafor"
        assert command(clinic, "review", step, FILE, "--by", by).status == 0


def digest_of(clinic) -> str:
    """The digest of the article as it is now, as an approval on a copy would write it."""
    text = (clinic / FILE).read_bytes()
    known = set((clinic / "content").rglob("*"))
    log = steps(clinic)
    taken(clinic, *(["start"] if log[-1:] == ["submitted"] else []), "approve")
    found = re.findall(r"sha256:[0-9a-f]{64}", (clinic / FILE).read_text())[-1]
    (clinic / FILE).write_bytes(text)
    for path in sorted(set((clinic / "content").rglob("*")) - known, reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    return found


def steps(clinic):
    return re.findall(r"status: ([a-z-]+)", (clinic / FILE).read_text())


def answer(clinic, **changes) -> dict:
    values = {
        "format": "plainleaf-review-answer",
        "version": 1,
        "path": "articles/d.md",
        "slug": "d",
        "digest": changes.get("digest") or digest_of(clinic),
        "decision": "approved",
        "by": "okafor",
        "date": "2026-01-15",
        "due": None,
        "note": "",
        "questions": {},
    }
    return {name: value for name, value in {**values, **changes}.items() if value != "left out"}


def imported(clinic, values, *words, **rest):
    data = values if isinstance(values, bytes) else json.dumps(values).encode()
    (clinic / ANSWER).write_bytes(data)
    return command(clinic, "review", "import", ANSWER, *words, **rest)


def test_an_approval_of_what_was_handed_in_takes_two_steps(clinic):
    result = imported(clinic, answer(clinic, note="Very\nclear.", due="2026-07-01"))
    assert (result.status, result.err) == (0, "")
    assert result.out == (
        f"{FILE}: under-review on 2026-01-15 by okafor\n"
        f"{FILE}: approved on 2026-01-15 by okafor, due again on 2026-07-01\n"
    )
    text = (clinic / FILE).read_text()
    assert "  - {status: under-review, date: 2026-01-15, by: okafor}\n" in text
    assert 'note: "Very clear."}' in text
    assert len(list((clinic / "content/approved").iterdir())) == 1
    assert command(clinic).status == 0
    assert 'data-review-status="approved"' in (clinic / "_site/d/index.html").read_text()


def test_a_request_for_changes_keeps_what_was_not_right(clinic):
    taken(clinic, "start")
    questions = {"Is the main message right?": "no", "Are the figures right?": "yes"}
    values = answer(clinic, decision="changes-requested", by="lee", note="See line 3.", questions=questions)
    assert imported(clinic, values).out == f"{FILE}: changes-requested on 2026-01-15 by lee\n"
    assert 'note: "See line 3. Is the main message right? No."' in (clinic / FILE).read_text()
    assert steps(clinic) == ["submitted", "under-review", "changes-requested"]


def test_an_article_that_is_due_again_can_be_approved_anew(clinic):
    taken(clinic, "start", "approve")
    values = answer(
        clinic, by="lee", digest=re.findall(r"sha256:\w+", (clinic / FILE).read_text())[-1], date="2027-01-20"
    )
    assert imported(clinic, values, day="2027-01-20").status == 0
    assert steps(clinic)[-2:] == ["under-review", "approved"]
    assert "due: 2028-01-20" in (clinic / FILE).read_text()


def test_an_answer_of_yesterday(clinic):
    taken(clinic, "start")
    assert imported(clinic, answer(clinic), day="2026-01-20").status == 0
    assert "date: 2026-01-15, by: okafor, due: 2027-01-15" in (clinic / FILE).read_text()


def test_an_answer_in_the_words_of_an_email(clinic):
    text = f"Hello,\n\n{json.dumps(answer(clinic), indent=2)}\n\nKind regards"
    assert imported(clinic, text.encode()).status == 0


def test_an_answer_whose_lines_an_email_has_broken(clinic):
    text = json.dumps(answer(clinic, note="Good, but see the figure.")).replace("but see", "but\n see")
    assert imported(clinic, text.encode()).status == 0
    assert 'note: "Good, but see the figure."' in (clinic / FILE).read_text()


# What is changed in an answer, and the codes of the refusal
REFUSED = {
    "another text": ({"digest": "sha256:" + "0" * 64}, ["review-answer"]),
    "another page": ({"path": "articles/x.md"}, ["review-answer"]),
    "a plain page": ({"path": "pages/about.md", "slug": "about"}, ["review-answer"]),
    "a path out of the content": ({"path": "../content/articles/d.md"}, ["review-answer"]),
    "another slug": ({"slug": "e"}, ["review-answer"]),
    "an author": ({"by": "rivera"}, ["review-reviewer", "review-reviewer"]),
    "a stranger": ({"by": "nobody"}, ["person-unknown"]),
    "tomorrow": ({"date": "2026-01-16"}, ["review-date"]),
    "before the last step": ({"date": "2026-01-14"}, ["review-date"]),
    "due on the same day": ({"due": "2026-01-15"}, ["review-date"]),
    "another format": ({"format": "x"}, ["review-answer"]),
    "a newer version": ({"version": 2}, ["review-answer"]),
    "a version that is none": ({"version": True}, ["review-answer"]),
    "a field more": ({"status": "approved"}, ["review-answer"]),
    "a field less": ({"by": "left out"}, ["review-answer"]),
    "a day that is none": ({"date": "2026-02-30"}, ["review-answer"]),
    "a decision that is none": ({"decision": "retired"}, ["review-answer"]),
    "a number for a name": ({"by": 7}, ["review-answer"]),
    "a question without an answer": ({"questions": {"Is it right?": "perhaps"}}, ["review-answer"]),
    "half a letter": ({"by": "\ud800", "note": "\ud800"}, ["person-unknown"]),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused_answers_write_nothing(clinic, what):
    changes, codes = REFUSED[what]
    values = answer(clinic, **changes)
    (clinic / ANSWER).touch()
    before = {name: file for name, file in tree(clinic).items() if name != ANSWER}
    result = imported(clinic, values)
    assert (result.status, result.out) == (1, "")
    assert sorted(result.codes) == codes
    assert "refused: nothing was written" in result.err
    assert {name: file for name, file in tree(clinic).items() if name != ANSWER} == before


def test_an_answer_to_a_text_that_has_changed_says_what_to_do(clinic):
    values = answer(clinic)
    (clinic / FILE).write_text((clinic / FILE).read_text().replace("It is new", "It is old"))
    result = imported(clinic, values)
    assert result.status == 1
    assert f"review packet {FILE}" in result.err
    assert steps(clinic) == ["submitted"]


@pytest.mark.parametrize("decision", ["approved", "changes-requested"])
def test_the_same_answer_is_entered_once(clinic, decision):
    values = answer(clinic, decision=decision, note="Once", questions={"Is it right?": "no"})
    assert imported(clinic, values).status == 0
    before = tree(clinic)
    result = imported(clinic, values)
    assert (result.status, result.codes) == (1, ["review-answer"])
    assert f"in the log already: {decision} on 2026-01-15 by okafor" in result.err
    assert {name: data for name, (data, _) in tree(clinic).items()} == {
        name: data for name, (data, _) in before.items()
    }


def test_an_answer_to_what_was_never_handed_in_names_the_commands(clinic):
    values = answer(clinic)
    text = (clinic / FILE).read_text()
    (clinic / FILE).write_text(re.sub(r"review:\n.*\n", "", text))
    result = imported(clinic, values)
    assert (result.status, result.codes) == (1, ["review-step"])
    assert "review submit ('submitted')" in result.err


def test_a_text_with_a_fault_is_not_approved(clinic):
    values = answer(clinic)
    bibliography = (clinic / "references.bib").read_text()
    (clinic / "references.bib").write_text(bibliography.replace("title = {The work a2020}", "title = {}"))
    result = imported(clinic, values)
    assert result.status == 1
    assert steps(clinic) == ["submitted"]


def test_nothing_remains_where_the_log_cannot_be_written(clinic, monkeypatch):
    from plainleaf.authoring import review_steps
    from plainleaf.authoring.review_log import WriteFault

    def fail(*_):
        raise WriteFault("no way")

    values = answer(clinic)
    monkeypatch.setattr(review_steps, "with_steps", fail)
    assert imported(clinic, values).codes == ["review-step"]
    assert steps(clinic) == ["submitted"]
    assert not (clinic / "content/approved").exists()


BYTES = {
    "nothing": b"",
    "no JSON": b"Dear colleague, I approve it.",
    "half of it": b'{"format": "plainleaf-review-answer", "version": 1,',
    "only a brace": b"}{",
    "UTF-16": "{}".encode("utf-16"),
    "Latin-1": '{"note": "é"}'.encode("latin-1"),
    "zeros": b"\x00" * 99,
    "nested": b'{"a": ' * 100_000 + b"}",
    "a long number": b'{"version": ' + b"9" * 5000 + b"}",
    "no number": b'{"format": "plainleaf-review-answer", "version": NaN}',
    "curly quotes": '{“format”: "plainleaf-review-answer"}'.encode(),
    "every byte": bytes(range(256)) * 9,
}


@pytest.mark.parametrize("what", BYTES)
def test_any_bytes_are_refused_with_a_diagnostic(clinic, what):
    result = imported(clinic, BYTES[what])
    assert (result.status, result.out) == (1, "")
    assert result.codes
    assert set(result.codes) <= {"review-answer", "encoding"}
    assert result.lines[0].startswith(f"{ANSWER}:")


def test_a_fault_of_the_text_has_its_place():
    _, [fault] = parse_answer('Hello\n\n{\n  "format" "x"\n}', ANSWER)
    assert (fault.line, fault.column) == (4, 12)


@given(
    st.text(max_size=80)
    | st.text(max_size=40).map(lambda text: '{"format": "plainleaf-review-answer", ' + text + "}")
)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_no_text_is_an_answer_by_chance(text):
    found, faults = parse_answer(text, ANSWER)
    assert found is None
    assert [fault.code for fault in faults] == ["review-answer"]


@pytest.mark.parametrize("file", ["nowhere.json", "content", ""])
def test_a_file_that_is_not_there_is_wrong_usage(clinic, file):
    assert command(clinic, "review", "import", file).status == 2


def test_as_a_user_runs_it(clinic):
    (clinic / ANSWER).write_text(json.dumps(answer(clinic)))
    result = process(clinic, "review", "import", ANSWER, "--today", "2026-01-15")
    assert (result.status, result.err) == (0, "")
