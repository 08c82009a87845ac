"""The site's one script: with mouse, keyboard and finger, and what holds without it."""

import datetime
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from plainleaf import pipeline
from plainleaf.read.sources import Sources
from tests.browser.chromium import served
from tests.browser.test_pages import RULES
from tests.tiny_site import BIBLIOGRAPHY, ROOT, SETTINGS, TinySite, article

pytestmark = pytest.mark.browser

CARD = ".citation-card"
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 700}
FINGER = {"viewport": PHONE, "has_touch": True, "is_mobile": True}

_TEXT = (
    "Many words stand in this sentence, so that a paragraph of it has more than one line on a screen. " * 3
)
_BODY = "\n\n".join(
    [
        f"First [@a2020]. {_TEXT} A group [@c2020; @a2020], a range [@a2020; @b2020; @c2020]. {_TEXT}",
        *(f"## Part {n}\n\n{_TEXT} Here [@d2020]. {_TEXT}\n\n### Ünit {n}\n\n{_TEXT}" for n in range(1, 13)),
        "::: audience carer\nFor carers.\n:::\n\n::: audience clinician\nFor clinicians.\n:::",
    ]
)
_ARTICLE = {
    "title": "A page with many parts",
    "key_points": ["A point with a source [@b2020]."],
    "questions": ["Is this for me [@e2020]?"],
}


_SETTINGS = f"""{SETTINGS}
topics:
  mood: {{title: Mood, summary: About mood.}}
crisis:
  heading: Help in a crisis
  text: {"It is free. " * 60}
  emergency: Call your emergency number.
  as_of: 2026-01-01
  topics: [mood]
  lines:
    - {{country: Everywhere, service: A line, number: "116", tel: "116", note: Day and night.}}
"""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A small site: a long article with three editions, one from right to left, one with crisis lines, and others."""
    files = {
        "content/site.yaml": _SETTINGS,
        "references.bib": BIBLIOGRAPHY.replace("pages = {1--9}", "pages = {1--9},\n  doi = {10.1000/182}"),
        "content/articles/parts.md": article(_BODY, **_ARTICLE),
        "content/articles/arabic.md": article(_BODY, **_ARTICLE, lang="ar"),
        "content/articles/mood.md": article(_BODY, **_ARTICLE, topics=["mood"]),
        "content/articles/other.md": article(
            "Other words.\n\n::: audience carer\nFor carers.\n:::", title="Another"
        ),
        "content/articles/alone.md": article("It has one edition.", title="Alone"),
    }
    outcome = TinySite(tmp_path_factory.mktemp("scripts"), files).build()
    assert outcome.published, outcome.errors
    with served(outcome.output) as url:
        yield url


@pytest.fixture
def visit(browser):
    """Return a function that opens a page; afterwards no page may have said anything in the console."""
    opened = []

    def open_one(url: str, *, before: str = "", at: str = "", **context: object):
        page = browser.new_context(**({"viewport": DESKTOP} | context)).new_page()
        page.messages = []
        page.on("console", lambda message: page.messages.append(message.text))
        page.on("pageerror", lambda fault: page.messages.append(str(fault)))
        if before:
            page.add_init_script(before)
        if at:
            page.clock.set_fixed_time(at)
        page.goto(url)
        opened.append(page)
        return page

    yield open_one
    for page in opened:
        assert page.messages == []
        page.context.close()


def marker_of(page, number: int = 0):
    """Return a marker of the text, in the middle of the screen."""
    marker = page.locator(".prose a.citation").nth(number)
    marker.evaluate("element => element.scrollIntoView({block: 'center'})")
    return marker


def stop_clock(page) -> None:
    """Let time stand still from now on, but for `page.clock.run_for(milliseconds)`."""
    page.clock.install(time="2026-11-22T10:00:00")
    page.clock.pause_at("2026-11-22T11:00:00")


def tab_to(page, selector: str) -> None:
    """Press Tab until the focus is where a selector says."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the Tab key never comes to {selector}")


def box_of(locator) -> dict[str, float]:
    """Return where an element stands on the screen, with its right and bottom."""
    return locator.evaluate("element => element.getBoundingClientRect().toJSON()")


