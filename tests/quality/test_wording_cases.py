"""The checks of words, against tables of texts that an editor can extend (`cases/words/CODE.yaml`)."""

from pathlib import Path

import pytest
import yaml

from tests.quality.findings import found

FILES = sorted((Path(__file__).parent / "cases" / "words").glob("*.yaml"))
LANGUAGES = [
    (path.stem, lang, cases)
    for path in FILES
    for lang, cases in yaml.safe_load(path.read_text(encoding="utf-8")).items()
]
BAD = [
    pytest.param(code, lang, text, quotes, id=f"{code}-{lang}-{text[:30]}")
    for code, lang, cases in LANGUAGES
    for text, quotes in cases["bad"].items()
]
GOOD = [
    pytest.param(code, lang, text, id=f"{code}-{lang}-{text[:30]}")
    for code, lang, cases in LANGUAGES
    for text in cases["good"]
]


@pytest.mark.parametrize(("code", "lang", "text", "quotes"), BAD)
def test_what_is_found_is_quoted_in_order(code, lang, text, quotes):
    assert [each.quote for each in found(code, text, lang=lang)] == quotes


@pytest.mark.parametrize(("code", "lang", "text"), GOOD)
def test_texts_with_traps_are_left_alone(code, lang, text):
    assert [each.quote for each in found(code, text, lang=lang)] == []


@pytest.mark.parametrize("code", sorted({code for code, _, _ in LANGUAGES}))
def test_another_language_is_left_alone(code):
    assert (
        found(code, "Diabetics suffer from CBT, which is safe and should be administered.", lang="de") == []
    )
