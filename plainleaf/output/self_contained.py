"""A piece of a page made fit for a file of its own: no picture and no place in it lies outside.

The HTML comes from our own templates and from nh3, which escape `<`, `>` and quotes in attributes; so a tag is
whatever stands between `<` and `>`.
"""

import base64
import html as html_module
import mimetypes
import re
from collections.abc import Callable

from plainleaf.model.html import Html

_PIECES = re.compile(r"(<[^>]*>)")
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_HEADING = re.compile(r"<h([1-6])\b")
_CANDIDATE = re.compile(r"(\S+) (\d+)w")
# What an element is called, and the attributes that call others by it.
_NAMES = frozenset(
    {"id", "for", "popovertarget", "aria-labelledby", "aria-describedby", "aria-controls", "headers"}
)
# As wide as a text on two screens: --measure in templates/assets/tokens.css.
_ENOUGH = 1200


def contained(
    html: str, *, prefix: str, below: int, origin: str, picture: Callable[[str], bytes | None]
) -> Html:
    """Return a piece of a page for another page.

    Ids and what names them get a prefix, so that several pieces can stand together; headings move `below` as many
    levels, in what they mean and not in their looks. Links to the site begin with its `origin`, or lead nowhere
    where it has none; those to other places open beside the page. `picture` gives the bytes of an address.
    """
    pass_ = _Pass(prefix, below, origin, picture)
    pieces = _PIECES.split(html)
    return Html("".join(pass_.tag(piece) if number % 2 else piece for number, piece in enumerate(pieces)))


def data_address(address: str, content: bytes) -> str:
    """Return the `data:` address of a file (RFC 2397)."""
    kind = mimetypes.guess_type(address)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


class _Pass:
    def __init__(self, prefix: str, below: int, origin: str, picture: Callable[[str], bytes | None]) -> None:
        self._prefix = prefix
        self._below = below
        self._origin = origin
        self._picture = picture
        self._better = ""  # a form of the next picture that every browser of today can show

    def tag(self, tag: str) -> str:
        if tag.startswith("<source "):
            self._better = self._candidate(tag)
            return ""
        tag = _ATTRIBUTE.sub(self._attribute, tag)
        if tag.startswith("<img "):
            self._better = ""
        heading = _HEADING.match(tag)
        if heading and "aria-level" not in tag:
            return f'{tag[:3]} aria-level="{int(heading[1]) + self._below}"{tag[3:]}'
        return tag

    def _attribute(self, found: re.Match[str]) -> str:
        name, value = found[1], html_module.unescape(found[2])
        if name == "href":
            return self._link(value)
        if name in _NAMES:
            value = " ".join(self._prefix + word for word in value.split())
        elif name == "src":
            value = self._data(self._better or value)
        else:
            return found[0]
        return f' {name}="{html_module.escape(value)}"'

    def _data(self, address: str) -> str:
        content = self._picture(address)
        return "" if content is None else data_address(address, content)

    def _link(self, address: str) -> str:
        if address.startswith("#"):
            return f' href="#{html_module.escape(self._prefix + address[1:])}"'
        if address.startswith("/"):
            if not self._origin:
                return ""
            address = self._origin + address
        if address.startswith(("http:", "https:")):
            return f' href="{html_module.escape(address)}" target="_blank" rel="noopener"'
        return f' href="{html_module.escape(address)}"'

    def _candidate(self, tag: str) -> str:
        """Return the address of the smallest form that is wide enough, else of the widest."""
        written = dict(_ATTRIBUTE.findall(tag)).get("srcset", "")
        forms = [
            (int(width), address) for address, width in _CANDIDATE.findall(html_module.unescape(written))
        ]
        wide = [form for form in forms if form[0] >= _ENOUGH]
        return min(wide)[1] if wide else max(forms, default=(0, ""))[1]
