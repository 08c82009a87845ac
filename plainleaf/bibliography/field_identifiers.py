"""The fields that lead to a work: web address, DOI, PubMed and arXiv numbers."""

import re
from collections.abc import Callable
from typing import NamedTuple

from plainleaf.bibliography import field_names
from plainleaf.bibliography.field_reader import FieldReader
from plainleaf.bibliography.identifiers import (
    doi_of_address,
    parse_arxiv,
    parse_doi,
    parse_pmcid,
    parse_pmid,
    parse_url,
)
from plainleaf.bibliography.latex_text import decode_latex


class Addresses(NamedTuple):
    """Where a work is found; every part is "" where the entry has none, or none that is safe to print."""

    how_published: str = ""
    url: str = ""
    doi: str = ""


class Numbers(NamedTuple):
    """What catalogues call a work; every part may be ""."""

    pmid: str = ""
    pmcid: str = ""
    arxiv: str = ""


_BARE_URL = re.compile(
    r"(?:available (?:at|from|online)?:?\s*)?(?:\\url\s*\{\s*(\S+?)\s*\}|(https?://\S+))", re.IGNORECASE
)
_PUBMED_ARCHIVES = frozenset({"pubmed", "pmid", "medline"})
_LONGEST_SHOWN = 60


def read_addresses(fields: FieldReader) -> Addresses:
    """Return address and DOI; an address that only resolves a DOI becomes that DOI."""
    _, how_published = fields.raw(field_names.HOW_PUBLISHED)
    field, value = fields.raw(field_names.URL)
    if not value and (bare := _BARE_URL.fullmatch(how_published.strip())):
        field, value, how_published = "howpublished", bare[1] or bare[2], ""
    url = _url(fields, field, value) if value else ""
    doi = _doi(fields)
    if url and (of_address := doi_of_address(url)):
        doi, url = doi or of_address, ""
    return Addresses(decode_latex(how_published), url, doi)


def read_numbers(fields: FieldReader) -> Numbers:
    """Return the numbers of PubMed, PubMed Central and arXiv, an `eprint` of any of them included."""
    pmid = _number(fields, field_names.PMID, parse_pmid, "PMID", "one to eight digits")
    pmcid = _number(fields, field_names.PMCID, parse_pmcid, "PMCID", "the letters PMC and digits")
    arxiv = ""
    _, eprint = fields.raw(field_names.EPRINT)
    archive = fields.raw(field_names.EPRINT_TYPE)[1].strip().lower()
    if eprint and archive in _PUBMED_ARCHIVES:
        pmid = pmid or _number(fields, field_names.EPRINT, parse_pmid, "PMID", "one to eight digits")
    elif eprint and (archive == "arxiv" or eprint.lower().startswith("arxiv:")):
        arxiv = parse_arxiv(eprint) or ""
    return Numbers(pmid, pmcid, arxiv)


def _url(fields: FieldReader, field: str, value: str) -> str:
    url = parse_url(value)
    if url is None:
        shown = " ".join(value.split())[:_LONGEST_SHOWN]
        fields.fault(
            field,
            f"is left out, since it is no web address: {shown!r}",
            "an address starts with https:// or http:// and holds no spaces",
        )
    return url or ""


def _doi(fields: FieldReader) -> str:
    field, value = fields.raw(field_names.DOI)
    doi = parse_doi(value) if value else ""
    if doi is None:
        shown = value.strip()[:_LONGEST_SHOWN]
        fields.fault(
            field, f"is no DOI: {shown!r}", "a DOI looks like 10.1000/xyz123: copy it from the article"
        )
    return doi or ""


def _number(
    fields: FieldReader, names: tuple[str, ...], parse: Callable[[str], str | None], what: str, form: str
) -> str:
    field, value = fields.raw(names)
    number = parse(value) if value else ""
    if number is None:
        shown = value.strip()[:_LONGEST_SHOWN]
        fields.fault(field, f"is no {what}: {shown!r}", f"a {what} is {form}: copy it from PubMed")
    return number or ""
