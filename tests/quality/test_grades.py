"""Grades against counts made by hand, and what counts at all."""

import pytest

from plainleaf.quality.grades import Grades, grades_of, word_count
from tests.quality.findings import content_findings, found
from tests.quality.subjects import subject


def counts(body, **front):
    """Words, sentences, syllables and long words of a body alone: title and summary are no sentences."""
    grades = grades_of(subject(body, **{"summary": "None", **front}))
    return grades.words, grades.sentences, grades.syllables, grades.polysyllables


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # Your gut and your brain talk. | Anxiety can upset it.
        ("Your gut and your brain talk. Anxiety can upset it.", (10, 2, 14, 1)),
        ("## Depression and anxiety\n\nIt helps.", (2, 1, 2, 0)),
        ("| Depression | Anxiety |\n|---|---|\n| a | b |\n\nIt helps.", (2, 1, 2, 0)),
        ("- **Antibiotics.** It helps.", (2, 1, 2, 0)),
        ("It can be:\n\n- a serious infection of the colon\n- You can rest at home now.", (9, 2, 9, 0)),
        ("- Antibiotic capsules", (0, 0, 0, 0)),
        ("It was *C. difficile* again.", (5, 1, 9, 1)),
        ("Of 39 people 3 rest.", (5, 1, 8, 1)),
        ("The gut-brain link is real.", (5, 1, 7, 0)),
        ("Take it, e.g. at noon. Rest.", (6, 2, 7, 0)),
    ],
)
def test_what_counts(body, expected):
    assert counts(body) == expected


def test_smog_is_as_mclaughlin_has_it():
    # 30 sentences with 36 long words: 3.1291 + 1.0430 × 6
    assert Grades("en", words=300, sentences=30, polysyllables=36).smog == pytest.approx(9.3871)
    # Twice as many sentences and long words: the same grade.
    assert Grades("en", words=600, sentences=60, polysyllables=72).smog == pytest.approx(9.3871)
    assert Grades("en", words=300, sentences=29, polysyllables=36).smog is None
    assert Grades("en", 300, 30, 450, polysyllables=36, terms=11).smog_without_terms == pytest.approx(8.3441)


def test_flesch_kincaid_is_as_published():
    assert Grades("en", words=100, sentences=10, syllables=150).flesch_kincaid == pytest.approx(6.01)


def test_inflesz_is_as_szigriszt_has_it():
    grades = Grades("es", words=100, sentences=10, syllables=200)
    assert grades.inflesz == pytest.approx(72.235)
    assert grades.smog is grades.flesch_kincaid is None


@pytest.mark.parametrize("lang", ["en", "es", "de"])
def test_an_empty_text_has_no_grade(lang):
    grades = Grades(lang)
    assert grades.smog is grades.flesch_kincaid is grades.inflesz is None


def test_another_language_has_words_and_no_grade():
    grades = grades_of(subject("Das ist ein langer Satz.", lang="de"))
    assert grades.words > 0
    assert grades.smog is grades.flesch_kincaid is grades.inflesz is None


def test_terms_are_what_the_glossary_explains_what_the_topics_are_and_abbreviations():
    files = {
        "content/glossary.yaml": "Microbiota: {definition: Tiny living things.}\n",
        "content/site.yaml": "name: C\nbase_url: https://c.example/\ntopics:\n  anxiety: {title: Anxiety}\n",
    }
    grades = grades_of(
        subject("Microbiota, anxiety and FMT are a family.", files, summary="None", topics=["anxiety"])
    )
    assert (grades.polysyllables, grades.terms) == (4, 3)


def test_all_words_of_an_edition_are_counted():
    assert word_count(subject("## One two\n\nThree four.\n\n| five |\n|---|\n| six |").passages) == 2 + 2 + 6


HARD = "Psychiatric comorbidities exacerbate gastrointestinal symptomatology in predisposed individuals. "
MIDDLING = "The doctors of the hospital are happy about many of the patients there today. "
EASY = "You can rest at home now. "


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (HARD * 9, ""),  # too short
        (HARD * 13, "too short for SMOG"),
        (HARD * 30, "SMOG grade"),
        (MIDDLING * 12, ""),  # grade 8: SMOG can't be asked
        (MIDDLING * 30, "Flesch-Kincaid grade 8"),
        (EASY * 40, ""),
    ],
)
def test_the_limits_hang_on_how_long_a_text_is(body, words):
    messages = [each.diagnostic.message for each in found("readability", body)]
    assert len(messages) == (words != "")
    assert all(words in message for message in messages)


def test_a_finding_says_what_to_look_at_and_stands_at_the_title():
    (finding,) = found("readability", EASY * 10 + HARD * 20)
    assert "Psychiatric comorbidities" in finding.diagnostic.hint
    assert "gastrointestinal (20)" in finding.diagnostic.hint
    assert (finding.diagnostic.line, finding.diagnostic.column) == (2, 8)


SPANISH_EASY = "Su intestino y su mente hablan cada día. Descanse en casa. "
SPANISH_HARD = (
    "Las comorbilidades psiquiátricas exacerban considerablemente la sintomatología gastrointestinal"
    " de individuos particularmente predispuestos a complicaciones inflamatorias. "
)


def test_spanish_has_a_scale_of_its_own():
    (finding,) = found("readability", SPANISH_HARD * 12, lang="es")
    assert "INFLESZ" in finding.diagnostic.message
    assert found("readability", SPANISH_EASY * 20, lang="es") == []


def test_clinicians_may_read_hard_texts():
    body = f"Rest.\n\n::: audience clinician\n{HARD * 40}\n:::"
    assert "readability" not in [each.diagnostic.code for each in content_findings(body).open]
