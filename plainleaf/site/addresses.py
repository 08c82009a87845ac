"""Every address of the site, in one place: what has which address, and where a link as written leads.

An address is a path inside the site with a slash at both ends, but for files: `/fmt/`, `/404.html`.
"""

import functools
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import chain, count
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import msgspec

from plainleaf.model.articles import SourceDocument
from plainleaf.model.settings import Person, Settings

# Addresses that the site's own pages and files have, or that a later version of them will need.
RESERVED_SLUGS = frozenset(
    "topics a-z glossary evidence advisory-board search conditions codes assets images copies feed feeds"
    " pagefind sitemap robots 404 index _board".split()
)
SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*\Z")
_LONGEST_SLUG = 100
_LONGEST_NEW_SLUG = 60  # an address that fits into a line of print
# Letters that have no accent to lose.
_TWO_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "'": "",
        "’": "",
    }
)


def slug_fault(slug: str, languages: frozenset[str]) -> tuple[str, str] | None:
    """Return message and hint if a slug can't be part of an address, else None.

    `languages` are the tags under which the site has pages: `/es/` can't be an article too.
    """
    if not SLUG.match(slug) or len(slug) > _LONGEST_SLUG:
        suggestion = _plain_letters(slug)[:_LONGEST_SLUG].strip("-")
        hint = "use small letters a to z, digits and hyphens"
        return f"'{slug}' can't be part of an address", f"{hint}, such as  slug: {suggestion or 'my-article'}"
    if slug in RESERVED_SLUGS or slug in {tag.lower() for tag in languages}:
        return f"the address /{slug}/ belongs to the site itself", "choose another slug"
    return None


def new_slug(title: str, languages: frozenset[str]) -> str:
    """Return the slug that a title makes: its words as far as they fit, and no address of the site itself."""
    slug = _plain_letters(title.lower().translate(_TWO_LETTERS)) or "article"
    if len(slug) > _LONGEST_NEW_SLUG:
        words = slug[: _LONGEST_NEW_SLUG + 1].rpartition("-")[0]
        slug = words or slug[:_LONGEST_NEW_SLUG]
    return f"about-{slug}" if slug_fault(slug, languages) else slug


def language_prefix(lang: str, settings: Settings) -> str:
    """Return what stands before every address of a language: nothing for the site's own."""
    return "" if lang == settings.language else f"/{lang}"


def document_address(document: SourceDocument, settings: Settings, audience: str | None = None) -> str:
    """Return the address of a document, or of its edition for another audience than the default one."""
    address = f"{language_prefix(document.front.lang, settings)}/{document.front.slug}/"
    if audience is None or audience == settings.audience:
        return address
    return f"{address}{audience}/"


def topic_address(topic: str, lang: str, settings: Settings) -> str:
    """Return the address of a topic's page."""
    return f"{language_prefix(lang, settings)}/topics/{topic}/"


def copy_address(version: str) -> str:
    """Return the address that tells whether a printed version is still current."""
    return f"/copies/{version}/"


def condition_address(code: str, lang: str, settings: Settings) -> str:
    """Return the address of the pages for an ICD-10 code."""
    return f"{language_prefix(lang, settings)}/conditions/icd10/{code}/"


def reviewer_addresses(people: Iterable[Person], lang: str, settings: Settings) -> dict[str, str]:
    """Return the address of each board member's page by id; ids that differ only in signs get a counter."""
    found: dict[str, str] = {}
    for person in people:
        if person.board:
            name = _plain_letters(person.id) or "member"
            parts = chain([name], (f"{name}-{number}" for number in count(2)))
            prefix = language_prefix(lang, settings) + "/advisory-board"
            free = (f"{prefix}/{part}/" for part in parts)
            found[person.id] = next(address for address in free if address not in found.values())
    return found


def _plain_letters(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


INDEX_PAGES = (
    "/",
    "/topics/",
    "/a-z/",
    "/glossary/",
    "/evidence/",
    "/advisory-board/",
    "/search/",
    "/conditions/",
)


def index_address(page: str, lang: str, settings: Settings) -> str:
    """Return the address of one of INDEX_PAGES in a language."""
    return language_prefix(lang, settings) + page


class Target(msgspec.Struct, frozen=True):
    """Where a link leads: an address of the site with an anchor, or (`address` None) somewhere else."""

    address: str | None
    anchor: str
    written: str


class Places(NamedTuple):
    """Where on an article's page a link can lead to: to an id in the text, or to a work that is cited."""

    ids: frozenset[str]
    keys: tuple[str, ...]


class AddressBook(msgspec.Struct, frozen=True):
    """All addresses of a site: `anchors` has the places on each page, None where they are not known.

    `by_file` maps an article's file below `content/` to its address, for links such as `other.md`.
    """

    anchors: Mapping[str, Places | None]
    by_file: Mapping[str, str]

    def resolve(self, written: str, document: SourceDocument, settings: Settings, audience: str) -> Target:
        """Return where a link of a document's edition leads.

        A path that ends in `.md` is looked for beside the document's file; any other is taken as an address,
        and one without a slash at its beginning from the document's default address.
        """
        parts = _parts_of(written)
        if parts is None:
            return Target("", "", written)
        is_elsewhere, path, anchor = parts
        if is_elsewhere:
            return Target(None, "", written)
        if not path:
            return Target(document_address(document, settings, audience), anchor, written)
        if path.endswith(".md"):
            folder = posixpath.dirname(document.content_path)
            below = posixpath.normpath(posixpath.join(folder, path)) if path[0] != "/" else path.lstrip("/")
            return Target(self.by_file.get(below, path), anchor, written)
        base = "/" if path[0] == "/" else document_address(document, settings)
        return Target(_address_from(base, path), anchor, written)


# A site of thousands of articles has tens of thousands of links, and few different ones among them.
@functools.lru_cache(maxsize=20_000)
def _parts_of(written: str) -> tuple[bool, str, str] | None:
    """Return whether a link leads out of the site, its path and its anchor; None for what is no address."""
    try:
        parts = urlsplit(written)
    except ValueError:
        return None
    return bool(parts.scheme or parts.netloc), unquote(parts.path), unquote(parts.fragment)


@functools.lru_cache(maxsize=20_000)
def _address_from(base: str, path: str) -> str:
    address = posixpath.normpath(posixpath.join(base, path))
    # A file's name has a dot, and so has the address of an ICD-10 code, which ends in a slash.
    if address != "/" and (path.endswith("/") or "." not in posixpath.basename(address)):
        address += "/"
    return "/" + address.lstrip("/")


def photo_path(photo: str, images: Mapping[str, str]) -> str | None:
    """Return the picture below `content/` that a person's `photo` means, or None if there is none."""
    path = photo.lstrip("/")
    return next((candidate for candidate in (path, f"images/{path}") if candidate in images), None)


def image_path(source: str, document: SourceDocument, images: Mapping[str, str]) -> str | None:
    """Return the picture below `content/` that an address in a text means, or None if there is none.

    It may be written from the content folder (`images/axis.svg`) or from the article's own file.
    """
    if (
        "." not in source and "%" not in source
    ):  # the name of a picture has an ending: most links need no look
        return None
    for candidate in _pictures_meant(source, posixpath.dirname(document.content_path)):
        if candidate in images:
            return candidate
    return None


@functools.lru_cache(maxsize=20_000)
def _pictures_meant(source: str, folder: str) -> tuple[str, str]:
    path = unquote(source.partition("?")[0].partition("#")[0])
    return path.lstrip("/"), posixpath.normpath(posixpath.join(folder, path))
