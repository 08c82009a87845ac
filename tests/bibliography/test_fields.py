"""Single entries: what their fields become, and what is said about those that are wrong or missing."""

import pytest

from plainleaf.bibliography.bibtex import parse_bibliography
from plainleaf.model.references import EntryType, Name, PartialDate

ARTICLE = {"author": "Green, J.", "title": "A", "journal": "J", "year": "2020"}


def parse(entry_type="article", **fields):
    """Return the reference of one entry, and its faults as (field, severe): the field that a fault speaks of."""
    body = "".join(f"\n{name} = {{{value}}}," for name, value in fields.items())
    bibliography = parse_bibliography(f"@{entry_type}{{x,{body}\n}}", "references.bib")
    return bibliography.references["x"], bibliography.faults


def article(**fields):
    return parse(**{name: value for name, value in {**ARTICLE, **fields}.items() if value is not None})


NOTHING_MISSING = {
    "article": ARTICLE,
    "book": {"author": "Green, J.", "title": "A", "publisher": "P", "year": "2020"},
    "incollection": {"author": "Green, J.", "title": "A", "booktitle": "B", "year": "2020"},
    "inreference": {"title": "A", "booktitle": "B", "year": "2020"},
    "phdthesis": {"author": "Green, J.", "title": "A", "school": "U", "year": "2020"},
    "techreport": {"title": "A", "institution": "I", "year": "2020"},
    "inproceedings": {"author": "Green, J.", "title": "A", "booktitle": "B", "year": "2020"},
    "misc": {"title": "A", "howpublished": "A leaflet"},
    "online": {"title": "A", "url": "https://a.example"},
    "unpublished": {"title": "A", "doi": "10.5555/a"},
}


@pytest.mark.parametrize("entry_type", NOTHING_MISSING)
def test_an_entry_with_all_that_it_needs_has_no_fault(entry_type):
    assert parse(entry_type, **NOTHING_MISSING[entry_type])[1] == ()


@pytest.mark.parametrize(
    ("entry_type", "field", "words", "severe"),
    [
        ("article", "title", "the article 'x' has no title", True),
        ("article", "journal", "the article 'x' has no journal", True),
        ("article", "year", "the article 'x' has no year", True),
        ("article", "author", "the article 'x' has no author", False),
        ("book", "title", "the book 'x' has no title", True),
        ("book", "year", "the book 'x' has no year", True),
        ("book", "publisher", "the book 'x' has no publisher", False),
        ("book", "author", "the book 'x' has no author or editor", False),
        ("incollection", "title", "the chapter 'x' has no title", True),
        ("incollection", "booktitle", "the chapter 'x' has no book title", True),
        ("incollection", "year", "the chapter 'x' has no year", True),
        ("inreference", "booktitle", "the chapter 'x' has no book title", True),
        ("phdthesis", "author", "the thesis 'x' has no author", True),
        ("phdthesis", "year", "the thesis 'x' has no year", True),
        ("phdthesis", "school", "the thesis 'x' has no university", False),
        ("techreport", "institution", "the report 'x' has no institution or author", False),
        ("techreport", "year", "the report 'x' has no year", False),
        ("inproceedings", "booktitle", "the conference paper 'x' has no conference or proceedings", True),
        ("inproceedings", "year", "the conference paper 'x' has no year", True),
        ("misc", "howpublished", "the entry 'x' has no source", False),
        ("online", "url", "the web page 'x' has no source", False),
        ("unpublished", "doi", "the entry 'x' has no source", False),
        ("misc", "title", "the entry 'x' has no title", True),
    ],
)
def test_a_missing_field_is_named_with_what_to_add(entry_type, field, words, severe):
    fields = {name: value for name, value in NOTHING_MISSING[entry_type].items() if name != field}
    (fault,) = parse(entry_type, **fields)[1]
    assert (fault.code, fault.key, fault.line, fault.column, fault.severe) == ("bib-field", "x", 1, 1, severe)
    assert fault.message.startswith(words)
    assert fault.hint.startswith(f"add {'url' if 'source' in words else field} = {{")


@pytest.mark.parametrize("value", ["", "   ", "{}", "\n"])
def test_an_empty_field_is_a_missing_one(value):
    faults = article(journal=value)[1]
    assert [fault.message for fault in faults] == ["the article 'x' has no journal"]


