"""Which pages are indexed together.

An index of some hundred pages is made in a second, and a change of one of them concerns no other index.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

MOST_PAGES = 500  # of an index: a second's work, and 250 MB


class Shard(NamedTuple):
    """Some pages of one audience. `bits` is how the digests of their names begin, and "" where these are all."""

    bits: str
    names: list[str]


def shards(names: Iterable[str], most: int) -> list[Shard]:
    """Return the pages of an audience in as few shards as hold at most so many each.

    Where a shard would hold too many, it alone is cut in two by the next bit. So no other one changes, and the same
    pages always give the same shards.
    """
    return list(_cut([(_bits(name), name) for name in sorted(names)], 0, most))


def _cut(pages: list[tuple[str, str]], depth: int, most: int) -> Iterator[Shard]:
    if len(pages) > most:
        for bit in "01":
            yield from _cut([page for page in pages if page[0][depth] == bit], depth + 1, most)
    elif pages:
        yield Shard(pages[0][0][:depth], [name for _, name in pages])


def _bits(name: str) -> str:
    return f"{int.from_bytes(hashlib.sha256(name.encode()).digest()):0256b}"
