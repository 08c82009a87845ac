"""Every content check by its own examples, and what holds for all of them."""

import pytest

from plainleaf.model.codes import CODES
from plainleaf.quality.checks import CHECKS
from tests.quality.findings import PATH, content_findings, example, found
from tests.tiny_site import article

BAD = [(check, body) for check in CHECKS for body in check.bad]
GOOD = [(check, body) for check in CHECKS for body in check.good]


def names(rows):
    return [f"{check.code}-{number}" for number, (check, _) in enumerate(rows)]


@pytest.mark.parametrize(("check", "body"), BAD, ids=names(BAD))
def test_every_bad_example_is_found_at_a_place_of_its_own(check, body):
    body, front = example(body)
    findings = found(check.code, body, **front)
    assert findings, f"{check.code} finds nothing in: {body}"
    lines = article(body, **front).split("\n")
    for finding in findings:
        d = finding.diagnostic
        assert d.path == PATH
        assert d.severity == "warning"
        assert d.message
        assert d.hint
        assert 1 <= d.line <= len(lines)
        assert 1 <= d.column <= len(lines[d.line - 1]) + 1
        first = finding.quote.split()[0] if finding.quote else ""
        if first.isalpha():
            assert lines[d.line - 1][d.column - 1 :].lstrip("*_(\"'“").startswith(first), (d, finding.quote)


@pytest.mark.parametrize(("check", "body"), GOOD, ids=names(GOOD))
def test_no_good_example_is_found(check, body):
    body, front = example(body)
    assert found(check.code, body, **front) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_check_says_what_why_and_from_where(check):
    assert check.code in CODES
    assert check.bad
    assert check.good
    assert check.rule.endswith(".")
    assert check.why.endswith(".")
    assert check.source


LONG = " ".join(["word"] * 30) + "."


def test_a_finding_that_is_waived_is_told_to_the_reviewer_alone():
    both = content_findings(LONG, waive=[{"code": "sentence-long", "reason": "A quotation."}])
    assert "sentence-long" not in [each.diagnostic.code for each in both.open]
    assert [each.diagnostic.code for each in both.waived] == ["sentence-long"]


def test_what_stands_in_all_editions_is_told_once():
    findings = found("sentence-long", f"{LONG}\n\n::: audience carer\nShort.\n:::")
    assert [each.audience for each in findings] == [""]


def test_a_part_for_one_reader_is_told_with_that_reader():
    findings = found("sentence-long", f"Short.\n\n::: audience carer\n{LONG}\n:::")
    assert [each.audience for each in findings] == ["carer"]


def test_what_clinicians_alone_read_may_be_long():
    assert found("sentence-long", f"Short.\n\n::: audience clinician\n{LONG}\n:::") == []


def test_a_retired_article_is_left_alone():
    log = [
        {"status": status, "date": "2026-01-01", "by": "okafor" if status != "submitted" else "rivera"}
        for status in ("submitted", "under-review", "approved", "retired")
    ]
    assert content_findings(LONG, review=log).open == ()
