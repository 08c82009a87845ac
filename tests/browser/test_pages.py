"""Every kind of page in a real browser: what a person would meet, at a phone's width and a desktop's."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.every_status import LOGS, TODAY

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/topics/",
    "/topics/depression/",
    "/a-z/",
    "/glossary/",
    "/evidence/",
    "/advisory-board/",
    "/advisory-board/example-reviewer/",
    "/search/",
    "/conditions/",
    "/conditions/icd10/F32/",
    "/copies/000000000000/",
    "/editorial-policy/",
    "/404.html",
    "/fmt-and-mental-health/",
    "/fmt-and-mental-health/clinician/",
    *(f"/in-{status}/" for status in LOGS),
]
WIDTHS = [320, 1280]
# WCAG 2.2 A and AA, and axe's own best practices.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def open_page(browser, url: str, **context: object):
    page = browser.new_context(**context).new_page()
    page.clock.set_fixed_time(f"{TODAY}T12:00:00")  # the day that the site was built for
    page.messages = []
    page.on("console", lambda message: page.messages.append(message.text))
    page.on("pageerror", lambda fault: page.messages.append(str(fault)))
    page.on(
        "request",
        lambda request: page.messages.append(request.url) if "127.0.0.1" not in request.url else None,
    )
    page.goto(url)
    return page


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_sideways_scrolling_and_no_message_in_the_console(browser, base, address, width):
    page = open_page(browser, base + address, viewport={"width": width, "height": 800})
    try:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.messages == []
    finally:
        page.context.close()


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, base, address, scheme):
    width = WIDTHS[PAGES.index(address) % 2] if scheme == "dark" else WIDTHS[(PAGES.index(address) + 1) % 2]
    page = open_page(
        browser,
        base + address,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        bypass_csp=True,
    )
    try:
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found] == []
    finally:
        page.context.close()


@pytest.mark.parametrize("status", [status for status in LOGS if status != "retired"])
def test_a_reader_sees_the_status_in_words_without_scrolling(browser, base, status):
    page = open_page(browser, f"{base}/in-{status}/", viewport={"width": 390, "height": 844})
    try:
        badge = page.locator(f"main [data-badge='{status}']").first
        box = badge.bounding_box()
        assert badge.inner_text().strip()
        assert box is not None
        assert box["y"] + box["height"] <= 844
    finally:
        page.context.close()


def test_a_citation_leads_to_its_reference_and_back_without_scripts(browser, base):
    page = open_page(
        browser,
        f"{base}/fmt-and-mental-health/",
        viewport={"width": 390, "height": 844},
        java_script_enabled=False,
    )
    try:
        marker = page.locator("a.citation").first
        target = marker.get_attribute("href")
        marker.click()
        reference = page.locator(target)
        assert page.url.endswith(target)
        assert 0 <= reference.bounding_box()["y"] <= 844
        back = reference.locator(f"a[href='#{marker.get_attribute('id')}']")
        back.click()
        assert 0 <= marker.bounding_box()["y"] <= 844
    finally:
        page.context.close()


def test_printing_shows_status_and_references_and_no_navigation(browser, base, tmp_path: Path):
    page = open_page(browser, f"{base}/in-under-review/", viewport={"width": 800, "height": 1000})
    try:
        page.emulate_media(media="print")
        assert page.locator(".print-header [data-badge='under-review']").is_visible()
        assert page.locator("ol.references li").first.is_visible()
        assert not page.locator("header nav").first.is_visible()
        assert len(page.pdf(path=tmp_path / "page.pdf")) > 10_000
    finally:
        page.context.close()
