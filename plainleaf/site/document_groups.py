"""Documents in groups, with what the rest of a site depends on of each: after an edit most groups still hold."""

import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from plainleaf.model.articles import SourceDocument
from plainleaf.model.diagnostics import Diagnostic, Position
from plainleaf.model.memory import Memory
from plainleaf.model.project import ConvertedDocument
from plainleaf.model.review_log import ReviewLog, ShownStatus
from plainleaf.site.addresses import Places

_SIZE = 64  # documents in a group, on average
_POINTED_AT = ("slug", "lang", "translation_of")  # and each topic


class Outline(NamedTuple):
    """What lists, addresses and other texts depend on of a document, but for its title and the ids in its text.

    A check of the whole site that comes to depend on more has to have it here. `places` are those of the fields
    that such checks point at.
    """

    path: str
    content_path: str
    is_article: bool
    slug: str
    lang: str
    topics: tuple[str, ...]
    icd10: tuple[str, ...]
    translation_of: str | None
    review: ReviewLog
    status: ShownStatus | None
    audiences: tuple[str, ...]
    places: tuple[Position | None, ...]


class DocumentGroup(NamedTuple):
    """Some documents that follow one another, and what is wrong in each of them alone.

    `outlines`, `titles`, and `anchors` with the places in the text of each edition, are the same objects as before
    where they are equal: what is made from them alone holds however often a text is edited.
    """

    name: str
    documents: tuple[ConvertedDocument, ...]
    faults: tuple[Diagnostic, ...]
    outlines: tuple[Outline, ...]
    titles: tuple[str, ...]
    anchors: tuple[tuple[Places, ...], ...]


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
    anchors = tuple(
        tuple(Places(edition.anchors, edition.keys) for edition in document.index.editions)
        for document in documents
    )
    return DocumentGroup(
        name,
        tuple(documents),
        tuple(faults),
        memory.steady(("outlines", view, name), outlines),
        memory.steady(("titles", view, name), tuple(document.source.front.title for document in documents)),
        memory.steady(("anchors", view, name), anchors),
    )


def _outline_of(document: ConvertedDocument) -> Outline:
    source, front = document.source, document.source.front
    topics = [f"topics.{number}" for number in range(len(front.topics))]
    return Outline(
        source.path,
        source.content_path,
        source.is_article,
        front.slug,
        front.lang,
        front.topics,
        front.icd10,
        front.translation_of,
        front.review,
        document.status,
        document.index.audiences,
        tuple(map(front.places.get, (*_POINTED_AT, *topics))),
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
