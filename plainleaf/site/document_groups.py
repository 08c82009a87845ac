"""Documents in groups, with what the rest of a site depends on of each: after an edit most groups still hold."""

import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from plainleaf.model.articles import FrontMatter, SourceDocument
from plainleaf.model.diagnostics import Diagnostic
from plainleaf.model.memory import Memory
from plainleaf.model.project import ConvertedDocument
from plainleaf.model.review_log import ShownStatus

_SIZE = 64  # documents in a group, on average


class Outline(NamedTuple):
    """What lists, addresses and other texts depend on of a document, but for the places in its text."""

    path: str
    content_path: str
    is_article: bool
    complete: bool
    front: FrontMatter
    status: ShownStatus | None
    audiences: tuple[str, ...]


class DocumentGroup(NamedTuple):
    """Some documents that follow one another, and what is wrong in each of them alone.

    `outlines`, and `anchors` with the ids in the text of each edition, are the same objects as before where they
    are equal: what is made from them alone holds however often a text is edited.
    """

    name: str
    documents: tuple[ConvertedDocument, ...]
    faults: tuple[Diagnostic, ...]
    outlines: tuple[Outline, ...]
    anchors: tuple[tuple[frozenset[str], ...], ...]


def group_of(
    documents: Sequence[ConvertedDocument],
    faults: Sequence[Diagnostic] = (),
    memory: Memory | None = None,
    name: str = "",
    view: str = "",
) -> DocumentGroup:
    """Return documents as a group; what is as it was before comes from the memory of that `view` of the site."""
    memory = memory or Memory()
    outlines = tuple(map(_outline_of, documents))
    anchors = tuple(tuple(edition.anchors for edition in document.index.editions) for document in documents)
    return DocumentGroup(
        name,
        tuple(documents),
        tuple(faults),
        memory.steady(("outlines", view, name), outlines),
        memory.steady(("anchors", view, name), anchors),
    )


def _outline_of(document: ConvertedDocument) -> Outline:
    source = document.source
    return Outline(
        source.path,
        source.content_path,
        source.is_article,
        source.complete,
        source.front,
        document.status,
        document.index.audiences,
    )


def in_groups(documents: Sequence[SourceDocument]) -> Iterator[tuple[SourceDocument, ...]]:
    """Part documents in their order. Whether one begins a group is told by its path: a new file changes one."""
    begin = 0
    for number, document in enumerate(documents):
        if number > begin and _begins(document.path):
            yield tuple(documents[begin:number])
            begin = number
    if documents:
        yield tuple(documents[begin:])


@lru_cache(maxsize=100_000)
def _begins(path: str) -> bool:
    return zlib.crc32(path.encode("utf-8", "surrogatepass")) % _SIZE == 0
