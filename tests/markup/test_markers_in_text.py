"""Where a marker is a citation and where it is only words: the tables in cases/citations.yaml."""

import pytest

from tests.markup.case_files import cases
from tests.markup.leaflet import leaflet, shown


@pytest.mark.parametrize("case", cases("citations.yaml", "cited", "numbered"))
def test_cited(case):
    text = leaflet(case["text"])
    assert text.diagnostics == []
    groups = text.body().select("sup.citations")
    assert shown(text.body()) == case["shows"]
    if "in" in case:
        assert any(group in place.descendants for place in text.body().select(case["in"]) for group in groups)


@pytest.mark.parametrize("case", cases("citations.yaml", "words"))
def test_words(case):
    text = leaflet(case["text"])
    assert text.diagnostics == []
    assert text.body().select("sup.citations, .citation") == []
    assert shown(text.body()) == case["shows"]
