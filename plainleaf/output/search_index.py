"""The search index of a staged site: made where what is searched has changed, kept where it has not."""

import os
import shutil
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from plainleaf.model.progress import Progress
from plainleaf.output import search_shards
from plainleaf.output.publish import Stage
from plainleaf.output.published import StagedFile
from plainleaf.output.search import ADDRESS, API, PROGRAM_PATH, SearchFault, find_program, make_index
from plainleaf.output.search_key import Readers, readers_of, search_key

_FOLDER = ADDRESS.lstrip("/")


class SearchIndex(NamedTuple):
    """What the search page needs to know of the index.

    Where the pages for an audience are too many for one index, `shards` has the folders of all that hold pages in a
    language for it, below that of the audience.
    """

    address: str = ""  # "" where there is none
    shards: Mapping[Readers, tuple[str, ...]] = MappingProxyType({})
    fault: str = ""  # why there is none, where one was asked for

    def shards_for(self, lang: str, audiences: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the folders for each audience, "" for the first one; none at all if each has one index."""
        found = {}
        for number, audience in enumerate(audiences):
            everything = self.shards.get(Readers(audience, ""), ("",))
            found["" if number == 0 else audience] = self.shards.get(
                Readers(audience, lang.lower()), everything
            )
        return found if any(folders != ("",) for folders in found.values()) else {}


class _Planned(NamedTuple):
    """An index that is to lie in a folder of the site."""

    folder: str
    audience: str
    bits: str
    names: list[str]
    key: bytes
    reads: bool  # the program that reads all indexes of the site comes with this one


def stage_index(
    stage: Stage, searched: Mapping[str, Sequence[str]], *, jobs: int, progress: Progress
) -> SearchIndex:
    """Stage the search index of the staged pages; at most `jobs` indexes are made at a time.

    `searched` has the audiences of the pages to be searched in each language, the default one first: the editions
    for each have an index of their own, so that a reader finds an article once.
    """
    pages = {page.name: page for page in stage.keyed.values() if page.searched}
    readers = {name: readers_of(page.searched) for name, page in pages.items()}
    audiences = list(dict.fromkeys(audience for found in searched.values() for audience in found))
    planned = list(_plan(pages, readers, audiences))
    if not planned:
        return SearchIndex(fault="no page says for whom it is (<html data-audience>)" if audiences else "")
    part = stage.part()
    waiting = []
    for index in planned:
        kept = stage.part()
        if kept.keep_all(index.key):
            part.add(kept.keyed, kept.files, kept.changed)
        else:
            waiting.append(index)
    try:
        for number, (index, files) in enumerate(_made(stage, waiting, jobs)):
            progress("Making the search index", number, len(waiting))
            for name, content in files:
                if name != API:
                    part.write(index.folder + name, content, index.key)
                elif index.reads:
                    part.write(_FOLDER + name, content, index.key)
    except SearchFault as fault:
        shutil.rmtree(stage.folder / _FOLDER, ignore_errors=True)
        return SearchIndex(fault=str(fault))
    stage.add(part.keyed, part.files, part.changed)
    return SearchIndex(ADDRESS, _folders(planned, readers))


def _plan(
    pages: Mapping[str, StagedFile], readers: Mapping[str, Readers], audiences: Sequence[str]
) -> Iterator[_Planned]:
    """Yield the indexes of a site."""
    reads = True
    program = os.environ.get(PROGRAM_PATH, "")
    for number, audience in enumerate(audiences):
        names = [name for name, found in readers.items() if found.audience == audience]
        for bits, part in search_shards.shards(names, search_shards.MOST_PAGES):
            folder = _FOLDER + "".join(f"{level}/" for level in (audience if number else "", bits) if level)
            key = search_key((pages[name] for name in part), folder, program, reads=reads)
            yield _Planned(folder, audience, bits, part, key, reads)
            reads = False


def _made(
    stage: Stage, waiting: Sequence[_Planned], jobs: int
) -> Iterator[tuple[_Planned, list[tuple[str, bytes]]]]:
    """Yield some indexes with their files, in order. Raises SearchFault."""
    if not waiting:
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - a build that makes none has no use for it

    program = find_program()
    with ThreadPoolExecutor(max(1, jobs)) as threads:
        running = deque(
            threads.submit(
                make_index,
                program,
                stage.folder,
                index.names,
                index.audience,
                small_parts=bool(index.bits),
            )
            for index in waiting
        )
        try:
            for index in waiting:
                yield index, running.popleft().result()
        finally:
            threads.shutdown(wait=True, cancel_futures=True)


def _folders(planned: Sequence[_Planned], readers: Mapping[str, Readers]) -> dict[Readers, tuple[str, ...]]:
    """Return which indexes hold pages for whom, and for an audience in any language ("")."""
    found: dict[Readers, list[str]] = {}
    for index in planned:
        for lang in {"", *(readers[name].lang for name in index.names)}:
            found.setdefault(Readers(index.audience, lang), []).append(index.bits)
    return {who: tuple(bits) for who, bits in found.items()}
