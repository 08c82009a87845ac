"""The look-up for the HL7 Infobutton query string, in a real browser."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from tests.browser.chromium import served
from tests.exports.sites import site_with_every_state
from tests.tiny_site import article

pytestmark = pytest.mark.browser

CM, WHO, SNOMED = "2.16.840.1.113883.6.90", "2.16.840.1.113883.6.3", "2.16.840.1.113883.6.96"
LIST = "/conditions/"


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory) -> Iterator:
    site = site_with_every_state(tmp_path_factory.mktemp("lookup"))
    fields = {"conditions": {"icd10": ["K58", "K58.1"]}, "review": None, "lang": "en"}
    site.write("content/articles/gut.md", article("Text.", title="Gut", **fields))
    built = site.build(drafts=True)
    assert built.published, built.errors
    with served(built.output) as base:
        found = browser.new_context().new_page()
        found.base = base
        found.messages = []
        found.on("console", lambda message: found.messages.append(message.text))
        found.on("pageerror", lambda fault: found.messages.append(str(fault)))
        yield found
        found.context.close()


def look_up(page, system: str | None, code: str | None, name: str | None = None, at: str = LIST) -> str:
    """Open the list as a health record does, and return the address that comes of it."""
    asked = {"cs": system, "c": code, "dn": name}
    query = urlencode(
        {f"mainSearchCriteria.v.{key}": value for key, value in asked.items() if value is not None}
    )
    page.goto(f"{page.base}{at}?{query}")
    page.wait_for_load_state()
    return page.url.removeprefix(page.base).partition("?")[0]


def said(page) -> list[str]:
    """Return the lines that the look-up shows."""
    return page.locator("#condition-lookup:visible p").all_inner_texts()


@pytest.mark.parametrize("system", [CM, WHO, f"urn:oid:{CM}"])
@pytest.mark.parametrize(
    ("code", "leads_to"),
    [
        ("F41", "/conditions/icd10/F41/"),  # two pages: their list
        ("F32.1", "/good/"),  # one page for just this code
        ("f321", "/good/"),
        (" F32.1 ", "/good/"),
        ("F41.10", "/conditions/icd10/F41/"),  # a wider category is named, even where
        ("F32.12", "/conditions/icd10/F32.1/"),  # it has one page
        ("K58.19", "/conditions/icd10/K58.1/"),  # the nearest above
        ("K58.9", "/conditions/icd10/K58/"),
    ],
)
def test_a_code_leads_to_the_nearest_page(page, system, code, leads_to):
    assert look_up(page, system, code) == leads_to
    assert page.messages == []


@pytest.mark.parametrize(
    "code", ["F32", "Z00", "F3", "F", "4", "../F41", "F41/../../x", "F41<b>", "F41.12345678"]
)
def test_a_code_without_a_page_is_said_above_the_list(page, code):
    assert look_up(page, CM, code) == LIST
    (line,) = said(page)
    assert code in line
    box, first = page.locator("#condition-lookup"), page.locator("[data-code]").first
    assert box.bounding_box()["y"] < first.bounding_box()["y"]
    assert page.locator("#condition-lookup b").count() == 0


@pytest.mark.parametrize("system", [SNOMED, "", None, "ICD"])
def test_a_code_of_another_system_leads_nowhere(page, system):
    assert look_up(page, system, "F41") == LIST
    (line,) = said(page)
    assert (system or "?") in line


def test_the_name_of_a_code_is_shown_as_text_and_short(page):
    assert (
        look_up(page, CM, "Z00", "<img src=x onerror=alert(1)> $& {code} \u202enoisserped " + "x" * 500)
        == LIST
    )
    _, line = said(page)
    assert "<img src=x onerror=alert(1)> $& {code} noisserped" in line
    assert len(line) < 200
    assert page.locator("#condition-lookup img").count() == 0
    assert page.messages == []


def test_the_list_says_nothing_where_nothing_was_asked(page):
    assert look_up(page, None, None) == LIST
    assert said(page) == []
    assert look_up(page, CM, "") == LIST
    assert said(page) == []


def test_the_way_back_does_not_lead_into_the_look_up_again(page):
    page.goto(f"{page.base}/a-z/")
    assert look_up(page, CM, "F41") == "/conditions/icd10/F41/"
    page.go_back()
    assert page.url == f"{page.base}/a-z/"


def test_each_language_looks_among_its_own_pages(page):
    assert look_up(page, CM, "F41", at="/es/conditions/") == "/es/bueno/"
    assert look_up(page, CM, "K58", at="/es/conditions/") == "/es/conditions/"


def test_without_scripts_the_list_is_the_answer(page):
    context = page.context.browser.new_context(java_script_enabled=False)
    try:
        plain = context.new_page()
        plain.goto(f"{page.base}{LIST}?mainSearchCriteria.v.cs={CM}&mainSearchCriteria.v.c=F41")
        assert plain.locator("[data-code='F41'] li a").first.is_visible()
        assert not plain.locator("#condition-lookup").is_visible()
    finally:
        context.close()