def line_of(marker) -> dict[str, float]:
    """Return where the words of a marker's line stand on the screen."""
    return marker.evaluate(
        """marker => {
            const own = marker.getBoundingClientRect();
            const middle = (own.top + own.bottom) / 2;
            const range = document.createRange();
            const words = [];
            const walker = document.createTreeWalker(marker.closest("p, li"), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                if (walker.currentNode.parentElement.closest(".citation-card, sup")) continue;
                range.selectNodeContents(walker.currentNode);
                words.push(...range.getClientRects());
            }
            const line = words.filter((box) => box.top < middle && middle < box.bottom);
            return {
                left: Math.min(...line.map((box) => box.left)), right: Math.max(...line.map((box) => box.right)),
                top: Math.min(...line.map((box) => box.top)), bottom: Math.max(...line.map((box) => box.bottom)),
            };
        }"""
    )


def apart(one: dict[str, float], other: dict[str, float]) -> bool:
    """Say whether two boxes have no point in common."""
    return (
        one["right"] <= other["left"]
        or other["right"] <= one["left"]
        or one["bottom"] <= other["top"]
        or other["bottom"] <= one["top"]
    )


# The card of a citation: what is in it


def test_the_card_shows_the_reference_of_the_list_and_leads_there(visit, base):
    page = visit(f"{base}/in-approved/")
    entry = page.locator("li.reference").filter(has=page.locator("a[href^='https:']")).first
    target = f"#{entry.get_attribute('id')}"
    marker = page.locator(f".prose a.citation[href='{target}']").first
    marker.hover()
    card = page.locator(CARD)
    expect(card).to_be_visible()
    for part in (".reference-text", ".evidence-badge"):
        assert card.locator(part).inner_text() == entry.locator(part).inner_text()
    addresses = {link.get_attribute("href") for link in entry.locator("a").all()}
    ways_out = {address for address in addresses if address.startswith("https:")}
    assert {link.get_attribute("href") for link in card.locator("a").all()} == {*ways_out, target}
    expect(card).to_have_attribute("role", "group")
    assert page.get_by_role("group", name=marker.get_attribute("aria-label")).count() == 1
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((element) => element.id)")
    assert len(ids) == len(set(ids))


def test_there_is_one_card_that_goes_from_marker_to_marker(visit, tiny):
    page = visit(f"{tiny}/parts/")
    for number, shown in ((0, "a2020"), (1, "a2020"), (2, "c2020"), (5, "d2020")):
        marker_of(page, number).hover()
        expect(page.locator(f"{CARD} .reference-text")).to_contain_text(f"The work {shown}")
        assert page.locator(CARD).count() == 1


# With a mouse


def test_the_pointer_can_rest_on_marker_and_card_and_the_card_goes_when_it_leaves_them(visit, tiny):
    page = visit(f"{tiny}/parts/")
    stop_clock(page)
    marker = marker_of(page)
    marker.hover()
    page.clock.run_for(100)
    expect(page.locator(CARD)).to_have_count(0)
    page.clock.run_for(5_000)
    expect(page.locator(CARD)).to_be_visible()
    card = box_of(page.locator(CARD))
    start = box_of(marker)
    assert card["left"] - start["right"] > 100, "the way is long here"
    for step in range(1, 11):  # slowly across the text
        page.mouse.move(
            start["x"] + (card["left"] + 20 - start["x"]) * step / 10,
            start["y"] + (card["top"] + 20 - start["y"]) * step / 10,
        )
        page.clock.run_for(500)
        expect(page.locator(CARD)).to_be_visible()
    page.clock.run_for(5_000)
    expect(page.locator(CARD)).to_be_visible()
    page.mouse.move(card["left"] - 100, card["top"] + 20)
    page.mouse.move(card["left"] - 300, card["top"] + 20)
    page.clock.run_for(5_000)
    expect(page.locator(CARD)).to_have_count(0)


def test_passing_over_a_marker_opens_nothing(visit, tiny):
    page = visit(f"{tiny}/parts/")
    stop_clock(page)
    marker = marker_of(page)
    marker.hover()
    page.mouse.move(5, 5)
    page.clock.run_for(5_000)
    expect(page.locator(CARD)).to_have_count(0)


