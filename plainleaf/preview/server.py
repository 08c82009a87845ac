"""Runs the preview until it is stopped, by uvicorn; what a connection may cost stands in `connections.py`."""

import asyncio
import errno
import gc
import logging
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn

from plainleaf.preview.app import Preview, make_app
from plainleaf.preview.connections import Connection
from plainleaf.preview.session import Session
from plainleaf.preview.watch import changes

_TRIES = 20  # ports after the default one
_ACCEPTED = 16  # connections in one go: one that gives way to them is closed some turns of the loop later
_QUEUE = 128
_LARGEST_HEAD = 16_384  # bytes of a request's line and headers together


class PortFault(Exception):
    """There is no port to listen at; the message says why."""


def open_socket(host: str, port: int, *, exactly: bool) -> socket.socket:
    """Return a socket that listens at a port, or (not `exactly`) at the next free one. Raises PortFault."""
    for tried in range(port, min(port + (1 if exactly else _TRIES), 65_536)):
        try:
            family, _, _, _, place = socket.getaddrinfo(host, tried, type=socket.SOCK_STREAM)[0]
            return socket.create_server(place[:2], family=family, backlog=_QUEUE)
        except OSError as fault:
            if fault.errno != errno.EADDRINUSE:
                raise PortFault(f"can't listen at {host}, port {tried}: {fault.strerror or fault}") from fault
    if exactly:
        raise PortFault(f"port {port} is in use; choose another one with --port, or leave the option out")
    raise PortFault(f"the ports {port} to {port + _TRIES - 1} are in use; name a free one with --port")


class Server(uvicorn.Server):
    """Leaves signals to whoever runs it: uvicorn would raise them once more when it has stopped."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin, and let the system keep more who wait at the door than are let in at a time."""
        await super().startup(sockets)
        for listening in sockets or []:
            listening.listen(_QUEUE)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


def make_server(preview: Preview, host: str, connection: type[Connection] = Connection) -> Server:
    """Return a server that is not started yet."""
    return Server(
        uvicorn.Config(
            make_app(preview, host),
            http=connection,
            backlog=_ACCEPTED,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            h11_max_incomplete_event_size=_LARGEST_HEAD,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=1,
        )
    )


async def serve(
    session: Session,
    listening: socket.socket,
    host: str,
    ready: Callable[[], None],
) -> None:
    """Serve a session that was refreshed, until the process is told to stop; `ready` is called at its start."""
    preview = Preview(session)
    # What was read stays for as long as the preview runs: the collector needn't look at it again.
    gc.collect()
    gc.freeze()
    server = make_server(preview, host)
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()

    def stop() -> None:
        server.should_exit = True
        stopped.set()
        preview.hub.close()  # the server waits for its connections to end

    def on_signal(_: int, __: FrameType | None) -> None:
        loop.call_soon_threadsafe(stop)

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)  # what is wrong is told to whoever asked
    watching = asyncio.create_task(_watch(preview, stopped))
    watching.add_done_callback(lambda _: stop())
    try:
        loop.call_soon(ready)
        await server.serve([listening])
    finally:
        stop()
        await watching
        preview.close()
        for number, handler in before.items():
            signal.signal(number, handler)


async def _watch(preview: Preview, stopped: asyncio.Event) -> None:
    async for changed in changes(preview.session.sources, stopped, preview.session.is_new_day):
        if stopped.is_set():
            return
        await preview.refresh(changed)
