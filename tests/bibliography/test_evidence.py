"""The kind of evidence that a work is."""

from plainleaf.bibliography.bibtex import parse_bibliography
from plainleaf.bibliography.evidence import classify_evidence, split_keywords
from plainleaf.model.references import EntryType, EvidenceType

from .case_files import cases


@cases("evidence")
def test_keywords_and_what_the_entry_shows_decide(case):
    kind, superseded, retracted, concern = classify_evidence(
        split_keywords(case["keywords"]),
        EntryType(case.get("type", "article-journal")),
        doi=case.get("doi", ""),
        journal=case.get("journal", ""),
        howpublished=case.get("howpublished", ""),
        title=case.get("entry_title", "A made-up title"),
    )
    assert kind is EvidenceType(case["kind"])
    assert superseded is case.get("superseded", False)
    assert retracted is case.get("retracted", False)
    assert concern is case.get("concern", False)


def test_a_bibliography_gives_its_references_their_evidence():
    text = """@article{x, author = {Green, J.}, title = {RETRACTED: A}, journal = {J}, year = 2020, keywords = {Meta-Analysis; superseded}}"""
    reference = parse_bibliography(text, "references.bib").references["x"]
    assert reference.evidence_type is EvidenceType.SYSTEMATIC_REVIEW
    assert reference.superseded
    assert reference.retracted
