"""Blocks to Markdown and through our engine: the words that go in come out, whatever signs are among them."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plainleaf.imports.blocks import Block, Heading, ItemList, Paragraph, Quote, Run, Table
from plainleaf.imports.markdown_writer import to_markdown
from plainleaf.markup.engine import MarkdownEngine

ENGINE = MarkdownEngine()


def html_of(*blocks: Block, notes=None) -> str:
    markdown = to_markdown(blocks, notes or {})
    converted = ENGINE.convert(markdown, "patient", ("a2020", "b2020", "c2020"))
    assert converted.refused_html == ()
    assert converted.unfinished == ()
    return converted.html


def page_of(*blocks: Block) -> BeautifulSoup:
    html = html_of(*blocks)
    for br in ("<br>", "<br/>"):
        html = html.replace(br, " ")
    return BeautifulSoup(html, "html.parser")


def words(text: str) -> list[str]:
    return text.split()


def paragraph(*parts: str | Run) -> Paragraph:
    return Paragraph(tuple(Run(part) if isinstance(part, str) else part for part in parts))


def strong(text: str) -> Run:
    return Run(text, frozenset({"strong"}))


def em(text: str) -> Run:
    return Run(text, frozenset({"em"}))


MARKDOWN = {
    "plain": (paragraph("Some words."), "Some words.\n"),
    "emphasis": (paragraph("a ", strong("b "), em("c"), "."), "a **b** *c*.\n"),
    "both": (paragraph(Run("a", frozenset({"strong", "em"}))), "***a***\n"),
    "inside a word": (paragraph("un", em("do"), "ing"), "un<em>do</em>ing\n"),
    "pieces of one run": (paragraph(strong("Ca"), strong("fé")), "**Café**\n"),
    "raised and lowered": (
        paragraph("H", Run("2", frozenset({"sub"})), "O, m", Run("2", frozenset({"sup"}))),
        "H<sub>2</sub>O, m<sup>2</sup>\n",
    ),
    "a link": (paragraph(Run("a [b]", href="https://x.example/a_(b)")), "[a \\[b\\]](https://x.example/a_%28b%29)\n"),
    "a picture": (paragraph(Run("An [x]", picture="images/a.png")), "![An \\[x\\]](images/a.png)\n"),
    "a citation": (paragraph("a", Run("1,3", citation=True), "."), "a【1,3】.\n"),
    "a note": (paragraph("a", Run("", note="1")), "a[^1]\n"),
    "a line break": (paragraph("a\nb"), "a<br>\nb\n"),
    "an underscore inside a word": (paragraph("file_name _x_"), "file_name \\_x\\_\n"),
    "a number at the beginning": (paragraph("1. a"), "1\\. a\n"),
    "a year at the beginning": (paragraph("2019. Later"), "2019\\. Later\n"),
    "a fence": (paragraph("::: info"), "&#58;:: info\n"),
    "a bullet": (paragraph("• a"), "&#8226; a\n"),
    "brackets": (paragraph("[@key] 【1】 <b>"), "\\[@key] \\【1】 \\<b>\n"),
    "an entity": (paragraph("AT&T &lt;"), "AT&T &amp;lt;\n"),
    "a heading": (Heading(2, (Run("A # b #"),)), "## A \\# b \\#\n"),
    "nested lists": (
        ItemList(False, ((paragraph("a"), ItemList(True, ((paragraph("b"),), (paragraph("c"),)))), (paragraph("d"),))),
        "- a\n    1. b\n    2. c\n- d\n",
    ),
    "two paragraphs in an item": (ItemList(False, ((paragraph("a"), paragraph("b")),)), "- a\n\n    b\n"),
    "a table": (
        Table((((Run("A|B"),), (Run("C"),)), ((Run("1"),), (Run("x\ny"),)))),
        "| A\\|B | C      |\n| ---- | ------ |\n| 1    | x<br>y |\n",
    ),
    "a quotation": (Quote((paragraph("a"), paragraph("b"))), "> a\n>\n> b\n"),
    "nothing": (paragraph(" "), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", MARKDOWN)
def test_blocks_become_markdown(name):
    block, expected = MARKDOWN[name]
    assert to_markdown([block], {}) == expected


def test_a_footnote_stands_at_the_end():
    blocks = [paragraph("a", Run("", note="1"))]
    notes = {"1": (paragraph("b"), paragraph("c"))}
    assert to_markdown(blocks, notes) == "a[^1]\n\n[^1]: b\n\n    c\n"
    assert "<p>b</p>" in html_of(*blocks, notes=notes)


# What Markdown and our engine make something of, among ordinary words.
SIGNS = st.text(alphabet="*_`[](){}<>#+-.!|~:=&\\\"'@^$%/0123456789ab\u00a0•·–【】†;,?éΩ ", max_size=12)
WORDS = st.lists(
    st.sampled_from(
        "gut [1] 1. 2) - + * # ::: :::info ``` ~~~ --- === > | a|b [^1]: [x]: 【1】 [@a2020] <b> </b> <!-- --> &amp; "
        "&#65; \\ \\* __a__ **b *c a* _d e_ `f f` ![g](h) [i](j) http://k.example/_l_ m@n.example {#id} : o\tp"
        .split(" ")
    )
    | SIGNS,
    max_size=6,
).map(" ".join)  # fmt: skip
RUN = st.builds(
    Run,
    WORDS,
    st.frozensets(st.sampled_from(["strong", "em", "sup", "sub", "s"]), max_size=2),
    st.sampled_from(["", "", "https://x.example/a_b?c=d&e=f"]),
)
PARAGRAPH = st.lists(RUN, max_size=4).map(lambda runs: Paragraph(tuple(runs)))


def text_of(runs: tuple[Run, ...]) -> list[str]:
    return "".join(run.text for run in runs).replace("\u00ad", "").split()


@given(PARAGRAPH)
@settings(max_examples=100, deadline=None)
@example(paragraph("a", strong("*"), "b"))
@example(paragraph("a \\", em("b")))
def test_a_paragraph_keeps_its_words(block):
    assert words(page_of(block).get_text()) == text_of(block.runs)


@given(PARAGRAPH)
@settings(max_examples=100, deadline=None)
def test_an_item_and_a_quotation_keep_their_words(block):
    page = page_of(ItemList(False, ((paragraph("first"), block), (block,))), Quote((block,)))
    assert words(page.get_text(" ")).count("first") >= 1
    found = "".join(page.get_text().split())
    assert found == "first" + "".join(text_of(block.runs)) * 3


@given(st.lists(st.lists(RUN, max_size=2).map(tuple), min_size=4, max_size=4))
@settings(max_examples=100, deadline=None)
def test_a_table_keeps_its_words_in_their_cells(cells):
    page = page_of(Table(((*cells[:1], (Run("x"),)), (cells[1], cells[2]), (cells[3], (Run("y"),)))))
    found = [words(cell.get_text()) for cell in page.select("th, td")]
    expected = [cells[0], (Run("x"),), cells[1], cells[2], cells[3], (Run("y"),)]
    assert found == [text_of(cell) for cell in expected]


@given(RUN)
@settings(max_examples=100, deadline=None)
def test_a_heading_keeps_its_words(run):
    page = page_of(Heading(2, (Run("A "), run)))
    heading = page.select_one("h2")
    assert heading is not None
    assert words(heading.get_text()) == text_of((Run("A "), run))


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_text_becomes_a_page_without_control_characters(text):
    markdown = to_markdown([paragraph(text)], {})
    assert markdown.isprintable() or not any(ord(sign) < 32 and sign != "\n" for sign in markdown)
    html_of(paragraph(text))
