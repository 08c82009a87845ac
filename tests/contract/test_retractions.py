"""A retracted source ends an approval, readers are told, and a text that cites it as retracted can be approved."""

import datetime

import pytest

from tests.cli.command import command
from tests.tiny_site import TinySite, article, entry

FILE = "content/articles/fmt.md"
SNAPSHOT = "content/retractions.csv"
HEAD = "# Retractions as of 2026-01-10\ndoi,pmid,date,nature\n"
ROW = "10.1000/a,0,2026-01-09,retraction\n"
WAIVED = [{"code": "evidence-retracted", "reason": "The text says that it was retracted."}]
WORKS = entry("a2020").replace("  volume", "  doi = {10.1000/A},\n  volume") + entry("b2020")
TEXT = "It is new [@a2020]. And rare [@b2020]."


@pytest.fixture
def site(tmp_path) -> TinySite:
    return TinySite(tmp_path, {"references.bib": WORKS, FILE: article(TEXT, review=None)})


def approve(site):
    """Take the three steps; return the last result."""
    for step, by in (("submit", "rivera"), ("start", "okafor"), ("approve", "okafor")):
        result = command(site.folder, "review", step, FILE, "--by", by)
        assert result.status == 0 or step == "approve", result.err
    return result


def shown(site, address="/fmt/"):
    outcome = site.build()
    assert outcome.published, outcome.errors
    return outcome.page(address), [d.code for d in outcome.diagnostics]


def status(page):
    return page.select_one("main article")["data-review-status"]


def waive(site, reason=None):
    path = site.folder / FILE
    waivers = f"waive:\n- {{code: evidence-retracted, reason: {reason or WAIVED[0]['reason']}}}\n"
    path.write_text(path.read_text().replace("authors:", f"{waivers}authors:", 1))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (SNAPSHOT, HEAD + ROW),
        ("references.bib", WORKS.replace("  doi", "  keywords = {retracted},\n  doi")),
        ("references.bib", WORKS.replace("{The work a2020}", "{RETRACTED: The work a2020}")),
    ],
)
def test_an_approval_ends_and_readers_are_told(site, name, content):
    assert approve(site).status == 0
    page, codes = shown(site)
    assert (status(page), codes) == ("approved", [])
    assert page.select_one(".retraction-notice") is None
    site.write(name, content)
    page, codes = shown(site)
    assert status(page) == "changed"
    assert sorted(codes) == ["evidence-retracted", "review-changed"]
    notice = page.select_one(".retraction-notice")
    assert "of this page has been retracted" in notice.text
    assert ("since it was reviewed" in notice.text) is ("RETRACTED:" not in content)
    assert [link["href"] for link in notice.select("a")] == ["#ref-a2020"]
    assert "The work a2020" in notice.text
    assert "Retracted" in page.select_one("#ref-a2020").text
    assert "Retracted" not in page.select_one("#ref-b2020").text


def test_a_text_that_rests_on_a_retracted_work_cannot_be_approved(site):
    site.write(SNAPSHOT, HEAD + ROW)
    result = approve(site)
    assert (result.status, result.codes) == (1, ["evidence-retracted"])
    assert "waive:" in result.err


def test_cited_as_retracted_and_approved_so_it_holds(site):
    site.write(SNAPSHOT, HEAD + ROW)
    waive(site)
    assert approve(site).status == 0
    page, codes = shown(site)
    assert (status(page), codes) == ("approved", [])
    assert page.select_one(".retraction-notice") is None
    assert "Retracted" in page.select_one("#ref-a2020").text
    assert "withdrawn by its publisher" in page.select_one(".page-checks").text


def test_a_reason_given_after_the_approval_brings_nothing_back(site):
    approve(site)
    site.write(SNAPSHOT, HEAD + ROW)
    waive(site)
    page, codes = shown(site)
    assert (status(page), codes) == ("changed", ["review-changed"])
    assert "since it was reviewed" in page.select_one(".retraction-notice").text