def test_a_click_goes_to_the_list_as_ever(visit, tiny):
    page = visit(f"{tiny}/parts/")
    marker_of(page).click()
    assert page.url.endswith("#ref-a2020")
    expect(page.locator(CARD)).to_have_count(0)
    assert 0 <= box_of(page.locator("#ref-a2020"))["top"] <= DESKTOP["height"]


def test_escape_closes_a_card_under_the_pointer_and_so_does_a_click_elsewhere(visit, tiny):
    page = visit(f"{tiny}/parts/")
    for close in (
        lambda: page.keyboard.press("Escape"),
        lambda: page.mouse.click(5, 400),
    ):
        marker_of(page).hover()
        expect(page.locator(CARD)).to_be_visible()
        close()
        expect(page.locator(CARD)).to_have_count(0)
        page.mouse.move(5, 5)


# With the keyboard


def test_focus_opens_the_card_and_escape_closes_it(visit, tiny):
    page = visit(f"{tiny}/parts/")
    tab_to(page, ".prose a.citation")
    expect(page.locator(CARD)).to_be_visible()
    marker = page.locator(":focus")
    assert apart(box_of(page.locator(CARD)), line_of(marker))
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_have_count(0)
    expect(marker).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".prose a.citation").nth(1)).to_be_focused()


