"""The preview in a real browser: a saved file shows where the reader is, and mistakes come and go."""

import contextlib
import queue
import threading

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

from tests.browser.test_pages import RULES
from tests.tiny_site import ROOT, TinySite, article

pytestmark = pytest.mark.browser

FMT = "content/articles/fmt.md"
LONG = "\n\n".join(f"## Part {number}\n\n{'Words to read. ' * 60}" for number in range(12))
READY = "document.querySelector('plainleaf-preview')?.shadowRoot.querySelector('.problems').textContent"
HOST = "document.querySelector('plainleaf-preview').shadowRoot"


def until(page, expression: str) -> None:
    """Wait until an expression holds; Playwright's own way needs `eval`, which the page's policy forbids."""
    for _ in range(200):
        with contextlib.suppress(Error):  # the page is just being loaded anew
            if page.evaluate(f"Boolean({expression})"):
                return
        page.wait_for_timeout(50)
    pytest.fail(f"it never came true: {expression}")


@contextlib.contextmanager
def previewed(site: TinySite, **sources):
    """Serve a site in this process, and give its base URL."""
    import asyncio
    import socket

    from plainleaf.preview.app import Preview
    from plainleaf.preview.server import _watch, make_server
    from plainleaf.preview.session import Session

    listening = socket.create_server(("127.0.0.1", 0))
    ready: queue.Queue = queue.Queue()

    async def run() -> None:
        session = Session(site.sources._replace(**sources))
        session.refresh()
        preview, stopped = Preview(session), asyncio.Event()
        server, loop = make_server(preview, "127.0.0.1"), asyncio.get_running_loop()

        def stop() -> None:
            server.should_exit = True
            stopped.set()
            preview.hub.close()

        watching = asyncio.create_task(_watch(preview, stopped))
        ready.put(lambda: loop.call_soon_threadsafe(stop))
        await server.serve([listening])
        await watching
        preview.close()

    thread = threading.Thread(target=asyncio.run, args=(run(),), daemon=True)
    thread.start()
    stop = ready.get(timeout=20)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        stop()
        thread.join(20)
        listening.close()


@pytest.fixture
def site(tmp_path, monkeypatch) -> TinySite:
    monkeypatch.chdir(tmp_path)
    return TinySite(tmp_path, {FMT: article(f"It is new [@a2020].\n\n{LONG}")})


@pytest.fixture
def opened(browser, site):
    with previewed(site) as base:
        page = browser.new_context(viewport={"width": 1000, "height": 700}).new_page()
        page.set_default_timeout(8_000)
        page.faults = []
        page.on("pageerror", lambda fault: page.faults.append(str(fault)))
        page.on("console", lambda message: page.faults.append(message.text))
        page.goto(f"{base}/fmt/")
        until(page, READY)
        yield page
        assert page.faults == []
        page.context.close()


def test_a_saved_change_shows_and_the_reader_stays_where_they_are(site, opened):
    opened.evaluate("document.querySelector('#part-6').scrollIntoView()")
    before = opened.evaluate("document.querySelector('#part-6').getBoundingClientRect().top")
    added = "\n\n".join("Many new words before. " * 30 for _ in range(5))
    site.write(FMT, article(f"It is old [@a2020].\n\n{added}\n\n{LONG}"))
    until(opened, "document.body.textContent.includes('It is old')")
    until(opened, f"Math.abs(document.querySelector('#part-6').getBoundingClientRect().top - {before}) < 3")


def test_a_style_changes_without_a_reload(browser, site, tmp_path):
    import shutil

    templates = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", templates)
    with previewed(site, templates=templates) as base:
        page = browser.new_page()
        page.goto(f"{base}/fmt/")
        until(page, READY)
        page.evaluate("window.same = true")
        base_css = templates / "assets/base.css"
        base_css.write_text(
            base_css.read_text() + "\n@layer print { h1 { color: rgb(1, 2, 3) !important; } }\n"
        )
        until(page, "getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)'")
        assert page.evaluate("window.same === true")
        page.close()


def test_a_mistake_shows_over_the_last_good_page_and_goes_away(site, opened):
    site.write(FMT, article(f"It is broken [@nobody2020].\n\n{LONG}"))
    overlay = opened.locator("plainleaf-preview .overlay")
    overlay.wait_for(state="visible")
    assert "unknown citation key 'nobody2020'" in overlay.inner_text()
    assert overlay.locator("mark").first.inner_text().startswith("@")
    assert "It is new" in opened.inner_text("main")
    assert opened.evaluate("document.activeElement === document.body")
    opened.keyboard.press("Escape")
    overlay.wait_for(state="hidden")
    assert opened.locator("plainleaf-preview .problems").inner_text() == "1 error"
    site.write(FMT, article(f"It is mended.\n\n{LONG}"))
    until(opened, "document.body.textContent.includes('It is mended')")
    until(opened, f"!{HOST}.querySelector('.problems').textContent.includes('error')")  # advice stays


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_bar_and_overlay(browser, site, scheme, width):
    with previewed(site) as base:
        site.write(FMT, article("It is broken [@nobody2020]."))
        page = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
        ).new_page()
        page.goto(f"{base}/")
        page.locator("plainleaf-preview .overlay").wait_for(state="visible")
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.context.close()


def test_findings_are_marked_in_the_text_and_stay_on(browser, site):
    long = f"always, {'very, ' * 25}and then some."
    site.write(FMT, article(f"You may *use* it well [@a2020],\n{long}"))
    with previewed(site) as base:
        page = browser.new_page()
        page.goto(f"{base}/fmt/")
        until(page, READY)
        marked = "[...CSS.highlights.get('plainleaf-finding') ?? []].map(String)"
        assert page.evaluate(marked) == []
        page.locator("plainleaf-preview .marks").click()
        page.locator("plainleaf-preview .findings").wait_for(state="visible")
        until(page, f"{marked}.length === 1")
        # The number of the citation is no word.
        assert " ".join(page.evaluate(marked)[0].split()) == f"You may use it well1, {long}"
        panel = page.locator("plainleaf-preview .findings").inner_text()
        assert "a sentence of" in panel
        assert "make two of it" in panel
        page.reload()
        until(page, f"{marked}.length === 1")
        page.locator("plainleaf-preview .marks").click()
        until(page, "!CSS.highlights.has('plainleaf-finding')")
        page.close()
