"""The search page in a real browser, below a base path: typing, results, and what holds without scripts or index."""

import contextlib
import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from plainleaf import pipeline
from tests.browser.chromium import served
from tests.browser.test_pages import RULES, open_page
from tests.tiny_site import SETTINGS, TinySite, article

pytestmark = pytest.mark.browser

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 700}
RESULT = ".search-result"
STATUS = "#search-results [role=status]"
CRISIS = (
    "crisis: {heading: Call now, topics: [], emergency: Call 112., as_of: 2026-01-01,\n"
    "  lines: [{country: Here, service: Line, number: '116', tel: '116'}]}\n"
    "contact: {heading: Ask us, text: We answer., address: /about/}\n"
)
_HEAD = "## First things\n\nWords come first, and stool too.\n\n"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles that each hold one word more than the last; the site lies in a folder `leaflets`."""
    folder = tmp_path_factory.mktemp("search")
    log = [
        {"status": "submitted", "date": "2026-01-01", "by": "rivera"},
        {"status": "under-review", "date": "2026-01-02", "by": "okafor"},
    ]
    files = {
        "content/site.yaml": SETTINGS + CRISIS,
        "content/pages/about.md": "---\ntitle: About the clinic\n---\n## Where\n\nOn Zebra Street.\n",
        "content/articles/fmt.md": article(
            f"{_HEAD}## Is it safe?\n\nSome people had a fever & <https://x.example/?a=1> `<img src=x>`.\n\n"
            "::: audience clinician\nGive vancomycin first.\n:::\n",
            title="Stool <transplants> & mood",
            summary="What is known & what is not.",
            review=log,
        ),
        "content/articles/castellano.md": article("Texto sobre el sueño.", title="El sueño", lang="es"),
    }
    for number in range(1, 24):
        files[f"content/articles/n{number}.md"] = article(
            f"{_HEAD}## Part\n\nCommonword.", title=f"Page {number}"
        )
    site = TinySite(folder, files, base_url="https://clinic.example/leaflets/")
    site.output = folder / "www" / "leaflets"
    with contextlib.chdir(folder):
        built = pipeline.build(site.sources, site.output, search=True)
    assert built.published, built.diagnostics
    assert built.unsearched == ""
    return site.output


@pytest.fixture(scope="module")
def base(output: Path):
    with served(output.parent) as url:
        yield f"{url}/leaflets"


@contextlib.contextmanager
def opened(browser, url: str, **context: object):
    page = open_page(browser, url, **{"viewport": DESKTOP, **context})
    page.set_default_timeout(5000)
    try:
        yield page
    finally:
        page.context.close()


def expect_the_list_alone(page) -> None:
    """Where the index can't be asked, a reader is told, and has the list of all pages."""
    expect(page.locator(STATUS)).to_contain_text("The search does not work at the moment")
    expect(page.locator("#search-list")).to_be_visible()
    expect(page.locator(RESULT)).to_have_count(0)


def test_typing_finds_an_article_with_its_badge(browser, base):
    with opened(browser, f"{base}/search/") as page:
        expect(page.locator("#search-list")).to_be_visible()
        page.get_by_label("What are you looking for?").press_sequentially("fever")
        expect(page.locator(STATUS)).to_have_text("Pages found: 1")
        result = page.locator(RESULT)
        link = result.get_by_role("heading").get_by_role("link")
        expect(link).to_have_text("Stool <transplants> & mood")
        expect(link).to_have_attribute("href", "/leaflets/fmt/")
        expect(result.locator("[data-badge=under-review]")).to_have_text("Being checked")
        expect(result).to_contain_text("What is known & what is not.")
        expect(result).to_contain_text("1 January 2026")
        place = result.locator("ul li")
        expect(place.get_by_role("link")).to_have_attribute("href", "/leaflets/fmt/#is-it-safe")
        expect(place.locator("mark")).to_have_text("fever")
        expect(place).to_contain_text("<img src=x>")
        expect(page.locator("#search-list")).to_be_hidden()
        assert page.url == f"{base}/search/?q=fever"
        assert page.messages == []
        place.get_by_role("link").click()
        page.wait_for_url(f"{base}/fmt/#is-it-safe")


def test_an_address_with_words_shows_their_results(browser, base):
    with opened(browser, f"{base}/search/?q=zebra+street") as page:
        expect(page.locator(RESULT)).to_have_count(1)
        expect(page.locator(RESULT)).to_contain_text("About the clinic")
        expect(page.locator(f"{RESULT} [data-badge]")).to_have_count(0)
        expect(page.get_by_label("What are you looking for?")).to_have_value("zebra street")
        assert page.messages == []


def test_words_in_an_address_are_words(browser, base):
    with opened(browser, f"{base}/search/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E") as page:
        expect(page.locator(STATUS)).not_to_be_empty()
        assert page.locator("main img").count() == 0
        assert page.messages == []


def test_more_results_come_on_demand_and_take_the_focus(browser, base):
    with opened(browser, f"{base}/search/?q=commonword") as page:
        expect(page.locator(STATUS)).to_have_text("Pages found: 23")
        expect(page.locator(RESULT)).to_have_count(10)
        more = page.get_by_role("button", name="Show more")
        more.press("Enter")
        expect(page.locator(RESULT)).to_have_count(20)
        expect(page.locator(RESULT).nth(10).get_by_role("heading").get_by_role("link")).to_be_focused()
        more.click()
        expect(page.locator(RESULT)).to_have_count(23)
        expect(more).to_be_hidden()
        hrefs = page.locator(f"{RESULT} h2 a").evaluate_all("links => links.map((link) => link.href)")
        assert len(set(hrefs)) == 23


