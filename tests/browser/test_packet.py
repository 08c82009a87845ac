"""A review packet in a browser: it opens from the disk, asks nobody, and its form writes an answer that is taken."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.test_pages import RULES
from tests.cli.command import command
from tests.tiny_site import TinySite, article

pytestmark = pytest.mark.browser

FILE = "content/articles/d.md"
BODY = (
    "It is new [@a2020].\n\n::: warning Take care\nStop.\n:::\n\n## More\n\n| a | b |\n|---|---|\n| c | d |\n"
)


@pytest.fixture
def clinic(tmp_path):
    """A clinic with a packet of a page that has changed since it was approved."""
    site = TinySite(tmp_path, {FILE: article(BODY, review=None)})
    for step, by in (("submit", "rivera"), ("start", "okafor"), ("approve", "okafor")):
        assert command(tmp_path, "review", step, FILE, "--by", by).status == 0
    site.write(FILE, (tmp_path / FILE).read_text().replace("It is new", "It is old"))
    assert command(tmp_path, "review", "packet", FILE).status == 0
    return tmp_path


def opened(browser, clinic, **context):
    page = browser.new_context(accept_downloads=True, **context).new_page()
    page.messages = []
    page.on("console", lambda message: page.messages.append(message.text))
    page.on("pageerror", lambda fault: page.messages.append(str(fault)))
    page.on(
        "request",
        lambda asked: (
            page.messages.append(asked.url) if not asked.url.startswith(("file:", "data:", "blob:")) else None
        ),
    )
    page.goto((clinic / "d-review.html").as_uri())
    return page


def test_an_answer_is_saved_and_taken(browser, clinic):
    page = opened(browser, clinic)
    try:
        page.get_by_text("Questions that help to decide").click()
        page.get_by_role("group", name="Are the figures right").get_by_label("No").check()
        page.get_by_label("I approve this text").check()
        page.get_by_label("Who are you?").select_option("okafor")
        page.get_by_label("Today’s date").fill("2026-01-15")
        page.get_by_label("Check again by").fill("2026-09-01")
        page.get_by_label("Note for the authors").fill('Good.\nBut: "round" {it}')
        with page.expect_download() as download:
            page.get_by_role("button", name="Save my answer").click()
        assert download.value.suggested_filename == "d-answer.json"
        download.value.save_as(clinic / "d-answer.json")
        saved = (clinic / "d-answer.json").read_text(encoding="utf-8")
        assert page.get_by_label("Your answer as text").input_value() == saved
        assert page.get_by_text("Your answer is ready.").is_visible()
        assert (
            page.get_by_role("link", name="open an e-mail with it")
            .get_attribute("href")
            .startswith("mailto:?subject=d-answer.json&body=%7B")
        )
        assert json.loads(saved)["questions"] == {
            "Are the figures right, and do they compare like with like?": "no"
        }
        assert page.get_by_text("Write an e-mail instead").count() == 0
        assert page.messages == []
    finally:
        page.context.close()
    result = command(clinic, "review", "import", "d-answer.json")
    assert (result.status, result.err) == (0, "")
    text = (clinic / FILE).read_text()
    assert "due: 2026-09-01" in text
    assert r"Good. But: \"round\" {it} Are the figures right, and do they compare like with like? No." in text


def test_an_answer_needs_a_decision_and_a_name(browser, clinic):
    page = opened(browser, clinic)
    try:
        page.get_by_role("button", name="Save my answer").click()
        assert page.get_by_text("Your answer is ready.").is_hidden()
        assert page.evaluate("document.querySelector('.review-form').checkValidity()") is False
    finally:
        page.context.close()


def test_without_scripts_it_says_how_to_answer(browser, clinic):
    page = opened(browser, clinic, java_script_enabled=False)
    try:
        assert page.get_by_text("Write an e-mail instead").is_visible()
        assert page.get_by_role("button", name="Save my answer").count() == 0
    finally:
        page.context.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser, clinic, width, scheme):
    page = opened(
        browser, clinic, viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    try:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found] == []
        assert page.messages == []
    finally:
        page.context.close()
