"""Front matter as authors write it: the table of cases/front_matter.yaml, and what is open-ended."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.model.articles import SourceDocument
from plainleaf.model.diagnostics import Diagnostic, in_order
from plainleaf.read.front_matter import ARTICLE_FIELDS, read_document
from plainleaf.read.text_files import decode_text

CASES = yaml.safe_load((Path(__file__).parent / "cases/front_matter.yaml").read_text(encoding="utf-8"))
BASE = "title: T\nsummary: S\ndate: 2025-11-08\nauthors: [rivera]"


def read(data: str | bytes, *, is_article: bool = True) -> tuple[SourceDocument, list[Diagnostic]]:
    """Read the file `content/articles/fmt.md` with this content, as a build does."""
    path = "content/articles/fmt.md"
    text, faults = decode_text(data.encode() if isinstance(data, str) else data, path)
    document, more = read_document(text, path, "articles/fmt.md", "en", is_article=is_article)
    return document, in_order(faults + more)


def assert_found(diagnostics: list[Diagnostic], expected: list[str]) -> None:
    """Assert that these are the faults, each written `LINE:COLUMN CODE words of the message => of the hint`."""
    places = [f"{d.line}:{d.column} {d.code}" for d in diagnostics]
    rows = [row.split(" ", 2) for row in expected]
    assert places == [" ".join(row[:2]) for row in rows], diagnostics
    for d, row in zip(diagnostics, rows, strict=True):
        words, _, hint = (row[2] if len(row) > 2 else "").partition("=>")
        assert words.strip() in d.message
        assert hint.strip() in (d.hint or "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_the_table(case):
    text = case["file"] if "file" in case else f"---\n{case['front'].rstrip()}\n---\nText\n"
    document, diagnostics = read(text.replace("{BASE}", BASE))
    assert_found(diagnostics, case.get("faults", []))
    assert document.complete == (not diagnostics)
    for name, value in case.get("gives", {}).items():
        given_value = getattr(document.front, name)
        given_value = list(given_value) if isinstance(given_value, tuple) else str(given_value)
        assert given_value == (value if isinstance(value, list) else str(value)), name


def test_the_table_names_every_field():
    text = str(CASES)
    assert [name for name in ARTICLE_FIELDS if f"{name}:" not in text] == []


def test_the_log_is_typed():
    front = f"""---
{BASE}
review:
  - {{status: submitted, date: 2025-11-01, by: rivera, note: "On it: soon"}}
  - {{status: approved, date: 2025-11-08, by: okafor, due: 2026-11-08, digest: "sha256:0"}}
