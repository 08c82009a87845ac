"""What a search index depends on: as long as that is the same, so is the index."""

import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple

from plainleaf.cache.engine_version import engine_version
from plainleaf.output.published import StagedFile

# What is searched stands in elements with this mark in `<main>`; its language and its readers before it.
_MARK = b"data-pagefind"
_BODY = b"data-pagefind-body"
_NAME = re.compile(rb"<(\w+)\s[^<>]*\Z")
_PICTURE = re.compile(rb"<img\b[^>]*>")  # Pagefind takes the first one below the heading for that of the page
_ROOT = re.compile(rb"<html[^>]*>")
_LANG = re.compile(rb"""\slang=["']?([\w-]+)""")
_AUDIENCE = re.compile(rb"""\sdata-audience=["']?([\w-]+)""")
_DIGEST_SIZE = hashlib.sha256().digest_size


class Readers(NamedTuple):
    """Whom a page is for."""

    audience: str
    lang: str


def searched_part(page: bytes) -> bytes:
    """Return the digest of the part of a page that search could be interested in, and whom the page is for."""
    root = _ROOT.search(page)
    tag = root[0] if root else b""
    values = [found[1].lower() if (found := part.search(tag)) else b"" for part in (_AUDIENCE, _LANG)]
    return hashlib.sha256(tag + _searched(page)).digest() + b" ".join(values)


def _searched(page: bytes) -> bytes:
    """Return what is searched of a page: all of it where the clinic's own templates have marks of another kind."""
    first, last = page.find(b"<main"), page.rfind(b"</main>")
    if min(first, last) < 0:
        return page
    searched, rest, end = [], [page[:first], page[last:]], first
    mark = page.find(_BODY, first, last)
    while mark >= 0:
        start = page.rfind(b"<", 0, mark)
        name = _NAME.match(page, start, mark)
        if name is None:
            return page
        rest.append(page[end:start])
        end = _end_of_element(page, start, name[1])
        searched.append(page[start:end])
        mark = page.find(_BODY, end, last)
    rest.append(page[end:last])
    if not searched or any(_MARK in part for part in rest):
        return page
    return b"\n".join([*searched, *(picture for part in rest[2:] for picture in _PICTURE.findall(part))])


def _end_of_element(html: bytes, start: int, name: bytes) -> int:
    """Return where the element of that name ends: with the text, if nothing ends it."""
    open_elements = 0
    for tag in re.compile(rb"<(/?)" + name + rb"\b[^>]*>").finditer(html, start):
        open_elements += -1 if tag[1] else 1
        if open_elements == 0:
            return tag.end()
    return len(html)


def readers_of(searched: bytes) -> Readers:
    """Return whom a page is for, of which this is the searched part."""
    audience, _, lang = searched[_DIGEST_SIZE:].decode().partition(" ")
    return Readers(audience, lang)


def search_key(pages: Iterable[StagedFile], folder: str, program: str, *, reads: bool) -> bytes:
    """Return the key of the files of the index of some pages.

    `folder` is where the index is to lie, `program` where Pagefind is, if not in its package; with `reads` what
    reads an index is among the files.
    """
    key = hashlib.sha256(engine_version() + "\n".join([program, folder, str(reads)]).encode())
    for page in sorted(pages, key=lambda page: page.name):
        key.update(f"\n{page.name}\n".encode() + page.searched)
    return key.digest()
