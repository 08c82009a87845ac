"""Slow and many connections: a real server on a socket, with less patience and fewer places than it has."""

import asyncio
import contextlib
import socket
import threading
import time

import pytest

from plainleaf.preview.app import Preview
from plainleaf.preview.connections import Connection
from plainleaf.preview.server import make_server, open_socket
from plainleaf.preview.session import Session
from tests.tiny_site import TODAY, TinySite, article

HEAD = b"GET /fmt/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
EVENTS = b"GET /_preview/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
PATIENCE = 0.15


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    folder = tmp_path_factory.mktemp("preview")
    site = TinySite(folder, {"content/articles/fmt.md": article("The author's words.")})
    with contextlib.chdir(folder):
        found = Session(site.sources, lambda: TODAY)
        found.refresh()
        yield found


class Running:
    """A preview at work in a thread of its own."""

    def __init__(self, session, patience, most):
        kind = type("Tried", (Connection,), {"patience": patience, "most": most})
        self.preview = Preview(session)
        self.server = make_server(self.preview, "127.0.0.1", kind)
        self.listening = open_socket("127.0.0.1", 0, exactly=True)
        self.place = self.listening.getsockname()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.run)
        self.opened = contextlib.ExitStack()

    def run(self):
        self.loop.run_until_complete(self.server.serve([self.listening]))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.opened.close()
        self.loop.call_soon_threadsafe(self.preview.close)
        self.server.should_exit = True
        self.thread.join(10)
        self.loop.close()

    def send(self, data):
        """Open a connection, and send something."""
        made = self.opened.enter_context(socket.create_connection(self.place, timeout=5))
        made.sendall(data)
        return made

    def page(self):
        """Ask for a page as a person's browser does."""
        with socket.create_connection(self.place, timeout=5) as made:
            made.sendall(HEAD + b"Connection: close\r\n\r\n")
            return b"".join(iter(lambda: made.recv(65_536), b""))

    def tell(self, number):
        self.loop.call_soon_threadsafe(self.preview.hub.tell, number)

    @property
    def open(self):
        return len(self.server.server_state.connections)


def is_dropped(made):
    """Say whether a connection ends without a word."""
    try:
        return made.recv(1) == b""
    except ConnectionError:
        return True


def trickle(made, seconds):
    """Send a byte now and then; return for how long that went well."""
    start = time.monotonic()
    with contextlib.suppress(ConnectionError):
        while time.monotonic() - start < seconds:
            made.sendall(b"a")
            time.sleep(PATIENCE / 10)
    return time.monotonic() - start


@pytest.fixture(scope="module")
def hasty(session):
    with Running(session, PATIENCE, 200) as found:
        yield found


@pytest.mark.parametrize("sent", [b"", b"G", HEAD, HEAD + b"X-A: " + b"a" * 9_000])
def test_a_request_that_is_not_whole_in_time_ends_the_connection(hasty, sent):
    slow = hasty.send(sent)
    assert b"The author" in hasty.page()
    assert is_dropped(slow)


def test_a_byte_now_and_then_buys_no_more_time(hasty):
    slow = hasty.send(HEAD + b"X-A: ")
    assert trickle(slow, 2) < 1
    assert b"The author" in hasty.page()


@pytest.mark.parametrize(
    "length", [b"Content-Length: 9999\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\nfff\r\n"]
)
def test_nor_does_a_body(hasty, length):
    slow = hasty.send(HEAD + length)
    assert slow.recv(99).startswith(b"HTTP/1.1 200")
    assert trickle(slow, 2) < 1


def test_each_request_of_a_connection_has_its_time(session):
    with Running(session, 0.4, 200) as found:
        made = found.send(b"")
        for _ in range(3):
            made.sendall(HEAD)
            time.sleep(0.15)
            made.sendall(b"\r\n")
            answer = made.recv(65_536)
            while b"</html>" not in answer:
                answer += made.recv(65_536)
            assert answer.startswith(b"HTTP/1.1 200")


def test_two_requests_at_once_are_both_answered(hasty):
    made = hasty.send((HEAD + b"\r\n") * 2 + HEAD)
    answer = b"".join(iter(lambda: made.recv(65_536), b""))  # the third is never whole
    assert answer.count(b"HTTP/1.1 200") == 2


def test_a_page_that_listens_stays(hasty):
    listener = hasty.send(EVENTS).makefile("rb")
    time.sleep(2 * PATIENCE)
    hasty.tell(7)
    while (line := listener.readline()) != b"data: 7\n":
        assert line, "the connection has ended"


def test_many_half_sent_requests_take_no_place_from_others(session):
    with Running(session, 60, 40) as found:
        listener = found.send(EVENTS).makefile("rb")
        assert listener.readline().startswith(b"HTTP/1.1 200")
        slow = [found.send(HEAD) for _ in range(300)]
        assert b"The author" in found.page()
        assert found.open <= 40
        assert is_dropped(slow[0])
        found.tell(7)
        while (line := listener.readline()) != b"data: 7\n":
            assert line, "the connection has ended"


def test_nor_do_many_that_listen_or_never_read_their_answer(session):
    with Running(session, 60, 20) as found:
        listeners = [found.send(EVENTS) for _ in range(30)]
        deaf = [found.send(HEAD + b"\r\n") for _ in range(30)]
        assert b"The author" in found.page()
        assert found.open <= 20
        assert len(listeners) + len(deaf) == 60