def test_the_tab_key_goes_through_the_card_and_on(visit, tiny):
    page = visit(f"{tiny}/parts/")
    markers, inside = page.locator(".prose a.citation"), page.locator(f"{CARD} a")
    tab_to(page, ".prose a.citation")
    expect(inside).to_have_count(2)
    for stop in (inside.nth(0), inside.nth(1), markers.nth(1)):
        page.keyboard.press("Tab")
        expect(stop).to_be_focused()
    expect(page.locator(f"{marker_id(markers.nth(1))} + {CARD}")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    expect(markers.nth(0)).to_be_focused()


def test_escape_in_the_card_gives_the_focus_back_to_the_marker(visit, tiny):
    page = visit(f"{tiny}/parts/")
    tab_to(page, ".prose a.citation")
    page.keyboard.press("Tab")
    expect(page.locator(f"{CARD} a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".prose a.citation").first).to_be_focused()
    expect(page.locator(CARD)).to_have_count(0)


@pytest.mark.parametrize("stops", [0, 2], ids=["marker", "link in the card"])
def test_enter_goes_to_the_list_and_the_tab_key_goes_on_from_there(visit, tiny, stops):
    page = visit(f"{tiny}/parts/")
    tab_to(page, ".prose a.citation")
    for _ in range(stops):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(CARD)).to_have_count(0)
    assert page.url.endswith("#ref-a2020")
    assert 0 <= box_of(page.locator("#ref-a2020"))["top"] <= DESKTOP["height"]
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('#ref-a2020'))")


def test_the_card_stays_while_the_focus_is_in_it_wherever_the_pointer_goes(visit, tiny):
    page = visit(f"{tiny}/parts/")
    stop_clock(page)
    tab_to(page, ".prose a.citation")
    page.keyboard.press("Tab")
    page.locator(CARD).hover(position={"x": 5, "y": 5})
    page.mouse.move(5, 5)
    page.clock.run_for(5_000)
    expect(page.locator(CARD)).to_be_visible()


# With a finger


def test_the_first_tap_opens_the_card_and_the_second_goes_to_the_list(visit, tiny):
    page = visit(f"{tiny}/parts/", **FINGER)
    marker = marker_of(page)
    marker.tap()
    expect(page.locator(CARD)).to_be_visible()
    assert "#" not in page.url
    marker.tap()
    expect(page.locator(CARD)).to_have_count(0)
    assert page.url.endswith("#ref-a2020")


def test_the_link_in_the_card_goes_to_the_list(visit, tiny):
    page = visit(f"{tiny}/parts/", **FINGER)
    marker_of(page).tap()
    page.get_by_role("link", name="Go to the list").tap()
    expect(page.locator(CARD)).to_have_count(0)
    assert page.url.endswith("#ref-a2020")
    assert 0 <= box_of(page.locator("#ref-a2020"))["top"] <= PHONE["height"]


def test_a_tap_elsewhere_closes_the_card_and_one_inside_does_not(visit, tiny):
    page = visit(f"{tiny}/parts/", **FINGER)
    marker_of(page).tap()
    page.locator(f"{CARD} .reference-text").tap()
    expect(page.locator(CARD)).to_be_visible()
    card = box_of(page.locator(CARD))
    page.touchscreen.tap(20, card["bottom"] + 40)
    expect(page.locator(CARD)).to_have_count(0)


def test_scrolling_with_a_finger_keeps_the_card_at_its_line(visit, tiny):
    page = visit(f"{tiny}/parts/", **FINGER)
    marker = marker_of(page)
    marker.tap()
    tops = """element => [".citation", ".citation-card"].map(
        (name) => element.querySelector(name).getBoundingClientRect().top)"""
    group = page.locator(".prose .citations").first
    marker_before, card_before = group.evaluate(tops)
    finger = page.context.new_cdp_session(page)
    heights = range(600, 480, -10)
    for kind, at in (("touchStart", 600), *(("touchMove", height) for height in heights), ("touchEnd", None)):
        points = [{"x": 200, "y": at}] if at else []
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    scrolled = "([group, before]) => group.getBoundingClientRect().top < before - 20"
    page.wait_for_function(scrolled, arg=[group.element_handle(), marker_before])
    expect(page.locator(CARD)).to_be_visible()
    marker_after, card_after = group.evaluate(tops)
    assert marker_after < marker_before
    assert abs((card_after - marker_after) - (card_before - marker_before)) < 1


def test_a_card_in_the_label_of_a_question_does_not_tick_it(visit, tiny):
    page = visit(f"{tiny}/parts/", **FINGER)
    marker = page.locator(".questions a.citation")
    marker.scroll_into_view_if_needed()
    marker.tap()
    page.locator(f"{CARD} .reference-text").tap()
    expect(page.locator(CARD)).to_be_visible()
    expect(page.locator(".questions input")).not_to_be_checked()


# Where it stands


@pytest.mark.parametrize("height", [800, 300])
@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("address", ["/parts/", "/ar/arabic/"])
def test_the_card_stands_inside_the_screen_and_never_on_its_line(visit, tiny, width, height, address):
    page = visit(tiny + address, viewport={"width": width, "height": height})
    rtl = page.locator("html").get_attribute("dir") == "rtl"
    assert rtl == address.startswith("/ar/")
    for block, number in (("start", 0), ("center", 2), ("end", 4), ("end", 1), ("start", 3)):
        marker = page.locator(".prose a.citation").nth(number)
        marker.evaluate("(element, block) => element.scrollIntoView({block})", block)
        marker.hover()
        expect(page.locator(f"{marker_id(marker)} + {CARD}")).to_be_visible()
        card, column = box_of(page.locator(CARD)), box_of(page.locator(".page__body"))
        assert card["left"] >= 0
        assert card["right"] <= page.evaluate("document.documentElement.clientWidth")
        assert card["top"] >= 0
        assert card["bottom"] <= height
        assert apart(card, line_of(marker)), (block, number)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width < 1280:
            assert column["left"] - 0.5 <= card["left"]
            assert card["right"] <= column["right"] + 0.5
        elif rtl:
            assert card["right"] < column["left"]
        else:
            assert card["left"] > column["right"]
        page.keyboard.press("Escape")
        page.mouse.move(1, 1)


def marker_id(marker) -> str:
    """Return the selector of a marker."""
    return f"#{marker.get_attribute('id')}"


def test_a_card_beside_the_crisis_lines_does_not_cover_them(visit, tiny):
    page = visit(f"{tiny}/mood/")
    marker, crisis = page.locator(".key-points a.citation"), page.locator(".crisis-card")
    marker.hover()
    expect(page.locator(CARD)).to_be_visible()
    card = box_of(page.locator(CARD))
    assert box_of(crisis)["bottom"] > box_of(marker)["top"], "they stand beside one another here"
    assert apart(card, box_of(crisis))
    assert apart(card, line_of(marker))
    column = box_of(page.locator(".page__intro"))
    assert column["left"] - 0.5 <= card["left"]
    assert card["right"] <= column["right"] + 0.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_an_open_card(visit, base, scheme, width):
    page = visit(
        f"{base}/in-approved/",
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        bypass_csp=True,
    )
    marker_of(page, 3).hover()
    expect(page.locator(CARD)).to_be_visible()
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found] == []


