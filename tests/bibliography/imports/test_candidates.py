"""A file of any kind to entries that could be added."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.bibliography.bibtex import parse_bibliography
from plainleaf.bibliography.imports.candidates import kind_of_file, parse_candidates

PAPER = "@article{x2020,\n  author = {Doe, J.}, title = {T},\n  journal = {J}, year = 2020 }\n"


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.nbib", "", ".nbib"),
        ("a.RIS", "", ".ris"),
        ("a.bib", "", ".bib"),
        ("pubmed.txt", "\nPMID- 1\n", ".nbib"),
        ("pubmed.txt", "OWN - NLM\nPMID- 1\n", ".nbib"),
        ("export.txt", "TY  - JOUR\n", ".ris"),
        ("export", "  @article{x,", ".bib"),
        ("a.txt", "Dear colleague", None),
    ],
)
def test_what_a_file_is(name, text, kind):
    assert kind_of_file(name, text) == kind


def test_an_entry_is_copied_as_it_is_written():
    (candidate,), diagnostics = parse_candidates(PAPER, "z.bib")
    assert diagnostics == []
    assert (candidate.text, candidate.key, candidate.at.line) == (PAPER, "x2020", 1)


def test_what_an_entry_takes_from_elsewhere_comes_with_it():
    text = (
        '@string{jt = "Journal of Tests"}\n'
        + PAPER.replace("{J}", 'jt # " B"')
        + "@incollection{c, author={A, B},"
        "title={C}, crossref={whole}}\n@book{whole, title={W}, year=2001, publisher={P}, editor={E, F}}\n"
    )
    candidates, diagnostics = parse_candidates(text, "z.bib")
    assert diagnostics == []
    first, second, _ = candidates
    assert "journal  = {Journal of Tests B}" in first.text
    assert "crossref" not in second.text
    known = parse_bibliography(text, "").references
    for candidate in candidates:
        alone = parse_bibliography(candidate.text, "").references[candidate.key]
        assert alone.title == known[candidate.key].title
        assert alone.container_title == known[candidate.key].container_title


def test_a_broken_entry_is_an_error_with_its_line_and_takes_no_neighbour_with_it():
    candidates, diagnostics = parse_candidates(
        f"@article{{bad, title = {{A}} year = 2020}}\n{PAPER}", "z.bib"
    )
    assert [candidate.key for candidate in candidates] == ["x2020"]
    assert {(d.path, d.line) for d in diagnostics} == {("z.bib", 1)}
    assert "error" in {d.severity for d in diagnostics}


@pytest.mark.parametrize(
    ("name", "text"), [("a.nbib", ""), ("a.ris", "hello\n"), ("a.bib", "hello\n"), ("a.txt", "hello\n")]
)
def test_a_file_without_a_work_is_an_error(name, text):
    candidates, (diagnostic,) = parse_candidates(text, name)
    assert candidates == []
    assert (diagnostic.code, diagnostic.severity) == ("import-unread", "error")


@given(st.sampled_from(["a.nbib", "a.ris", "a.bib", "a.txt"]), st.text(max_size=200))
def test_every_file_gives_works_or_says_why_not(name, text):
    candidates, diagnostics = parse_candidates(text, name)
    assert candidates or diagnostics
