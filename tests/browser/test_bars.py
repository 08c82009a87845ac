"""What every page is measured by: weight, zoom, nothing kept about a reader, nothing lost in forced colors."""

import gzip
import re
from pathlib import Path

import pytest

from plainleaf.output.assets import staff_assets
from tests.browser.every_status import ROOT
from tests.browser.test_pages import PAGES, open_page

pytestmark = pytest.mark.browser

ARTICLES = ["/gut-health-and-mental-health/", "/fmt-and-mental-health/"]
FIRST_VIEW = 30_000
SCRIPT = 10_000


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


@pytest.mark.parametrize("address", ARTICLES)
def test_the_first_view_of_an_article_is_light(site, address):
    html = site / address.strip("/") / "index.html"
    text = html.read_text(encoding="utf-8")
    scripts = [site / path.lstrip("/") for path in re.findall(r'<script[^>]* src="([^"]+)"', text)]
    # What is for paper alone is fetched last, and no view waits for it.
    styles = [site / path.lstrip("/") for path in re.findall(r'<link rel="stylesheet" href="([^"]+)"', text)]
    assert styles
    assert sum(map(compressed, scripts)) <= SCRIPT
    assert sum(map(compressed, [html, *styles, *scripts])) <= FIRST_VIEW


@pytest.mark.parametrize("address", PAGES)
def test_at_400_percent_nothing_is_lost_to_the_side(browser, base, address):
    """WCAG 2.2 SC 1.4.10: a window of 1280 by 1024 px at 400 % is one of 320 by 256 CSS pixels."""
    page = open_page(browser, base + address, viewport={"width": 320, "height": 256}, device_scale_factor=4)
    try:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        covered = page.evaluate(
            """() => [...document.querySelectorAll('*')].filter(element => {
                 const style = getComputedStyle(element);
                 return ['fixed', 'sticky'].includes(style.position) && element.offsetHeight > 128;
               }).map(element => element.className)"""
        )
        assert covered == [], "something that stays in view takes half the window"
    finally:
        page.context.close()


@pytest.mark.parametrize("address", ARTICLES)
def test_text_at_200_percent_and_more_space_lose_nothing(browser, base, address):
    """WCAG 2.2 SC 1.4.4 (resize text) and 1.4.12 (text spacing)."""
    page = open_page(browser, base + address, viewport={"width": 640, "height": 800}, bypass_csp=True)
    try:
        page.add_style_tag(
            content="html{font-size:200%}*{line-height:1.5!important;letter-spacing:.12em!important;"
            "word-spacing:.16em!important}p{margin-block-end:2em!important}"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 640
    finally:
        page.context.close()


@pytest.mark.parametrize("address", PAGES)
def test_a_visit_leaves_nothing_behind(browser, base, address):
    page = open_page(browser, base + address)
    try:
        assert page.context.cookies() == []
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    finally:
        page.context.close()


@pytest.mark.parametrize("address", [*ARTICLES, "/", "/evidence/"])
def test_without_scripts_all_words_are_there(browser, base, address):
    plain = open_page(browser, base + address, java_script_enabled=False)
    scripted = open_page(browser, base + address)
    try:
        words = [set(page.locator("main").inner_text().split()) for page in (plain, scripted)]
        assert words[1] <= words[0] | {""}, "a script has added words that a reader without one would miss"
    finally:
        plain.context.close()
        scripted.context.close()


def test_style_sheets_say_what_their_sources_say(browser, base, site):
    """A minifier that took a blank too many out of a selector would change what it means."""
    templates = ROOT / "templates"
    parts = [*templates.glob("assets/*.css"), *templates.glob("components/*/*.css")]
    made = [path.read_text(encoding="utf-8") for path in site.glob("assets/*.css")]
    # What only staff sees is in no sheet of the site.
    staff = [
        staff_assets(templates, name)[0].decode() for name in ("review-board.html", "review-packet.html")
    ]
    page = open_page(browser, base + "/")
    try:
        rules = page.evaluate(
            """texts => texts.map(text => {
                 const sheet = new CSSStyleSheet();
                 sheet.replaceSync(text);
                 return [...sheet.cssRules].map(rule => rule.cssText);
               })""",
            [path.read_text(encoding="utf-8") for path in parts] + made + staff,
        )
    finally:
        page.context.close()
    # Values with var() in them are kept as written, with the blanks that stand between their parts.
    plain = [[re.sub(r",\s*", ",", " ".join(rule.split())) for rule in sheet] for sheet in rules]
    sources = [rule for sheet in plain[: len(parts)] for rule in sheet]
    published = [rule for sheet in plain[len(parts) : -len(staff)] for rule in sheet]
    for_staff = {rule for sheet in plain[-len(staff) :] for rule in sheet}
    assert len(published) > 30
    assert len(for_staff) >= 5
    assert sorted([*published, *for_staff]) == sorted(sources)
