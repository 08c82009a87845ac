"""LaTeX to text: the table, and the quick way compared with pylatexenc's own."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from plainleaf.bibliography import latex_text
from plainleaf.bibliography.latex_text import clean_text, decode_address, decode_latex

from .case_files import cases


@cases("latex")
def test_latex_becomes_text(case):
    assert decode_latex(case["latex"]) == case["text"]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://a.example/b?c=1%20d", "https://a.example/b?c=1%20d"),
        ("https://a.example/~b", "https://a.example/~b"),
        (r"https://a.example/b\_c\&d\%20\#e\~f", "https://a.example/b_c&d%20#e~f"),
        (r"10.1000/978{\_}4", "10.1000/978_4"),
        (r"10.1002/1097{\textless}1::AID{\textgreater}3", "10.1002/1097<1::AID>3"),
        (r"10.1002/1097$<$1::AID$>$3", "10.1002/1097<1::AID>3"),
        (r"https://a.example/\textasciitilde{}b", "https://a.example/~b"),
    ],
)
def test_only_escapes_are_undone_in_an_address(written, address):
    assert decode_address(written) == address


PIECES = st.sampled_from(
    [r"{\'e}", r"\'e", r"{\"{o}}", r"\v{s}", r"{\ss}", r"\o{}", r"\'{\i}", "{", "}", "{A}", "a", "B", " ", ".", r"\&", r"\%", r"\emph{x}",
     "--", "---", "``", "''", r"\aa{}", r"\c{c}", r"\k{a}", r"\_", r"\#", r"\ldots{}"]
)  # fmt: skip


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(PIECES, max_size=12).map("".join))
def test_the_quick_way_gives_what_pylatexenc_gives(value):
    """Wherever the quick way is taken, the full parser would have said the same."""
    quick = latex_text._decode_simply(value)
    if quick is None or value.count("{") != value.count("}") or re.search(r"^[^{]*}", value):
        return
    full = LatexNodes2Text(math_mode="text").latex_to_text(value.replace(r"\emph{x}", "x"))
    assert clean_text(quick) == clean_text(full)


@settings(deadline=None)  # a busy machine is no fault
@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from([*r"\{}$%&#_^~`'", "a", " ", r"\frac", r"\url", r"\href", r"\begin{x}", r"\verb"])
    ).map("".join)
)
def test_no_value_raises_and_what_comes_out_is_one_clean_line(value):
    text = decode_latex(value)
    assert text == " ".join(text.split())
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]", text)


@settings(deadline=None)  # a busy machine is no fault
@given(
    st.text(
        alphabet=st.characters(blacklist_characters="\\{}$~`'-", blacklist_categories=("Cs", "Cc", "Cn")),
        max_size=60,
    )
)
def test_plain_text_stays_what_it_is(value):
    assert decode_latex(value) == " ".join(
        unicodedata.normalize("NFC", value).replace("\u00ad", "").replace("\ufeff", "").split()
    )


@pytest.mark.parametrize(
    "value", ["{" * 30_000, "$" * 30_001, r"\a{" * 9_000, r"\frac" * 9_000, "a$b" * 9_000, "}" * 9_000]
)
def test_a_heap_of_marks_ends_soon(value):
    decode_latex(value)