def test_nothing_found_leads_on(browser, base):
    with opened(browser, f"{base}/search/?q=xyzzy") as page:
        expect(page.locator(STATUS)).to_have_text("No page has all of these words.")
        expect(page.locator("#search-list")).to_be_visible()
        expect(page.locator("#search-results").get_by_role("link", name="Ask us")).to_be_visible()
        page.get_by_label("What are you looking for?").fill("")
        expect(page.locator(STATUS)).to_be_empty()
        expect(page.locator("#search-results").get_by_text("Try fewer words")).to_be_hidden()
        page.wait_for_url(f"{base}/search/")
        assert page.messages == []


def test_the_last_words_win(browser, base):
    """The answer to the first words arrives when that to the second is shown already."""
    with opened(browser, f"{base}/search/") as page:
        held = []
        page.route("**/fragment/*", lambda route: route.continue_() if len(held) == 1 else held.append(route))
        words = page.get_by_label("What are you looking for?")
        words.fill("zebra")
        with page.expect_request("**/fragment/*"):
            words.press("Enter")
        words.fill("fever")
        words.press("Enter")
        expect(page.locator(RESULT)).to_contain_text("fever")
        with page.expect_response("**/fragment/*"):
            held[0].continue_()
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        expect(page.locator(RESULT)).to_have_count(1)
        expect(page.locator(RESULT)).to_contain_text("fever")
        assert page.url == f"{base}/search/?q=fever"


def test_pages_for_clinicians_are_found_by_choice(browser, base):
    with opened(browser, f"{base}/search/?q=vancomycin") as page:
        expect(page.locator(STATUS)).to_have_text("No page has all of these words.")
        page.get_by_label("Pages for").select_option("Health professionals")
        expect(page.locator(RESULT)).to_have_count(1)
        link = page.locator(f"{RESULT} h2 a")
        expect(link).to_have_attribute("href", "/leaflets/fmt/clinician/")
        expect(page.locator(f"{RESULT} [data-badge=under-review]")).to_be_visible()
        assert page.url == f"{base}/search/?q=vancomycin&for=clinician"
        page.reload()
        expect(page.get_by_label("Pages for")).to_have_value("clinician")
        expect(link).to_have_attribute("href", "/leaflets/fmt/clinician/")
        assert page.messages == []


def test_each_language_finds_its_own_pages(browser, base):
    with opened(browser, f"{base}/es/search/?q=sue%C3%B1o") as page:
        expect(page.locator(f"{RESULT} h2 a")).to_have_attribute("href", "/leaflets/es/castellano/")
        page.locator("input[type=search]").fill("commonword")
        expect(page.locator(RESULT)).to_have_count(0)
        expect(page.locator("#search-list")).to_be_visible()


@pytest.mark.parametrize("words", ["I want to kill myself", "SUICIDE"])
def test_help_opens_for_who_searches_for_it(browser, base, words):
    with opened(browser, f"{base}/search/", viewport=PHONE) as page:
        expect(page.get_by_text("In a crisis? Get help now")).to_be_visible()
        expect(page.get_by_role("link", name="116")).to_be_hidden()
        page.get_by_label("What are you looking for?").fill(words)
        expect(page.get_by_role("link", name="116")).to_be_visible()


def test_the_home_page_asks_the_search_page(browser, base):
    with opened(browser, f"{base}/", viewport=PHONE) as page:
        page.get_by_label("What are you looking for?").fill("fever")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{base}/search/?q=fever")
        expect(page.locator(RESULT)).to_have_count(1)
        assert page.messages == []


@pytest.mark.parametrize(
    "address", ["/", "/search/", "/search/?q=fever", "/search/?q=commonword", "/search/?q=xyzzy"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_is_cut_off(browser, base, address, scheme, width):
    look = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme, "bypass_csp": True}
    with opened(browser, f"{base}{address}", **look) as page:
        if "?q=" in address:
            expect(page.locator(STATUS)).not_to_be_empty()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found] == []


def test_nothing_is_loaded_before_it_is_needed(browser, base):
    with opened(browser, f"{base}/search/") as page:
        page.wait_for_load_state("networkidle")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        loaded = (
            "performance.getEntriesByType('resource').filter((e) => e.name.includes('/pagefind/')).length"
        )
        assert page.evaluate(loaded) == 0
        page.get_by_label("What are you looking for?").fill("fever")
        expect(page.locator(RESULT)).to_have_count(1)
        index = [url for url in asked if url.startswith(f"{base}/pagefind/") and "worker" not in url]
        # The browser asks for the icon again when the address changes.
        assert [url for url in asked if url not in index and "/icon." not in url] == []


def test_without_scripts_there_is_the_list(browser, base):
    with opened(browser, f"{base}/search/?q=fever", java_script_enabled=False) as page:
        expect(page.locator("noscript p")).to_be_visible()
        expect(page.locator("#search-list").get_by_role("link", name="Page 1", exact=True)).to_be_visible()
        expect(page.locator("main form")).to_be_hidden()


@pytest.mark.parametrize("lost", ["pagefind.js", "pagefind-entry.json", "wasm.en.pagefind", "fragment"])
def test_an_index_that_does_not_load_leaves_the_list(browser, output, tmp_path, lost):
    shutil.copytree(output, tmp_path / "leaflets")
    path = tmp_path / "leaflets" / "pagefind" / lost
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    with served(tmp_path) as url, opened(browser, f"{url}/leaflets/search/?q=fever") as page:
        expect_the_list_alone(page)


def test_results_read_well_without_colors_and_from_right_to_left(browser, base):
    with opened(browser, f"{base}/search/?q=fever", forced_colors="active", viewport=PHONE) as page:
        expect(page.locator(f"{RESULT} mark").first).to_be_visible()
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert re.fullmatch(r".*fever.*", page.locator(f"{RESULT} mark").first.inner_text())