def test_on_paper_there_is_no_card(visit, tiny):
    page = visit(f"{tiny}/parts/")
    marker_of(page).hover()
    expect(page.locator(CARD)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(CARD)).to_be_hidden()


def test_without_scripts_markers_lead_to_the_list(visit, tiny):
    page = visit(f"{tiny}/parts/", java_script_enabled=False)
    page.locator(".prose a.citation").first.click()
    assert page.url.endswith("#ref-a2020")
    expect(page.locator("#ref-a2020")).to_be_in_viewport()


def test_a_tap_leads_to_the_list_without_scripts(visit, tiny):
    page = visit(f"{tiny}/parts/", **FINGER, java_script_enabled=False)
    page.locator(".prose a.citation").first.tap()
    assert page.url.endswith("#ref-a2020")
    expect(page.locator("#ref-a2020")).to_be_in_viewport()


def test_a_browser_without_popovers_has_markers_that_lead_to_the_list(visit, tiny):
    without = (
        "for (const name of ['popover', 'showPopover', 'hidePopover']) delete HTMLElement.prototype[name]"
    )
    page = visit(f"{tiny}/parts/", before=without)
    tab_to(page, ".prose a.citation")
    expect(page.locator(CARD)).to_have_count(0)
    page.keyboard.press("Enter")
    assert page.url.endswith("#ref-a2020")


# The contents of the page


def test_the_contents_mark_the_part_that_is_read(visit, tiny):
    page = visit(f"{tiny}/parts/")
    marked = page.locator(".outline a[aria-current]")
    expect(marked).to_have_count(0)
    for heading in ("Part 3", "Ünit 3", "Part 9", "Ünit 1"):
        target = page.get_by_role("heading", name=heading, exact=True)
        target.evaluate("element => element.scrollIntoView()")
        expect(marked).to_have_count(1)
        expect(marked).to_have_text(heading)
        expect(marked).to_have_attribute("aria-current", "location")
    page.evaluate("scrollTo(0, 0)")
    expect(marked).to_have_count(0)


def test_a_part_that_is_chosen_in_the_contents_is_the_one_that_is_marked(visit, tiny):
    page = visit(f"{tiny}/parts/")
    for name in ("Part 2", "Ünit 2", "Part 10"):
        link = page.locator(".outline").get_by_role("link", name=name, exact=True)
        link.click()
        expect(link).to_have_attribute("aria-current", "location")


def test_contents_longer_than_the_screen_follow_and_the_page_does_not_move(visit, tiny):
    page = visit(f"{tiny}/parts/", viewport={"width": 1280, "height": 500})
    page.get_by_role("heading", name="Part 12").evaluate("element => element.scrollIntoView()")
    scrolled = page.evaluate("scrollY")
    marked = page.locator(".outline a[aria-current]")
    expect(marked).to_have_text("Part 12")
    outline, link = box_of(page.locator(".outline")), box_of(marked)
    assert page.evaluate("document.querySelector('.outline').scrollTop") > 0
    assert outline["top"] <= link["top"]
    assert link["bottom"] <= outline["bottom"] <= 500
    assert page.evaluate("scrollY") == scrolled


def test_the_mark_moves_nothing_and_is_more_than_a_colour(visit, tiny):
    page = visit(f"{tiny}/parts/")
    link = page.locator(".outline").get_by_role("link", name="Part 3", exact=True)
    size = "element => [element.offsetWidth, element.offsetHeight, element.offsetTop, element.offsetLeft]"
    bar = "element => getComputedStyle(element, '::before').borderInlineStartWidth"
    before, no_bar = link.evaluate(size), link.evaluate(bar)
    page.get_by_role("heading", name="Part 3").evaluate("element => element.scrollIntoView()")
    expect(link).to_have_attribute("aria-current", "location")
    assert link.evaluate(size) == before
    assert (no_bar, link.evaluate(bar)) == ("0px", "4px")


