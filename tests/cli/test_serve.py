"""The command `serve`: usage, ports, and a real server that is asked once and stopped."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from contextlib import closing, contextmanager

import pytest

from plainleaf.output.turns import turn
from plainleaf.preview.server import PortFault, open_socket
from tests.cli.command import DAY, command, process
from tests.tiny_site import ROOT, TinySite, article


@pytest.fixture
def clinic(tmp_path):
    return TinySite(tmp_path, {"content/articles/fmt.md": article("It is new [@a2020].")}).folder


def test_the_help_has_an_example(clinic):
    assert "Example: python build.py serve --open" in command(clinic, "serve", "--help", day=None).out


def test_a_busy_port_that_was_asked_for_is_told(clinic):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = command(clinic, "serve", "--port", port)
    assert result.status == 2
    assert f"port {port} is in use; choose another one with --port" in result.err


def test_in_place_of_a_busy_port_the_next_free_one_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with open_socket("127.0.0.1", port, exactly=False) as found:
            assert port < found.getsockname()[1] <= port + 20


def test_a_host_that_is_not_this_machine_is_told():
    with pytest.raises(PortFault, match=r"can't listen at 192\.0\.2\.1"):
        open_socket("192.0.2.1", 8000, exactly=False)


@pytest.mark.parametrize(
    "words", [["--port", "0"], ["--port", "x"], ["--content", "nowhere"], ["--prot", "8000"]]
)
def test_wrong_words_are_wrong_usage(clinic, words):
    assert command(clinic, "serve", *words).status == 2


@contextmanager
def serving(folder):
    """Run the preview in a process of its own; give the process, and a way to ask it."""
    started = subprocess.Popen(
        [sys.executable, "-u", str(ROOT / "build.py"), "serve", "--today", DAY],
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        line = started.stdout.readline()
        port = int(line.partition("127.0.0.1:")[2].partition("/")[0])
        yield started, lambda: closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20))
    finally:
        started.kill()
        _, err = started.communicate()
    assert err == ""


def page_of(connection, address):
    connection.request("GET", address)
    return connection.getresponse().read().decode()


def test_it_serves_until_it_is_stopped_also_with_an_open_page(clinic):
    with serving(clinic) as (started, connect), connect() as asked:
        assert "It is new" in page_of(asked, "/fmt/")
        asked.request("GET", "/_preview/events")
        with asked.getresponse() as events:
            assert events.readline().startswith(b"retry")
            started.send_signal(signal.SIGINT)
            assert started.wait(20) == 0


def next_round(events):
    while not (line := events.readline()).startswith(b"data: "):
        assert line, "the connection has ended"
    return int(line.removeprefix(b"data: "))


def test_a_build_beside_it_publishes_and_the_preview_takes_no_notice(clinic):
    """Neither waits for the other, and what the build writes is no change of the clinic's."""
    text = clinic / "content/articles/fmt.md"
    with serving(clinic) as (_, connect), connect() as listening, connect() as asked:
        listening.request("GET", "/_preview/events")
        with listening.getresponse() as events:
            while next_round(events) < 2:  # the watch stands
                pass
            for number, words in enumerate(("First words", "Second words")):
                built = process(clinic, "build", "--no-search", "--today", DAY)
                assert (built.status, "is at work" in built.err) == (0, False)
                published = (clinic / "_site/fmt/index.html").read_text(encoding="utf-8")
                assert ("It is new" if not number else "First words") in published
                new = text.with_suffix(".tmp")  # in one step, so that it is one change
                new.write_text(article(f"{words} [@a2020]."), encoding="utf-8")
                new.replace(text)
                assert next_round(events) == number + 3  # no round came of the build
                assert words in page_of(asked, "/fmt/")
            assert not {path.name for path in clinic.iterdir() if path.name.startswith("._site")}


def test_a_lock_that_a_build_holds_keeps_nobody_from_the_preview(clinic):
    with turn(clinic / "_site", wait=0), serving(clinic) as (_, connect), connect() as asked:
        assert "It is new" in page_of(asked, "/fmt/")
        assert "It is new" in page_of(asked, "/_published/fmt/")
