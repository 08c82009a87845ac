"""Text into LaTeX: what is written reads as the same text again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.bibliography.bibtex import parse_bibliography
from plainleaf.bibliography.latex_text import clean_text, decode_latex
from plainleaf.bibliography.latex_writing import escape_latex, escape_title

PLAIN = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=60)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Gut & mind", r"Gut \& mind"),
        ("50% of $5", r"50\% of \$5"),
        ("a_b #1", r"a\_b \#1"),
        ("^`{", r"\textasciicircum{}\textasciigrave{}\lbrace{}"),
        ("~^", r"\textasciitilde{}\textasciicircum{}"),
        ("{x}", r"\lbrace{}x\rbrace{}"),
        (r"a\b", r"a\textbackslash{}b"),
        ("Müller – ‘α’", "Müller – ‘α’"),
        ("a--b ''c''", "a-{}-b '{}'c'{}'"),
        ("two\nlines", "two lines"),
    ],
)
def test_what_means_something_in_latex_is_escaped(text, written):
    assert escape_latex(text) == written
    assert decode_latex(written) == clean_text(text)


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("FMT in mice", "{FMT} in mice"),
        ("Effects of mRNA and pH", "Effects of {mRNA} and {pH}"),
        ("Gut-Brain Signals", "Gut-Brain Signals"),
        ("SARS-CoV-2: an RCT", "{SARS-CoV-2}: an {RCT}"),
        ("A plain title", "A plain title"),
        ("R&D by NICE", r"R\&D by {NICE}"),
    ],
)
def test_words_that_must_keep_their_capitals_stand_in_braces(title, written):
    assert escape_title(title) == written
    assert decode_latex(written) == title


@given(PLAIN)
def test_every_text_reads_as_it_was(text):
    for written in (escape_latex(text), escape_title(text)):
        assert decode_latex(written) == clean_text(text)


@given(PLAIN)
def test_every_title_stands_in_an_entry_without_a_fault(text):
    written = f"@misc{{k,\n  title = {{x {escape_title(text)}}},\n  url = {{https://example.org/}}\n}}\n"
    found = parse_bibliography(written, "references.bib")
    assert found.faults == ()
    assert found.references["k"].title == clean_text(f"x {text}")
