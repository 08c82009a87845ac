"""Requests that mean no good: nothing but the pages of the two sites is read, and nothing is changed."""

import asyncio
import contextlib
from typing import NamedTuple

import pytest

from plainleaf.output.assets import fingerprinted
from plainleaf.preview.app import Preview, make_app
from plainleaf.preview.session import Session
from tests.robustness.attacks import PATTERNS
from tests.tiny_site import TODAY, TinySite, article

SECRET = "the contents of a private file"
HOST = b"127.0.0.1:8000"
UNUSED = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
SCRIPT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: str


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    folder = tmp_path_factory.mktemp("preview")
    site = TinySite(
        folder,
        {
            "content/articles/fmt.md": article("Text. ![A picture](../images/a.svg)"),
            "content/images/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
            "content/images/unused.svg": UNUSED,
            "content/images/script.svg": SCRIPT,
            "content/.env": SECRET,
            "content/images/.hidden.svg": f"<svg><!-- {SECRET} --></svg>",
            "secret.txt": SECRET,
        },
    )
    (folder / "content/images/out").symlink_to(folder)
    with contextlib.chdir(folder):
        session = Session(site.sources, lambda: TODAY)
        session.refresh()
        found = Preview(session)
        yield found
        found.close()


def test_a_picture_that_leads_out_is_told_without_a_word_of_it(tmp_path):
    site = TinySite(tmp_path, {"content/articles/fmt.md": article("Text."), "secret.txt": SECRET})
    (tmp_path / "content/images").mkdir()
    (tmp_path / "content/images/out.png").symlink_to(tmp_path / "secret.txt")
    with contextlib.chdir(tmp_path):
        session = Session(site.sources, lambda: TODAY)
        session.refresh()
        preview = Preview(session)
        for path in ("/images/out.png", "/_preview/state", "/fmt/"):
            assert SECRET not in ask(preview, path).body
        assert "leads out of" in ask(preview, "/_preview/state").body
        preview.close()


def test_of_a_text_that_is_a_link_no_line_is_shown(tmp_path):
    site = TinySite(tmp_path, {"content/articles/fmt.md": article("Text."), "secret.txt": SECRET})
    (tmp_path / "content/articles/out.md").symlink_to(tmp_path / "secret.txt")
    with contextlib.chdir(tmp_path):
        session = Session(site.sources, lambda: TODAY)
        session.refresh()
        preview = Preview(session)
        state = ask(preview, "/_preview/state").body
        assert "content/articles/out.md" in state
        assert SECRET not in state
        preview.close()


