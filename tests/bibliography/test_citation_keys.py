"""Proposed citation keys."""

import pytest

from plainleaf.bibliography.citation_keys import propose_key
from plainleaf.model.references import Name

GREEN = Name(family="Green", given="J.")


@pytest.mark.parametrize(
    ("names", "year", "title", "key"),
    [
        ([GREEN], 2023, "The Effects of FMT in Mice", "green2023fmt"),
        ([Name(family="Müller-Straße", given="A.")], 2020, "Gut–brain axis", "mullerstrasse2020gutbrain"),
        ([Name(family="Łukasz", particle="van der")], 2020, "Sobre la microbiota", "lukasz2020sobre"),
        ([Name(literal="World Health Organization")], 2019, "Guideline", "who2019guideline"),
        ([Name(literal="NICE")], 2022, "IBS", "nice2022ibs"),
        ([], 2022, "A title", "2022title"),
        ([GREEN], None, "12 of 100", "green"),
        ([GREEN], 2023, "<i>C. difficile</i> infection", "green2023difficile"),
        ([Name(family="李")], None, "研究", "work"),
    ],
)
def test_name_year_and_the_first_word_that_says_something(names, year, title, key):
    assert propose_key(names, year, title, set()) == key


def test_a_taken_key_gets_a_letter_from_b_on():
    assert propose_key([GREEN], 2023, "FMT", {"green2023fmt"}) == "green2023fmtb"
    assert propose_key([GREEN], 2023, "FMT", {"green2023fmt", "green2023fmtb"}) == "green2023fmtc"


def test_letters_never_run_out():
    taken: set[str] = set()
    for _ in range(40):
        taken.add(propose_key([GREEN], 2023, "FMT", taken))
    assert len(taken) == 40