---
"""
    document, diagnostics = read(front)
    assert diagnostics == []
    first, last = document.front.review
    assert (first.status, str(first.date), first.by, first.note) == (
        "submitted", "2025-11-01", "rivera", "On it: soon",
    )  # fmt: skip
    assert (last.status, str(last.due), last.digest) == ("approved", "2026-11-08", "sha256:0")
    assert (last.at.line, last.at.column) == (8, 5)


def test_steps_behind_one_that_cannot_be_read_are_not_judged_by_it():
    steps = "  - {status: submited, date: 2025-11-01, by: rivera}\n  - {status: under-review, date: 2025-11-02, by: b}"
    document, diagnostics = read(f"---\n{BASE}\nreview:\n{steps}\n---\n")
    assert_found(diagnostics, ["7:14 review-step unknown status 'submited' => did you mean 'submitted'?"])
    assert document.front.review == ()


def test_a_plain_page_needs_a_title_alone_and_has_no_log():
    document, diagnostics = read("---\ntitle: About\n---\nText\n", is_article=False)
    assert diagnostics == []
    assert document.complete
    _, diagnostics = read("---\ntitle: About\nreview: []\n---\n", is_article=False)
    assert_found(diagnostics, ["3:1 front-matter-field unknown field 'review'"])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff", "\ufeff\ufeff"])
def test_line_ends_and_byte_order_marks_move_nothing(end, mark):
    text = mark + f"---\n{BASE}\ntopic: x\n---\n\nOne [@a]\n".replace("\n", end)
    document, diagnostics = read(text)
    assert_found(diagnostics, ["6:1 front-matter-field unknown field 'topic'"])
    assert document.body.text == "\nOne [@a]\n"
    at = document.body.position(document.body.text.index("[@a]"))
    assert (at.line, at.column) == (9, 5)


DEEP = ["title: " + "[" * 100_000, "title: " + "{a: " * 100_000, "- " * 50_000, "title: " + "[a, " * 50_000]
BOMBS = [
    "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: *c",
    "title: &a [*a, *a]",
    "<<: &a {<<: *a}",
    *DEEP,
]


@pytest.mark.timeout(60)  # against a hang: speed itself is no matter of a test
@pytest.mark.parametrize("front", BOMBS, ids=lambda text: text[:20])
def test_bombs_are_refused_at_once(front):
    _, diagnostics = read(f"---\n{front}\n---\n")
    assert diagnostics
    assert {d.code for d in diagnostics} <= {"front-matter-syntax", "front-matter-field"}


@pytest.mark.timeout(60)  # against a hang: speed itself is no matter of a test
def test_a_megabyte_of_front_matter_is_read_at_once():
    points = "".join(f"  - Point number {number}\n" for number in range(50_000))
    document, diagnostics = read(f"---\n{BASE}\nkey_points:\n{points}---\n")
    assert diagnostics == []
    assert len(document.front.key_points) == 50_000


@pytest.mark.timeout(60)  # against a hang: speed itself is no matter of a test
@pytest.mark.parametrize("line", ["x{}: y", "x{}: [", "x{}: a: b", "word {}", "- {}: ["])
def test_a_fault_in_a_long_front_matter_is_told_at_once(line):
    text = "title: One: two\n" + "".join(line.format(number) + "\n" for number in range(5_000))
    _, diagnostics = read(f"---\n{text}---\n")
    assert ("front-matter-syntax", 2, 11) in [(d.code, d.line, d.column) for d in diagnostics]


FRAGMENTS = st.sampled_from(
    ["---", "...", "title: T", "date: 2025-11-08", "authors: [a]", "review:", "  - {status: submitted", "}", "]",
     '"', "'", ": ", "- ", "\t", "\u00a0", "&a ", "*a", "!x ", "| ", "> ", "# ", "? ", "%", "@", "\r", "\n", "\x00",
     "\ufeff", "\u2028", "key_points:", "  - x", "summary: S: s", "—", "----"]
)  # fmt: skip


@given(st.lists(FRAGMENTS | st.text(max_size=8), max_size=30).map("\n".join) | st.text(max_size=200))
def test_whatever_stands_there_is_read_or_told_with_a_place_in_the_file(text):
    data = f"---\n{text}".encode("utf-8", errors="replace")
    document, diagnostics = read(data)
    lines = data.decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert document.complete or diagnostics
    for d in diagnostics:
        assert 1 <= d.line <= len(lines)
        assert 1 <= d.column <= len(lines[d.line - 1]) + 1


PRINTABLE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), min_size=1).filter(str.strip)


@given(PRINTABLE)
def test_a_title_in_quotes_may_hold_anything(title):
    quoted = "'" + title.replace("'", "''").replace("\u2028", " ").replace("\u2029", " ") + "'"
    document, diagnostics = read(f"---\ntitle: {quoted}\nsummary: S\ndate: 2025-11-08\nauthors: [a]\n---\n")
    assert diagnostics == []
    assert document.front.title == " ".join(title.split())


@given(PRINTABLE.map(lambda text: " ".join(text.split())))
def test_the_hint_for_a_title_that_cannot_be_read_can_be_pasted(title):
    def front(line: str) -> str:
        return f"---\n{line}\nsummary: S\ndate: 2025-11-08\nauthors: [a]\n---\n"

    _, diagnostics = read(front(f"title: {title}"))
    hints = [
        d.hint.partition(":  ")[2] for d in diagnostics if d.hint and d.hint.startswith("put the text in")
    ]
    for hint in hints:
        document, more = read(front(hint))
        assert more == []
        assert " ".join(document.front.title.split()) in (title, title[1:-1])
