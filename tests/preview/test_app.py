"""The preview as a browser meets it, without a socket."""

import asyncio
import json

import httpx
import pytest

from plainleaf.preview.app import Preview, make_app, with_client
from plainleaf.preview.guard import is_loopback, may_ask
from tests.tiny_site import article

FMT = "content/articles/fmt.md"


@pytest.fixture
def preview(session):
    found = Preview(session)
    yield found
    found.close()


def ask(preview: Preview, path: str, method: str = "GET", host: str = "127.0.0.1", **headers: str):
    async def answer():
        transport = httpx.ASGITransport(make_app(preview, host))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
            return await client.request(method, path, headers=headers)

    return asyncio.run(answer())


def test_a_page_has_the_client_and_is_else_as_built(preview):
    answer = ask(preview, "/fmt/")
    page = preview.session.answer("/fmt/").content
    digest = preview.session.state("/fmt/").digest
    assert answer.status_code == 200
    assert answer.content == with_client(page, digest)
    assert answer.content.replace(with_client(b"</head>", digest).removesuffix(b"</head>"), b"", 1) == page
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed.xml", "application/xml"),
        ("/_published/sitemap.xml", "application/xml"),
        ("/codes/icd10/index.json", "application/json"),
        ("/site.webmanifest", "application/manifest+json"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/_headers", "text/plain; charset=utf-8"),
        ("/_preview/client.js", "text/javascript; charset=utf-8"),
        ("/_preview/client.css", "text/css; charset=utf-8"),
    ],
)
def test_every_file_has_its_type(preview, path, kind):
    answer = ask(preview, path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)


def test_the_answer_to_a_head_has_no_content(preview):
    answer = ask(preview, "/fmt/", "HEAD")
    assert (answer.status_code, answer.content) == (200, b"")


def test_what_is_not_there_has_the_sites_own_page(preview):
    answer = ask(preview, "/nowhere/")
    assert answer.status_code == 404
    assert "Page not found" in answer.text
    assert "/_preview/client.js" in answer.text


def test_a_forgotten_slash_leads_on(preview):
    answer = ask(preview, "/fmt")
    assert (answer.status_code, answer.headers["location"]) == (307, "/fmt/")


def test_before_the_first_good_state_every_page_says_so(site, preview):
    site.write("content/site.yaml", "name: [broken")
    fresh = Preview(type(preview.session)(site.sources))
    fresh.session.refresh()
    answer = ask(fresh, "/fmt/")
    assert "Nothing to show yet" in answer.text
    assert "/_preview/client.js" in answer.text
    assert ask(fresh, "/_preview/state?page=/fmt/").json()["notes"][0]["path"] == "content/site.yaml"
    fresh.close()


def test_the_state_is_text_and_never_markup(site, preview):
    site.write(FMT, article("<script>alert(1)</script>"))
    preview.session.refresh()
    answer = ask(preview, "/_preview/state?page=/fmt/")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["errors"] == 1


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_changed(preview, method):
    assert ask(preview, "/fmt/", method).status_code == 405


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::2]"]
)
def test_a_foreign_name_is_refused(preview, host):
    answer = ask(preview, "/fmt/", host="127.0.0.1", Host=host)
    assert answer.status_code == 421
    assert "It is new" not in answer.text


NAMES = [
    ("localhost:8000", "127.0.0.1", True),
    ("LOCALHOST", "127.0.0.1", True),
    ("127.0.0.1:1", "127.0.0.1", True),
    ("[::1]:8000", "::1", True),
    ("desk.clinic.example:8000", "desk.clinic.example", True),
    ("desk.clinic.example", "127.0.0.1", False),
    ("192.168.0.7:8000", "0.0.0.0", True),
    ("[fe80::1]:8000", "::", True),
    ("evil.example", "0.0.0.0", False),
    ("192.168.0.7", "127.0.0.1", False),
]


@pytest.mark.parametrize(("header", "host", "allowed"), NAMES)
def test_which_names_are_ours(header, host, allowed):
    assert may_ask(header, host) is allowed


@pytest.mark.parametrize(
    ("host", "is_it"),
    [("localhost", True), ("127.0.0.1", True), ("::1", True), ("0.0.0.0", False), ("desk", False)],
)
def test_which_hosts_are_this_machine(host, is_it):
    assert is_loopback(host) is is_it


def test_another_site_can_embed_and_fetch_nothing(preview):
    foreign = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert ask(preview, "/fmt/", **foreign).status_code == 403
    assert ask(preview, "/fmt/", **{**foreign, "sec-fetch-mode": "navigate"}).status_code == 200
    answer = ask(preview, "/fmt/")
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers


def test_an_endless_address_is_refused(preview):
    assert ask(preview, "/" + "a" * 5_000).status_code == 414


@pytest.mark.parametrize(
    "path",
    ["/_preview/../app.py", "/_preview/..%2fapp.py", "/_preview/%2e%2e/app.py", "/_preview/app.py", "/%00"],
)
def test_no_file_is_opened_by_an_address(preview, path):
    answer = ask(preview, path)
    assert answer.status_code == 404
    assert "import" not in answer.text


def test_the_review_board_stands_beside_the_pages(preview):
    board = ask(preview, "/_board/")
    assert board.status_code == 200
    assert "Review board" in board.text
    assert "/_preview/client.js" not in board.text
    assert ask(preview, "/_board/reviews-due.ics").headers["content-type"].startswith("text/calendar")
    assert ask(preview, "/_board/../pyproject.toml").status_code == 404


def test_an_open_page_is_told_of_a_change(site, preview):
    async def told() -> list[bytes]:
        stream = preview.hub.stream(preview.session.rounds)
        found = [await anext(stream)]
        site.write(FMT, article("It is old."))
        await preview.refresh(frozenset({site.folder / FMT}))
        found.append(await anext(stream))
        preview.hub.close()
        found += [event async for event in stream]
        assert preview.hub.listeners == 0
        return found

    first, second = asyncio.run(told())
    assert first.endswith(b"event: change\ndata: 1\n\n")
    assert second == b"event: change\ndata: 2\n\n"


def test_a_slow_page_is_told_the_newest_round_alone(preview):
    async def told() -> bytes:
        stream = preview.hub.stream(0)
        await anext(stream)
        for version in range(1, 1_000):
            preview.hub.tell(version)
        found = await anext(stream)
        await stream.aclose()
        return found

    assert asyncio.run(told()) == b"event: change\ndata: 999\n\n"


def test_a_bug_is_told_without_a_traceback(preview, monkeypatch):
    monkeypatch.setattr(preview.session, "answer", lambda path: 1 // 0)

    async def answer():
        transport = httpx.ASGITransport(make_app(preview), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get("/fmt/")

    found = asyncio.run(answer())
    assert found.status_code == 500
    assert "itself is at fault" in found.text
    assert "Traceback" not in found.text


def test_findings_are_asked_for_by_the_path_of_the_page(preview):
    found = json.loads(ask(preview, "/_preview/findings?page=/fmt/").text)
    assert [(row["code"], row["quote"]) for row in found] == [("abbreviation-unexplained", "FMT")]
    assert json.loads(ask(preview, "/_preview/findings?page=/nowhere/").text) == []
