"""`build.py review packet`: one file that asks nobody for anything."""

import base64
import hashlib
import json
import re

import pytest
from bs4 import BeautifulSoup

from tests.cli.command import command, process, tree
from tests.tiny_site import article

FILE = "content/articles/d.md"
PEOPLE = """\
rivera: {name: Ana Rivera, role: Author}
okafor: {name: Ben Okafor, credentials: MD, role: Medical Advisory Board}
lee: {name: Lee Park, role: Medical reviewer}
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>'
BODY = """\
It is <b>new</b> [@a2020]. See [the other page](/fmt/).

## A heading

![A drawing](images/a.svg)

::: audience clinician
Dose [@b2020, p. 5].
:::
"""


@pytest.fixture
def clinic(site, clinic):
    """A clinic with an article that was handed in."""
    site.write("content/people.yaml", PEOPLE)
    site.write("content/images/a.svg", DRAWING)
    waive = [{"code": "abbreviation-unexplained", "reason": "Names of <medicines>."}]
    site.write(FILE, article(BODY, title="FMT & mood", review=None, waive=waive))
    taken(clinic, "submit")
    return clinic


def taken(clinic, *steps, note=""):
    for step in steps:
        by = "rivera" if step == "submit" else "okafor"
        assert command(clinic, "review", step, FILE, "--by", by, "--note", note).status == 0


def packet(clinic, *words):
    result = command(clinic, "review", "packet", FILE, *words)
    assert (result.status, result.err) == (0, "")
    return BeautifulSoup((clinic / "d-review.html").read_text(encoding="utf-8"), "html.parser")


def test_it_is_written_here_and_says_what_comes_next(clinic):
    before = tree(clinic)
    result = command(clinic, "review", "packet", FILE)
    assert (result.status, result.err) == (0, "")
    assert f"{FILE}: packet written to d-review.html (" in result.out
    assert "review import d-answer.json" in result.out
    after = tree(clinic)
    assert after.pop("d-review.html")
    assert after == before


def test_it_is_one_file_that_asks_nobody(clinic):
    page = packet(clinic)
    assert page.find_all(["link", "iframe", "source"]) == []
    assert [tag.get("src") for tag in page.find_all(src=True)] == [page.select_one("img")["src"]] * 2
    assert page.select_one("img")["src"].startswith("data:image/svg+xml;base64,")
    for tag in page.find_all(href=True):
        assert tag["href"].startswith(("#", "https://", "mailto:", "tel:")), tag
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    for tag in page.select("a[href^='#']"):
        assert tag["href"][1:] in ids


def test_its_policy_names_its_own_styles_and_script_alone(clinic):
    page = packet(clinic)
    policy = page.select_one("meta[http-equiv=Content-Security-Policy]")["content"]
    for tag in (page.style, page.script):
        digest = base64.b64encode(hashlib.sha256(tag.string.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert len(page.find_all(["style", "script"])) == 2
    assert policy.startswith("default-src 'none'; img-src data:; ")
    assert "unsafe" not in policy
    assert page.find_all(style=True) == []


def test_it_shows_the_page_in_all_editions(clinic):
    page = packet(clinic)
    editions = page.select(".packet__edition")
    assert [edition["data-audience"] for edition in editions] == ["patient", "clinician"]
    assert editions[0].article["data-review-status"] == "submitted"
    assert "It is new" in editions[0].text
    assert "Dose" not in editions[0].text
    assert editions[1].select_one("#clinician-ref-b2020")
    assert editions[0].h1.text == "FMT & mood"
    assert page.select_one(".packet-head h1").text == "FMT & mood"


def test_it_shows_claims_sources_waivers_and_notes(clinic):
    taken(clinic, "start", note="In a <hurry>")
    page = packet(clinic)
    claims = page.select(".claim")
    assert [claim.select_one(".claim__words").text for claim in claims] == ["It is new [1].", "Dose [2]."]
    assert "The work b2020" in claims[1].text
    assert "p. 5" in claims[1].text
    assert "abbreviation-unexplained: Names of <medicines>." in page.select_one(".findings").text
    assert page.select_one(".packet-head__note").text == "In a <hurry>"
    assert "never approved before" in page.select_one("#packet-changes").find_next("p").text


def test_it_shows_what_has_changed_since_the_approval(clinic):
    taken(clinic, "start", "approve")
    (clinic / FILE).write_text((clinic / FILE).read_text().replace("It is <b>new", "It is <b>old"))
    page = packet(clinic)
    passage = page.select_one(".word-changes__passage")
    assert passage.text == "It is removed: new added: old [@a2020]."
    assert (passage.select_one("del").text, passage.select_one("ins").text) == ("removed: new", "added: old")


def test_it_shows_the_findings_of_this_article_alone(site, clinic):
    bibliography = (clinic / "references.bib").read_text()
    site.write("references.bib", bibliography + "\n@article{unused,\n  title = {No journal}\n}\n")
    site.write("content/site.yaml", "name: Tiny Clinic\nlanguage: en\nmistake: 1\n")
    page = packet(clinic)
    assert "Nothing. Links" in page.select_one("#packet-findings").find_next("p").text


def test_its_form_knows_the_text_and_who_may_approve_it(clinic):
    form = packet(clinic).form
    assert [option["value"] for option in form.select("option")] == ["", "okafor", "lee"]
    values = json.loads(form["data-answer"])
    taken(clinic, "start", "approve")
    digest = re.findall(r"sha256:[0-9a-f]{64}", (clinic / FILE).read_text())[-1]
    assert values == {
        "format": "plainleaf-review-answer", "version": 1, "path": "articles/d.md", "slug": "d", "digest": digest
    }  # fmt: skip
    assert form["data-file"] == "d-answer.json"
    assert form.select_one("[name=due]")["value"] == "2027-01-15"
    assert digest[7:11] in packet(clinic).select_one(".review-form__other").text


def test_an_answer_of_the_form_is_entered(clinic):
    values = json.loads(packet(clinic).form["data-answer"])
    values |= {
        "decision": "approved",
        "by": "okafor",
        "date": "2026-01-15",
        "due": None,
        "note": "",
        "questions": {},
    }
    (clinic / "d-answer.json").write_text(json.dumps(values))
    assert command(clinic, "review", "import", "d-answer.json").status == 0


def test_it_speaks_the_language_of_the_article(site, clinic):
    site.write("content/articles/es/t.md", article("Es nuevo [@a2020].", lang="es", title="TMF"))
    assert command(clinic, "review", "packet", "content/articles/es/t.md").status == 0
    page = BeautifulSoup((clinic / "t-review.html").read_text(), "html.parser")
    assert page.html["lang"] == "es"
    assert page.select_one("#packet-answer").text == "Su respuesta"


def test_the_same_packet_comes_out_every_time(clinic):
    packet(clinic)
    first = (clinic / "d-review.html").read_bytes()
    packet(clinic)
    assert (clinic / "d-review.html").read_bytes() == first


def test_another_place_and_what_is_not_written_over(clinic):
    assert command(clinic, "review", "packet", "d", "--output", "for-lee.html").status == 0
    assert (clinic / "for-lee.html").is_file()
    before = tree(clinic)
    result = command(clinic, "review", "packet", "d", "--output", FILE)
    assert result.status == 2
    assert "is no review packet" in result.err
    assert command(clinic, "review", "packet", "d", "--output", "nowhere/x.html").status == 2
    assert command(clinic, "review", "packet", "d", "--output", "content").status == 2
    assert tree(clinic) == before


def refused(clinic, code):
    before = tree(clinic)
    result = command(clinic, "review", "packet", FILE)
    assert (result.status, result.out) == (1, "")
    assert code in result.codes
    assert "no packet was written" in result.err
    assert tree(clinic) == before
    return result


def test_what_was_not_handed_in_has_no_packet(site, clinic):
    site.write(FILE, article(BODY, review=None))
    assert "review submit" in refused(clinic, "review-step").err


def test_what_was_sent_back_or_withdrawn_has_no_packet(clinic):
    taken(clinic, "start", "request-changes")
    refused(clinic, "review-step")
    taken(clinic, "submit", "start", "approve", "retire")
    refused(clinic, "review-step")


def test_a_text_with_an_error_has_no_packet(clinic):
    (clinic / FILE).write_text((clinic / FILE).read_text().replace("@a2020", "@zzz"))
    refused(clinic, "citation-unknown")


def test_where_nobody_may_approve_there_is_no_packet(site, clinic):
    site.write("content/people.yaml", "rivera: {name: Ana Rivera, role: Author}\n")
    refused(clinic, "review-reviewer")


def test_templates_that_are_none_are_told(site, clinic):
    site.write("templates/layouts/x.html", "")
    assert command(clinic, "review", "packet", FILE).codes == ["template"]


def test_the_site_has_neither_the_styles_nor_the_script_of_packets(clinic):
    assert command(clinic).status == 0
    files = [
        path.read_text() for path in (clinic / "_site/assets").iterdir() if path.suffix in (".css", ".js")
    ]
    assert files
    for text in files:
        assert "packet" not in text
        assert "review-form" not in text
        assert "word-changes" not in text


def test_as_a_user_runs_it(clinic):
    result = process(clinic, "review", "packet", "d", "--today", "2026-01-15")
    assert (result.status, result.err) == (0, "")
