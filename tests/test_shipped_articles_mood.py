"""The shipped articles on gut and mood: where they stand, how they read, and that they tell both sides of a conflict."""

import datetime
from pathlib import Path

import pytest

from plainleaf.loading import load
from plainleaf.markup.engine import MarkdownEngine
from plainleaf.model.prose import BlockKind
from plainleaf.model.review_log import ShownStatus
from plainleaf.quality.content_check import Subject
from plainleaf.quality.grades import grades_of
from plainleaf.quality.readability import MOST_SMOG
from plainleaf.quality.sentences import words_of
from plainleaf.read.sources import Sources
from plainleaf.site.content_checks import subjects

ROOT = Path(__file__).resolve().parents[1]
SOURCES = Sources(ROOT / "content", ROOT / "references.bib", ROOT / "templates", datetime.date(2026, 11, 24))
STATUSES = {
    "gut-brain-axis-explained": ShownStatus.APPROVED,
    "ibs-and-mood": ShownStatus.OVERDUE,
    "probiotics-and-mood": ShownStatus.CHANGES_REQUESTED,
    "food-and-mood": ShownStatus.SUBMITTED,
    "psychological-therapies-for-gut-symptoms": ShownStatus.APPROVED,
}
IN_FRONT_MATTER = {BlockKind.TITLE, BlockKind.SUMMARY, BlockKind.KEY_POINT, BlockKind.QUESTION}


@pytest.fixture(scope="module")
def loaded():
    return load(SOURCES)


@pytest.fixture(scope="module")
def for_patients(loaded) -> dict[str, Subject]:
    engine = MarkdownEngine()
    found = {}
    for document in loaded.documents:
        if document.slug in STATUSES:
            blocks, _ = engine.blocks(document.source.body.text)
            found[document.slug] = next(iter(subjects(document, blocks, loaded.project)))
    return found


def text_of(subject: Subject) -> str:
    return "\n".join(passage.block.text for passage in subject.passages)


def test_each_has_the_status_that_it_shows_to_newcomers(loaded):
    assert {each.slug: each.status for each in loaded.documents if each.slug in STATUSES} == STATUSES


def test_whoever_asked_for_changes_said_which(loaded):
    (probiotics,) = (each for each in loaded.documents if each.slug == "probiotics-and-mood")
    assert "Please" in probiotics.source.front.review[-1].note


@pytest.mark.parametrize("slug", STATUSES)
def test_a_patient_can_read_it_in_one_go(for_patients, slug):
    subject = for_patients[slug]
    assert subject.edition.audience == "patient"
    assert grades_of(subject).smog_without_terms <= MOST_SMOG
    body = [each.block.text for each in subject.passages if each.block.kind not in IN_FRONT_MATTER]
    assert 500 <= sum(len(words_of(text)) for text in body) <= 900


@pytest.mark.parametrize("slug", STATUSES)
def test_it_says_what_to_do_and_when_to_see_a_doctor(for_patients, slug):
    titles = [each.block.text for each in for_patients[slug].of(BlockKind.BOX_TITLE)]
    assert "What you can do now" in titles
    assert "See a doctor if" in titles


def test_trials_that_found_nothing_stand_beside_those_that_found_something(for_patients):
    food, probiotics = text_of(for_patients["food-and-mood"]), text_of(for_patients["probiotics-and-mood"])
    assert "10 of 31" in food
    assert "Neither the therapy nor the supplements prevented depression" in food
    assert "14 of 22" in probiotics
    assert "About as many people responded to the placebo as to the probiotic" in probiotics


def test_guidelines_that_disagree_are_told_together(for_patients):
    guidelines = {"lacy2021acg", "su2020aga", "vasant2021bsg"}
    cited = {
        key
        for group in for_patients["probiotics-and-mood"].edition.groups
        for key in (citation.key for citation in group.citations)
    }
    assert guidelines <= cited


def test_two_counts_are_not_taken_for_one(for_patients):
    text = text_of(for_patients["ibs-and-mood"])
    assert "These are two separate counts." in text
    assert "It did not change anxiety or depression scores." in text


def test_no_drawing_holds_words():
    for name in ("gut-wall-signals.svg", "which-comes-first.svg"):
        drawing = (ROOT / "content" / "images" / name).read_text(encoding="utf-8")
        assert "prefers-color-scheme:dark" in drawing
        shown = [part.split("<")[0] for part in drawing.split("<text")[1:]]
        assert all(text.split(">")[1].isdecimal() for text in shown)
