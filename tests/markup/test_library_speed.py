"""The library spared its searches in vain gives what it gives without that, in all texts; other versions are left alone."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor

from plainleaf.markup import engine, library_speed
from plainleaf.markup.document import convert_document
from plainleaf.markup.engine import MarkdownEngine
from plainleaf.model.articles import Audience
from plainleaf.read.facts import read_facts
from plainleaf.read.front_matter import read_document
from tests.markup.case_files import every_text
from tests.markup.test_robustness import PIECES
from tests.robustness.patterns import UNITS
from tests.tiny_site import KEYS

ARTICLES = sorted((Path(__file__).resolve().parents[2] / "content").rglob("*.md"))
# Signs of the library and of ours, and what stands beside them; more than in texts as people write them.
SIGNS = [
    *"`\\*_{}[]()<>#+-.!|:~=@^&\"' \n\t/1a字【】",
    "\n\n", "    ", "  \n", "```", "~~~\n", "](", "][", "]: ", "[^", "![", "://", "**", "***", "__", "- ", "1. ", "> ", ": ", "&amp;",
    "<b>", "</b>", "<!--", "-->", "a@b.example", "[a]: /b\n", "[^1]: c\n", "|-|-|\n", "---", "***\n", "===\n", ":::", "klzzwxh:0000",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(alphabet="`\\*_[]()<>#-!|:~=@^& \n1a【】", max_size=60),
    st.lists(st.sampled_from(SIGNS), max_size=40).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
)


@pytest.fixture(scope="module")
def stock():
    """The engine with the library as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library_speed, "_KNOWN_VERSION", (0, 0))
        engine = MarkdownEngine()
        assert type(engine._markdown.treeprocessors["inline"]) is InlineProcessor
        yield engine


@pytest.fixture(scope="module")
def spared():
    return MarkdownEngine()


def check_same(text: str, stock: MarkdownEngine, spared: MarkdownEngine) -> None:
    assert spared.blocks(text) == stock.blocks(text)
    assert spared.convert(text, "patient", KEYS) == stock.convert(text, "patient", KEYS)
    line = " ".join(text.split())
    assert spared.convert_line(line, KEYS) == stock.convert_line(line, KEYS)


def test_the_installed_library_is_known(spared):
    """A new version has to be read: are the signs and the inner parts still right? Then it is named in the module."""
    assert type(spared._markdown.treeprocessors["inline"]) is not InlineProcessor


def test_every_sign_is_that_of_a_part(spared):
    md = spared._markdown
    assert set(library_speed._INLINE_SIGNS) == {
        name for name in library_speed._INLINE_SIGNS if name in md.inlinePatterns
    }
    assert len(library_speed._INLINE_SIGNS) == len(md.inlinePatterns), "a pattern without a sign costs time"
    assert all(name in md.parser.blockprocessors for name in library_speed._BLOCK_SIGNS)


@pytest.mark.parametrize("text", every_text())
def test_same_result_for_the_cases(text, stock, spared):
    check_same(text, stock, spared)


@pytest.mark.parametrize(
    "text",
    [
        "![a][ref] and ![ref]\n\n[ref]: x.png 'T'",
        "![ref] alone\n\n[ref]: x.png",
        "![a][ref] alone\n\n[ref]: x.png",
        "a\n: b\n\n    c\n\n    - d\n\n        e",
        "- a\n\n    b\n\n        c",
        "[a &copy; b](x.md 'c &lt; \\&amp; &#x41; d') ![&lt;&amp;](y.png)",
        "`a`\\\\`b` **c *d* e** ***f*** _g_ h_i_j *k **l* m**",
        "| a `|` | b \\| |\n|---|:-:|\n| c | d | e |",
        "x  \ny <https://a.example/b_c_d> <d@e.example> [f](<g h>)",
    ],
)
def test_same_result_for_rare_forms(text, stock, spared):
    check_same(text, stock, spared)


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_same_result_for_repeated_signs(unit, stock, spared):
    check_same(unit * 20, stock, spared)
    check_same(f"a {unit}b\n\n" * 5, stock, spared)


@given(TEXTS)
@settings(max_examples=400)
def test_same_result_for_any_text(stock, spared, text):
    check_same(text, stock, spared)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_same_result_for_the_shipped_articles(path, stock, spared):
    text = path.read_text(encoding="utf-8")
    document, _ = read_document(text, path.name, path.name, "en", is_article=True)
    ours, theirs = (
        convert_document(document, Audience.PATIENT, engine, read_facts) for engine in (spared, stock)
    )
    assert ours == theirs


PLAIN = st.lists(
    st.text(alphabet="aZ9éß字.,:;!?¿'’\"“”()%/–-_&*#\u00a0", min_size=1, max_size=8), max_size=6
).map(" ".join)


@given(PLAIN)
def test_a_plain_line_is_what_the_library_makes_of_it(spared, text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_PLAIN_LINE", re.compile("(?!)"))
        converted = spared.convert_line(text, KEYS)
    assert spared.convert_line(text, KEYS) == converted


@pytest.mark.parametrize("text", ["A first point.", "Ask about (all) risks; 5/10, 3-4 %.", "¿Qué es “esto”?"])
def test_plain_lines_are_known(text, spared):
    assert engine._PLAIN_LINE.fullmatch(text)
    assert spared.convert_line(text, ()).html == text


@pytest.mark.parametrize("name", library_speed._INNER_PARTS)
def test_a_library_with_other_inner_parts_works_as_it_is(name, monkeypatch):
    monkeypatch.setattr(library_speed, "_INNER_PARTS", (name, f"{name}_renamed"))
    assert type(MarkdownEngine()._markdown.treeprocessors["inline"]) is InlineProcessor
