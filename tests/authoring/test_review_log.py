"""A step written into an article's file: it goes in at its place, and every other byte stays."""

import datetime
import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.authoring.review_log import WriteFault, step_text, with_step, with_steps
from plainleaf.model.diagnostics import Position
from plainleaf.model.review_log import ReviewStep, Status
from plainleaf.read.front_matter import read_document
from plainleaf.read.text_files import decode_text

PATH = "content/articles/fmt.md"
BASE = "title: T\nsummary: S\ndate: 2025-11-08\nauthors: [rivera]\n"
FIRST = "{status: submitted, date: 2025-11-01, by: rivera}"
NEW = "{status: under-review, date: 2025-11-03, by: okafor}"


def step(**rest) -> ReviewStep:
    return ReviewStep(Status.UNDER_REVIEW, datetime.date(2025, 11, 3), "okafor", Position(PATH), **rest)


def log_of(data: bytes) -> list[tuple]:
    text, faults = decode_text(data, PATH)
    document, more = read_document(text, PATH, PATH, "en", is_article=True)
    assert faults + more == []
    return [(s.status, s.date, s.by, s.due, s.digest, s.note) for s in document.front.review]


# What stands in the front matter, and what it becomes; the body follows.
TABLE = {
    "no field": (BASE, BASE + f"review:\n  - {NEW}\n"),
    "an empty field": (BASE + "review:\n", BASE + f"review:\n  - {NEW}\n"),
    "an empty field with a remark": (
        BASE + "review:   # nothing yet\n",
        BASE + f"review:   # nothing yet\n  - {NEW}\n",
    ),
    "an empty field in the middle": ("review:\n" + BASE, f"review:\n  - {NEW}\n" + BASE),
    "null": (BASE + "review: ~\n", BASE + f"review:\n  - {NEW}\n"),
    "an empty list": (BASE + "review: []\n", BASE + f"review:\n  - {NEW}\n"),
    "an empty list first": ("review: [ ]\n" + BASE, f"review:\n  - {NEW}\n" + BASE),
    "an empty list with a remark": (
        BASE + "review: []  # none\n",
        BASE + f"review:   # none\n  - {NEW}\n",
    ),
    "an empty list over two lines": (BASE + "review: [\n  ]\n", BASE + f"review:\n  - {NEW}\n"),
    "a list of lines": (
        BASE + f"review:\n  - {FIRST}\n",
        BASE + f"review:\n  - {FIRST}\n  - {NEW}\n",
    ),
    "a list at the beginning of the line": (
        BASE + f"review:\n- {FIRST}\n",
        BASE + f"review:\n- {FIRST}\n- {NEW}\n",
    ),
    "a list far indented": (
        BASE + f"review:\n        -   {FIRST}\n",
        BASE + f"review:\n        -   {FIRST}\n        - {NEW}\n",
    ),
    "the field first": (
        f"review:\n  - {FIRST}\n" + BASE,
        f"review:\n  - {FIRST}\n  - {NEW}\n" + BASE,
    ),
    "the field in the middle": (
        f"topics: [a]\nreview:\n  - {FIRST}\n" + BASE,
        f"topics: [a]\nreview:\n  - {FIRST}\n  - {NEW}\n" + BASE,
    ),
    "remarks at line ends and between": (
        f"# top\nreview: # log\n  # first\n  - {FIRST}   # by phone\n  # to do: ask Ben\n\n# more\n" + BASE,
        f"# top\nreview: # log\n  # first\n  - {FIRST}   # by phone\n  - {NEW}\n"
        "  # to do: ask Ben\n\n# more\n" + BASE,
    ),
    "steps over several lines": (
        BASE + "review:\n  - status: submitted\n    date: 2025-11-01\n    by: rivera   # Ana\nslug: x\n",
        BASE + f"review:\n  - status: submitted\n    date: 2025-11-01\n    by: rivera   # Ana\n  - {NEW}\nslug: x\n",
    ),
    "a step that ends with an empty field": (
        BASE + "review:\n- status: submitted\n  date: 2025-11-01\n  by: rivera\n  note:\n",
        BASE + f"review:\n- status: submitted\n  date: 2025-11-01\n  by: rivera\n  note:\n- {NEW}\n",
    ),
    "a step that ends with a long note": (
        BASE + "review:\n  - status: submitted\n    date: 2025-11-01\n    by: rivera\n    note: >-\n      Two\n      lines\nslug: x\n",
        BASE + "review:\n  - status: submitted\n    date: 2025-11-01\n    by: rivera\n    note: >-\n      Two\n      lines\n"
        f"  - {NEW}\nslug: x\n",
    ),
    "a long note last": (
        BASE + "review:\n  - by: rivera\n    status: submitted\n    date: 2025-11-01\n    note: |\n      Two\n      lines\n",
        BASE + "review:\n  - by: rivera\n    status: submitted\n    date: 2025-11-01\n    note: |\n      Two\n      lines\n"
        f"  - {NEW}\n",
    ),
    "braces over several lines": (
        BASE + "review:\n  - {status: submitted,\n     date: 2025-11-01,\n     by: rivera}\n",
        BASE + f"review:\n  - {{status: submitted,\n     date: 2025-11-01,\n     by: rivera}}\n  - {NEW}\n",
    ),
    "brackets on one line": (
        BASE + f"review: [{FIRST}]\n",
        BASE + f"review: [{FIRST}, {NEW}]\n",
    ),
    "brackets on one line with a comma and a remark": (
        BASE + f"review: [ {FIRST}, ] # log\n",
        BASE + f"review: [ {FIRST}, {NEW}, ] # log\n",
    ),
    "brackets over several lines": (
        BASE + f"review: [\n  {FIRST}\n]\n",
        BASE + f"review: [\n  {FIRST},\n  {NEW}\n]\n",
    ),
    "brackets over several lines with a comma and a remark": (
        BASE + f"review: [\n  {FIRST},  # by phone\n]\nslug: x\n",
        BASE + f"review: [\n  {FIRST},  # by phone\n  {NEW},\n]\nslug: x\n",
    ),
    "brackets that close on the last line": (
        BASE + f"review: [\n    {FIRST}]\n",
        BASE + f"review: [\n    {FIRST}, {NEW}]\n",
    ),
    "letters of other scripts around it": (
        "# ünïcode 🙂 remark\nreview:\n  - {status: submitted, date: 2025-11-01, by: rivera, note: 漢字 🙂}  # é\n" + BASE,
        "# ünïcode 🙂 remark\nreview:\n  - {status: submitted, date: 2025-11-01, by: rivera, note: 漢字 🙂}  # é\n"
        f"  - {NEW}\n" + BASE,
    ),
    "a list indented with non-breaking blanks": (
        BASE + f"review:\n\u00a0\u00a0-\u00a0{FIRST}\n",
        BASE + f"review:\n\u00a0\u00a0-\u00a0{FIRST}\n  - {NEW}\n",
    ),
    "a field that only begins like it": (
        BASE + "conflicts: |\n  review:\n    - x\n",
        BASE + f"conflicts: |\n  review:\n    - x\nreview:\n  - {NEW}\n",
    ),
    "the name in quotes": (
        BASE + f'"review":\n  - {FIRST}\n',
        BASE + f'"review":\n  - {FIRST}\n  - {NEW}\n',
    ),
}  # fmt: skip
BODIES = ["\nText with --- and review: []\n\n---\n\nmore\n", "", "no line end"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("what", TABLE)
def test_the_table(what, end):
    before, after = TABLE[what]
    for body in BODIES:
        for opening in ("---\n", "\ufeff---\n", "\n\n---  \n"):
            file, expected = (
                f"{opening}{text}---\n{body}".replace("\n", end).encode() for text in (before, after)
            )
            written = with_step(file, PATH, step())
            assert written.decode() == expected.decode()
            assert log_of(written) == [
                *log_of(file),
                *log_of(with_step(b"---\n" + BASE.encode() + b"---\n", PATH, step())),
            ]


def test_a_whole_history_can_be_written():
    data = f"---\n{BASE}review: []\n---\n".encode()
    for number in range(30):
        data = with_step(data, PATH, step(note=f"round {number}"))
    assert [entry[5] for entry in log_of(data)] == [f"round {number}" for number in range(30)]
    assert data.count(b"\n  - {") == 30


def test_a_file_without_a_line_end_at_its_end():
    data = with_step(f"---\n{BASE}---".encode(), PATH, step())
    assert data == f"---\n{BASE}review:\n  - {NEW}\n---".encode()


def test_every_field_of_an_approval():
    approved = ReviewStep(
        Status.APPROVED, datetime.date(2025, 11, 8), "okafor", Position(PATH), due=datetime.date(2026, 11, 8),
        digest="sha256:00", note="Good: go",
    )  # fmt: skip
    expected = '{status: approved, date: 2025-11-08, by: okafor, due: 2026-11-08, digest: "sha256:00", note: "Good: go"}'
    assert step_text(approved) == expected
    assert f"  - {expected}\n".encode() in with_step(f"---\n{BASE}---\n".encode(), PATH, approved)


@pytest.mark.parametrize(
    "by", ["null", "Null", "~", "yes", "007", "a b", "a: b", "é", "o'brien", "-", "a.b", "1e3"]
)
def test_an_id_stays_what_it_is(by):
    written = with_step(
        f"---\n{BASE}---\n".encode(),
        PATH,
        ReviewStep(Status.SUBMITTED, datetime.date(2025, 1, 1), by, Position(PATH)),
    )
    assert log_of(written)[0][2] == by


NOTES = [
    'He said "yes"', "it's", "a: b", "# not a remark", "- item", "{a: b}", "[x]", "back\\slash", "\\", '"', "'", "%", "@x",
    "!tag", "&a *a", "?", "---", "...", "null", "~", "2025-11-08", "漢字 🙂 é", "\u200fעברית", "\u200d\ufeff", "x" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("note", NOTES, ids=lambda note: repr(note[:10]))
def test_a_note_may_hold_anything(note):
    for front in (BASE, BASE + f"review: [{FIRST}]\n", BASE + f"review:\n- {FIRST}\n"):
        assert log_of(with_step(f"---\n{front}---\n".encode(), PATH, step(note=note)))[-1][5] == note


@given(st.text(max_size=80))
def test_any_note_is_kept_on_one_line_without_what_no_file_can_hold(note):
    before = f"---\n{BASE}review:\n  - {FIRST}\n---\nText\n".encode()
    written = with_step(before, PATH, step(note=note))
    head, tail = before[: -len(b"---\nText\n")], b"---\nText\n"
    assert written.startswith(head)
    assert written.endswith(tail)
    assert written.count(b"\n") == before.count(b"\n") + 1
    kept = log_of(written)[-1][5]
    unwritable = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
    assert kept == " ".join(unwritable.sub(" ", note).split())


REFUSED = {
    "no front matter": "Text\n",
    "front matter that is not closed": "---\ntitle: T\n",
    "a field that is unknown": f"---\n{BASE}x: y\n---\n",
    "YAML that can't be read": "---\ntitle: a: b\n---\n",
    "a log that is no list": f"---\n{BASE}review: submitted\n---\n",
    "all fields in braces": "---\n{title: T, summary: S, date: 2025-11-08, authors: [a]}\n---\n",
    "all fields indented": "---\n  title: T\n  summary: S\n  date: 2025-11-08\n  authors: [a]\n---\n",
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_refuses_rather_than_writes_what_it_cannot_read(what, tmp_path):
    path = tmp_path / "fmt.md"
    path.write_text(REFUSED[what])
    with pytest.raises(WriteFault, match=r"\w+ \w+"):
        with_steps(path, [step()])
    assert path.read_text() == REFUSED[what]
    assert os.listdir(tmp_path) == ["fmt.md"]


@pytest.mark.parametrize(
    "data", [b"---\ntitle: Caf\xe9\n---\n", b"\xff\xfe-\x00", b"---\ntitle: \x00\n---\n"]
)
def test_a_file_of_another_encoding_is_refused(data):
    with pytest.raises(WriteFault):
        with_step(data, PATH, step())


def test_several_steps_are_put_in_one_after_another(tmp_path):
    path = tmp_path / "fmt.md"
    path.write_text(f"---\n{BASE}---\nText\n")
    assert len(log_of(with_steps(path, [step(), step(note="again")]))) == 2
    assert path.read_text() == f"---\n{BASE}---\nText\n"