@pytest.mark.parametrize(
    ("year", "issued", "status", "says"),
    [
        ("2023", PartialDate(2023), "", None),
        ("{2023}", PartialDate(2023), "", None),
        ("2019a", PartialDate(2019), "", "is read as 2019: '2019a'"),
        ("c. 1999", PartialDate(1999), "", "is read as 1999"),
        ("2019/2020", PartialDate(2019), "", "is read as 2019"),
        ("2023-03-21", PartialDate(2023, 3, 21), "", None),
        ("21 March 2023", PartialDate(2023, 3, 21), "", None),
        ("in press", None, "in press", None),
        ("In Press.", None, "in press", None),
        ("forthcoming", None, "in press", None),
        ("to appear", None, "in press", None),
        ("n.d.", None, "", None),
        ("n. d.", None, "", None),
        ("20199", None, "", "is no year: '20199'"),
        ("219", None, "", "is no year: '219'"),
        ("2919", None, "", "is no year: '2919'"),
        ("soon", None, "", "is no year: 'soon'"),
    ],
)
def test_years(year, issued, status, says):
    reference, faults = article(year=year)
    assert reference.issued == issued
    assert reference.publication_status == status
    if says is None:
        assert faults == ()
        return
    (fault,) = faults
    assert says in fault.message
    assert fault.severe is (issued is None)
    assert (fault.line, fault.column) == (5, 1)


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ({"date": "2023"}, PartialDate(2023)),
        ({"date": "2023-03"}, PartialDate(2023, 3)),
        ({"date": "2023-03-21"}, PartialDate(2023, 3, 21)),
        ({"date": "2023-03-21/2023-03-25"}, PartialDate(2023, 3, 21)),
        ({"date": "2023~"}, PartialDate(2023)),
        ({"date": "2024-03", "year": "2023"}, PartialDate(2024, 3)),
        ({"year": "2023", "month": "3"}, PartialDate(2023, 3)),
        ({"year": "2023", "month": "mar"}, PartialDate(2023, 3)),
        ({"year": "2023", "month": "March"}, PartialDate(2023, 3)),
        ({"year": "2023", "month": "Sept."}, PartialDate(2023, 9)),
        ({"year": "2023", "month": "March 21"}, PartialDate(2023, 3, 21)),
        ({"year": "2023", "month": "21~mar"}, PartialDate(2023, 3, 21)),
        ({"year": "2023", "month": "mar", "day": "21"}, PartialDate(2023, 3, 21)),
        ({"year": "2023", "month": "Mar-Apr"}, PartialDate(2023, 3)),
        ({"year": "2023", "month": "Spring"}, PartialDate(2023)),
        ({"year": "2023", "month": "13"}, PartialDate(2023)),
        ({"year": "2023", "month": "mar", "day": "99"}, PartialDate(2023, 3)),
    ],
)
def test_dates(fields, issued):
    reference, faults = article(**{"year": None, **fields})
    assert reference.issued == issued
    assert faults == ()


@pytest.mark.parametrize("value", ["2023-02-30", "2023-13-01", "31 Foo 2023", "yesterday"])
def test_a_day_that_no_calendar_has_is_a_fault(value):
    (fault,) = article(year=None, date=value)[1]
    assert fault.message.startswith("the field 'date' of the entry 'x' is no year")
    assert fault.severe


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        ("10.1000/xyz123", "10.1000/xyz123"),
        ("https://doi.org/10.1000/xyz123", "10.1000/xyz123"),
        ("http://dx.doi.org/10.1000/xyz123", "10.1000/xyz123"),
        ("doi:10.1000/xyz123", "10.1000/xyz123"),
        ("DOI: 10.1000/xyz123.", "10.1000/xyz123"),
        (r"10.1000/xyz\_123", "10.1000/xyz_123"),
        (r"10.1000/xyz{\_}123", "10.1000/xyz_123"),
        ("https://doi.org/10.1016/S0140-6736%2823%2901523-4", "10.1016/S0140-6736(23)01523-4"),
        (r"\url{https://doi.org/10.1000/xyz123}", "10.1000/xyz123"),
    ],
)
def test_dois_with_something_in_front(written, doi):
    reference, faults = article(doi=written)
    assert reference.doi == doi
    assert faults == ()


