"""References as they print in AMA style."""

from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from plainleaf.bibliography.ama import (
    doi_address,
    format_reference,
    plain_text,
    pmc_address,
    pubmed_address,
)
from plainleaf.bibliography.bibtex import parse_bibliography
from plainleaf.model.references import EntryType, EvidenceType, Name, PartialDate, Reference

from .case_files import cases


def reference(**fields: object) -> Reference:
    given = {
        "key": "k",
        "entry_type": EntryType.ARTICLE,
        "evidence_type": EvidenceType.OTHER,
        "title": "T",
        **fields,
    }
    return Reference(**given)


@cases("ama")
def test_a_reference_prints_as_the_manual_says(case):
    bibliography = parse_bibliography(case["bibtex"], "references.bib")
    key = case.get("key") or next(iter(bibliography.references))
    segments = format_reference(bibliography.references[key])
    assert plain_text(segments) == case["expect"]
    if "links" in case:
        assert [segment.href for segment in segments if segment.href is not None] == case["links"]


@cases("ama")
def test_a_case_of_the_table_is_itself_without_a_severe_fault(case):
    faults = parse_bibliography(case["bibtex"], "references.bib").faults
    assert [fault.message for fault in faults if fault.severe] == []


@cases("ama")
def test_segments_are_never_empty_and_links_are_web_addresses(case):
    for printed in parse_bibliography(case["bibtex"], "references.bib").references.values():
        segments = format_reference(printed)
        assert all(segment.text for segment in segments)
        plain = [segment.href is None for segment in segments]
        assert not any(here and there for here, there in pairwise(plain))
        for segment in segments:
            if segment.href is not None:
                assert urlsplit(segment.href).scheme in {"https", "http"}
                assert segment.href.isascii()
                assert not set(segment.href) & set(" <>\"'\\")


@pytest.mark.parametrize("entry_type", list(EntryType))
def test_every_kind_prints_with_nothing_but_a_title(entry_type):
    text = plain_text(format_reference(reference(entry_type=entry_type, title="Only a title")))
    assert text.startswith("Only a title.")
    assert ".." not in text
    assert "  " not in text
    assert text == text.strip()


@pytest.mark.parametrize("entry_type", list(EntryType))
def test_every_kind_prints_with_nothing_at_all(entry_type):
    assert plain_text(format_reference(reference(entry_type=entry_type, title=""))) in {"", "Preprint."} | (
        {"Thesis."} if entry_type is EntryType.THESIS else set()
    )


def test_addresses_of_a_reference():
    found = reference(doi="10.1000/a b#c", pmid="36637229", pmcid="PMC10192831")
    assert doi_address(found) == "https://doi.org/10.1000/a%20b%23c"
    assert pubmed_address(found) == "https://pubmed.ncbi.nlm.nih.gov/36637229/"
    assert pmc_address(found) == "https://pmc.ncbi.nlm.nih.gov/articles/PMC10192831/"
    assert (doi_address(reference()), pubmed_address(reference()), pmc_address(reference())) == (
        None,
        None,
        None,
    )


def test_a_group_named_first_stays_first():
    authors = (Name(literal="Made-Up Group"), Name(family="Doe", given="Jane"))
    printed = plain_text(format_reference(reference(authors=authors, issued=PartialDate(2020))))
    assert printed == "Made-Up Group; Doe J. T. 2020."


def test_pages_of_a_date_know_no_language_of_the_system():
    found = reference(container_title="J", issued=PartialDate(2020, 12, 1))
    assert plain_text(format_reference(found)) == "T. J. Published online December 1, 2020."
