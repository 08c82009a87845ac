"""Any text is converted: without an exception, without anything of ours left in it, and in bounded time."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainleaf.model.settings import Term
from tests.markup.leaflet import Leaflet, leaflet

PIECES = [
    "[@a2020]", "【1】", "【1-3】", "[see @c2020, p. 5]", "[@nope]", "【", "】", "[", "]", "(", ")", "@", "a@b.example", "`", "``", "```\n", "~~~\n",
    "\n", "\n\n", " ", "    ", "\t", "- ", "• ", "1. ", "> ", "# ", "## ", "**", "*", "_", "::: info T\n", ":::\n", "::: audience clinician\n",
    ":::: do\n", "::::\n", "<b>", "</b>", "<div>", "</div>", "<!--", "-->", "<script>", "<![", "<!", "<?", "<", "&", "&amp;", "\\", "|", "|---|---|\n",
    "![", "](", "images/x.png", "https://x.example/", "javascript:", "[^1]", "[^1]: note\n", "{#a}", "word", "字", "\u200b", "\u00a0", "{{", "}}",
    "{%", ": def\n", "[ref]: https://x.example/\n", "[x][ref]", "---\n", "===\n", "<span title='[@a2020]'>", '"', "'",
    "\x1a0\x1a", "\x1b:0\x1b", "\x1b=0\x1b", "\x1ax\x1a", "\x02", "\x03",
    "::: facts\noutcome: x\nwith: 1\nwithout: 2\nout_of: 3\nsource: a2020\n:::\n",
]  # fmt: skip
OF_PIECES = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
ANYTHING = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=80)


def check(text: Leaflet) -> None:
    lines = text.source.split("\n")
    for audience in text.editions:
        html = text.html(audience)
        assert not re.search("[\x02\x03\x1a\x1b]|klzzwxh|wzxhzdk|(block|end) \\d", html)
        page = text.page(audience)
        assert not page.select("a a, script, [onclick]")
        ids = [element["id"] for element in page.find_all(id=True)]
        assert len(ids) == len(set(ids))
        assert all(link.get_text().isdecimal() for link in page.select("a.citation"))
    for fault in text.diagnostics:
        assert 1 <= fault.line <= len(lines), fault
        assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1, fault


@settings(max_examples=150)
@given(OF_PIECES)
def test_any_markup(body):
    check(leaflet(body))


GLOSSARY = tuple(
    Term(name, "b")
    for name in ("word", "T", "note", "a", "x.example", "字", "amp", "class", "p. 5", "def x", "1 2")
)


@settings(max_examples=150)
@given(OF_PIECES)
def test_marked_words_change_no_text(body):
    plain, marked = leaflet(body), leaflet(body, GLOSSARY)
    check(marked)
    for audience in plain.editions:
        assert plain.editions[audience] == marked.editions[audience]
        # The parser of the tests folds blanks that stand alone between two tags.
        assert plain.page(audience).get_text().split() == marked.page(audience).get_text().split()
        buttons = marked.page(audience).select("button")
        assert len({button["popovertarget"] for button in buttons}) == len(buttons)
        assert not marked.page(audience).select(":is(a, h2, h3, code, pre, sup, th, dt, button) button")


@given(ANYTHING)
def test_any_text(body):
    check(leaflet(body))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=60))
def test_any_line_of_the_front_matter(line):
    check(leaflet("a", key_points=[f"a {line}"], questions=[f"b {line}"]))


@given(OF_PIECES)
def test_a_text_is_converted_the_same_again(body):
    """Nothing of one text is left in the engine for the next."""
    first = leaflet(body)
    leaflet("::: audience clinician\n[@b2020] [^1]\n\n[^1]: x\n:::\n\n## A\n\n[x]: https://x.example/")
    again = leaflet(body)
    assert first.pages == again.pages
    assert first.diagnostics == again.diagnostics


UNITS = [
    "[", "]", "【", "】", "【1", "[@", "[@a;", "[@a2020;", "[@a2020 x; ", "[see ", "![", "[x] ", "[@a](", "[@a2020] ", "【1-8】", "(",
    ":::\n", "::: info\n", "::: info\n\n:::\n", "::: audience carer\nx\n:::\n", "> ::: info\n", "`", "` ``", "```\n", "``` a\n", "~~~\n",
    "<!--", "-->", "<", "<b>", "<div>\n", "*", "**a ", "_", "> ", ">", "- a\n", "  - a\n", "• a\n", "1. a\n", "\\", "\\[", "\n", " ", "\t",
    "|", "| a | b |\n", "&", "&amp;", "[^1]", "[^1]: x\n", "{#a}", "## A {#a}\n\n", "x", "x ", "†", "\u200b", "[@a]: http://x\n",
]  # fmt: skip


@pytest.mark.timeout(60)  # against a hang: speed itself is no matter of a test
@pytest.mark.parametrize("unit", UNITS)
def test_repetition_ends(unit):
    check(leaflet(unit * (6_000 // len(unit))))


@pytest.mark.timeout(60)  # against a hang: speed itself is no matter of a test
def test_a_long_article_ends():
    """About 60,000 words with 4,000 markers."""
    body = "".join(
        f"## Part {n}\n\nWords of a paragraph [@a2020; @b2020] with *emphasis*, a [link](/x/) and more【1-3】.\n\n"
        f"- an item 【4】\n- another [@c2020, p. {n}]\n\n::: info\nA callout.\n:::\n\n"
        for n in range(1000)
    )
    text = leaflet(body)
    assert text.diagnostics == []
    assert len(text.editions["patient"].groups) == 4000


@pytest.mark.parametrize(
    "body",
    ["• " * 3000, "- " * 3000 + "x", "a\n: b\n" * 2000, "".join("    " * n + "- x\n" for n in range(300))],
)
def test_a_nesting_without_end_is_reported(body):
    text = leaflet(body)
    assert set(text.codes) <= {"html-unsafe"}
    assert leaflet("[@a2020]").body().select("sup.citations"), "the engine works on"
