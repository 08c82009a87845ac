"""The tables in cases/: texts with the words that a check finds in them, and good texts with traps.

A file bears the name of the code. A text is one paragraph unless it says otherwise, and may begin with front matter as
the examples of the checks do.
"""

from pathlib import Path

import pytest
import yaml

from plainleaf.model.codes import CODES
from tests.quality.findings import example, found

TABLES = {path.stem: path for path in (Path(__file__).parent / "cases").glob("*.yaml") if path.stem in CODES}


def rows(kind):
    return [
        pytest.param(code, row, id=f"{code}-{number}")
        for code, path in sorted(TABLES.items())
        for number, row in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))[kind])
    ]


@pytest.mark.parametrize(("code", "row"), rows("found"))
def test_what_is_found_in_a_text(code, row):
    text, *quotes = row
    body, front = example(text)
    assert [finding.quote for finding in found(code, body, **front)] == quotes


@pytest.mark.parametrize(("code", "text"), rows("good"))
def test_a_good_text_is_left_alone(code, text):
    body, front = example(text)
    assert [finding.diagnostic.message for finding in found(code, body, **front)] == []
