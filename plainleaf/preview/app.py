"""The preview as an ASGI application: the pages of a session, and what the client on each page asks for."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from plainleaf.preview.events import Hub
from plainleaf.preview.guard import Guard
from plainleaf.preview.session import HTML, Answer, Session
from plainleaf.preview.view import digest_without_styles

_Result = TypeVar("_Result")

_CLIENT = Path(__file__).parent / "client"
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_CLIENT_TAGS = (
    '<meta name="plainleaf-preview" content="{digest}">\n'
    '<script type="module" src="/_preview/client.js"></script>\n'
)
_END_OF_HEAD = b"</head>"
# By its own address a drawing is a document: it runs and loads nothing, and has no origin (CSP3, 6.3.2).
_DRAWING = "image/svg+xml"
_DRAWING_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox"
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
_NOTHING_YET = f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Preview: nothing to show yet</title>
<link rel="stylesheet" href="/_preview/nothing.css">
</head>
<body>
<main id="main">
<h1>Nothing to show yet</h1>
<p>This page appears by itself as soon as the mistakes are mended that keep it from being made.</p>
</main>
</body>
</html>
"""


class Preview:
    """A session with the pages that listen to it. All work on the session is done by one thread, in turn."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.hub = Hub()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="preview")

    async def ask(self, question: Callable[..., _Result], *arguments: Any) -> _Result:
        """Return what a method of the session answers, without keeping other requests waiting for their turn."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, question, *arguments)

    async def refresh(self, changed: frozenset[Path] | None = None) -> None:
        """Look at what has changed, and tell the open pages."""
        if await self.ask(self.session.refresh, changed):
            self.hub.tell(self.session.rounds)

    def close(self) -> None:
        """End the connections and the thread."""
        self.hub.close()
        self._worker.shutdown(wait=False, cancel_futures=True)


def with_client(page: bytes, digest: str) -> bytes:
    """Return a page with the preview's tags in its head: the one thing that the published page has not.

    The script asks for what it needs from its own host, which the page's own policy allows.
    """
    head, end, rest = page.partition(_END_OF_HEAD)
    return head + _CLIENT_TAGS.format(digest=digest).encode() + end + rest


def make_app(preview: Preview, host: str = "127.0.0.1") -> Starlette:
    """Return the application."""
    client = {path.name: path.read_bytes() for path in sorted(_CLIENT.iterdir()) if path.suffix in _TYPES}

    async def events(_: Request) -> Response:
        return StreamingResponse(preview.hub.stream(preview.session.rounds), media_type="text/event-stream")

    async def state(request: Request) -> Response:
        found = await preview.ask(preview.session.state, request.query_params.get("page", "/"))
        return Response(msgspec.json.encode(found), media_type="application/json")

    async def findings(request: Request) -> Response:
        found = await preview.ask(preview.session.findings, request.query_params.get("page", "/"))
        return Response(msgspec.json.encode(found), media_type="application/json")

    async def client_file(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in client:
            return Response("There is no such file.\n", 404, media_type="text/plain")
        return Response(client[name], media_type=_TYPES[Path(name).suffix])

    async def board(request: Request) -> Response:
        part = 0
        while await preview.ask(
            preview.session.look_ahead, part
        ):  # in steps, and what else is asked comes between
            part += 1
        answer = await preview.ask(preview.session.board, request.url.path)
        return Response(answer.content, answer.status, media_type=answer.media_type)

    async def page(request: Request) -> Response:
        answer = await preview.ask(preview.session.answer, request.url.path)
        return _response(answer)

    return Starlette(
        routes=[
            Route("/_preview/events", events),
            Route("/_preview/state", state),
            Route("/_preview/findings", findings),
            Route("/_preview/{name}", client_file),
            Route("/_board/{rest:path}", board),
            Route("/{path:path}", page),
        ],
        middleware=[Middleware(Guard, host=host)],
        exception_handlers={Exception: _own_fault},
    )


def _response(answer: Answer) -> Response:
    if answer.location:
        return RedirectResponse(answer.location, answer.status)
    if answer.media_type == _DRAWING:
        policy = {"Content-Security-Policy": _DRAWING_POLICY}
        return Response(answer.content, answer.status, policy, _DRAWING)
    if answer.media_type != HTML:
        return Response(answer.content, answer.status, media_type=answer.media_type)
    if not answer.content:
        return Response(with_client(_NOTHING_YET.encode(), ""), answer.status, media_type=HTML)
    digest = digest_without_styles(answer.content)
    return Response(with_client(answer.content, digest), answer.status, media_type=HTML)


async def _own_fault(_: Request, fault: Exception) -> Response:
    """Say that Plainleaf itself is at fault; a user never sees a traceback."""
    text = f"Plainleaf itself is at fault ({type(fault).__name__}: {fault}). Please report it.\n"
    return Response(text, 500, media_type="text/plain; charset=utf-8")
