"""Text as pasted from word processors and chats: lists become lists, and no word is lost."""

import html
import re

import pytest
from bs4 import Tag
from hypothesis import given
from hypothesis import strategies as st

from tests.markup.case_files import cases
from tests.markup.leaflet import leaflet


def outline(element: Tag) -> str:
    """Return text with its lists as `*[a|b]` and `1[a|b]`."""
    found = []
    for child in element.children:
        if not isinstance(child, Tag):
            found.append(str(child))
        elif child.name in ("ul", "ol"):
            items = "|".join(
                " ".join(outline(item).split()) for item in child.find_all("li", recursive=False)
            )
            found.append(f" {'*' if child.name == 'ul' else child.get('start', '1')}[{items}] ")
        else:
            found.append(f" {outline(child)} " if child.name in ("p", "h2", "div") else outline(child))
    return " ".join("".join(found).split())


@pytest.mark.parametrize("case", cases("lists.yaml", "lists", "words"))
def test_lists(case):
    text = leaflet(case["text"])
    assert text.diagnostics == []
    assert outline(text.body()) == case["shows"]


def test_code_is_no_list():
    page = leaflet("a\n\n    - b\n      - c\n\n- d\n\n        - e").body()
    assert [code.get_text() for code in page.select("pre code")] == ["- b\n  - c\n", "- e\n"]


def test_columns_of_code_stay():
    page = leaflet("```\n[@a]\tb\n- c\n  - d\n    - e\n```").body()
    assert page.select_one("code").get_text() == "[@a]    b\n- c\n  - d\n    - e\n"


@pytest.mark.parametrize(
    "body",
    [
        "“Double” and ‘single’ ‚low‘ „low“ «French» ‹small›",
        "a–b — c … d ‑ e − f",
        "a\u00a0b\u202fc\u2009d",
        "soft\u00adhyphen zero\u200bwidth",
        "first\u2028second\u2029third",
        "°C ± µg ½ ² ³ ® ™ € £ § ¶ † ‡ ×",
        "ﬁ ﬂ é\u0301 ñ 中文 العربية עברית 😀 👩‍⚕️",
        "50% $5 #3 ~x~ ^y^ =z= a_b_c snake_case C:\\temp\\x",
        "(see Table 1) [sic] {x} <3 & >5",
    ],
)
def test_typographic_characters_stay(body):
    text = leaflet(body)
    assert text.diagnostics == []
    assert text.body().get_text().split() == body.split()


WORD = st.text(
    st.characters(categories=["L", "N"], include_characters="’-–—“”°±µ%.,;:!?/()'\"…&=+~^@$€"),
    min_size=1,
    max_size=9,
)
BRACKETED = st.builds(
    "{}{}{}".format,
    st.sampled_from(["(", "[", "{", "“", "*", "**", "_", "‘"]),
    WORD,
    st.sampled_from([")", "]", "}", "”", "*", "**", "_", "’"]),
)
WORDS = st.lists(st.one_of(WORD, WORD, BRACKETED), min_size=1, max_size=8)
BLANK = st.sampled_from([" ", " ", " ", "\u00a0", "\u202f", "\u2003", "  "])
LEADS = ["", "", "", "• ", "•\t", "· ", "◦ ", "- ", "* ", "1. ", "1) ", "2) ", "\t• ", "    ◦ ", "## ", "> "]
LINE = st.builds(lambda lead, words, blank: lead + blank.join(words), st.sampled_from(LEADS), WORDS, BLANK)
PASTED = st.lists(
    st.builds("{}{}".format, LINE, st.sampled_from(["\n", "\n\n", "\n\n", "  \n"])), min_size=1, max_size=10
)
# What Markdown itself takes away or makes its own: the marks of emphasis, and what begins a line.
MARKS = re.compile(r"[*_`\\#>•·◦+|~=-]|\d{1,9}[.)]")


def letters(text: str) -> str:
    return "".join(re.findall(r"\w", MARKS.sub("", text)))


@pytest.mark.parametrize(
    "body",
    [
        "*0**  \n*A)",
        "p *1**c*1[x](/y/)",
        "a*(c **`d`*a",
        "0.1*, 0.2** and *B",
        "*a **b* c `d` ***e*",
        "_a *b_ c* d",
    ],
)
def test_asterisks_that_do_not_pair_take_no_word_with_them(body):
    """Python-Markdown 3.11.3 loses a letter in some of these, or prints a placeholder of its own."""
    page = leaflet(body).body()
    assert letters(page.get_text()) == letters(body.replace("/y/", ""))


@given(PASTED)
def test_no_word_is_lost(lines):
    source = "".join(lines)
    text = leaflet(source)
    expected = ("anchor-broken", "citation-syntax", "heading-order")  # `[^1]` is a footnote that is not there
    assert not set(text.codes) - set(expected)
    if "citation-syntax" not in text.codes and not text.editions["patient"].groups:
        page = text.body()
        assert letters(page.get_text()) == letters(html.unescape(source))
