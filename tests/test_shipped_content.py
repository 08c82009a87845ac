"""The site that ships: its articles build, stand where they say, and nobody in them passes for real."""

import datetime
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from plainleaf.authoring.approved_texts import read_approved
from plainleaf.loading import load
from plainleaf.model.review_log import ShownStatus
from plainleaf.pipeline import build, check
from plainleaf.read.sources import Sources

ROOT = Path(__file__).resolve().parents[1]
SOURCES = Sources(ROOT / "content", ROOT / "references.bib", ROOT / "templates", datetime.date(2026, 11, 21))
STATUSES = {
    "fmt-and-mental-health": ShownStatus.UNDER_REVIEW,
    "gut-health-and-mental-health": ShownStatus.APPROVED,
}
# A newcomer sees each status at work, and with some of them comes a warning: the file, and its code.
ON_PURPOSE = {("risks-of-fmt.md", "review-changed")}


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    output = tmp_path_factory.mktemp("shipped") / "_site"
    built = build(SOURCES, output)
    assert built.published, built.diagnostics
    return output


def page(site: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup(
        (site / address.strip("/") / "index.html").read_text(encoding="utf-8"), "html.parser"
    )


def test_there_is_nothing_to_report_but_what_is_there_to_be_seen():
    reported = {(Path(found.path).name, found.code) for found in check(SOURCES).diagnostics}
    assert reported == ON_PURPOSE


def test_both_articles_stand_where_their_logs_say(site):
    for slug, status in STATUSES.items():
        assert page(site, slug).select_one("main article")["data-review-status"] == status


def test_the_approved_text_is_kept():
    for document in load(SOURCES).documents:
        if document.status is ShownStatus.APPROVED:
            found, faults = read_approved(SOURCES.content, document.digest)
            assert found is not None
            assert faults == []


def test_each_has_a_part_for_clinicians_with_numbers_of_its_own(site):
    for slug in STATUSES:
        patient, clinician = page(site, slug), page(site, f"{slug}/clinician")
        assert clinician.html["data-audience"] == "clinician"
        assert len(clinician.select("ol.references > li")) > len(patient.select("ol.references > li")) > 20
        assert "For clinicians" in clinician.text
        assert "For clinicians" not in patient.select_one("main .prose").text


@pytest.mark.parametrize("slug", STATUSES)
def test_every_paragraph_or_item_with_a_figure_carries_its_citation(site, slug):
    text = page(site, f"{slug}/clinician").select_one("main .prose")
    bare = []
    for block in text.select("p, li, td"):
        if block.find_parent(class_="facts") or block.find(["ul", "ol", "p"]):
            continue
        words = BeautifulSoup(str(block), "html.parser")
        for citation in words.select("sup.citations"):
            citation.decompose()
        claims = re.search(r"\d", re.sub(r"COVID-19|in 100 people", "", words.text))
        holder = block.find_parent("tr") or block
        if claims and not holder.select("sup.citations"):
            bare.append(words.text)
    assert bare == []


def test_the_safety_of_fmt_is_told_with_the_death_and_the_alerts(site):
    text = page(site, "fmt-and-mental-health").select_one("main .prose").text
    assert "one patient died" in text
    assert "two deaths" not in text
    for alert in ("June 2019", "March and April 2020", "August 2022"):
        assert alert in text


def test_all_people_are_marked_as_examples(site):
    project = load(SOURCES).project
    assert all(person.example for person in project.people.values())
    board = page(site, "advisory-board")
    assert board.select_one("main").text.count("Example person") == sum(
        person.board for person in project.people.values()
    )


def test_a_strict_build_for_a_real_address_is_refused(tmp_path):
    real = SOURCES._replace(base_url="https://www.hospital.org/")
    built = build(real, tmp_path / "_site", strict=True)
    assert not built.published
    shown = {code for _, code in ON_PURPOSE}
    assert {d.code for d in built.diagnostics} - shown == {"person-example"}


def test_the_bibliography_has_no_notes_of_its_making():
    text = (ROOT / "references.bib").read_text(encoding="utf-8")
    assert re.findall(r"^\s*(?:verified|seen)\s*=", text, re.MULTILINE) == []
    assert len(load(SOURCES).project.bibliography.references) == 165
    assert load(SOURCES).project.bibliography.faults == ()
