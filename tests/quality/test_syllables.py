"""Syllables, against words counted by hand."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.quality.spoken_numbers import spoken
from plainleaf.quality.syllables import syllables

CASES = yaml.safe_load((Path(__file__).parent / "cases/syllables.yaml").read_text(encoding="utf-8"))


def rows(lang, part):
    return [(word, count) for count, words in CASES[lang][part].items() for word in words.split()]


def wrong(lang, part):
    return [
        (word, counted, count)
        for word, count in rows(lang, part)
        if (counted := syllables(word, lang)) != count
    ]


@pytest.mark.parametrize(("lang", "least"), [("en", 150), ("es", 60)])
def test_words_counted_by_hand_are_counted_alike(lang, least):
    assert len(rows(lang, "known")) >= least
    assert wrong(lang, "known") == []


@pytest.mark.parametrize("lang", ["en", "es"])
def test_of_words_that_no_rule_was_made_for_19_in_20_are_right(lang):
    assert len(wrong(lang, "held_out")) <= len(rows(lang, "held_out")) / 20


@pytest.mark.parametrize(
    ("number", "lang", "words"),
    [
        ("0", "en", "zero"),
        ("13", "en", "thirteen"),
        ("39", "en", "thirty-nine"),
        ("100", "en", "one hundred"),
        ("756", "en", "seven hundred fifty-six"),
        ("1,054", "en", "one thousand fifty-four"),
        ("250,000", "en", "two hundred fifty thousand"),
        ("3.11", "en", "three point one one"),
        ("2019", "en", "twenty nineteen"),
        ("1900", "en", "nineteen hundred"),
        ("2,019", "en", "two thousand nineteen"),
        ("2005", "en", "two thousand five"),
        ("0800", "en", "zero eight zero zero"),
        ("21", "es", "veintiuno"),
        ("31", "es", "treinta y uno"),
        ("100", "es", "cien"),
        ("1.054", "es", "mil cincuenta y cuatro"),
        ("2019", "es", "dos mil diecinueve"),
        ("3,5", "es", "tres coma cinco"),
        ("1000000", "es", "un millón"),
    ],
)
def test_a_figure_is_counted_as_it_is_spoken(number, lang, words):
    assert spoken(number, lang) == words
    assert syllables(number, lang) == syllables(words, lang)


@pytest.mark.parametrize(
    ("word", "lang", "count"),
    [
        ("FMT", "en", 3),
        ("IBS", "en", 3),
        ("WHO", "en", 5),
        ("FMTs", "en", 3),
        ("AIDS", "en", 1),
        ("COVID-19", "en", 4),
        ("OMS", "es", 3),
    ],
)
def test_an_abbreviation_is_read_letter_by_letter(word, lang, count):
    assert syllables(word, lang) == count


@given(st.text(max_size=40), st.sampled_from(["en", "es", "de"]))
def test_any_text_has_a_number_of_syllables(text, lang):
    assert syllables(text, lang) >= 0
