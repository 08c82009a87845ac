"""Content checks on long and odd texts: no pattern may run away, and none may fail."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.model.diagnostics import Position
from plainleaf.model.prose import BlockKind, ProseBlock
from plainleaf.quality.checks import CHECKS
from plainleaf.quality.content_check import Passage
from plainleaf.quality.sentences import sentences_of
from tests.quality.subjects import subject

FRAME = {lang: subject("Text.", lang=lang) for lang in ("en", "es")}


def with_text(text, lang="en", kind=BlockKind.PARAGRAPH):
    block = ProseBlock(kind, text, Position("a.md", 1, 1))
    frame = FRAME[lang]
    return type(frame)(
        frame.document, frame.edition, lang, (Passage(block, sentences_of(block)),), frame.settings
    )


def findings(seen):
    return [finding for check in CHECKS for finding in check.findings(seen)]


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "A",
        "is ",
        "should be really ",
        "(",
        '"',
        "“",
        "the ",
        "FMT (",
        "safe and ",
        "9",
        "people who have failed on ",
        "ly ",
        "hypertension (",
        "CBT ",
        "not. ",
        "víctimas de ",
        "e",
        "-a",
        "'t",
    ],
)
def test_no_pattern_runs_away(piece, lang):
    seen = with_text((piece * 20_000)[:20_000], lang)
    started = time.perf_counter()
    findings(seen)
    assert time.perf_counter() - started < 2


WORDS = "safe FMT (FMT) is hypertension called cure not ? . : “ ” diabetics suffer from should be taken en-la mRNA 1,054 ’s É".split()


@given(
    st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["en", "es"]), st.sampled_from(BlockKind)
)
def test_what_is_quoted_stands_in_the_text(words, lang, kind):
    text = " ".join(words)
    for finding in findings(with_text(text, lang, kind)):
        assert finding.quote in text
        assert finding.diagnostic.message
        assert finding.diagnostic.hint


@given(st.text(max_size=80))
def test_no_text_makes_a_check_fail(text):
    findings(with_text(text))
