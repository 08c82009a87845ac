"""What one who is slow, or many at once, may cost the preview: a request has to come in time, and room is limited.

uvicorn waits without end for the rest of a request. So a thousand connections on which no more is sent would use up
the files that a process may have open, and nobody could ask any more (known as Slowloris).
"""

import asyncio
from typing import ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_AWAITED = (h11.IDLE, h11.SEND_BODY)  # what the other side is at while its request is not whole


class Connection(H11Protocol):
    """A connection that ends when its request is not whole in time; an answer may take as long as it likes.

    Where all places are taken, one is made free for whoever comes: that of the connection that has been waited for
    longest, else of the one that has been answered longest: a page that listens for events comes back by itself.
    """

    patience: ClassVar[float] = 10.0  # seconds until a request is whole
    most: ClassVar[int] = 100  # connections at once; a browser makes six, and macOS allows 256 files

    _waits = True
    _since = 0.0
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a place, and begin to wait."""
        others = [other for other in self.connections if isinstance(other, Connection)]
        if len(others) >= self.most:
            min(others, key=Connection.rank).drop()
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Read on; the request may be whole now, or the next one begin."""
        super().data_received(data)
        if self.conn.their_state not in _AWAITED:
            self._stop_waiting()
        elif not self._waits:
            self._wait()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        if self.conn.their_state in _AWAITED and not self._waits:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Leave nothing behind."""
        self._stop_waiting()
        super().connection_lost(exc)

    def rank(self) -> tuple[bool, float]:
        """Return what says who gives way first: the lowest."""
        return not self._waits, self._since

    def drop(self) -> None:
        """End the connection at once; its place is free."""
        self._stop_waiting()
        self.connections.discard(self)
        self.transport.abort()

    def _wait(self) -> None:
        self._waits, self._since = True, self.loop.time()
        self._deadline = self.loop.call_later(self.patience, self.drop)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        self._waits, self._since = False, self.loop.time()
