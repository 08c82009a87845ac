"""Waivers that have no effect are told, each at its place in the front matter."""

import pytest

from tests.tiny_site import TinySite, article

PATH = "content/articles/text.md"
LONG = " ".join(["word"] * 30) + "."


def unused(tmp_path, body, **front):
    outcome = TinySite(tmp_path, {PATH: article(body, **front)}).check()
    assert outcome.errors == []
    return [(d.line, d.column, d.message, d.hint) for d in outcome.of("waiver-unused")]


def waive(*codes):
    return [{"code": code, "reason": "It is a quotation."} for code in codes]


@pytest.mark.parametrize(
    ("code", "message", "hint"),
    [
        ("sentense-long", "no finding has the code 'sentense-long'", "did you mean 'sentence-long'?"),
        ("x", "no finding has the code 'x'", "the code stands in brackets at the end of a finding"),
        (
            "citation-unknown",
            "'citation-unknown' can't be waived",
            "remove the entry, and mend what has this code",
        ),
        ("waiver-unused", "'waiver-unused' can't be waived", "remove the entry, and mend what has this code"),
        ("list-style", "there is no finding 'list-style' to be waived", "remove the entry"),
        ("edition-parity", "there is no finding 'edition-parity' to be waived", "remove the entry"),
    ],
)
def test_a_waiver_without_effect_is_told_at_its_code(tmp_path, code, message, hint):
    text = article("Short.", waive=waive(code)).split("\n")
    line = next(number for number, line in enumerate(text, 1) if "code: " in line)
    assert unused(tmp_path, "Short.", waive=waive(code)) == [
        (line, text[line - 1].index("code: ") + 7, message, hint)
    ]


def test_a_waiver_that_holds_a_finding_back_is_in_use(tmp_path):
    assert unused(tmp_path, LONG, waive=waive("sentence-long")) == []


def test_a_lost_caution_can_be_waived(tmp_path):
    body = "Text.\n\n::: audience carer\n::: warning Mind\nText.\n:::\n:::"
    body = body.replace("::: audience carer", ":::: audience carer") + ":"
    assert unused(tmp_path, body, waive=waive("edition-parity")) == []


def test_what_is_waived_twice_is_told_once(tmp_path):
    (found,) = unused(tmp_path, LONG, waive=waive("sentence-long", "sentence-long"))
    assert found[2] == "'sentence-long' is waived twice"


def test_a_waiver_without_a_reason_is_an_error_at_its_entry(tmp_path):
    site = TinySite(tmp_path, {PATH: article(LONG, waive=[{"code": "sentence-long"}])})
    (fault,) = site.diagnose().of("front-matter-field")
    assert "'reason'" in fault.message
