"""What a search index depends on: as long as that is the same, so is the index."""

import hashlib
import re
from collections.abc import Iterable, Sequence

from plainleaf.cache.engine_version import engine_version
from plainleaf.output.published import StagedFile

# What is searched stands in `<main>` (`data-pagefind-body` in the layouts); its language and its readers before it.
_SEARCHED = re.compile(rb"(<html[^>]*>)(.*?)(<main.*</main>)(.*)", re.DOTALL)
_MARK = b"data-pagefind"


def searched_part(page: bytes) -> bytes:
    """Return the digest of the part of a page that search could be interested in."""
    found = _SEARCHED.search(page)
    if found and _MARK not in found[2] and _MARK not in found[4]:
        return hashlib.sha256(found[1] + found[3]).digest()
    return hashlib.sha256(page).digest()  # the clinic's own templates have it elsewhere


def search_key(pages: Iterable[StagedFile], audiences: Sequence[str], program: str) -> bytes:
    """Return the key of the files of the index of some pages.

    `audiences` are in the order in which they are indexed; `program` is where Pagefind is, if not in its package.
    """
    key = hashlib.sha256(engine_version() + "\n".join([program, *audiences]).encode())
    for page in sorted(pages, key=lambda page: page.name):
        if page.searched:
            key.update(f"\n{page.name}\n".encode() + page.searched)
    return key.digest()