def test_another_reason_than_the_approved_one_ends_the_approval(site):
    site.write(SNAPSHOT, HEAD + ROW)
    waive(site)
    approve(site)
    path = site.folder / FILE
    path.write_text(path.read_text().replace(WAIVED[0]["reason"], "Another reason."))
    assert status(shown(site)[0]) == "changed"
    told = command(site.folder, "review", "diff", FILE)
    assert told.status == 0
    assert "Why a retracted work is cited" in told.out
    assert "{+Another reason+}" in told.out


def test_a_waiver_without_a_retracted_work_is_in_no_digest(site):
    approve(site)
    waive(site)
    assert status(shown(site)[0]) == "approved"


def test_a_retraction_that_is_taken_back_brings_the_approval_back(site):
    approve(site)
    site.write(SNAPSHOT, HEAD + ROW)
    assert status(shown(site)[0]) == "changed"
    site.write(SNAPSHOT, HEAD + ROW + "10.1000/a,0,2026-01-10,reinstatement\n")
    assert status(shown(site)[0]) == "approved"


def test_an_expression_of_concern_is_shown_and_ends_no_approval(site):
    approve(site)
    site.write(SNAPSHOT, HEAD + ROW.replace("retraction", "Expression of concern"))
    page, codes = shown(site)
    assert (status(page), codes) == ("approved", ["evidence-concern"])
    assert page.select_one(".retraction-notice") is None
    assert "voiced doubts" in page.select_one("#ref-a2020").text


def test_a_page_under_review_tells_of_it_too(site):
    site.write(SNAPSHOT, HEAD + ROW)
    site.write(FILE, article(TEXT))
    page, _ = shown(site)
    assert status(page) == "submitted"
    assert "since it was reviewed" not in page.select_one(".retraction-notice").text


def test_only_the_edition_that_cites_the_work_names_it_and_none_is_approved(site):
    site.write(
        FILE,
        article("It is rare [@b2020].\n\n::: audience clinician\nIt is new [@a2020].\n:::\n", review=None),
    )
    approve(site)
    site.write(SNAPSHOT, HEAD + ROW)
    patient, clinician = shown(site)[0], shown(site, "/fmt/clinician/")[0]
    assert (status(patient), status(clinician)) == ("changed", "changed")
    assert patient.select_one(".retraction-notice") is None
    assert clinician.select_one(".retraction-notice")


def test_an_overdue_approval_ends_too(site):
    approve(site)
    site.write(SNAPSHOT, HEAD + ROW)
    site.sources = site.sources._replace(today=datetime.date(2030, 1, 1))
    assert status(shown(site)[0]) == "changed"


@pytest.mark.parametrize(("first_line", "told"), [(HEAD, True), ("doi,pmid,date,nature\n", False)])
def test_the_page_says_against_which_retractions_it_was_checked(site, first_line, told):
    site.write(FILE, article(TEXT))
    site.write(SNAPSHOT, first_line)
    checks = shown(site)[0].select_one(".page-checks")
    assert ("Checked against the retractions known on 10 January 2026" in checks.text) is told


def test_a_snapshot_that_cannot_be_read_keeps_the_site_from_being_published(site):
    site.write(SNAPSHOT, HEAD + ROW.replace("retraction", "retracton"))
    outcome = site.build()
    assert not outcome.published
    assert [(d.code, d.path, d.line) for d in outcome.diagnostics] == [("retractions-syntax", SNAPSHOT, 3)]
    assert outcome.diagnostics[0].hint == "did you mean 'retraction'?"


def test_a_spanish_page_tells_it_in_spanish(site):
    site.write(SNAPSHOT, HEAD + ROW)
    site.write(FILE, article(TEXT, lang="es"))
    page, _ = shown(site, "/es/fmt/")
    assert "Una fuente de esta página ha sido retractada" in page.select_one(".retraction-notice").text