@pytest.mark.parametrize(
    "written",
    ["10.1000", "10.1/x", "11.1000/x", "10.1000/x y", "https://a.example/10.1000/x", "S0140-6736(23)01523-4"],
)
def test_what_is_no_doi_is_dropped_and_said(written):
    reference, (fault,) = article(doi=written)
    assert reference.doi == ""
    assert (fault.code, fault.severe, fault.line) == ("bib-field", True, 6)
    assert "is no DOI" in fault.message


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://a.example", "https://a.example"),
        ("HTTP://A.example/x", "HTTP://A.example/x"),
        (r"https://a.example/b\_c?d=1\&e=2\%20f\#g", "https://a.example/b_c?d=1&e=2%20f#g"),
        ("https://a.example/?q=1%20c", "https://a.example/?q=1%20c"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/~b", "https://a.example/~b"),
        (r"\url{https://a.example/b}", "https://a.example/b"),
        ("https://a.example/a\n    /b", "https://a.example/a/b"),
        ("https://a.example/é\"<b>'", "https://a.example/%C3%A9%22%3Cb%3E%27"),
        ("https://münchen.example/a", "https://xn--mnchen-3ya.example/a"),
        ("https://a.example:8080/b", "https://a.example:8080/b"),
        ("https://[2001:db8::1]/b", "https://[2001:db8::1]/b"),
    ],
)
def test_web_addresses_come_out_safe(written, url):
    reference, faults = article(url=written)
    assert reference.url == url
    assert faults == ()


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "java\tscript:alert(1)",
        "\x01javascript:alert(1)", "{javascript:alert(1)}", r"\url{javascript:alert(1)}", r"javascript\:alert(1)", "data:text/html,<b>",
        "vbscript:x", "file:///etc/passwd", "ftp://a.example", "//a.example", "www.a.example", "a.example/b", "https:/a.example", "https://",
        "https:///b", "http://a.example b", "https://a.example, seen in May", "https://a.example:port/", "https://[::1", "https://a..example\x7f/",
        "mailto:me@a.example", "\u202ehttps:", "https://a\u00a0.example",
    ],
)  # fmt: skip
def test_no_other_address_gets_through(written):
    reference, (fault,) = article(url=written)
    assert reference.url == ""
    assert (fault.code, fault.severe) == ("bib-field", True)
    assert "is left out, since it is no web address" in fault.message
    assert "https://" in fault.hint


def test_an_address_in_howpublished_becomes_the_address():
    reference, faults = parse("misc", title="A", howpublished=r"\url{https://a.example/b}")
    assert (reference.url, reference.how_published) == ("https://a.example/b", "")
    assert reference.entry_type is EntryType.WEB_PAGE
    assert faults == ()


def test_a_bad_address_in_howpublished_is_dropped_too():
    reference, (fault,) = parse("misc", title="A", howpublished=r"\url{javascript:alert(1)}")
    assert (reference.url, reference.how_published) == ("", "")
    assert fault.severe


@pytest.mark.parametrize(
    ("fields", "pmid", "pmcid"),
    [
        ({"pmid": "36637229"}, "36637229", ""),
        ({"pmid": "PMID: 36637229"}, "36637229", ""),
        ({"pmid": "https://pubmed.ncbi.nlm.nih.gov/36637229/"}, "36637229", ""),
        ({"eprint": "36637229", "eprinttype": "pubmed"}, "36637229", ""),
        ({"eprint": "36637229", "archiveprefix": "PubMed"}, "36637229", ""),
        ({"pmcid": "PMC10192831"}, "", "PMC10192831"),
        ({"pmc": "10192831"}, "", "PMC10192831"),
    ],
)
def test_numbers_of_pubmed(fields, pmid, pmcid):
    reference, faults = article(**fields)
    assert (reference.pmid, reference.pmcid) == (pmid, pmcid)
    assert faults == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [("pmid", "123456789"), ("pmid", "PMC10192831"), ("pmid", "0"), ("pmid", "x"), ("pmcid", "PMCx")],
)
def test_what_is_no_number_of_pubmed_is_dropped_and_said(field, value):
    reference, (fault,) = article(**{field: value})
    assert (reference.pmid, reference.pmcid) == ("", "")
    assert fault.severe
    assert f"is no {field.upper()}" in fault.message


@pytest.mark.parametrize(
    ("field", "value", "accessed", "note"),
    [
        ("urldate", "2024-05-03", PartialDate(2024, 5, 3), ""),
        ("urldate", "2024-05", PartialDate(2024, 5), ""),
        ("accessed", "3 May 2024", PartialDate(2024, 5, 3), ""),
        ("lastchecked", "May 3rd, 2024", PartialDate(2024, 5, 3), ""),
        ("note", "Accessed: 2024-05-03", PartialDate(2024, 5, 3), ""),
        ("note", "Last accessed on 3 May 2024.", PartialDate(2024, 5, 3), ""),
        ("note", "Accessed by many", None, "Accessed by many"),
    ],
)
def test_the_day_of_access(field, value, accessed, note):
    reference, faults = parse("online", title="A", url="https://a.example", **{field: value})
    assert reference.accessed == accessed
    assert reference.note == note
    assert faults == ()


