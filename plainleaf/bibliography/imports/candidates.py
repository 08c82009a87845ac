"""A file from another program to entries that could be added: the one place that knows the kinds of file."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from plainleaf.bibliography.bibtex_writing import entry_text
from plainleaf.bibliography.imports.bibtex_entries import parse_entries
from plainleaf.bibliography.imports.imported_work import ImportedWork, ImportFault
from plainleaf.bibliography.imports.nbib import parse_nbib
from plainleaf.bibliography.imports.ris import parse_ris
from plainleaf.model.diagnostics import Diagnostic, Position, error, warning

# Stands for the key of a work that has none yet.
UNNAMED = "unnamed"


class Kind(StrEnum):
    """What a file to import is, by the ending of its name."""

    NBIB = ".nbib"
    RIS = ".ris"
    BIB = ".bib"


class Candidate(NamedTuple):
    r"""An entry that could be added: `text` has `\n` line ends, and its key is `key` or UNNAMED."""

    at: Position
    text: str
    key: str = ""  # its own, where it has one


_BEGINNINGS = (
    (Kind.NBIB, re.compile(r"[A-Z]{2,4} {0,2}- .*\n(?:.*\n)*?PMID- |PMID- ")),
    (Kind.RIS, re.compile(r"TY {1,2}-")),
    (Kind.BIB, re.compile(r"[ \t]*@\w+\s*[{(]", re.MULTILINE)),
)
_PARSERS: dict[Kind, Callable[[str], tuple[list[ImportedWork], list[ImportFault]]]] = {
    Kind.NBIB: parse_nbib,
    Kind.RIS: parse_ris,
}
_HINT = "save the works anew: from PubMed as .nbib, from Zotero or a journal's page as .ris or .bib"


def kind_of_file(name: str, text: str) -> Kind | None:
    """Return what a file is by its name's ending, or by how its text begins: PubMed saves .txt, too."""
    for kind in Kind:
        if name.lower().endswith(kind):
            return kind
    start = text.lstrip()[:2000]
    return next((kind for kind, pattern in _BEGINNINGS if pattern.match(start)), None)


def parse_candidates(text: str, path: str) -> tuple[list[Candidate], list[Diagnostic]]:
    """Return what could be added from a file, whose lines end with a line feed, and what is wrong in it.

    Never raises. A work that is an error here is not among the candidates.
    """
    kind = kind_of_file(path, text)
    if kind is None:
        return [], [error("import-unread", Position(path), "this is no .nbib, .ris or .bib file", _HINT)]
    if kind is Kind.BIB:
        candidates, diagnostics = _from_bibtex(text, path)
    else:
        works, faults = _PARSERS[kind](text)
        candidates = [Candidate(Position(path, work.line), entry_text(work, UNNAMED)) for work in works]
        diagnostics = [
            warning("import-unread", Position(path, fault.line), fault.message, fault.hint)
            for fault in faults
        ]
    if not candidates and not diagnostics:
        diagnostics = [error("import-unread", Position(path), "there is no work in this file", _HINT)]
    elif not candidates and kind is not Kind.BIB:
        hint = f"is it a {kind} file, as its name says?"
        diagnostics = [error("import-unread", Position(path), "there is no work in this file", hint)]
    return candidates, diagnostics


def _from_bibtex(text: str, path: str) -> tuple[list[Candidate], list[Diagnostic]]:
    entries, bibliography = parse_entries(text)
    refused = {fault.key for fault in bibliography.faults if fault.severe}
    diagnostics = [
        (error if fault.severe else warning)(
            fault.code, Position(path, fault.line, fault.column), fault.message, fault.hint
        )
        for fault in bibliography.faults
    ]
    candidates = [
        Candidate(Position(path, entry.reference.line), entry.text, entry.key)
        for entry in entries
        if entry.key not in refused
    ]
    return candidates, diagnostics