def test_on_a_phone_the_contents_stand_still_above_the_text(visit, tiny):
    page = visit(f"{tiny}/parts/", **FINGER)
    outline = page.locator(".outline")
    place = "element => element.getBoundingClientRect().top + scrollY"
    before = outline.evaluate(place)
    page.get_by_role("heading", name="Part 6").evaluate("element => element.scrollIntoView()")
    expect(page.locator(".outline a[aria-current]")).to_have_text("Part 6")
    assert outline.evaluate(place) == before
    expect(outline).not_to_be_in_viewport()


# The edition that a reader chose


def test_the_edition_that_was_chosen_is_offered_on_another_page_and_no_one_is_sent_there(visit, tiny):
    page = visit(f"{tiny}/parts/")
    line = page.locator(".personalize__last")
    expect(line).to_be_hidden()
    page.get_by_role("link", name="A carer or family member").click()
    page.wait_for_url("**/parts/carer/")
    expect(line).to_be_hidden()
    page.goto(f"{tiny}/other/")
    assert page.url == f"{tiny}/other/"
    expect(line).to_be_visible()
    assert line.inner_text() == "You chose this last time: A carer or family member"
    line.get_by_role("link").click()
    page.wait_for_url("**/other/carer/")
    expect(line).to_be_hidden()
    page.goto(f"{tiny}/alone/")
    expect(page.locator(".personalize")).to_have_count(0)


def test_an_edition_that_a_page_does_not_have_is_not_offered(visit, tiny):
    page = visit(f"{tiny}/parts/")
    page.get_by_role("link", name="A health professional").click()
    page.wait_for_url("**/parts/clinician/")
    page.goto(f"{tiny}/other/")
    expect(page.locator(".personalize__last")).to_be_hidden()


def test_nothing_but_the_choice_is_stored(visit, tiny):
    page = visit(f"{tiny}/parts/")
    stored = "({...localStorage, ...sessionStorage})"
    assert page.evaluate(stored) == {}
    page.get_by_role("link", name="A carer or family member").click()
    page.wait_for_url("**/parts/carer/")
    assert page.evaluate(stored) == {"plainleaf-edition": "carer"}
    assert page.context.cookies() == []


def test_where_nothing_can_be_stored_the_links_still_lead(visit, tiny):
    forbid = """Object.defineProperty(window, "localStorage", {
        get() { throw new DOMException("no", "SecurityError"); },
    })"""
    page = visit(f"{tiny}/parts/", before=forbid)
    page.get_by_role("link", name="A carer or family member").click()
    page.wait_for_url("**/parts/carer/")
    page.goto(f"{tiny}/other/")
    expect(page.locator(".personalize__last")).to_be_hidden()


# A review date that has passed since the site was built

LAST_DAY = "2027-01-09"  # of the approval of /in-approved/
NEXT_DAY = "2027-01-10T12:00:00Z"


def main_of(html: str) -> list[str]:
    """Return tags and words of an article and its head on paper, without what is for programs."""
    soup = BeautifulSoup(html, "html.parser")
    for unseen in soup.find_all(["template", "script"]):
        unseen.decompose()
    for element in soup.select("[data-review-due]"):
        del element["data-review-due"]
    pieces = re.split(r"(<[^>]*>)", "".join(map(str, soup.select(".print-header, main"))))
    return [" ".join(piece.split()) for piece in pieces if piece.strip()]


def test_an_article_whose_date_has_passed_is_as_if_it_were_built_anew(visit, site, base, tmp_path):
    later = datetime.date.fromisoformat(LAST_DAY) + datetime.timedelta(days=1)
    sources = Sources(site.parent / "content", ROOT / "references.bib", ROOT / "templates", later)
    assert pipeline.build(sources, tmp_path / "_site", drafts=True).published
    built = (tmp_path / "_site" / "in-approved" / "index.html").read_text(encoding="utf-8")
    page = visit(f"{base}/in-approved/", at=NEXT_DAY)
    assert 'data-review-status="overdue"' in built
    assert main_of(page.content()) == main_of(built)


