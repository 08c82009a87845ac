"""A BibTeX or biblatex file to the references that articles cite.

The way of a text: blocks (`entries`), what entries take over from one another (`inheritance`), each
entry's fields (`fields`), and what they lack (`field_checks`). Nothing here raises on any text: a fault is a
value with its line, and one broken entry never hides its neighbours.
"""

from plainleaf.bibliography.entries import read_entries
from plainleaf.bibliography.field_checks import check_fields
from plainleaf.bibliography.fields import read_reference
from plainleaf.bibliography.inheritance import inherit
from plainleaf.model.references import Bibliography, Fault, Reference


def parse_bibliography(text: str, path: str) -> Bibliography:
    """Return all references of a bibliography and all faults in it, sorted by place.

    A reference with a severe fault is there too if it could be read at all, so that citing it gives that
    fault and not a second one about an unknown key. An entry that couldn't be read has its key in the
    fault, as far as it can be told.

    Args:
        text: the file's text; a byte order mark and any line ends are tolerated.
        path: the file's name as the author knows it; kept, never opened.
    """
    entries, faults = read_entries(text)
    by_key = {entry.key: entry for entry in entries}
    faults += inherit(by_key)
    references: dict[str, Reference] = {}
    for entry in entries:
        if entry.entry_type == "xdata":
            continue  # a store of fields for other entries, no work
        reference, issued, found = read_reference(entry)
        references[entry.key] = reference
        faults += found
        faults += check_fields(entry, reference, issued)
    first_keys: dict[str, str] = {}
    for key, reference in references.items():
        if not reference.doi:
            continue
        first = first_keys.setdefault(reference.doi.lower(), key)
        if first != key:
            faults.append(
                by_key[key].fault(
                    f"the entry '{key}' has the DOI of '{first}' too ({reference.doi})",
                    f"cite one and delete the other; '{first}' is on line {references[first].line}",
                    field="doi",
                    code="bib-duplicate",
                    severe=False,
                )
            )
    return Bibliography(path, references, tuple(sorted(dict.fromkeys(faults), key=_place)))


def _place(fault: Fault) -> tuple[int, int]:
    return fault.line, fault.column
