"""What is added to a bibliography, and what is there already."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.bibliography.additions import appended, is_citation_key, plan_additions, still_reads
from plainleaf.bibliography.bibtex import parse_bibliography
from plainleaf.bibliography.bibtex_writing import entry_text
from plainleaf.bibliography.imports.candidates import UNNAMED, Candidate
from plainleaf.bibliography.imports.imported_work import ImportedWork
from plainleaf.model.diagnostics import Position
from plainleaf.model.references import EvidenceType, Name, PartialDate
from tests.tiny_site import entry

AT = Position("new.nbib", 3)
WORK = ImportedWork(
    line=3,
    entry_type="article",
    title="FMT & mood: a 50% answer",
    authors=(Name(family="Green", given="Jessica", suffix="Jr"), Name(literal="The ROAD and Rail Group")),
    journal="Journal of Tests",
    short_journal="J Tests",
    issued=PartialDate(2023, 5),
    volume="1",
    issue="2",
    pages="10-12",
    doi="10.1000/a_b",
    pmid="123",
    pmcid="PMC9",
    keywords=("trial",),
)
EMPTY = parse_bibliography("", "references.bib")


def candidate(work=WORK):
    return Candidate(AT, entry_text(work, UNNAMED))


def changed(**fields):
    return ImportedWork(**({name: getattr(WORK, name) for name in WORK.__struct_fields__} | fields))


def test_a_work_becomes_an_entry_in_the_layout_of_the_others():
    (addition,), diagnostics = plan_additions([candidate()], EMPTY)
    assert diagnostics == []
    assert addition.text == (
        "@article{green2023fmt,\n"
        "  author   = {Green, Jr, Jessica and {The ROAD and Rail Group}},\n"
        "  title    = {{FMT} \\& mood: a 50\\% answer},\n"
        "  journal  = {Journal of Tests},\n"
        "  shortjournal = {J Tests},\n"
        "  year     = {2023},\n"
        "  month    = may,\n"
        "  volume   = {1},\n"
        "  number   = {2},\n"
        "  pages    = {10--12},\n"
        "  doi      = {10.1000/a_b},\n"
        "  pmid     = {123},\n"
        "  pmcid    = {PMC9},\n"
        "  keywords = {trial}\n"
        "}\n"
    )
    work = addition.reference
    assert (work.title, work.pages, work.doi) == (WORK.title, "10-12", "10.1000/a_b")
    assert work.authors == WORK.authors
    assert work.evidence_type is EvidenceType.TRIAL


@pytest.mark.parametrize(
    ("has", "by"),
    [
        ("doi = {https://doi.org/10.1000/A_B}", "DOI 10.1000/a_b"),
        ("pmid = {123}", "PMID 123"),
    ],
)
def test_what_is_there_by_doi_or_pmid_is_told_with_its_key(has, by):
    text = entry("here2020").replace("volume", f"{has},\n  volume")
    additions, (diagnostic,) = plan_additions([candidate()], parse_bibliography(text, "references.bib"))
    assert additions == []
    assert (diagnostic.code, diagnostic.severity, diagnostic.line) == ("bib-duplicate", "warning", 3)
    assert diagnostic.message == f"'{WORK.title}' ({by}) is in the bibliography already, as 'here2020'"


def test_without_doi_and_pmid_title_and_year_tell():
    bare = candidate(changed(doi="", pmid=""))
    additions, (diagnostic,) = plan_additions([bare, bare], EMPTY)
    assert len(additions) == 1
    assert "title and year" in diagnostic.message
    other_year = candidate(changed(doi="", pmid="", issued=PartialDate(2021)))
    assert len(plan_additions([bare, other_year], EMPTY)[0]) == 2


def test_a_work_that_comes_twice_is_added_once_and_keys_never_meet():
    other = candidate(changed(doi="10.1000/c", pmid="124", title="FMT and sleep"))
    additions, (diagnostic,) = plan_additions([candidate(), candidate(), other], EMPTY)
    assert [addition.key for addition in additions] == ["green2023fmt", "green2023fmtb"]
    assert diagnostic.code == "bib-duplicate"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"title": ""}, "the article 'green2023' has no title"),
        ({"journal": "", "short_journal": ""}, "the article 'green2023fmt' has no journal"),
        ({"doi": "nonsense"}, "the field 'doi' of the entry 'green2023fmt' is no DOI: 'nonsense'"),
        ({"pmid": "12a"}, "the field 'pmid' of the entry 'green2023fmt' is no PMID: '12a'"),
    ],
)
def test_what_would_be_faulty_is_refused_with_its_place(fields, message):
    additions, diagnostics = plan_additions([candidate(changed(**fields))], EMPTY)
    assert additions == []
    (error,) = (d for d in diagnostics if d.severity == "error")
    assert (error.path, error.line, error.message) == ("new.nbib", 3, message)


def test_a_work_without_an_author_is_added_and_told():
    (addition,), (diagnostic,) = plan_additions([candidate(changed(authors=()))], EMPTY)
    assert addition.key == "2023fmt"
    assert (diagnostic.code, diagnostic.severity) == ("bib-field", "warning")


@pytest.mark.parametrize(
    ("own", "key"), [("mine2020", "mine2020"), ("a2020", "doe2020worka2020"), ("Ö x", "doe2020work")]
)
def test_an_entry_keeps_its_key_where_that_is_free_and_can_be_cited(own, key):
    there = parse_bibliography(entry("A2020", "Something else"), "references.bib")
    text = entry("k").replace("2024", "2020").replace("@article{k,", f"@article{{{own},")
    found, _ = plan_additions([Candidate(AT, text, own)], there)
    assert [addition.key[:11] for addition in found] == [key[:11]]


TEXT = st.text(st.characters(blacklist_categories=("Cs",)), max_size=30)
WORKS = st.builds(
    ImportedWork,
    line=st.just(1),
    entry_type=st.sampled_from("article book incollection report online misc phdthesis".split()),
    title=TEXT,
    authors=st.lists(st.builds(Name, family=TEXT, given=TEXT, literal=TEXT), max_size=3).map(tuple),
    journal=TEXT,
    short_journal=TEXT,
    book_title=TEXT,
    issued=st.none()
    | st.builds(PartialDate, year=st.integers(0, 9999), month=st.integers(0, 99), day=st.integers(0, 99)),
    volume=TEXT,
    issue=TEXT,
    pages=TEXT,
    doi=TEXT,
    pmid=TEXT,
    url=TEXT,
    publisher=TEXT,
)


@given(
    st.lists(WORKS, max_size=3),
    st.sampled_from(["", entry("a2020"), "% a remark", entry("a2020").replace("\n", "\r\n")]),
)
def test_whatever_is_added_reads_back_and_the_rest_stays(works, text):
    before = parse_bibliography(text, "references.bib")
    additions, diagnostics = plan_additions([candidate(work) for work in works], before)
    assert len(additions) + sum(
        d.severity == "error" or d.code == "bib-duplicate" for d in diagnostics
    ) >= len(works)
    after = parse_bibliography(text + appended(text, additions), "references.bib") if additions else before
    assert still_reads(before, after, additions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "X\n"),
        ("a", "\n\nX\n"),
        ("a\n", "\nX\n"),
        ("a\n\n", "X\n"),
        ("a\r\n", "\r\nX\r\n"),
        ("a\r\nb", "\r\n\r\nX\r\n"),
        ("a\rb\r", "\rX\r"),
        ("\ufeff", "X\n"),
    ],
)
def test_an_entry_stands_behind_a_blank_line_in_the_line_ends_of_the_file(text, expected):
    (addition,), _ = plan_additions([candidate()], EMPTY)
    assert appended(text, [addition._replace(text="X\n")]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "@article{open2020, title = {Never closed,\n",
        "@comment{ open\n",
        '@string{x = "open\n',
        "@article",
        entry("a2020")[:-3],
    ],
)
def test_what_stands_there_broken_swallows_nothing(text):
    before = parse_bibliography(text, "references.bib")
    additions, _ = plan_additions([candidate()], before)
    after = parse_bibliography(text + appended(text, additions), "references.bib")
    assert still_reads(before, after, additions)


def test_an_entry_that_means_something_else_behind_the_others_is_noticed():
    text = '@string{may = "Maius"}\n'
    before = parse_bibliography(text, "references.bib")
    additions, _ = plan_additions([candidate()], before)
    after = parse_bibliography(text + appended(text, additions), "references.bib")
    assert not still_reads(before, after, additions)


@pytest.mark.parametrize(
    ("key", "fits"),
    [
        ("green2023fmt", True),
        ("A:b_c-d.e+1", True),
        ("", False),
        ("ö", False),
        ("a b", False),
        ("a,b", False),
        ("-a", False),
    ],
)
def test_what_can_be_a_key(key, fits):
    assert is_citation_key(key) is fits
