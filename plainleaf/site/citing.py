"""What cites what, both ways."""

from collections.abc import Sequence
from typing import NamedTuple

from plainleaf.model.project import ConvertedDocument, Project


class Citing(NamedTuple):
    """A document that cites a work: how often, and on which lines of its file.

    A work that only stands in the front matter's list of references is cited on no line.
    """

    key: str
    path: str
    times: int
    lines: tuple[int, ...]


def cited_in(documents: Sequence[ConvertedDocument]) -> frozenset[str]:
    """Return the keys that documents cite or list."""
    return frozenset().union(
        *(document.index.keys for document in documents),
        *(document.source.front.references for document in documents),
    )


def citings(documents: Sequence[ConvertedDocument], project: Project) -> list[Citing]:
    """Return every pair of a document and a work that it cites, the works in the order of the bibliography.

    Keys that the bibliography doesn't have come last; their markers are errors of their own.
    """
    found = []
    for document in documents:
        places: dict[str, set[tuple[int, int]]] = {key: set() for key in document.source.front.references}
        for use in document.uses.keys:
            # What several editions share is written, and counted, once.
            places.setdefault(use.text, set()).add((use.at.line, use.at.column))
        for key, at in places.items():
            lines = tuple(sorted({line for line, _ in at}))
            found.append(Citing(key, document.source.path, len(at), lines))
    order = {key: number for number, key in enumerate(project.bibliography.references)}
    return sorted(found, key=lambda citing: (order.get(citing.key, len(order)), citing.key, citing.path))
