"""The command `serve`: usage, ports, and a real server that is asked once and stopped."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from contextlib import closing

import pytest

from plainleaf.preview.server import PortFault, open_socket
from tests.cli.command import command
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


def test_it_serves_until_it_is_stopped_also_with_an_open_page(clinic):
    started = subprocess.Popen(
        [sys.executable, "-u", str(ROOT / "build.py"), "serve", "--today", "2026-01-15"],
        cwd=clinic,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        line = started.stdout.readline()
        port = int(line.partition("127.0.0.1:")[2].partition("/")[0])
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as asked:
            asked.request("GET", "/fmt/")
            assert "It is new" in asked.getresponse().read().decode()
            asked.request("GET", "/_preview/events")
            with asked.getresponse() as events:
                assert events.readline().startswith(b"retry")
                started.send_signal(signal.SIGINT)
                assert started.wait(20) == 0
    finally:
        started.kill()
        _, err = started.communicate()
    assert err == ""
