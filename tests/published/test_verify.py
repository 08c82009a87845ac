"""`verify` tells whether what is published is what was approved: in a folder, and from a server."""

import http.server
import shutil
import threading
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest

from plainleaf.published import places
from plainleaf.published.places import Host, may_ask
from tests.cli.command import command
from tests.published.test_audit import GOOD, edit
from tests.tiny_site import article


class Server(http.server.SimpleHTTPRequestHandler):
    """Serves a site; `answers` maps a path to a function that answers in another way."""

    answers: ClassVar[dict] = {}
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        special = self.answers.get(self.path)
        if special:
            special(self)
        else:
            super().do_GET()

    def log_message(self, *_) -> None:
        """Say nothing."""

    def send(self, status: int, content: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture
def server(built):
    handler = type("Handler", (Server,), {"answers": {}, "asked": []})
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(handler, directory=str(built.output))
    ) as running:
        threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        handler.url = f"http://127.0.0.1:{running.server_address[1]}"
        yield handler
        running.shutdown()


def verify(site, *words):
    return command(site.folder, "verify", *words)


def test_a_site_as_it_was_published(built, server):
    for place in ("_site", server.url, server.url + "/"):
        result = verify(built, place)
        assert (result.status, result.err) == (0, "")
        assert result.out.endswith("2 pages approved: all as published\n")
    assert verify(built).status == 0
    assert "/_headers" not in server.asked
    assert "/good/clinician/" in server.asked


def test_a_page_that_was_changed(built, server):
    edit(built, GOOD, "It rests on", "It rests wholly on", sealed=False)
    assert verify(built, "_site").lines == [
        "_site/good/index.html:1:1: error: this is not what was published [site-changed]"
    ]
    result = verify(built, server.url)
    assert result.status == 1
    assert result.lines == [f"{server.url}/good/:1:1: error: this is not what was published [site-changed]"]


def test_a_page_that_was_changed_with_its_digest_is_found_against_ones_own_copy(built, server):
    shutil.copytree(built.output, built.folder / "kept")
    edit(built, GOOD, "It rests on", "It rests wholly on")
    assert verify(built, server.url).status == 0
    result = verify(built, server.url, "--against", "kept")
    assert (result.status, result.codes) == (1, ["site-changed"])


def status(server, path: str, code: int) -> None:
    def answer(handler: Server) -> None:
        name = path.strip("/")
        content = Path(handler.directory, name, "index.html").read_bytes()
        handler.send(code, content)

    server.answers[path] = answer


def test_a_page_taken_down_may_answer_with_its_notice_and_410(built, server):
    status(server, "/old/", 410)
    assert verify(built, server.url).status == 0


@pytest.mark.parametrize("code", [404, 403, 500])
def test_a_page_that_is_not_there(built, server, code):
    status(server, "/good/", code)
    result = verify(built, server.url)
    assert (result.status, result.codes) == (1, ["site-missing"])
    assert f"status {code}" in result.err


def test_a_redirect_on_the_same_host_is_followed(built, server):
    server.answers["/404.html"] = lambda handler: handler.send(301, Location="/404.html?really")
    assert verify(built, server.url).status == 0


@pytest.mark.parametrize(
    "target",
    ["http://localhost:1/", "http://elsewhere.example/good/", "file:///etc/passwd", "ftp://127.0.0.1/x"],
)
def test_a_redirect_to_another_host_is_not(built, server, target):
    server.answers["/good/"] = lambda handler: handler.send(302, Location=target)
    result = verify(built, server.url)
    assert (result.status, result.codes) == (1, ["site-missing"])


def test_redirects_without_end_end(built, server):
    server.answers["/good/"] = lambda handler: handler.send(302, Location="/good/")
    assert verify(built, server.url).codes == ["site-missing"]


def broken(handler: Server) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"half")


def closed(handler: Server) -> None:
    handler.close_connection = True


@pytest.mark.parametrize("answer", [broken, closed])
def test_an_answer_that_breaks_off(built, server, answer):
    server.answers["/good/"] = answer
    result = verify(built, server.url)
    assert result.status == 1
    assert set(result.codes) <= {"site-missing", "site-changed"}


def test_an_answer_without_bounds_is_left(built, server, monkeypatch):
    monkeypatch.setattr(places, "_LARGEST", 1_000_000)
    server.answers["/good/"] = lambda handler: handler.send(200, bytes(1_000_001))
    result = verify(built, server.url)
    assert result.codes == ["site-missing"]
    assert "more than 1 MB" in result.err


def test_a_slow_server_is_not_waited_for(built, server, monkeypatch):
    monkeypatch.setattr(places, "_LONGEST", -1)
    (answer,) = Host(server.url).answers(["/good/"])
    assert answer.content is None
    assert "seconds" in answer.fault


# Against the logs


def test_an_approval_that_no_log_has(built):
    source = built.folder / "content/articles/good.md"
    text = source.read_text()
    source.write_text(text.replace("sha256:", "sha256:0")[: len(text) + 1])
    result = verify(built)
    assert result.status == 1
    assert set(result.codes) == {"site-approval"}
    assert "has no approval of its text" in result.err
    assert verify(built, "--no-logs").status == 0


def test_dates_that_the_log_has_otherwise(built):
    path = built.output / "integrity.json"
    path.write_text(path.read_text().replace("2027-06-01", "2028-06-01"))
    result = verify(built)
    assert result.status == 1
    assert "says otherwise" in result.err


def test_an_article_that_is_gone(built):
    (built.folder / "content/articles/waiting.md").unlink()
    result = verify(built)
    assert result.status == 1
    assert "no article 'waiting'" in result.err


def test_a_text_that_has_gone_on_since_is_a_warning(built):
    built.write("content/articles/waiting.md", article("Another text.", title="Waiting"))
    result = verify(built)
    assert result.status == 0
    assert result.codes == ["site-approval"]
    assert "is now 'submitted', with another text" in result.err


def test_an_approved_text_that_was_changed_after_it_was_published_is_a_warning(built):
    source = built.folder / "content/articles/good.md"
    source.write_text(source.read_text().replace("It rests on", "It rests wholly on"))
    result = verify(built)
    assert result.status == 0
    assert "is now 'changed', with another text" in result.err


def test_a_draft(built):
    built.write("content/articles/draft.md", article("Text.", review=None))
    assert built.build(drafts=True).published
    result = verify(built)
    assert (result.status, result.codes) == (1, ["site-draft"])


# Places


def test_a_place_without_a_site(built, server):
    for place in ("content", "nowhere", server.url + "/content", "http://127.0.0.1:1/", "gopher://x/"):
        result = verify(built, place)
        assert result.status == 2, place
        assert result.err.rstrip().count("\n") <= 3


def test_an_integrity_file_that_can_not_be_relied_on(built, server):
    (built.output / "integrity.json").write_text("{}")
    for place in ("_site", server.url):
        result = verify(built, place)
        assert result.status == 2
        assert "not in the form" in result.err


@pytest.mark.parametrize(
    ("url", "may"),
    [("https://clinic.example", True), ("http://127.0.0.1:80/a/", True), ("https://me:secret@clinic.example/", False),
     ("file:///etc/passwd", False), ("ftp://x/", False), ("_site", False), ("http://", False), ("http://[", False)],
)  # fmt: skip
def test_what_is_an_address(url, may):
    assert may_ask(url) is may
