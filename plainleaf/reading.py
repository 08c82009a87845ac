"""Reads a clinic's files: all of them, or those alone that are known to have changed."""

import operator
import os
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

import msgspec

from plainleaf.model.diagnostics import Diagnostic, in_order
from plainleaf.model.memory import Memory
from plainleaf.model.references import Bibliography
from plainleaf.model.retractions import Retractions
from plainleaf.read.file_memory import signature
from plainleaf.read.project_files import (
    ContentFiles,
    content_path_of,
    read_content,
    read_document_again,
    read_value,
    shown_path,
)
from plainleaf.read.retractions import RETRACTIONS, read_retractions
from plainleaf.read.sources import Sources
from plainleaf.site.retractions import identifiers, with_retractions


class Read(NamedTuple):
    """All of a clinic's files as read, and what is wrong in each of them alone."""

    sources: Sources
    content: ContentFiles
    bibliography: Bibliography
    retractions: Retractions
    diagnostics: list[Diagnostic]


def read_files(sources: Sources, memory: Memory) -> Read:
    """Read everything; with the memory of an earlier time only what has changed since."""
    content, diagnostics = read_content(sources.content, memory)
    bibliography, faults = _read_bibliography(sources.bibliography, memory)
    diagnostics += faults
    retractions, faults = _read_retractions(sources.content / RETRACTIONS, bibliography, memory)
    diagnostics += faults
    marked = memory.recall_lasting(
        ("marked",),
        (bibliography, retractions),
        Bibliography,
        lambda: with_retractions(bibliography, retractions),
    )
    base_url = sources.base_url
    if base_url is not None:
        settings = memory.recall(
            "settings",
            (content.settings, base_url),
            lambda: msgspec.structs.replace(content.settings, base_url=base_url),
        )
        content = content._replace(settings=settings)
    return Read(sources, content, marked, retractions, diagnostics)


def read_named(read: Read, changed: Collection[Path], memory: Memory) -> Read | None:
    """Read nothing again but some files that are known to have changed; None where that needs a look at all.

    So it does for all but the texts that were there before, and still are.
    """
    content, diagnostics = read.content, read.diagnostics
    places = {document.content_path: place for place, document in enumerate(content.documents)}
    documents = list(content.documents)
    for path in changed:
        name = content_path_of(path, read.sources.content)
        if name not in places or not path.is_file():
            return None
        before = documents[places[name]]
        document, faults = read_document_again(before, read.sources.content, content.settings, memory)
        documents[places[name]] = document
        diagnostics = [*(found for found in diagnostics if found.path != before.path), *faults]
    return read._replace(content=content._replace(documents=tuple(documents)), diagnostics=diagnostics)


def is_same(one: Read, other: Read) -> bool:
    """Say whether nothing had changed when it was read again with the same memory."""
    a, b = one.content, other.content
    return (
        len(a.documents) == len(b.documents)
        and all(map(operator.is_, a.documents, b.documents))
        and all(map(operator.is_, a._replace(documents=()), b._replace(documents=())))
        and one.bibliography is other.bibliography
        and one.retractions is other.retractions
        and in_order(one.diagnostics) == in_order(other.diagnostics)
    )


def _read_bibliography(path: Path, memory: Memory) -> tuple[Bibliography, list[Diagnostic]]:
    shown = shown_path(path)

    def parse(text: str) -> Bibliography:
        from plainleaf.bibliography.bibtex import parse_bibliography  # noqa: PLC0415 - takes long to load

        return parse_bibliography(text, shown)

    if not os.path.lexists(path):
        return memory.recall("no bibliography", (shown,), lambda: parse("")), []
    return read_value(path, memory, "bibliography", Bibliography, parse)


def _read_retractions(
    path: Path, bibliography: Bibliography, memory: Memory
) -> tuple[Retractions, list[Diagnostic]]:
    status = signature(os.stat(path)) if path.exists() else ()
    return memory.recall(
        "retractions",
        (bibliography, *status),
        lambda: read_retractions(path, identifiers(bibliography)),
    )
