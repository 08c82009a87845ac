"""Another bibliography in BibTeX: each entry as it is written, fit to stand in a bibliography of its own."""

from typing import NamedTuple

import msgspec

from plainleaf.bibliography.bibtex import parse_bibliography
from plainleaf.bibliography.bibtex_writing import layout
from plainleaf.bibliography.entries import Entry, read_entries
from plainleaf.bibliography.inheritance import inherit
from plainleaf.model.references import Bibliography, Reference

# What an entry took over from others has a place of its own now, and nothing must be taken over twice.
_POINTERS = frozenset({"crossref", "xdata"})


class CopiedEntry(NamedTuple):
    r"""An entry to copy: its text with `\n` line ends, and the work that it is."""

    key: str
    text: str
    reference: Reference


def parse_entries(text: str) -> tuple[list[CopiedEntry], Bibliography]:
    """Return the entries of a bibliography, and all that it holds with its faults. Never raises.

    An entry is copied letter by letter where it means the same on its own; one that uses an `@string`, or takes
    fields over from another entry, is written out with them.
    """
    bibliography = parse_bibliography(text, "")
    entries, _ = read_entries(text)
    by_key = {entry.key: entry for entry in entries}
    list(inherit(by_key))  # what it yields has been said by parse_bibliography
    copied = []
    for key, reference in bibliography.references.items():
        entry = by_key[key]
        alone = f"{entry.text}\n"
        if not _means_the_same(alone, reference, _faults_of(key, bibliography)):
            alone = _written_out(entry, key)
        copied.append(CopiedEntry(key, alone, reference))
    return copied, bibliography


def _faults_of(key: str, bibliography: Bibliography) -> int:
    return sum(fault.key == key for fault in bibliography.faults)


def _means_the_same(text: str, reference: Reference, faults: int) -> bool:
    alone = parse_bibliography(text, "")
    found = alone.references.get(reference.key)
    if found is None or len(alone.references) != 1 or len(alone.faults) > faults:
        return False
    return msgspec.structs.replace(found, line=reference.line) == reference


def _written_out(entry: Entry, key: str) -> str:
    fields = [
        (name, f"{{{' '.join(value.split())}}}")
        for name, value in entry.fields.items()
        if name not in _POINTERS
    ]
    return layout(entry.entry_type, key, fields)
