"""Which works are added to a bibliography, under which keys, and which are there already. Pure."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from plainleaf.bibliography.bibtex import parse_bibliography
from plainleaf.bibliography.citation_keys import propose_key
from plainleaf.bibliography.imports.candidates import UNNAMED, Candidate
from plainleaf.model.diagnostics import Diagnostic, Position, error, warning
from plainleaf.model.references import Bibliography, Reference

_HEAD = re.compile(r"(@\s*\w+\s*[{(]\s*)[^,{}\n]+")
_CAN_BE_CITED = re.compile(r"[A-Za-z0-9][\w:.+-]*\Z", re.ASCII)


class Addition(NamedTuple):
    r"""An entry to add: `text` has `\n` line ends, the last one included; `reference` is what it reads as."""

    key: str
    text: str
    reference: Reference
    at: Position


def plan_additions(
    candidates: Iterable[Candidate], bibliography: Bibliography, key: str = ""
) -> tuple[list[Addition], list[Diagnostic]]:
    """Return what is added, and why some works are not.

    A work that is there already, by DOI or PMID, is a warning; one that would not read as a clean entry is an
    error. `key` is given to the first work that is added.
    """
    taken = {known.lower() for known in bibliography.references}
    taken |= {fault.key.lower() for fault in bibliography.faults if fault.key}
    holders = {
        name: reference.key for reference in bibliography.references.values() for name in _names(reference)
    }
    additions: list[Addition] = []
    diagnostics: list[Diagnostic] = []
    for candidate in candidates:
        found = _read(candidate.text)
        known_by = next((name for name in _sure_names(found) if name in holders), "") if found else ""
        if found and known_by:
            diagnostics.append(_is_there(candidate, found, known_by, holders[known_by]))
            continue
        name = key or (_named(candidate, found, taken) if found else candidate.key or UNNAMED)
        addition, faults = _with_key(candidate, name)
        diagnostics += faults
        if addition is None:
            continue
        key = ""
        additions.append(addition)
        taken.add(addition.key.lower())
        holders |= dict.fromkeys(_names(addition.reference), addition.key)
    return additions, diagnostics


def _read(text: str) -> Reference | None:
    return next(iter(parse_bibliography(text, "").references.values()), None)


def _names(reference: Reference) -> Iterator[str]:
    """Yield everything by which a work is known again."""
    if reference.doi:
        yield f"doi:{reference.doi.lower()}"
    if reference.pmid:
        yield f"pmid:{reference.pmid}"
    if reference.title:
        words = re.sub(r"[\W_]+", " ", reference.title.casefold()).strip()
        yield f"title:{words}:{reference.issued.year if reference.issued else ''}"


def _sure_names(reference: Reference) -> list[str]:
    """Return by what a new work is looked up: DOI and PMID; only where it has neither, title and year."""
    names = list(_names(reference))
    return [name for name in names if not name.startswith("title:")] or names


def _is_there(candidate: Candidate, reference: Reference, known_by: str, holder: str) -> Diagnostic:
    kind, _, value = known_by.partition(":")
    by = "title and year" if kind == "title" else f"{kind.upper()} {value}"
    message = f"'{_short(reference.title)}' ({by}) is in the bibliography already, as '{holder}'"
    return warning("bib-duplicate", candidate.at, message, f"cite it as [@{holder}]")


def _short(title: str) -> str:
    return title if len(title) <= 60 else f"{title[:59]}…"


def _named(candidate: Candidate, reference: Reference, taken: set[str]) -> str:
    """Return the work's own key where it is free and can be cited, else one that is."""
    if candidate.key and candidate.key.lower() not in taken and _CAN_BE_CITED.match(candidate.key):
        return candidate.key
    year = reference.issued.year if reference.issued else None
    return propose_key(reference.authors or reference.editors, year, reference.title, taken)


def _with_key(candidate: Candidate, key: str) -> tuple[Addition | None, list[Diagnostic]]:
    """Return the entry under its key as it will stand, and what our own reader has to say of it."""
    text = _HEAD.sub(lambda head: head[1] + key, candidate.text, count=1)
    alone = parse_bibliography(text, "")
    reference = alone.references.get(key)
    diagnostics = [
        (error if fault.severe else warning)(fault.code, candidate.at, fault.message, fault.hint)
        for fault in alone.faults
        if fault.severe or not candidate.key  # the others of a .bib file have been told with their own lines
    ]
    if any(fault.severe for fault in alone.faults):
        return None, diagnostics
    if reference is None or len(alone.references) != 1:
        message = "this work can't be written as an entry that reads the same"
        hint = "enter it by hand"
        return None, [error("import-unread", candidate.at, message, hint)]
    return Addition(key, text, reference, candidate.at), diagnostics


def is_citation_key(key: str) -> bool:
    """Say whether a key can be cited in a text."""
    return bool(_CAN_BE_CITED.match(key))


def appended(text: str, additions: Iterable[Addition]) -> str:
    """Return what is put behind a bibliography's text, in its own line ends."""
    line_end = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    before = ""
    if text.strip("\ufeff"):
        ends = len(text) - len(text.rstrip("\r\n"))
        blank = ends >= 2 * len(line_end)
        before = "" if blank else "\n" if ends else "\n\n"
    return (before + "\n".join(addition.text for addition in additions)).replace("\n", line_end)


def still_reads(before: Bibliography, after: Bibliography, additions: Iterable[Addition]) -> bool:
    """Say whether all that was in a bibliography and all that was added reads as it should.

    An `@string` of the bibliography gives a month of an added entry another meaning, for one.
    """
    expected = dict(before.references)
    for addition in additions:
        expected[addition.key] = addition.reference
    if expected.keys() != after.references.keys():
        return False
    return all(
        msgspec.structs.replace(after.references[key], line=reference.line) == reference
        for key, reference in expected.items()
    )
