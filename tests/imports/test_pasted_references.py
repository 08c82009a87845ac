"""Pasted numbers and the list at the end: found where they are certain, left alone and told where they are not."""

import pytest

from plainleaf.imports.blocks import Heading, ItemList, Paragraph, Run
from plainleaf.imports.bring_in import bring_in
from plainleaf.imports.pasted_list import Entry, is_name, parse_entries, split_references
from plainleaf.imports.pasted_markers import Numbered, with_markers, with_markers_in_markdown
from plainleaf.imports.reference_match import keys_of
from plainleaf.model.references import EntryType, EvidenceType, PartialDate, Reference
from tests.imports.word_files import docx, link, para, run

SUP = frozenset({"sup"})


def shown(*runs: Run, count: int = 12) -> str:
    """The text with its markers, and raised words in ^…^."""
    found = with_markers(runs, Numbered.upto(count))
    return "".join(f"【{r.text}】" if r.citation else f"^{r.text}^" if r.styles else r.text for r in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a [1].", "a 【1】."),
        ("a[2,3] b", "a【2,3】 b"),
        ("a [2, 3; 5] b", "a 【2,3,5】 b"),
        ("a [1-3] [4–6]", "a 【1-3】 【4-6】"),
        ("a [1][2]", "a 【1,2】"),
        ("a [1], [2].", "a 【1,2】."),
        ("a 【7】 b【5,8,9】", "a 【7】 b【5,8,9】"),
        ("a【7†source】", "a【7†source】"),
        ("word¹ word²,³", "word【1】 word【2,3】"),
        ("5 m² and 10³ and R²", "5 m² and 10³ and R²"),
        ("in [2019] we [sic] saw [a] [13]", "in [2019] we [sic] saw [a] [13]"),
        ("[]", "[]"),
    ],
)
def test_numbers_in_a_text(text, expected):
    assert shown(Run(text)) == expected


@pytest.mark.parametrize(
    ("before", "raised", "after", "expected"),
    [
        ("word", "1", ".", "word【1】."),
        ("word.", "1,2", " Next", "word.【1,2】 Next"),
        ("FMT", "3", "", "FMT【3】"),
        ("word ", " 4–6 ", "", "word 【4-6】"),
        ("word", "[1]", "", "word【1】"),
        ("5 m", "2", "", "5 m^2^"),
        ("10", "6", " cells", "10^6^ cells"),
        ("kg/m", "2", "", "kg/m^2^"),
        ("R", "2", "", "R^2^"),
        ("the ", "11", "C test", "the ^11^C test"),
        ("the 1", "st", "", "the 1^st^"),
        ("word", "99", "", "word^99^"),
    ],
)
def test_raised_numbers(before, raised, after, expected):
    assert shown(Run(before), Run(raised, SUP), Run(after)) == expected


def test_neighbours_become_one_group():
    assert shown(Run("word"), Run("1", SUP), Run(","), Run("2", SUP)) == "word【1,2】"


def test_without_a_list_nothing_but_our_own_markers_is_one():
    record = Numbered.upto(0)
    runs = with_markers((Run("a [1] 【2】"),), record)
    assert [r.text for r in runs if r.citation] == ["2"]
    assert record.left == ["[1]"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a [1] b [2,3].", "a 【1】 b 【2,3】."),
        ("a[1][2]", "a【1,2】"),
        ("word<sup>1,2</sup>", "word【1,2】"),
        ("5 m<sup>2</sup>", "5 m<sup>2</sup>"),
        ("a 【1】", "a 【1】"),
        ("`[1]` and [1](#x) and ![1](x) and \\[1] and [^1] and <!-- [1] -->", None),
        ("```\n[1]\n```", None),
        ("[1]: https://x.example", None),
        ('<abbr title="[1]">a</abbr>', None),
    ],
)
def test_numbers_in_markdown(text, expected):
    assert with_markers_in_markdown(text, Numbered.upto(3)) == (text if expected is None else expected)


@pytest.mark.parametrize(
    "line",
    ["References", "REFERENCES:", "7. References", "**Sources**", "Bibliografía", "Literatur", "Works cited"],
)
def test_names_of_the_list(line):
    assert is_name(line)


@pytest.mark.parametrize("line", ["Reference values", "Our sources of hope", "", "See the references"])
def test_other_lines(line):
    assert not is_name(line)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1. a", "2. b"], ((1, "a"), (2, "b"))),
        (["[1] a", "[2] b"], ((1, "a"), (2, "b"))),
        (["1) a", "2) b"], ((1, "a"), (2, "b"))),
        (["1\ta", "2\tb"], ((1, "a"), (2, "b"))),
        (["【1】 a"], ((1, "a"),)),
        (["1. a", "goes on", "2019. Gut", "2. b"], ((1, "a goes on 2019. Gut"), (2, "b"))),
        (["1. a", "3. c"], ((1, "a"), (2, ""), (3, "c"))),
        (["1. a", "1. b"], ((1, "a 1. b"),)),
        (["a", "b"], ()),
        (["2. b"], ()),
    ],
)
def test_entries(lines, expected):
    assert parse_entries(lines)[0] == tuple(Entry(*entry) for entry in expected)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def test_the_list_is_taken_out_and_what_follows_stays():
    about = Heading(2, (Run("About us"),))
    listed = ItemList(True, ((paragraph("a"),), (paragraph("b"),)))
    found = split_references([paragraph("x"), paragraph("References:"), listed, about, paragraph("y")])
    assert found.blocks == (paragraph("x"), about, paragraph("y"))
    assert found.entries == (Entry(1, "a"), Entry(2, "b"))


