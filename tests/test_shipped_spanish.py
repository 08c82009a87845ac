"""The Spanish that ships: it says what the English says, and can't lose a number on the way."""

import datetime
import re
from collections import Counter
from pathlib import Path

import pytest

from plainleaf.loading import load
from plainleaf.model.review_log import ShownStatus
from plainleaf.pipeline import check
from plainleaf.read.front_matter import split_front_matter
from plainleaf.read.sources import Sources

ROOT = Path(__file__).resolve().parents[1]
SOURCES = Sources(ROOT / "content", ROOT / "references.bib", ROOT / "templates", datetime.date(2026, 11, 24))
CITATION = re.compile(r"【[^】]*】|\[[^\]]*@[^\]]*\]")
NBSP = "\N{NO-BREAK SPACE}"


def text_of(path: str) -> str:
    whole = (ROOT / path).read_text(encoding="utf-8")
    return split_front_matter(whole, path)[1].text


def translations() -> dict[str, tuple[str, str]]:
    """Return the English and the Spanish text of each translated article, by the Spanish one's slug."""
    documents = [document.source for document in load(SOURCES).documents if document.source.is_article]
    paths = {document.front.slug: document.path for document in documents}
    return {
        document.front.slug: (text_of(paths[document.front.translation_of]), text_of(document.path))
        for document in documents
        if document.front.lang == "es" and document.front.translation_of
    }


PAIRS = translations()


def citations(text: str) -> list[str]:
    return [found[0].replace("[see ", "[véase ") for found in CITATION.finditer(text)]


def figures(text: str, thousands: str, point: str) -> Counter[str]:
    """Return the figures of a text as plain numbers: 53400 and 3.5 however its language writes them."""
    plain = re.sub(rf"(?<=\d){thousands}(?=\d{{3}}\b)", "", CITATION.sub("", text))
    plain = re.sub(rf"(?<=\d){re.escape(point)}(?=\d)", ".", plain)
    return Counter(re.findall(r"\d+(?:\.\d+)?", plain))


def test_there_are_three_at_three_steps_of_the_review():
    shown = [
        document.status
        for document in load(SOURCES).documents
        if document.source.is_article and document.source.front.lang == "es"
    ]
    assert sorted(shown) == [ShownStatus.APPROVED, ShownStatus.SUBMITTED, ShownStatus.UNDER_REVIEW]


@pytest.mark.parametrize("slug", PAIRS)
def test_a_translation_has_the_citations_of_its_original_in_the_same_order(slug):
    english, spanish = PAIRS[slug]
    assert citations(spanish) == citations(english) != []


@pytest.mark.parametrize("slug", PAIRS)
def test_a_translation_has_the_figures_of_its_original(slug):
    english, spanish = PAIRS[slug]
    assert figures(spanish, NBSP, ",") == figures(english, ",", ".")


def test_a_lost_figure_would_be_seen():
    assert figures(f"el 3,5{NBSP}% de 53{NBSP}400", NBSP, ",") == figures("3.5% of 53,400", ",", ".")
    assert figures("13 de 16", NBSP, ",") != figures("13 of 16 people, 3 did not", ",", ".")


def test_readers_of_spanish_miss_none_of_the_clinics_words():
    assert [found for found in check(SOURCES).diagnostics if found.code == "language-missing"] == []


def test_the_spanish_crisis_card_has_the_same_lines_as_the_english_one():
    project = load(SOURCES).project
    english, spanish = project.settings.crisis, project.in_language("es").settings.crisis
    assert english is not None
    assert spanish is not None
    assert Counter((line.number, line.tel) for line in spanish.lines) == Counter(
        (line.number, line.tel) for line in english.lines
    )
    assert Counter(re.findall(r"\d+", " ".join(line.note for line in spanish.lines))) == Counter(
        re.findall(r"\d+", " ".join(line.note for line in english.lines))
    )


def test_the_page_on_help_in_a_crisis_has_each_line_of_the_card():
    crisis = load(SOURCES).project.in_language("es").settings.crisis
    assert crisis is not None
    page = text_of("content/pages/ayuda-en-una-crisis.md")
    for line in crisis.lines:
        number = f"[{line.number}](tel:{line.tel})" if line.tel else line.number
        reach = number or "[befrienders.org](https://befrienders.org/)"
        assert f"| {line.country} | {line.service} | {reach} | {line.note} |" in page
