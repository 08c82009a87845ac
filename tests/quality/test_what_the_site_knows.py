"""Content checks that ask the site: the crisis card, who declares what, and the status of the text."""

import pytest

from tests.quality.findings import found
from tests.tiny_site import PEOPLE, SETTINGS

CRISIS = {
    "content/site.yaml": SETTINGS
    + """\
crisis:
  heading: Call now
  text: Call, too, if you are afraid.
  as_of: 2026-01-01
  topics: [depression]
  emergency: Call your emergency number.
  lines:
    - {country: Utopia, service: The line, number: "988", tel: "988"}
"""
}


def test_the_card_of_the_site_is_help_where_a_topic_shows_it():
    assert found("urgent-help", "Text.", CRISIS, title="Living with depression", topics=["depression"]) == []


def test_an_article_without_the_topic_is_told_which_one_to_add():
    (finding,) = found("urgent-help", "Text.", CRISIS, title="Living with depression", topics=["ibs"])
    assert finding.diagnostic.message == "the text is about depression, and shows no crisis lines"
    assert (
        finding.diagnostic.hint
        == "give it one of the topics that show the card: depression; or write a box  ::: crisis"
    )
    assert (finding.diagnostic.line, finding.diagnostic.column) == (2, 8)


def test_a_site_without_crisis_lines_is_told_where_they_go():
    (finding,) = found("urgent-help", "Text.", topics=["depression"])
    assert "content/site.yaml" in finding.diagnostic.hint


def people(conflicts):
    return {"content/people.yaml": PEOPLE.replace("role: Author", f"role: Author, conflicts: {conflicts}")}


@pytest.mark.parametrize(("conflicts", "count"), [("Owns the laboratory.", 0), ("None.", 1)])
def test_what_an_author_declares_holds_for_the_article(conflicts, count):
    assert len(found("service-undisclosed", "We offer microbiome testing.", people(conflicts))) == count


def log(*statuses):
    return [
        {"status": status, "date": "2026-01-01", "by": "rivera" if status == "submitted" else "okafor"}
        for status in statuses
    ]


PENDING = "Please exercise caution as content is pending human review. This page is under review."


def test_pending_words_contradict_an_approval_alone():
    assert found("status-contradicted", PENDING, review=log("submitted", "under-review")) == []


def test_the_status_of_a_text_that_says_it_is_reviewed_is_told():
    (finding,) = found(
        "status-contradicted", "Reviewed by our medical board.", review=log("submitted", "under-review")
    )
    assert finding.diagnostic.message.endswith("stands in a text whose status is: under review")


def test_a_third_warning_is_told_where_it_stands():
    body = "\n\n".join(["::: warning Mind this\nText.\n:::"] * 3)
    (finding,) = found("box-style", body)
    assert finding.diagnostic.message == "3 boxes of the kind 'warning' stand on one page"
    assert finding.diagnostic.line == 13 + 8


def test_a_language_whose_words_are_not_known_is_left_alone():
    assert found("urgent-help", "Depression.", lang="de", title="Depression") == []
