"""Where a published site lies, a folder or an address on the web: both give the bytes of one file after another."""

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPMessage
from pathlib import Path
from typing import IO, NamedTuple, Protocol
from urllib.parse import quote, urlsplit

from plainleaf.read.project_files import shown_path

_SECONDS = 20  # for each part of an answer
_LONGEST = 120  # seconds for the whole of it
_PART = 1_000_000  # bytes
_LARGEST = 50_000_000  # bytes of one file
_AT_ONCE = 8  # requests: no more than one reader's browser makes
_OK = 200
_READERS_FORM = {"User-Agent": "plainleaf verify", "Accept-Encoding": "identity"}


class Answer(NamedTuple):
    """What a place gives for an address: its bytes, or (`content` None) why there are none."""

    content: bytes | None
    status: int = _OK
    fault: str = ""


class Place(Protocol):
    """A place that has a published site. Addresses begin with a slash, and are inside the site."""

    def shown(self, address: str) -> str:
        """Return what a diagnostic calls an address."""

    def answers(self, addresses: Iterable[str]) -> Iterator[Answer]:
        """Yield the answer for each address, in their order."""


class Folder:
    """A site in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def shown(self, address: str) -> str:
        """Return the path of an address's file."""
        return shown_path(self._folder / _file(address))

    def answers(self, addresses: Iterable[str]) -> Iterator[Answer]:
        """Yield what is in the files."""
        for address in addresses:
            path = self._folder / _file(address)
            try:
                yield (
                    Answer(path.read_bytes())
                    if path.is_file()
                    else Answer(None, 404, "there is no such file")
                )
            except OSError as fault:
                yield Answer(None, 0, fault.strerror or "it can't be read")


class Host:
    """A site on the web; `url` is that of its home page."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        # No cookies, no credentials, and no way to another host: what is asked for is what is public here.
        self._opener = urllib.request.build_opener(_SameHost(urlsplit(url)[:2]))

    def shown(self, address: str) -> str:
        """Return the URL of an address."""
        return self._url + quote(address)

    def answers(self, addresses: Iterable[str]) -> Iterator[Answer]:
        """Yield what the host sends, some at a time."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            yield from pool.map(self._answer, addresses)

    def _answer(self, address: str) -> Answer:
        request = urllib.request.Request(self.shown(address), headers=_READERS_FORM)  # noqa: S310 - see may_ask
        try:
            try:
                response = self._opener.open(request, timeout=_SECONDS)
            except urllib.error.HTTPError as refused:  # which has a status and a content, too
                response = refused
            with response:
                return _read(response, response.status)
        except (OSError, http.client.HTTPException, ValueError) as fault:
            reason = getattr(fault, "reason", None) or fault
            return Answer(None, 0, str(reason) or type(fault).__name__)


class _Response(Protocol):
    def read1(self, amount: int, /) -> bytes: ...


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only where it stays with the host (and the scheme, but for one to https)."""

    max_redirections = 5

    def __init__(self, asked: tuple[str, str]) -> None:
        self._asked = asked

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Return the request that a redirect leads to. Raises URLError."""
        scheme, host = urlsplit(newurl)[:2]
        if host != self._asked[1] or scheme not in (self._asked[0], "https"):
            raise urllib.error.URLError(f"it leads to another host, {newurl}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def may_ask(url: str) -> bool:
    """Say whether a word is a URL of the web."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def _read(response: _Response, status: int) -> Answer:
    """Return what a server sends, within bounds."""
    end = time.monotonic() + _LONGEST
    content = bytearray()
    while part := response.read1(_PART):
        content += part
        if len(content) > _LARGEST:
            return Answer(None, status, f"it has more than {_LARGEST // 1_000_000} MB")
        if time.monotonic() > end:
            return Answer(None, status, f"it was not there after {_LONGEST} seconds")
    return Answer(bytes(content), status)


def _file(address: str) -> str:
    path = address.lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path
