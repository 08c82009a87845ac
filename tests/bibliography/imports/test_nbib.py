"""PubMed's .nbib files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.bibliography.imports.nbib import parse_nbib
from plainleaf.model.references import Name, PartialDate

GREEN = """\

PMID- 36637229
OWN - NLM
DP  - 2023 May
TI  - Feasibility of Faecal Microbiota Transplantation in
      Depression: A Pilot Trial.
PG  - 315-26
LID - 10.1177/07067437221150508 [doi]
AB  - An abstract: 50% of people.
FAU - Green, Jessica Emily
AU  - Green JE
AD  - A department, somewhere.
FAU - Berk, Michael Jr
AU  - Berk M Jr
CN  - The ROAD Study Group
PT  - Journal Article
PT  - Randomized Controlled Trial
TA  - Can J Psychiatry
JT  - Canadian journal of psychiatry
VI  - 68
IP  - 5
PMC - PMC10192831
AID - 10.1177/07067437221150508 [doi]
"""


def one(text):
    works, faults = parse_nbib(text)
    assert faults == []
    (work,) = works
    return work


def test_a_journal_article():
    work = one(GREEN)
    assert (work.line, work.entry_type) == (2, "article")
    assert work.title == "Feasibility of Faecal Microbiota Transplantation in Depression: A Pilot Trial"
    assert work.authors == (
        Name(family="Green", given="Jessica Emily"),
        Name(family="Berk", given="Michael", suffix="Jr"),
        Name(literal="The ROAD Study Group"),
    )
    assert (work.journal, work.short_journal) == ("Canadian journal of psychiatry", "Can J Psychiatry")
    assert (work.issued, work.volume, work.issue, work.pages) == (PartialDate(2023, 5), "68", "5", "315-326")
    assert (work.doi, work.pmid, work.pmcid) == ("10.1177/07067437221150508", "36637229", "PMC10192831")
    assert work.keywords == ("trial",)


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        ("DP  - 2023 May 12", "issued", PartialDate(2023, 5, 12)),
        ("DP  - 2023 May-Jun", "issued", PartialDate(2023, 5)),
        ("DP  - 2023 Spring", "issued", PartialDate(2023)),
        ("DP  - 2022-2023", "issued", PartialDate(2022)),
        ("DP  - soon", "issued", None),
        ("DEP - 20230512", "issued", PartialDate(2023, 5, 12)),
        ("PG  - 1099-105", "pages", "1099-1105"),
        ("PG  - e12-e15", "pages", "e12-e15"),
        ("PG  - 815422", "pages", "815422"),
        ("TI  - What is it?", "title", "What is it?"),
        ("TI  - [Gut and mind].", "title", "[Gut and mind]"),
        ("AU  - Green JE", "authors", (Name(family="Green", given="J. E."),)),
        ("FAU - Madonna", "authors", (Name(literal="Madonna"),)),
        ("FAU - King, Brian R 3rd", "authors", (Name(family="King", given="Brian R", suffix="III"),)),
        ("LID - 10.1000/a-long\n      one [doi]", "doi", "10.1000/a-longone"),
        ("LID - S0140 [pii]\nAID - 10.1000/x [doi]", "doi", "10.1000/x"),
        ("PST - aheadofprint", "status", "published online"),
        ("PT  - Meta-Analysis\nPT  - Systematic Review", "keywords", ("meta-analysis", "systematic-review")),
        ("PT  - Practice Guideline", "keywords", ("guideline",)),
        ("PT  - Preprint", "keywords", ("preprint",)),
        ("PT  - Observational Study", "keywords", ()),
        ("PT  - Retracted Publication\nRIN - J Foo. 2024", "keywords", ("retracted",)),
        ("ECI - J Foo. 2024", "keywords", ("expression-of-concern",)),
        ("BTI - StatPearls.", "entry_type", "book"),
        ("TI  - A part.\nBTI - The Whole.", "book_title", "The Whole"),
    ],
)
def test_fields(lines, field, value):
    assert getattr(one(f"PMID- 1\n{lines}\n"), field) == value


def test_records_are_told_apart_by_blank_lines_or_by_their_number():
    works, faults = parse_nbib("PMID- 1\nTI  - A\n\n\nPMID- 2\nTI  - B\nPMID- 3\nTI  - C")
    assert [(work.line, work.pmid, work.title) for work in works] == [
        (1, "1", "A"),
        (5, "2", "B"),
        (7, "3", "C"),
    ]
    assert faults == []


def test_a_line_that_belongs_to_no_work_is_told():
    works, faults = parse_nbib("saved from PubMed\n\nPMID- 1\n")
    assert [work.pmid for work in works] == ["1"]
    assert [(fault.line, fault.message) for fault in faults] == [
        (1, "this line belongs to no work: 'saved from PubMed'")
    ]


@given(st.text(max_size=300))
def test_no_text_raises(text):
    works, faults = parse_nbib(text)
    assert len(faults) <= 10
    assert all(work.line >= 1 for work in works)


@given(
    st.lists(
        st.tuples(st.sampled_from("TI FAU AU CN JT TA DP DEP PG LID PT PMC VI".split()), st.text(max_size=30))
    )
)
def test_no_value_raises(fields):
    text = "PMID- 1\n" + "\n".join(f"{tag:<4}- {' '.join(value.split())}" for tag, value in fields)
    assert len(parse_nbib(text)[0]) == 1