def test_an_article_says_so_at_the_top_and_on_paper(visit, base):
    page = visit(f"{base}/in-approved/", viewport=PHONE, at=NEXT_DAY)
    expect(page.get_by_role("note", name="Take care: the check of this page is overdue")).to_be_in_viewport()
    expect(page.locator("article")).to_have_attribute("data-review-status", "overdue")
    expect(page.locator("main [data-badge=overdue]").first).to_be_in_viewport()
    assert page.locator(".page__heading [data-badge=approved]").count() == 0
    expect(page.locator(".review-card")).to_contain_text("It was due to be checked again by 9 January 2027")
    expect(page.locator(".review-card")).not_to_contain_text("have not changed since")
    page.emulate_media(media="print")
    expect(page.locator(".print-header [data-badge=overdue]")).to_be_visible()
    expect(page.locator(".pending-banner")).to_be_visible()


@pytest.mark.parametrize(
    ("at", "zone", "overdue"),
    [
        ("2027-01-09T12:00:00Z", "UTC", False),
        ("2027-01-10T12:00:00Z", "UTC", True),
        ("2027-01-09T23:30:00Z", "UTC", False),
        ("2027-01-09T12:00:00Z", "Pacific/Auckland", True),
        ("2027-01-10T05:00:00Z", "America/Los_Angeles", False),
    ],
)
def test_the_last_day_is_that_of_the_reader(visit, base, at, zone, overdue):
    page = visit(f"{base}/in-approved/", at=at, timezone_id=zone)
    assert page.locator(".pending-banner").count() == overdue
    assert page.locator("main [data-badge=overdue]").count() >= overdue
    assert page.locator("article").get_attribute("data-review-status") == (
        "overdue" if overdue else "approved"
    )


def test_the_page_of_a_printed_copy_says_so_too(visit, base):
    # The same words stand in the article that these were copied from, which is due later.
    link = visit(f"{base}/in-approved/").locator("main a[href^='/copies/']").first.get_attribute("href")
    for at, words in (
        (NEXT_DAY, "Yes, your copy is current"),
        ("2027-12-01T12:00:00Z", "its check is late"),
    ):
        page = visit(base + link, at=at)
        expect(page.locator("h1")).to_have_count(1)
        expect(page.locator("h1")).to_contain_text(words)


@pytest.mark.parametrize("address", ["/", "/a-z/", "/topics/depression/", "/advisory-board/"])
def test_lists_say_so_too(visit, base, address):
    today = visit(base + address, at=f"{LAST_DAY}T12:00:00Z")
    later = visit(base + address, at=NEXT_DAY)
    link = "a[href='/in-approved/']"

    def badges(page, status):
        return page.locator("main li").filter(has=page.locator(link)).last.locator(f"[data-badge={status}]")

    expect(badges(today, "overdue")).to_have_count(0)
    expect(badges(later, "overdue")).to_have_count(1)
    expect(badges(later, "overdue")).to_have_text("Review overdue")
    expect(badges(later, "approved")).to_have_count(0)
    other = later.locator("main li").filter(has=later.locator("a[href='/in-under-review/']"))
    if other.count():
        expect(other.last.locator("[data-badge=under-review]")).to_have_count(1)


@pytest.mark.parametrize("status", ["submitted", "under-review", "changed", "overdue"])
def test_a_page_that_was_not_approved_stays_as_it_was_built(visit, site, base, status):
    page = visit(f"{base}/in-{status}/", at="2031-01-01T12:00:00Z")
    built = (site / f"in-{status}" / "index.html").read_text(encoding="utf-8")
    article_now, article_built = (
        BeautifulSoup(html, "html.parser").select_one("article") for html in (page.content(), built)
    )
    assert article_now["data-review-status"] == article_built["data-review-status"] == status
    for part in (".page__heading", ".review-card", ".pending-banner"):
        assert str(article_now.select_one(part)) == str(article_built.select_one(part))


def test_without_scripts_the_page_stays_as_it_was_built(visit, base):
    page = visit(f"{base}/in-approved/", java_script_enabled=False)
    expect(page.locator(".pending-banner")).to_have_count(0)
    expect(page.locator(".page__heading [data-badge=approved]")).to_be_visible()
    assert "overdue" not in page.locator("main").inner_text().lower()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_page_that_has_become_overdue(visit, base, scheme):
    page = visit(f"{base}/in-approved/", at=NEXT_DAY, color_scheme=scheme, bypass_csp=True)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found] == []
