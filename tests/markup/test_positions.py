"""What is looked up in a source: words in code, comments and escapes are not what is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.markup.document import convert_document
from plainleaf.markup.engine import MarkdownEngine
from plainleaf.markup.positions import mask_code
from plainleaf.markup.source_tags import fence_in, offset_in, with_tags, without_tags
from plainleaf.model.articles import Audience
from plainleaf.read.facts import read_facts
from plainleaf.read.front_matter import read_document


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("`x` a", "a"),
        ("`` x ` x `` a", "a"),
        ("` a", "` a"),
        ("` a\n\nb `", "` a b `"),
        ("`x\nx` a", "a"),
        ("\\x a", "a"),
        ("<!-- x\n\nx --> a", "a"),
        ("```\nx\n```\na", "a"),
        ("```x\nx\n```\na", "a"),
        ("````\n```\nx\n````\na", "a"),
        ("```\na", "``` a"),
        ("~~~\nx\n```\n~~~\na", "a"),
        ("a\n\n    x\n\n    x\n\nb", "a b"),
        ("    x\n    x\na", "a"),
        ("\tx", ""),
        ("a\n    b", "a b"),
        ("- a\n\n    b\n\nc\n\n    x", "- a b c"),
        ("1. a\n\n    b", "1. a b"),
        ("[^n]: a\n\n    b", "[^n]: a b"),
    ],
)
def test_masked(text, kept):
    masked = mask_code(text)
    assert masked.split() == kept.split()
    assert [len(line) for line in masked.split("\n")] == [len(line) for line in text.split("\n")]


TEXT = st.text(alphabet="a`~\\<!->\n \t:[]@【】b", max_size=60)


@given(TEXT)
def test_masking_moves_nothing(text):
    masked = mask_code(text)
    assert len(masked) == len(text)
    assert all(after in (before, " ") for before, after in zip(text, masked, strict=True))


@given(TEXT)
def test_tags_come_out_again(text):
    assert without_tags(with_tags(text, fences=True)) == text.expandtabs(4)


@given(TEXT)
def test_tags_know_their_place(text):
    tagged = with_tags(text, fences=True)
    for piece in tagged.split("【")[1:]:
        assert text[offset_in(piece)] == "【"
    lines = text.split("\n")
    for line in tagged.split("\n"):
        fence = fence_in(line)
        if fence:
            number, words = fence
            assert without_tags(words) == lines[number].expandtabs(4)
            assert lines[number].lstrip(" ").startswith(":::")


def test_two_markers_around_a_colon_and_digits_are_no_tag():
    assert without_tags("[@a]:5[@b]") == "[@a]:5[@b]"


@pytest.mark.parametrize(
    ("fence", "column"),
    [
        ("::: audience nobody", 14),
        ("::: audience\tnobody", 14),
        (":::\taudience\tpatient\tnobody", 22),
        (":::\tnothing", 5),
    ],
)
def test_the_place_of_a_fence_counts_a_tab_as_one_character(fence, column):
    source, _ = read_document(
        f"---\ntitle: A\n---\n{fence}\nText.\n:::\n", "a.md", "articles/a.md", "en", is_article=True
    )
    _, _, faults = convert_document(source, Audience.PATIENT, MarkdownEngine(), read_facts)
    assert [(fault.code, fault.line, fault.column) for fault in faults] == [("block-unknown", 4, column)]
