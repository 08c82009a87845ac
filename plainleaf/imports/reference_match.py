"""Which work of the bibliography a pasted line means, by DOI, PubMed number or title: only where it is certain."""

import re
from collections.abc import Iterable, Mapping

from plainleaf.imports.blocks import folded
from plainleaf.imports.pasted_list import Entry
from plainleaf.model.references import Reference

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+", re.IGNORECASE)
_PMID = re.compile(r"\bPMID\s*:?\s*(\d{1,8})\b|pubmed(?:\.ncbi\.nlm\.nih\.gov|/)/?(\d{1,8})\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Shorter titles ("Depression") stand in many a line.
_SHORTEST_TITLE = 20
_BEFORE_TITLE = (".", ",", ":", "?", "!", ")", "]", '"', "“", "”", "„", "«", "'", "‘", "’")
_AFTER_TITLE = (".", ",", "?", "!", "[", "(", ";", '"', "”", "“", "»", "'", "’")


class Bibliography:
    """The works that a line can mean, ready to be looked up."""

    def __init__(self, references: Mapping[str, Reference]) -> None:
        self._references = references
        self._by_doi = _index((reference.doi.casefold(), key) for key, reference in references.items())
        self._by_pmid = _index((reference.pmid, key) for key, reference in references.items())
        self._titles = {key: folded(reference.title) for key, reference in references.items()}

    def key_of(self, line: str) -> str | None:
        """Return the key of the work that a line means, None where none or more than one may be meant."""
        dois = {_trimmed(found[0]).casefold() for found in _DOI.finditer(line)}
        pmids = {found[1] or found[2] for found in _PMID.finditer(line)}
        named = {key for doi in dois for key in self._by_doi.get(doi, ())}
        named |= {key for pmid in pmids for key in self._by_pmid.get(pmid, ())}
        if named:
            return named.pop() if len(named) == 1 else None
        alike = [key for key in self._titled(line) if self._agrees(key, line, dois, pmids)]
        return alike[0] if len(alike) == 1 else None

    def _titled(self, line: str) -> list[str]:
        words = f" {folded(line)} "
        return [
            key
            for key, title in self._titles.items()
            if len(title) >= _SHORTEST_TITLE
            and f" {title} " in words
            and _is_whole(self._references[key].title, line)
        ]

    def _agrees(self, key: str, line: str, dois: set[str], pmids: set[str]) -> bool:
        """Say whether nothing in the line speaks against a work: a preprint has the title of its article."""
        reference = self._references[key]
        years = set(_YEAR.findall(line))
        year = str(reference.issued.year) if reference.issued else ""
        return not ((years and year not in years) or (dois and reference.doi) or (pmids and reference.pmid))


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, key in pairs:
        if name:
            found.setdefault(name, []).append(key)
    return found


def _trimmed(doi: str) -> str:
    """Return a DOI without the signs of the sentence behind it."""
    doi = doi.rstrip(".,;:'’”")
    while doi.endswith((")", "]")) and doi.count("(") + doi.count("[") < doi.count(")") + doi.count("]"):
        doi = doi[:-1].rstrip(".,;")
    return doi


def _is_whole(title: str, line: str) -> bool:
    """Say whether a title stands in a line as one: neither part of a longer title, nor of a sentence."""
    letters = [(letter, at) for at, sign in enumerate(line) for letter in folded(sign).replace(" ", "")]
    plain = "".join(letter for letter, _ in letters)
    wanted = folded(title).replace(" ", "")
    start = plain.find(wanted)
    while start >= 0:
        before = line[: letters[start][1]].rstrip()
        after = line[letters[start + len(wanted) - 1][1] + 1 :].lstrip()
        begins = not before or before.endswith(_BEFORE_TITLE)
        if begins and (not after or after.startswith(_AFTER_TITLE)):
            return True
        start = plain.find(wanted, start + 1)
    return False


def keys_of(entries: Iterable[Entry], references: Mapping[str, Reference]) -> list[tuple[str, str]]:
    """Return for each entry its key, and the pasted line where the key is a placeholder to be replaced."""
    bibliography = Bibliography(references)
    found = []
    for entry in entries:
        key = bibliography.key_of(entry.text)
        placeholder = f"todo-{entry.number}"
        while placeholder in references:
            placeholder += "-"
        found.append((key, "") if key else (placeholder, entry.text or "the pasted list has no such number"))
    return found