def test_a_day_of_access_that_is_none_is_a_warning():
    reference, (fault,) = parse("online", title="A", url="https://a.example", urldate="last week")
    assert reference.accessed is None
    assert not fault.severe


@pytest.mark.parametrize(
    ("entry_type", "kind"),
    [
        ("article", EntryType.ARTICLE), ("book", EntryType.BOOK), ("mvbook", EntryType.BOOK), ("collection", EntryType.BOOK),
        ("proceedings", EntryType.BOOK), ("reference", EntryType.BOOK), ("incollection", EntryType.CHAPTER), ("inbook", EntryType.CHAPTER),
        ("inreference", EntryType.CHAPTER), ("inproceedings", EntryType.CONFERENCE_PAPER), ("conference", EntryType.CONFERENCE_PAPER),
        ("phdthesis", EntryType.THESIS), ("mastersthesis", EntryType.THESIS), ("thesis", EntryType.THESIS), ("techreport", EntryType.REPORT),
        ("report", EntryType.REPORT), ("manual", EntryType.REPORT), ("online", EntryType.WEB_PAGE), ("www", EntryType.WEB_PAGE),
        ("electronic", EntryType.WEB_PAGE), ("misc", EntryType.OTHER), ("unpublished", EntryType.OTHER), ("dataset", EntryType.OTHER),
        ("software", EntryType.OTHER), ("booklet", EntryType.OTHER), ("periodical", EntryType.ARTICLE), ("ARTICLE", EntryType.ARTICLE),
    ],
)  # fmt: skip
def test_types_of_entries(entry_type, kind):
    assert parse(entry_type, title="A", year="2020", booktitle="B")[0].entry_type is kind


@pytest.mark.parametrize(
    ("entry_type", "fields", "kind"),
    [
        ("misc", {"url": "https://a.example"}, EntryType.WEB_PAGE),
        ("misc", {"howpublished": "www.a.example/b, 3 May 2020"}, EntryType.WEB_PAGE),
        ("misc", {"howpublished": "A leaflet of the clinic"}, EntryType.OTHER),
        ("misc", {"url": "https://a.example", "doi": "10.5555/a"}, EntryType.OTHER),
        ("misc", {"doi": "10.1101/2023.03.18.23287442"}, EntryType.PREPRINT),
        ("article", {"journal": "medRxiv", "doi": "10.1101/2023.03.18.23287442"}, EntryType.PREPRINT),
        ("article", {"journal": "Genome Research", "doi": "10.1101/gr.123456.111"}, EntryType.ARTICLE),
        ("article", {"journal": "arXiv preprint arXiv:2301.00001"}, EntryType.PREPRINT),
        ("online", {"eprint": "2301.00001", "eprinttype": "arXiv"}, EntryType.PREPRINT),
        ("inbook", {"chapter": "3"}, EntryType.BOOK),
    ],
)
def test_what_an_entry_is_shows_in_its_fields(entry_type, fields, kind):
    assert parse(entry_type, title="A", year="2020", **fields)[0].entry_type is kind


def test_editors_and_authors_that_are_cut_short():
    reference, _ = parse(
        "book",
        title="A",
        year="2020",
        publisher="P",
        editor="Roe, R. and others",
        author="Poe, P. and others",
    )
    assert reference.editors == (Name(family="Roe", given="R."),)
    assert reference.editors_incomplete
    assert reference.authors_incomplete


def test_html_and_entities_stay_text():
    assert article(title="<b>A</b> &amp; B")[0].title == "<b>A</b> &amp; B"


def test_an_unknown_latex_command_is_named_once():
    (fault,) = article(title=r"A \foo B")[1]
    assert (
        fault.message
        == r"the field 'title' of the entry 'x' holds the LaTeX command '\foo', which is not known and stays as it is"
    )
    assert not fault.severe


def test_nothing_is_asked_of_a_damaged_entry():
    text = "@article{x,\n title = {A}},\n journal = {J}, year = 2020\n}"
    assert [fault.code for fault in parse_bibliography(text, "references.bib").faults] == ["bib-syntax"]


def test_keywords_and_notes_in_any_language_pass():
    reference, faults = article(
        note="Texte en français", langid="french", abstract="x" * 5000, keywords="trial"
    )
    assert reference.note == "Texte en français"
    assert faults == ()
