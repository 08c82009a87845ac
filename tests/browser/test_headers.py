"""The headers and the pages' own policies together, in a real browser behind a server that sends both."""

import functools
import http.server
import threading
from collections.abc import Iterator

import pytest

from tests.exports.sites import site_with_every_state
from tests.exports.test_servers import headers_for

pytestmark = pytest.mark.browser

# The smallest module that WebAssembly can be given: its name and its version.
COMPILE = (
    "() => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => true, () => false)"
)


@pytest.fixture(scope="module", params=[True, False], ids=["joining host", "replacing host"])
def page(browser, request, tmp_path_factory) -> Iterator:
    built = site_with_every_state(tmp_path_factory.mktemp("headers")).build()

    class Host(http.server.SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            sent = {} if self.path.endswith("?bare") else headers_for(built, self.path, joins=request.param)
            for name, value in sent.items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, *_: object) -> None:
            pass

    handler = functools.partial(Host, directory=str(built.output))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        found = browser.new_context().new_page()
        found.base = f"http://127.0.0.1:{server.server_port}"
        found.messages = []
        found.on("console", lambda message: found.messages.append(message.text))
        found.on("pageerror", lambda fault: found.messages.append(str(fault)))
        yield found
        found.context.close()
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("address", ["/", "/good/", "/search/", "/conditions/"])
def test_a_page_does_what_its_own_policy_allows(page, address):
    page.messages.clear()
    response = page.goto(page.base + address)
    assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
    assert page.locator("h1").is_visible()
    # Every style sheet and script has come, and no header is one that the browser doesn't know.
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 10
    assert page.messages == []
    assert page.evaluate(COMPILE) is (address == "/search/")


def test_no_page_can_be_framed(page):
    page.goto(f"{page.base}/robots.txt?bare")
    for query, shown in (("?bare", True), ("", False)):  # a host without the headers, and ours
        page.set_content(f'<iframe src="{page.base}/good/{query}"></iframe>', wait_until="load")
        assert page.frames[-1].url.startswith(page.base) is shown
