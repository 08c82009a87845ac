"""In a browser, without the pages' policy, no pattern of tests/robustness/cases/scripts.yaml runs a script."""

import re

import pytest

from tests.browser.chromium import served
from tests.robustness.attacks import PATTERNS, bodies, in_groups, site_of

pytestmark = pytest.mark.browser

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


def test_no_script_runs_in_a_browser(browser, tmp_path_factory, tmp_path):
    """The pages without their policy, so that the sanitizing alone is judged; then the bodies, all on one page."""
    built = site_of(tmp_path_factory.mktemp("scripts"), in_groups()).build()
    assert built.published, built.errors
    for address in built.addresses:
        name = address.lstrip("/") + ("index.html" if address.endswith("/") else "")
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        page = _POLICY.sub("", built.html(address))
        assert "Content-Security-Policy" not in page
        (tmp_path / name).write_text(page, encoding="utf-8")
    texts = "\n<hr>\n".join(html for pattern in PATTERNS for html in bodies(pattern))
    (tmp_path / "bodies.html").write_text(f"<!doctype html><meta charset=utf-8>{texts}", encoding="utf-8")
    (tmp_path / "control.html").write_text("<!doctype html><img src=x onerror=alert(1)>", encoding="utf-8")
    with served(tmp_path) as base:
        context = browser.new_context()
        context.add_init_script("window.ran = []; window.alert = word => top.ran.push(location.href)")
        page = context.new_page()

        def ran(address):
            page.goto(base + address, wait_until="load")
            page.evaluate(
                "() => { for (const e of document.querySelectorAll('a, button, summary, b, p, [tabindex]'))"
                " { e.dispatchEvent(new MouseEvent('mouseover', {bubbles: true})); e.focus?.();"
                " if (!/^https?:/.test(e.href || 'http:') || e.tagName !== 'A') e.click?.() } }"
            )
            page.wait_for_timeout(20)
            return page.evaluate("window.ran")

        assert ran("/control.html"), "a script that runs is seen"
        for address in (
            "/bodies.html",
            *built.addresses[:: max(1, len(built.addresses) // 120)],
            "/",
            "/glossary/",
            "/a-z/",
        ):
            assert not ran(address), address
        context.close()
