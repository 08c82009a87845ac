"""What HTML may reach a page: one allow-list, kept by nh3 over everything that Markdown made."""

import functools
import html as html_module
import re
from html.parser import HTMLParser
from typing import NamedTuple

import nh3

# Elements that a patient leaflet can need. h1 is the page's title; forms, frames, scripts, styles, media of
# other hosts and drawings with code in them are not here, and so never pass.
_TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption"
    " figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub"
    " summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
_EVERYWHERE = frozenset({"dir", "id", "lang", "title"})
_ATTRIBUTES = {
    "a": {"href"},
    "abbr": set(),
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "ins": {"datetime"},
    "ol": {"reversed", "start", "type"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"abbr", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
}
# Classes that our own extensions make, and the Markdown library's tables and footnotes.
_CLASSES = {
    "div": {"callout", "facts", "footnote"}
    | {f"callout--{kind}" for kind in ("info", "warning", "crisis", "do", "dont", "action")},
    "p": {"callout__title", "facts__outcome", "facts__figures"},
    "a": {"footnote-ref", "footnote-backref"},
}
# Blocks that authors close: an open one swallows the Markdown behind it.
_CLOSED = frozenset("blockquote details div dl figure ol p pre table ul".split())
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*)\s*:")

_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    clean_content_tags={"script", "style"},
    attributes={tag: set(_ATTRIBUTES.get(tag, ())) | _EVERYWHERE for tag in _TAGS},
    allowed_classes=_CLASSES,
    url_schemes=set(_SCHEMES),
    link_rel=None,
    strip_comments=True,
)


def sanitize(html: str) -> str:
    """Return HTML with nothing in it that is not on the allow-list."""
    return _CLEANER.clean(html)


@functools.lru_cache(maxsize=4096)  # pages of a site lead to one another
def refused_address(address: str) -> str | None:
    """Return why an address may not stand on a page ("an address that begins with javascript:"), else None.

    Blanks and control characters are dropped first, as a browser does (WHATWG URL, "basic URL parser").
    """
    found = _SCHEME.match(re.sub(r"[\x00-\x20]", "", address))
    if found and found[1].lower() not in _SCHEMES:
        return f"an address that begins with {found[1].lower()}:"
    if "href" not in sanitize(f'<a href="{html_module.escape(address)}">'):
        return "an address that can't be read"
    return None


class RefusedHtml(NamedTuple):
    """What would be taken out of a piece of HTML: "<script>", "onclick in <p>"; line and column from 0."""

    what: str
    line: int
    column: int


def refused_html(html: str) -> list[RefusedHtml]:
    """Return everything in a piece of HTML that an author wrote that is not on the allow-list."""
    finder = _Refused()
    finder.feed(html)
    finder.close()
    # In an element that is never closed, Markdown takes everything to the end of the text for HTML.
    if "\n\n" in html:
        for tag, line, column in finder.open[:1]:
            finder.found.append(RefusedHtml(f"<{tag}> without </{tag}>", line, column))
    return finder.found


class _Refused(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[RefusedHtml] = []
        self.open: list[tuple[str, int, int]] = []

    def refuse(self, what: str) -> None:
        line, column = self.getpos()
        self.found.append(RefusedHtml(what, line - 1, column))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.refuse(f"<{tag}>")
            return
        if tag in _CLOSED:
            line, column = self.getpos()
            self.open.append((tag, line - 1, column))
        for name, value in attrs:
            if name in ("href", "src") and value and (what := refused_address(value)):
                self.refuse(what)
            elif name == "class" or name.startswith(("data-", "aria-")):
                continue  # harmless, and without an effect
            elif name not in _EVERYWHERE and name not in _ATTRIBUTES.get(tag, ()):
                self.refuse(f"{name} in <{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _TAGS:
            self.refuse(f"</{tag}>")
        number = next((n for n in reversed(range(len(self.open))) if self.open[n][0] == tag), None)
        if number is not None:
            del self.open[number:]

    def handle_decl(self, decl: str) -> None:
        self.refuse("<!…>")

    def unknown_decl(self, data: str) -> None:
        self.refuse("<![…]>")

    def handle_pi(self, data: str) -> None:
        self.refuse("<?…>")
