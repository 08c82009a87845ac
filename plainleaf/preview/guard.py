"""Who may ask the preview for what: it shows drafts, so nobody but this machine's own browser reads them.

A page of another site can make a browser ask 127.0.0.1, under a name of its own that leads there (DNS rebinding).
So the name that was asked for has to be one of ours. Nothing can be changed by a request.
"""

import ipaddress
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
_LONGEST_ADDRESS = 2_000
_HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _name_of(host: str) -> str:
    """Return a Host header without its port."""
    if host.startswith("["):
        name, _, rest = host.partition("]")
        return f"{name.lower()}]" if not rest or rest.startswith(":") else ""
    return host.partition(":")[0].lower()


def may_ask(header: str, host: str) -> bool:
    """Say whether a Host header names this preview; `host` is what it was told to listen at.

    One that listens at every address (`0.0.0.0`, `::`) is asked under addresses, never under a foreign name.
    """
    name = _name_of(header)
    own = f"[{host.lower()}]" if ":" in host else host.lower()
    if name in _LOCAL or name == own:
        return True
    if host not in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        return False
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


class Guard:
    """Stands before everything else: foreign names, other methods and endless addresses are refused."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or let it pass."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    found[name] = value
            await send(message)

        refused = self._refusal(scope, headers)
        await (refused or self._app)(scope, receive, with_headers)

    def _refusal(self, scope: Scope, headers: Headers) -> PlainTextResponse | None:
        if not may_ask(headers.get("host", ""), self._host):
            return PlainTextResponse("This preview has another name.\n", 421)
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("A preview is only read.\n", 405, {"Allow": "GET, HEAD"})
        if len(scope["raw_path"]) + len(scope["query_string"]) > _LONGEST_ADDRESS:
            return PlainTextResponse("No page has so long an address.\n", 414)
        # What another site embeds or fetches; a link from there is a navigation, and may be followed.
        if headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate":
            return PlainTextResponse("A preview is for its own pages alone.\n", 403)
        return None
