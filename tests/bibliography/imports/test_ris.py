"""RIS files, as Zotero, EndNote and journals' pages write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.bibliography.imports.ris import parse_ris
from plainleaf.model.references import Name, PartialDate


def one(fields, kind="JOUR"):
    works, faults = parse_ris(f"TY  - {kind}\n{fields}\nER  - \n")
    assert faults == []
    (work,) = works
    return work


def test_a_journal_article():
    work = one(
        "AU  - Green, Jessica E.\nAU  - de la Cruz, María\nTI  - A title.\nJF  - Nature Medicine\nJA  - Nat Med\n"
        "VL  - 12\nIS  - 3\nSP  - 100\nEP  - 110\nPY  - 2024/05/12/\nDO  - https://doi.org/10.1000/x\n"
        "UR  - https://example.org/a;https://example.org/b\nM3  - Randomized Controlled Trial\nDB  - PubMed\n"
        "AN  - 39999999\nC2  - PMC123"
    )
    assert (work.entry_type, work.title) == ("article", "A title")
    assert work.authors[1] == Name(family="de la Cruz", given="María")
    assert (work.journal, work.short_journal) == ("Nature Medicine", "Nat Med")
    assert (work.volume, work.issue, work.pages, work.issued) == (
        "12",
        "3",
        "100-110",
        PartialDate(2024, 5, 12),
    )
    assert (work.doi, work.pmid, work.pmcid) == ("https://doi.org/10.1000/x", "39999999", "PMC123")
    assert (work.url, work.keywords) == ("https://example.org/a", ("trial",))


@pytest.mark.parametrize(
    ("fields", "kind", "field", "value"),
    [
        ("T1  - A\nT2  - The Book\nED  - Doe, J.", "CHAP", "book_title", "The Book"),
        ("T1  - A\nA2  - Doe, J.", "CHAP", "editors", (Name(family="Doe", given="J."),)),
        ("T1  - A\nA2  - Doe, J.", "JOUR", "editors", ()),
        ("TI  - A\nPB  - WHO", "RPRT", "publisher", "WHO"),
        ("TI  - A", "XYZ", "entry_type", "misc"),
        ("TI  - A", "ELEC", "entry_type", "online"),
        ("PY  - 2024\nDA  - 2024/05/12", "JOUR", "issued", PartialDate(2024, 5, 12)),
        ("PY  - 2024\nDA  - 2023/05/12", "JOUR", "issued", PartialDate(2024)),
        ("PY  - 2024///", "JOUR", "issued", PartialDate(2024)),
        ("PY  - 2024/Spring", "JOUR", "issued", PartialDate(2024)),
        ("PY  - ?", "JOUR", "issued", None),
        ("SP  - 1-9\nEP  - 9", "JOUR", "pages", "1-9"),
        ("SP  - 5\nEP  - 5", "JOUR", "pages", "5"),
        ("C7  - e123", "JOUR", "pages", "e123"),
        ("N1  - PMID: 12345", "JOUR", "pmid", "12345"),
        ("UR  - https://pubmed.ncbi.nlm.nih.gov/12345/", "JOUR", "pmid", "12345"),
        ("DB  - Scopus\nAN  - 12345", "JOUR", "pmid", ""),
        ("T2  - Nature Medicine\nJO  - Nat Med", "JOUR", "short_journal", "Nat Med"),
        ("JO  - Nature Medicine", "JOUR", "short_journal", ""),
        ("TI  - A long\ntitle", "JOUR", "title", "A long title"),
        ("TI - A", "JOUR", "title", "A"),
        ("UR  - https://example.org/a;b", "JOUR", "url", "https://example.org/a;b"),
    ],
)
def test_fields(fields, kind, field, value):
    assert getattr(one(fields, kind), field) == value


def test_a_record_that_is_never_ended_is_one_all_the_same():
    works, faults = parse_ris("TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B")
    assert [(work.line, work.title) for work in works] == [(1, "A"), (3, "B")]
    assert faults == []


def test_what_stands_between_the_works_is_told():
    _, faults = parse_ris("hello\nTY  - JOUR\nER  - \nTI  - lost\n")
    assert [fault.line for fault in faults] == [1, 4]


@given(st.text(max_size=300))
def test_no_text_raises(text):
    parse_ris(text)
    assert len(parse_ris(f"TY  - JOUR\n{text}")[0]) >= 1
