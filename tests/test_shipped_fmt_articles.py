"""The shipped articles on FMT, trials and animal studies, and the page of crisis lines."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from plainleaf.loading import load
from plainleaf.model.review_log import ShownStatus
from plainleaf.pipeline import build
from tests.test_shipped_content import SOURCES, page

STATUSES = {
    "fmt-for-c-difficile": ShownStatus.APPROVED,
    "how-fmt-is-done": ShownStatus.UNDER_REVIEW,
    "risks-of-fmt": ShownStatus.CHANGED,
    "taking-part-in-a-clinical-trial": ShownStatus.APPROVED,
    "animal-studies": ShownStatus.DRAFT,
    "stool-banks": ShownStatus.RETIRED,
}
READ = [slug for slug, status in STATUSES.items() if status not in (ShownStatus.DRAFT, ShownStatus.RETIRED)]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    output = tmp_path_factory.mktemp("shipped") / "_site"
    built = build(SOURCES, output)
    assert built.published, built.diagnostics
    return output


def test_each_article_is_shown_as_its_log_says():
    shown = {document.slug: document.status for document in load(SOURCES).documents}
    assert {slug: shown[slug] for slug in STATUSES} == STATUSES


@pytest.mark.parametrize("slug", READ)
def test_each_says_when_to_call(site, slug):
    boxes = page(site, slug).select(".prose .callout")
    assert any(re.search(r"\bCall\b.* if\b", box.text) for box in boxes)


def test_one_death_is_told_and_never_two(site):
    for slug in READ:
        for edition in (slug, f"{slug}/clinician"):
            assert not re.search(r"\btwo (?:deaths|patients died|people died)", page(site, edition).text)
    assert "one patient died" in page(site, "risks-of-fmt").text


def test_what_people_say_of_fmt_at_home_is_not_printed_as_success(site):
    for edition in ("risks-of-fmt", "risks-of-fmt/clinician"):
        assert not re.search(r"\b82\b", page(site, edition).select_one(".prose").text)


def test_whoever_looks_for_stool_banks_is_led_to_what_replaced_them(site):
    notice = page(site, "stool-banks")
    assert notice.select_one("main article")["data-review-status"] == "retired"
    assert (
        notice.select_one("#page-related")
        .find_parent("section")
        .select_one("h3 a")["href"]
        .endswith("/how-fmt-is-done/")
    )


def test_the_steps_are_drawn_without_words():
    drawing = BeautifulSoup(
        (SOURCES.content / "images" / "fmt-steps.svg").read_text(encoding="utf-8"), "html.parser"
    )
    assert [text.text for text in drawing.find_all("text")] == ["1", "2", "3", "4", "5"]


def test_the_page_of_crisis_lines_has_those_of_the_card_and_no_others(site):
    crisis = load(SOURCES).project.settings.crisis
    shown = page(site, "crisis-help")
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in shown.select("tbody tr")
    ]
    assert rows == [
        [line.country, line.service, line.number or "befrienders.org", line.note] for line in crisis.lines
    ]
    dialed = [link["href"] for link in shown.select('tbody a[href^="tel:"]')]
    assert dialed == [f"tel:{line.tel}" for line in crisis.lines if line.tel]
    assert f"as of {crisis.as_of:%B} {crisis.as_of.day}, {crisis.as_of.year}" in shown.text


def test_every_page_leads_to_the_crisis_lines(site):
    for address in ("", "contact", "risks-of-fmt", "stool-banks"):
        assert page(site, address).select_one('footer a[href$="crisis-help/"]')
