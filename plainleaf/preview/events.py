"""Tells open pages that something has changed: server-sent events (HTML, 9.2)."""

import asyncio
from collections.abc import AsyncIterator

_PULSE = 15.0  # seconds: a connection that is gone is noticed when something is written to it
_RETRY = 500  # milliseconds until a browser tries again, after the preview was stopped and started


class Hub:
    """The pages that listen. A page that is slow is told once, of the newest round: it asks for the rest itself."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[int | None]] = set()
        self._closed = False

    @property
    def listeners(self) -> int:
        """How many pages listen."""
        return len(self._queues)

    def tell(self, version: int | None) -> None:
        """Tell all pages the number of a round; None ends their connections."""
        for queue in self._queues:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(version)

    def close(self) -> None:
        """End all connections, so that the server can stop."""
        self._closed = True
        self.tell(None)

    async def stream(self, version: int) -> AsyncIterator[bytes]:
        """Yield the events of one page; it begins with the number of the present round."""
        queue: asyncio.Queue[int | None] = asyncio.Queue(maxsize=1)
        if self._closed:
            return
        self._queues.add(queue)
        try:
            yield f"retry: {_RETRY}\n".encode() + _event(version)
            while True:
                try:
                    told = await asyncio.wait_for(queue.get(), _PULSE)
                except TimeoutError:
                    yield b": \n\n"
                    continue
                if told is None:
                    return
                yield _event(told)
        finally:
            self._queues.discard(queue)


def _event(version: int) -> bytes:
    return f"event: change\ndata: {version}\n\n".encode()
