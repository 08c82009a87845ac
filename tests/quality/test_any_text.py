"""Whatever is written: no check raises, quotes other words than the page has, or takes long."""

import datetime
import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainleaf.markup.document import convert_document
from plainleaf.markup.engine import MarkdownEngine
from plainleaf.markup.text_index import index_of
from plainleaf.model.project import ConvertedDocument, ConvertedText, LaterText, Project
from plainleaf.model.references import Bibliography
from plainleaf.model.review_log import ShownStatus
from plainleaf.model.settings import Settings
from plainleaf.quality.checks import CHECKS
from plainleaf.read.facts import read_facts
from plainleaf.read.front_matter import read_document
from plainleaf.site.content_checks import subjects
from tests.tiny_site import article

ENGINE = MarkdownEngine()
PROJECT = Project(
    settings=Settings(),
    people={},
    documents=(),
    bibliography=Bibliography("references.bib", {}),
    images={},
    glossary={},
    today=datetime.date(2026, 1, 15),
)
WORDS = (
    "studies show found 39 % in 100 of people 13 16 twice as likely reduces risk anxiety the page was reviewed by our"
    " board we offer testing . , : ? \n \n\n - ## ::: action dont | 【1】 [here](x) ![image](y) * 1. depression ¿ 0.5"
).split(" ")


def subjects_of(body, lang):
    source, _ = read_document(
        article(body, lang=lang, key_points=["One."]), "a.md", "articles/a.md", "en", is_article=True
    )
    text, uses, _ = convert_document(source, PROJECT.settings.audience, ENGINE, read_facts)
    document = ConvertedDocument(
        source, LaterText(lambda: ConvertedText(text, uses)), index_of(text, uses), b""
    )
    document = msgspec.structs.replace(document, status=ShownStatus.APPROVED)
    return list(subjects(document, ENGINE.blocks(source.body.text)[0], PROJECT))


def findings_of(subject):
    return [(check, finding) for check in CHECKS for finding in check.findings(subject)]


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), st.sampled_from(["en", "es", "de"]))
@settings(max_examples=150, deadline=None)
def test_a_quote_stands_on_the_page(body, lang):
    for subject in subjects_of(body, lang):
        texts = [passage.block.text for passage in subject.passages]
        for check, finding in findings_of(subject):
            assert any(finding.quote in text for text in texts), (check.code, finding)
            assert finding.diagnostic.line >= 1


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "1 in ",
        "1 ",
        "1,000 ",
        "studies ",
        "this page ",
        "we offer ",
        "can ",
        "our ",
        "x-",
        "1.",
        "a's ",
        "las ",
        "el doble ",
    ],
)
def test_a_text_of_one_thing_over_and_over_takes_no_longer(piece, lang):
    def seconds(count):
        (subject,) = subjects_of(piece * count, lang)
        start = time.perf_counter()
        findings_of(subject)
        return time.perf_counter() - start

    seconds(10)
    assert seconds(4000) < 40 * seconds(400) + 0.2  # a square would be a hundred times


def test_nothing_is_said_twice_of_the_same_words():
    (subject,) = subjects_of("Studies show that 39% of people are better. " * 5, "en")
    places = [
        (check.code, finding.diagnostic.column, finding.diagnostic.message)
        for check, finding in findings_of(subject)
    ]
    assert len(places) == len(set(places))


def test_pending_words_contradict_an_approval():
    (subject,) = subjects_of(
        "Exercise caution as content is pending human review. This page is under review.", "en"
    )
    quotes = [finding.quote for check, finding in findings_of(subject) if check.code == "status-contradicted"]
    assert quotes == ["pending human review"]
