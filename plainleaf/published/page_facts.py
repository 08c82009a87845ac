"""What a built page is and refers to, read from its HTML, with the place of each."""

from html.parser import HTMLParser
from typing import NamedTuple

# Attributes that hold addresses. What `a` and `form` have is followed by a reader; all else a browser loads itself.
_ADDRESSES = {"href", "src", "srcset", "action", "data", "poster"}
_FOLLOWED = {"a", "form"}
# Relations of <link> that load nothing.
_NAMED = {"canonical", "alternate", "author", "license", "next", "prev"}


class Reference(NamedTuple):
    """An address as it stands in a page; `loaded` if a browser asks for it without being asked."""

    address: str
    line: int
    column: int
    loaded: bool


class PageFacts(NamedTuple):
    """A page; `root`, `article` and `main` have the attributes of these elements, empty where there is none."""

    ids: frozenset[str]
    references: tuple[Reference, ...]
    root: dict[str, str]
    main: dict[str, str]
    article: dict[str, str]
    badges: frozenset[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: set[str] = set()
        self.references: list[Reference] = []
        self.elements: dict[str, dict[str, str]] = {}
        self.badges: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            self.ids.add(found["id"])
        if "data-badge" in found:
            self.badges.add(found["data-badge"])
        if tag in ("html", "main") or (tag == "article" and "data-slug" in found):
            self.elements.setdefault(tag, found)
        line, offset = self.getpos()
        loaded = tag not in _FOLLOWED and not (tag == "link" and found.get("rel") in _NAMED)
        for name in _ADDRESSES.intersection(found):
            written = found[name]
            parts = (
                [part.split()[0] for part in written.split(",") if part.strip()]
                if name == "srcset"
                else [written]
            )
            self.references += [Reference(part, line, offset + 1, loaded) for part in parts]


def read_page(text: str) -> PageFacts:
    """Return what a page is and refers to."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    elements = reader.elements
    return PageFacts(
        frozenset(reader.ids),
        tuple(reader.references),
        elements.get("html", {}),
        elements.get("main", {}),
        elements.get("article", {}),
        frozenset(reader.badges),
    )