def test_a_list_without_numbers_stays():
    blocks = (paragraph("x"), Heading(2, (Run("References"),)), paragraph("Smith, 2019"))
    found = split_references(blocks)
    assert found.blocks == blocks
    assert found.unnumbered


def reference(key: str, title: str, year: int = 2019, **more: str) -> Reference:
    return Reference(
        key, EntryType.ARTICLE, EvidenceType.OTHER, title, issued=PartialDate(year) if year else None, **more
    )


REFERENCES = {
    found.key: found
    for found in (
        reference("a2019", "Fecal microbiota transplantation for depression", doi="10.1000/A.1", pmid="123"),
        reference("b2019", "Probiotics for symptoms of depression"),
        reference("c2019", "Effets du régime méditerranéen sur l’humeur", 0),
        reference("d2018", "The gut and the brain: what we know so far", 2018),
        reference("e2019", "The gut and the brain: what we know so far", 2019, doi="10.1101/2019.01.01"),
        reference("f2019", "Depression"),
        reference("todo-9", "x"),
    )
}
TITLE = "Fecal microbiota transplantation for depression"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("doi:10.1000/a.1.", "a2019"),
        ("https://doi.org/10.1000/A.1", "a2019"),
        ("Available (https://doi.org/10.1000/A.1).", "a2019"),
        ("Smith. PMID: 123", "a2019"),
        ("https://pubmed.ncbi.nlm.nih.gov/123/", "a2019"),
        (f"Smith J. {TITLE}. Gut. 2019;1:2.", "a2019"),
        (f"Smith, J. (2019). {TITLE.upper()}. Gut, 1.", "a2019"),
        (f"J. Smith, “{TITLE},” Gut, 2019.", "a2019"),
        ("Effets du regime mediterraneen sur l'humeur", "c2019"),
        ("X. The gut and the brain: what we know so far. 2018.", "d2018"),
        (f"Smith J. {TITLE}. Gut. 2020.", None),  # another year
        (f"Smith J. {TITLE}. Gut. 2019. doi:10.9999/other", None),  # another work
        (f"Smith J. {TITLE}: a review. Gut. 2019.", None),  # a longer title
        (f"Smith J. On {TITLE}. Gut. 2019.", None),
        ("X. The gut and the brain: what we know so far.", None),  # two works
        ("10.1000/a.1 and PMID 999; PMID 123, 10.1101/2019.01.01", None),  # two works
        ("Smith J. Depression. 2019.", None),  # too short to be sure
        ("", None),
    ],
)
def test_which_work_a_line_means(line, key):
    assert keys_of([Entry(3, line)], REFERENCES)[0][0] == (key or "todo-3")


def test_a_placeholder_is_no_key_that_is_there():
    assert keys_of([Entry(9, "Nobody")], REFERENCES) == [("todo-9-", "Nobody")]


def test_a_gap_says_so():
    assert keys_of([Entry(2, "")], {}) == [("todo-2", "the pasted list has no such number")]


def test_a_word_file_with_markers_and_a_list():
    data = docx(
        para("FMT helps", run("1,2", "superscript"), ". It is new [3]."),
        para("References", style="Heading1"),
        para("Smith.", number=0),
        para("Doe. ", link("r1", "Article"), number=0),
        para("Roe.", number=0),
        links={"r1": "https://doi.org/10.1000/a.1"},
    )
    found = bring_in(data, ".docx", "T", "t")
    assert found.body == "FMT helps【1,2】. It is new 【3】.\n"
    assert found.entries == (
        Entry(1, "Smith."),
        Entry(2, "Doe. Article <https://doi.org/10.1000/a.1>"),
        Entry(3, "Roe."),
    )
    assert found.notices == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a [1].", "no numbered list of references at the end: [1]"),
        ("a 【1】.", "numbered markers, and no numbered list"),
        ("a.\n\nReferences\n\nSmith, 2019\n\nDoe, 2020", "no numbers from 1 on"),
        ("a.\n\nReferences\n\n1. Smith", "no marker such as [1]"),
        ("a [1] [7].\n\nReferences\n\n1. Smith", "ends with 1: [7]"),
    ],
)
@pytest.mark.parametrize("kind", [".txt", ".md"])
def test_what_is_not_certain_is_told(text, told, kind):
    found = bring_in(text.encode(), kind, "T", "t")
    assert [notice for notice in found.notices if told in notice]


def test_a_markdown_file_keeps_its_body():
    text = "# The title\n\n*a* [1] [b](/c/)\n\n| x | y |\n| - | - |\n\n## References\n\n1. *Smith*. [Gut](https://x.example)\n\n## After\n\nz\n"
    found = bring_in(text.encode(), ".md", "The title", "t")
    assert found.body == "*a* 【1】 [b](/c/)\n\n| x | y |\n| - | - |\n\n## After\n\nz\n"
    assert found.entries == (Entry(1, "Smith. Gut <https://x.example>"),)
    assert found.notices == ()
