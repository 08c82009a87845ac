"""What a search index depends on: as long as that is the same, so is the index."""

import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple

from plainleaf.cache.engine_version import engine_version
from plainleaf.output.published import StagedFile

# What is searched stands in elements with this mark in `<main>`; its language and its readers before it.
_BODY = re.compile(rb"<(\w+)\s(?:[^<>]*\s)?data-pagefind-body\b[^<>]*>")
_MAIN = re.compile(rb"(<html[^>]*>)(.*?)(<main.*</main>)(.*)", re.DOTALL)
_MARK = b"data-pagefind"
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
    found = _MAIN.search(page)
    if found is None or _MARK in found[2] or _MARK in found[4]:
        return page
    main = found[3]
    searched, others, end = [], [], 0
    for start in _BODY.finditer(main):
        if start.start() >= end:
            others.append(main[end : start.start()])
            end = _end_of_element(main, start)
            searched.append(main[start.start() : end])
    rest = b"".join([*others, main[end:]])
    if not searched or _MARK in rest:
        return page
    return b"\n".join([*searched, *_PICTURE.findall(rest)])


def _end_of_element(html: bytes, start: re.Match[bytes]) -> int:
    """Return where the element ends that begins with a tag: with the text, if nothing ends it."""
    open_elements = 0
    for tag in re.compile(rb"<(/?)" + start[1] + rb"\b").finditer(html, start.start()):
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
