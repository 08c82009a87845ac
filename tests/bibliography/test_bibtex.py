"""Whole bibliographies: what is read, what is reported where, and that nothing hides its neighbours."""

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainleaf.bibliography.ama import format_reference
from plainleaf.bibliography.bibtex import parse_bibliography

from .case_files import cases

BEFORE = "@misc{before, title = {First}, url = {https://first.example}}\n"
AFTER = "\n@misc{after, title = {Last}, url = {https://last.example}}\n"


@cases("broken")
def test_a_broken_part_is_reported_and_its_neighbours_are_read(case):
    bibliography = parse_bibliography(BEFORE + case["bibtex"] + AFTER, "references.bib")
    reads = case.get("reads", {})
    assert set(bibliography.references) == {"before", "after", *reads}
    assert bibliography.references["before"].title == "First"
    assert bibliography.references["after"].title == "Last"
    for key, fields in reads.items():
        for name, value in fields.items():
            assert getattr(bibliography.references[key], name) == value
    found = [[fault.code, fault.line, fault.key, fault.severe] for fault in bibliography.faults]
    assert found == [fault[:4] for fault in case["faults"]], bibliography.faults
    for fault, (*_, message, hint) in zip(bibliography.faults, case["faults"], strict=True):
        assert message in fault.message
        assert (hint is None) == (fault.hint is None)
        assert hint is None or hint in fault.hint


@cases("broken")
def test_the_same_is_found_with_other_line_ends_and_a_byte_order_mark(case):
    text = BEFORE + case["bibtex"] + AFTER
    plain = parse_bibliography(text, "references.bib")
    assert parse_bibliography("\ufeff" + text.replace("\n", "\r\n"), "references.bib") == plain
    assert parse_bibliography(text.replace("\n", "\r"), "references.bib") == plain


def test_nothing_is_logged(caplog):
    with caplog.at_level(logging.DEBUG):
        parse_bibliography("@article{x, title = {A\n@article{y\n", "references.bib")
    assert caplog.records == []


def test_the_path_is_kept_and_nothing_is_opened():
    assert parse_bibliography("", "no/such/references.bib").path == "no/such/references.bib"
    assert parse_bibliography("", "references.bib").references == {}


def test_a_fault_of_a_field_points_at_its_name():
    text = (
        "@article{x,\n  author = {Green, J.}, title = {About year = 5},\n  journal = {J},  Year = {20199},\n}"
    )
    (fault,) = parse_bibliography(text, "references.bib").faults
    assert (fault.line, fault.column) == (3, 19)


def test_a_fault_in_an_entry_on_one_line_points_at_its_field():
    text = "@misc{x, title = {url = of A}, url = {ftp://a.example}}"
    (fault,) = parse_bibliography(text, "references.bib").faults
    assert (fault.line, fault.column) == (1, 32)


def test_a_fault_behind_a_broken_entry_points_at_its_field():
    text = "@article{x\n@misc{y, title = {A}, url = {ftp://a.example}}"
    places = [(fault.key, fault.line, fault.column) for fault in parse_bibliography(text, "p").faults]
    assert places == [("x", 1, 1), ("y", 2, 23)]


def test_an_entry_that_takes_a_faulty_field_over_is_itself_the_place():
    text = "@incollection{x, title = {A}, crossref = {y}}\n@collection{y, title = {B}, publisher = {P}, year = {20199}}"
    places = {
        (fault.key, fault.line, fault.column)
        for fault in parse_bibliography(text, "p").faults
        if fault.severe
    }
    assert places == {("x", 1, 1), ("y", 2, 46)}


def test_faults_stand_in_the_order_of_the_file():
    text = "@misc{a, title = {A}}\n@misc{a, title = {B}}\n@misc{b, url = {data:x}}\n@article{c, title = {C\n"
    lines = [fault.line for fault in parse_bibliography(text, "references.bib").faults]
    assert lines == sorted(lines)
    assert len(lines) >= 4


def test_macros_that_double_each_other_stay_small():
    doubled = "".join(f"@string{{m{n} = m{n - 1} # m{n - 1}}}\n" for n in range(1, 60))
    text = f"@string{{m0 = {{{'x' * 50}}}}}\n{doubled}@misc{{x, title = m59, url = {{https://a.example}}}}"
    assert len(parse_bibliography(text, "references.bib").references["x"].title) <= 100_000


def test_entries_of_another_hand_keep_field_names_in_any_case():
    text = "@ARTICLE{x, AUTHOR = {Green, J.}, Title = {A}, JournalTitle = {J}, DATE = {2020-01}}"
    reference = parse_bibliography(text, "references.bib").references["x"]
    assert (reference.title, reference.container_title, reference.issued.month) == ("A", "J", 1)


FRAGMENTS = st.sampled_from(
    """@ @article @misc{ @string{ @comment{ @preamble{ @in-x{ { } ( ) " , = % # ~ $ \\ -- ; key, title author year = doi url
    crossref xdata {A} "B" 2001 10.5555/x http:// javascript: Smith,J and others et al \\url{ \\"o""".split()
) | st.sampled_from(["\n", "\r", "\r\n", " ", "\t", "\ufeff", "\x00", "\u2028", "\ufdd0", "\\\n", "ſ"])
SOUND = """@string{j = "A {J}"}
@article{one, author = {Green, J. and {Made-Up Group}},
  title = "A title",
  journal = j # { and } # j, year = 2020, month = "3~" # mar,
  doi = {10.5555/one}
}
@incollection(two, author = {Poe, P.}, title = {{A} part},
  crossref = {three}, pages = {1--2})
% a remark
@collection{three,
  editor = "Roe, R.",
  title = {A whole},
  publisher = {P}
}
"""


@st.composite
def slips(draw):
    """A sound text with a few slips of the hand in it: something left out, something put in."""
    text = SOUND
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(FRAGMENTS | st.just("")) + text[place + draw(st.integers(0, 3)) :]
    return text


GARBAGE = st.text(max_size=80) | st.lists(FRAGMENTS, max_size=40).map("".join) | slips()


@settings(deadline=None)  # a busy machine is no fault
@given(GARBAGE)
def test_no_text_raises_and_every_fault_has_a_place_in_the_text(text):
    bibliography = parse_bibliography(text, "references.bib")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for fault in bibliography.faults:
        assert 1 <= fault.line <= len(lines)
        assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1
        assert fault.message
    for reference in bibliography.references.values():
        assert format_reference(reference) is not None


@settings(deadline=None)  # a busy machine is no fault
@given(GARBAGE)
def test_garbage_between_two_sound_entries_keeps_both(garbage):
    references = parse_bibliography(BEFORE + garbage + AFTER, "references.bib").references
    assert references["before"].title == "First"
    assert references["after"].title == "Last"
    assert references["after"].url == "https://last.example"


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(max_size=60))
def test_no_title_brings_a_character_into_a_page_that_it_can_not_hold(title):
    text = f"@misc{{x, title = {{{title}}}, url = {{https://a.example}}}}"
    for reference in parse_bibliography(text, "references.bib").references.values():
        assert not any(
            ord(character) < 32 or character in "\ufdd0\ufffe\uffff" for character in reference.title
        )


@pytest.mark.parametrize(
    "text", ["{" * 50_000, "@article{x, title = {" + "{" * 5_000, "@a{" * 2_000, "%" * 9_000, "\\" * 9_000]
)
def test_a_heap_of_marks_is_no_trouble(text):
    assert parse_bibliography(text, "references.bib").references == {}