def ask(preview, path, *, method="GET", headers=(), raw=None, query=b"", host=HOST):
    """Send one request as a server that has read it passes it on."""
    raw = path.encode("utf-8", errors="surrogateescape") if raw is None else raw
    given = [*([(b"host", host)] if host is not None else []), *headers]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": path, "raw_path": raw, "query_string": query, "root_path": "", "headers": given,
        "client": ("127.0.0.1", 9), "server": ("127.0.0.1", 8000),
    }  # fmt: skip
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    asyncio.run(make_app(preview)(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in sent[1:]).decode("utf-8", errors="replace")
    return Reply(sent[0]["status"], {k.decode(): v.decode() for k, v in sent[0]["headers"]}, body)


def test_the_page_of_a_friend(preview):
    reply = ask(preview, "/fmt/")
    assert reply.status == 200
    assert "Text." in reply.body


def test_a_drawing_runs_and_loads_nothing_also_by_its_own_address(preview):
    reply = ask(preview, fingerprinted("images", "unused.svg", UNUSED.encode()))
    assert (reply.status, reply.body) == (200, UNUSED)
    assert reply.headers["content-type"] == "image/svg+xml"
    assert reply.headers["x-content-type-options"] == "nosniff"
    directives = reply.headers["content-security-policy"].split("; ")
    assert {"sandbox", "default-src 'none'"} <= set(directives)
    assert not any(directive.startswith("script-src") for directive in directives)


def test_a_drawing_that_could_run_is_not_served_although_no_page_shows_it(preview):
    reply = ask(preview, fingerprinted("images", "script.svg", SCRIPT.encode()))
    assert reply.status == 404
    assert "alert" not in reply.body


PATHS = [
    "/../secret.txt", "/../../../../etc/passwd", "/fmt/../../secret.txt", "/images/../../secret.txt", "//etc/passwd",
    "/./../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/%252e%252e/secret.txt", "/..\\secret.txt",
    "/..%5csecret.txt", "/%c0%ae%c0%ae/secret.txt", "/\uff0e\uff0e/secret.txt", "/secret.txt", "/content/site.yaml",
    "/site.yaml", "/people.yaml", "/references.bib", "/articles/fmt.md", "/content/articles/fmt.md", "/.env", "/content/.env",
    "/images/.hidden.svg", "/images/out.png", "/images/out/secret.txt", "/.git/config", "/.plainleaf/", "/_preview/../guard.py",
    "/_preview/app.py", "/_preview/..", "/_preview/%2e%2e/app.py", "/_preview/.hidden", "/_preview/client.js/../../app.py",
    "/_published/../secret.txt", "/_published/_published/../../secret.txt", "/_published//etc/passwd", "/fmt/\x00",
    "/\x00", "/fmt\x00/../secret.txt", "/secret.txt\x00.html", "/fmt/\r\nX-Evil: 1", "/\udcff\udcfe", "/" + "a/" * 900, "/~root/",
    "/file:///etc/passwd", "/C:/Windows/win.ini", "/fmt/;/../secret.txt", "/fmt/index.html/../../../secret.txt",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_no_path_leads_out_of_the_pages(preview, path, method):
    reply = ask(preview, path, method=method)
    assert reply.status in (200, 307, 404, 414)
    assert SECRET not in reply.body
    assert "root:" not in reply.body
    assert "rivera:" not in reply.body
    assert "Traceback" not in reply.body
    assert "location" not in reply.headers or reply.headers["location"].startswith("/fmt")


@pytest.mark.parametrize(
    "path", ["//evil.example", "/\\evil.example", "//evil.example/..", "/_published//evil.example"]
)
def test_no_redirect_leads_to_another_site(preview, path):
    assert "location" not in ask(preview, path).headers


@pytest.mark.parametrize(
    "host",
    [None, b"", b"evil.example", b"evil.example:8000", b"127.0.0.1.evil.example", b"localhost.evil.example", b"evil@127.0.0.1",
     b"127.0.0.1@evil.example", b"[::1].evil.example", b"127.0.0.2", b"0.0.0.0", b"2130706433", b"\xff\xfe", b"a" * 9_000],
)  # fmt: skip
def test_a_foreign_name_is_refused(preview, host):
    reply = ask(preview, "/fmt/", host=host)
    assert reply.status == 421
    assert "Text." not in reply.body


@pytest.mark.parametrize("host", [b"localhost", b"LOCALHOST:1", b"127.0.0.1", b"[::1]:8000"])
def test_our_own_names_are_not(preview, host):
    assert ask(preview, "/fmt/", host=host).status == 200


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "EVIL", ""]
)
@pytest.mark.parametrize("path", ["/fmt/", "/_preview/state", "/_preview/events", "/_preview/findings"])
def test_a_request_only_reads(preview, method, path):
    assert ask(preview, path, method=method).status == 405


@pytest.mark.parametrize("path", ["/fmt/", "/_preview/state", "/_preview/client.js"])
def test_what_another_site_embeds_or_fetches_is_refused(preview, path):
    foreign = [(b"sec-fetch-site", b"cross-site"), (b"sec-fetch-mode", b"no-cors")]
    assert ask(preview, path, headers=foreign).status == 403


@pytest.mark.parametrize(
    "path", ["/fmt/", "/nowhere/", "/_preview/state", "/_preview/client.js", "/_preview/nothing"]
)
def test_no_other_site_may_frame_sniff_or_read_it(preview, path):
    headers = ask(preview, path).headers
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "query",
    [
        b"page=" + b"%2e%2e/" * 9 + b"secret.txt",
        b"page=//etc/passwd",
        b"page=%00",
        b"page=%ff%fe",
        b"page=" * 99,
        b"&" * 999,
        b"page",
    ],
)
@pytest.mark.parametrize("path", ["/_preview/state", "/_preview/findings"])
def test_the_questions_of_the_client_take_any_words(preview, path, query):
    reply = ask(preview, path, query=query)
    assert reply.status == 200
    assert SECRET not in reply.body


def test_an_endless_address_is_refused(preview):
    assert ask(preview, "/" + "a" * 3_000).status == 414
    assert ask(preview, "/fmt/", query=b"a" * 3_000).status == 414


def test_many_and_odd_headers_do_no_harm(preview):
    odd = [(b"x-%d" % n, b"\xff" * 99) for n in range(500)]
    odd += [(b"range", b"bytes=0-" + b"9" * 99), (b"content-length", b"-1"), (b"cookie", b"=;" * 99)]
    assert ask(preview, "/fmt/", headers=odd).status == 200


@pytest.mark.parametrize("pattern", PATTERNS[::9])
def test_nothing_of_a_request_comes_back_as_html(preview, pattern):
    reply = ask(preview, f"/{pattern}", raw=b"/x", query=b"q=1")
    assert reply.status in (404, 200)
    assert pattern not in reply.body
