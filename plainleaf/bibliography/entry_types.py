"""BibTeX's and biblatex's types of entry, and the kind of publication each one is."""

import re
from typing import NamedTuple

from plainleaf.model.references import EntryType

_KINDS = {
    EntryType.ARTICLE: "article periodical suppperiodical review",
    EntryType.BOOK: "book mvbook collection mvcollection proceedings mvproceedings reference mvreference",
    EntryType.CHAPTER: "incollection inbook bookinbook suppbook suppcollection inreference",
    EntryType.CONFERENCE_PAPER: "inproceedings conference",
    EntryType.REPORT: "report techreport manual standard",
    EntryType.THESIS: "thesis phdthesis mastersthesis",
    EntryType.WEB_PAGE: "online www electronic webpage",
}
KINDS = {name: kind for kind, names in _KINDS.items() for name in names.split()}

# Repositories of papers that no journal has reviewed yet, by the name that AMA prints.
_SERVERS = {
    name.lower().replace(" ", ""): name
    for name in (
        "medRxiv", "bioRxiv", "arXiv", "PsyArXiv", "ChemRxiv", "SocArXiv", "OSF Preprints", "Research Square",
        "SSRN", "Preprints.org", "Authorea", "PeerJ Preprints", "MetaArXiv", "EdArXiv", "SportRxiv",
    )
}  # fmt: skip
_SERVER = re.compile(
    r"\b(" + "|".join(re.escape(name).replace(r"\ ", r"\s*") for name in _SERVERS.values()) + r")\b",
    re.IGNORECASE,
)
_SERVER_DOI = re.compile(r"10\.(?:1101|48550|21203|31234|26434|31219|2139|20944)/", re.IGNORECASE)
# Cold Spring Harbor's own journals share bioRxiv's prefix, but their names follow it.
_JOURNAL_DOI = re.compile(
    r"10\.1101/(?:gr|gad|lm|rna|cshperspect|cshprotocols?|pdb|mcs|sqb)\.", re.IGNORECASE
)


class Clues(NamedTuple):
    """What tells a preprint, whatever type its entry was given."""

    journal: str = ""
    how_published: str = ""
    archive: str = ""  # of an eprint: "arxiv"
    genre: str = ""
    doi: str = ""
    keywords: tuple[str, ...] = ()


def preprint_server(text: str) -> str:
    """Return the preprint server that a text names, as it writes itself; "" if none."""
    found = _SERVER.search(text)
    return _SERVERS[re.sub(r"\s", "", found[1].lower())] if found else ""


def is_preprint_doi(doi: str) -> bool:
    """Say whether a DOI is one that only a preprint server gives."""
    return bool(_SERVER_DOI.match(doi)) and not _JOURNAL_DOI.match(doi)


def kind_of(entry_type: str, clues: Clues, *, has_address: bool) -> EntryType:
    """Return the kind of publication; OTHER for a type that says nothing (`misc`, `unpublished`, …)."""
    kind = KINDS.get(entry_type, EntryType.OTHER)
    if _is_preprint(kind, clues):
        return EntryType.PREPRINT
    if kind is EntryType.OTHER and entry_type == "misc" and has_address and not clues.doi:
        return EntryType.WEB_PAGE
    return kind


def _is_preprint(kind: EntryType, clues: Clues) -> bool:
    if kind in {EntryType.BOOK, EntryType.CHAPTER, EntryType.THESIS}:
        return False
    if clues.journal:  # a journal's name decides: a server's is a preprint, a journal's is an article
        return bool(_SERVER.match(clues.journal)) or "preprint" in clues.journal.lower().split()
    if "preprint" in clues.keywords or "preprint" in clues.genre.lower():
        return True
    if clues.archive.lower() in _SERVERS or _SERVER.match(clues.how_published):
        return True
    return kind is not EntryType.REPORT and is_preprint_doi(clues.doi)
