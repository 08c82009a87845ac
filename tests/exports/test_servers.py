"""robots.txt, and the headers for Netlify and Cloudflare Pages, which combine rules in two different ways."""

import re

import pytest

from tests.exports.sites import site_with_every_state, text_of
from tests.tiny_site import Outcome, TinySite, article

PAGES = ("/", "/good/", "/search/", "/404.html", "/es/bueno/")


def rules(built: Outcome) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return paths with their headers, as both hosts read them."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for line in text_of(built, "_headers").splitlines():
        if line.startswith("/"):
            found.append((line, []))
        else:
            name, value = re.fullmatch(r"  ([A-Za-z-]+): (.+)", line).groups()
            assert len(line) <= 2000  # Cloudflare's limit
            found[-1][1].append((name.lower(), value))
    assert len(found) <= 100
    return found


def headers_for(built: Outcome, path: str, *, joins: bool) -> dict[str, str]:
    """Return what a host sends with a file: values of several rules joined, or that of the last one."""
    sent: dict[str, str] = {}
    for pattern, headers in rules(built):
        expression = re.escape(pattern).replace(r"\*", ".*")
        if re.fullmatch(expression, path):
            for name, value in headers:
                sent[name] = f"{sent[name]}, {value}" if joins and name in sent else value
    return sent


def directives(policy: str) -> dict[str, set[str]]:
    return {name: set(values) for name, *values in (part.split() for part in policy.split(";"))}


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Outcome:
    return site_with_every_state(tmp_path_factory.mktemp("servers")).build()


@pytest.mark.parametrize("joins", [True, False])
@pytest.mark.parametrize("page", PAGES)
def test_policy_of_page_and_server_together_are_the_pages_own(built, page, joins):
    """Of two policies a page may do only what both allow: the search page keeps its index reader, others have none."""
    sent = headers_for(built, page, joins=joins)["content-security-policy"]
    assert "," not in sent
    meta = built.page(page).select_one('meta[http-equiv="Content-Security-Policy"]')["content"]
    of_server, of_page = directives(sent), directives(meta)
    assert of_server.pop("frame-ancestors") == {"'none'"}
    assert set(of_server) == set(of_page)
    inline = {
        value for value in of_page["script-src"] if value.startswith("'sha256-")
    }  # data, which is never run
    both = {name: of_server[name] & of_page[name] for name in of_page}
    of_page["script-src"] -= inline
    assert both == of_page
    assert ("'wasm-unsafe-eval'" in both["script-src"]) == page.endswith("/search/")


@pytest.mark.parametrize("joins", [True, False])
def test_what_has_a_digest_in_its_name_is_kept_and_nothing_else_is(built, joins):
    asset = next((built.output / "assets").iterdir()).name
    for path in (f"/assets/{asset}", "/images/axis.0123456789ab.svg"):
        assert headers_for(built, path, joins=joins)["cache-control"] == "public, max-age=31536000, immutable"
    for path in (*PAGES, "/feed.xml", "/codes/icd10/F41.json"):
        assert "cache-control" not in headers_for(built, path, joins=joins)


def test_no_header_is_given_twice_to_any_file(built):
    for path in built.output.rglob("*"):
        address = "/" + path.relative_to(built.output).as_posix()
        assert headers_for(built, address, joins=True) == headers_for(built, address, joins=False)


def test_every_file_is_sent_with_care(built):
    sent = headers_for(built, "/good/", joins=True)
    assert sent["x-content-type-options"] == "nosniff"
    assert sent["referrer-policy"] == "no-referrer"
    assert sent["cross-origin-opener-policy"] == "same-origin"
    given = sent["permissions-policy"].split(", ")
    assert {"camera=()", "microphone=()", "geolocation=()", "payment=()"} <= set(given)
    assert all(re.fullmatch(r"[a-z-]+=\(\)", part) for part in given)


def test_portals_may_read_what_is_said_about_a_code(built):
    assert headers_for(built, "/codes/icd10/F41.json", joins=True)["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in headers_for(built, "/good/", joins=True)


@pytest.mark.parametrize(
    ("base_url", "promised"),
    [
        ("https://clinic.example/", True),
        ("https://hospital.example/leaflets/", False),  # the host has other sites
        ("http://clinic.example/", False),
        ("", False),
    ],
)
def test_https_is_promised_only_for_a_host_of_its_own(tmp_path, base_url, promised):
    site = TinySite(tmp_path, {"content/site.yaml": f"name: C\nbase_url: '{base_url}'\n"})
    built = site.build()
    path = "/leaflets/" if "leaflets" in base_url else "/"
    sent = headers_for(built, path, joins=True)
    assert "content-security-policy" in sent
    assert ("strict-transport-security" in sent) == promised
    assert "preload" not in str(sent)
    assert "includeSubDomains" not in str(sent)


def test_under_a_base_path_the_rules_are_for_that_path(tmp_path):
    site = TinySite(tmp_path, base_url="https://hospital.example/a/leaflets/")
    assert {path for path, _ in rules(site.build())} == {
        "/a/leaflets/*", "/a/leaflets/assets/*", "/a/leaflets/images/*", "/a/leaflets/codes/*",
    }  # fmt: skip


def test_robots_may_read_everything_and_are_told_nothing_else(built):
    assert text_of(built, "robots.txt").split("\n") == [
        "User-agent: *",
        "Allow: /",
        "",
        "Sitemap: https://clinic.example/sitemap.xml",
        "",
    ]


def test_robots_are_kept_out_of_a_build_with_drafts(tmp_path):
    site = TinySite(tmp_path, {"content/articles/one.md": article("Text.", review=None)})
    assert text_of(site.build(drafts=True), "robots.txt") == "User-agent: *\nDisallow: /\n"
