"""An edition as prose: blocks in reading order, each word at its place in the author's file."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.markup.document import convert_document
from plainleaf.markup.engine import MarkdownEngine
from plainleaf.markup.prose import read_prose
from plainleaf.model.articles import Audience
from plainleaf.model.prose import BlockKind, Prose, Span
from plainleaf.read.facts import read_facts
from plainleaf.read.front_matter import read_document
from tests.tiny_site import article

ENGINE = MarkdownEngine()


def prose_of(text: str, edition: int = 0) -> Prose:
    document, faults = read_document(text, "a.md", "articles/a.md", "en", is_article=True)
    assert faults == []
    converted, _, _ = convert_document(document, Audience.PATIENT, ENGINE, read_facts)
    blocks, _ = ENGINE.blocks(document.body.text)
    return read_prose(document, converted.editions[edition], blocks)


def body_of(prose: Prose):
    kinds = (BlockKind.TITLE, BlockKind.SUMMARY, BlockKind.KEY_POINT, BlockKind.QUESTION)
    return [block for block in prose.blocks if block.kind not in kinds]


def misplaced(text: str, prose: Prose) -> list[tuple[str, tuple]]:
    """Every word whose place in the file is not where it stands."""
    lines = text.split("\n")
    wrong = []
    for block in prose.blocks:
        for start in block.starts:
            word = re.match(r"\w+", block.text[start:])[0]
            at = block.position(start)
            if not lines[at.line - 1][at.column - 1 :].startswith(word):
                wrong.append((word, at))
    return wrong


BODY = """\
The *first* paragraph with **strong** words [@a2020; @b2020], and a
second line with a [link to it](https://example.org/strong/words).

## A heading {#own}

- an item [@c2020]
- another **item**
    1. inner one

::: warning Take care
Do not do it.
:::

| Name | Value |
|---|---|
| one | two |

![Alt](images/a.svg "A caption of words")

::: facts
outcome: Relief of words
with: 40
without: 17
out_of: 100
source: a2020
:::

> Said by *somebody*.

```
some = code()
```

Term
:   What it means[^1].

The `code` is read.

[^1]: The words of a note.
"""


def test_blocks_come_in_reading_order_with_their_kinds():
    prose = prose_of(article(BODY, key_points=["A point."], questions=["A question?"]))
    assert [(str(block.kind), block.text) for block in prose.blocks] == [
        ("title", "A title"),
        ("summary", "A summary."),
        ("key-point", "A point."),
        ("paragraph", "The first paragraph with strong words, and a second line with a link to it."),
        ("heading", "A heading"),
        ("item", "an item"),
        ("item", "another item"),
        ("item", "inner one"),
        ("box-title", "Take care"),
        ("paragraph", "Do not do it."),
        ("cell", "Name"),
        ("cell", "Value"),
        ("cell", "one"),
        ("cell", "two"),
        ("caption", "A caption of words"),
        ("paragraph", "Said by somebody."),
        ("term", "Term"),
        ("definition", "What it means."),
        ("paragraph", "The code is read."),
        ("item", "The words of a note."),
        ("question", "A question?"),
    ]


def test_what_is_around_a_block_and_which_belong_together():
    blocks = {block.text: block for block in body_of(prose_of(article(BODY)))}
    assert blocks["Do not do it."].inside == ("warning",)
    assert blocks["Said by somebody."].inside == ("blockquote",)
    assert blocks["inner one"].inside == ("ul", "ol")
    assert blocks["The words of a note."].inside == ("footnotes", "ol")
    assert blocks["an item"].group == blocks["another item"].group != blocks["inner one"].group
    assert blocks["one"].group == blocks["two"].group != blocks["Name"].group
    assert blocks["A heading"].level == 2


def test_citations_and_marked_words_have_their_offsets():
    first = body_of(prose_of(article(BODY)))[0]
    assert [first.text[:end] for end in first.cited] == ["The first paragraph with strong words"]
    assert [(span.kind, first.text[span.start : span.end]) for span in first.spans] == [
        ("em", "first"),
        ("strong", "strong"),
        ("a", "link to it"),
    ]
    assert first.spans[-1] == Span("a", 64, 74, "https://example.org/strong/words")


def test_every_word_is_found_where_it_stands():
    text = article(BODY, key_points=["A **point** on words [@a2020]."], questions=["A question?"])
    prose = prose_of(text)
    assert misplaced(text, prose) == []
    # All of them but the one in code, which is masked where places are looked up.
    words = [word for block in prose.blocks for word in re.findall(r"\w+", block.text)]
    assert sum(len(block.starts) for block in prose.blocks) == len(words) - 1


def test_what_others_read_is_neither_read_nor_taken_for_a_place():
    text = article("::: audience clinician\nThe same words.\n:::\n\nThe same words.")
    for edition, lines in ((0, [-2]), (1, [-5, -2])):
        blocks = body_of(prose_of(text, edition))
        assert [block.at.line - len(text.split("\n")) - 1 for block in blocks] == lines


def test_a_text_that_is_folded_in_the_file_counts_as_standing_at_its_beginning():
    text = article("Text.").replace("summary: A summary.", "summary: >-\n  A summary\n  in two lines.")
    summary = next(block for block in prose_of(text).blocks if block.kind is BlockKind.SUMMARY)
    assert summary.text == "A summary in two lines."
    assert summary.position(10) == summary.at


WORDS = st.sampled_from("gut brain mood is not a the of study 39 C. difficile".split())
MARKS = st.sampled_from(
    ["{}", "*{}*", "**{}**", "[{}](/gut/brain)", "{} [@a2020]", "<!-- gut --> {}", "{} `x`", "\\*{}"]
)
PIECE = st.builds(lambda mark, word: mark.format(word), MARKS, WORDS)
LINE = st.builds(
    lambda start, pieces: start + " ".join(pieces),
    st.sampled_from(["", "- ", "## ", "> ", "1. "]),
    st.lists(PIECE, min_size=1, max_size=8),
)


@given(st.lists(LINE, min_size=1, max_size=12))
def test_no_word_is_ever_placed_where_another_stands(lines):
    text = article("\n\n".join(lines))
    assert misplaced(text, prose_of(text)) == []


@pytest.mark.parametrize("count", [2000])
def test_a_long_text_takes_linear_time(count):
    prose = prose_of(article("\n\n".join(f"Word{number} the gut is the gut." for number in range(count))))
    assert len(body_of(prose)) == count


def test_paragraphs_of_an_item_bear_its_number_and_lists_in_it_count_for_themselves():
    prose = prose_of(article("- one\n\n    more of one\n\n- two\n    - inner\n    - last\n- three"))
    items = [(block.text, block.item) for block in body_of(prose) if block.kind is BlockKind.ITEM]
    assert items == [("one", 1), ("more of one", 1), ("two", 2), ("inner", 1), ("last", 2), ("three", 3)]
