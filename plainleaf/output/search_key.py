"""What a search index depends on: as long as that is the same, so is the index."""

import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple

from plainleaf.cache.engine_version import engine_version
from plainleaf.output.published import StagedFile

# What is searched stands in `<main>` (`data-pagefind-body` in the layouts); its language and its readers before it.
_SEARCHED = re.compile(rb"(<html[^>]*>)(.*?)(<main.*</main>)(.*)", re.DOTALL)
_MARK = b"data-pagefind"
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
    found = _SEARCHED.search(page)
    if found and _MARK not in found[2] and _MARK not in found[4]:
        digest = hashlib.sha256(found[1] + found[3])
    else:
        digest = hashlib.sha256(page)  # the clinic's own templates have it elsewhere
    root = _ROOT.search(page)
    tag = root[0] if root else b""
    values = [found[1].lower() if (found := part.search(tag)) else b"" for part in (_AUDIENCE, _LANG)]
    return digest.digest() + b" ".join(values)


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
