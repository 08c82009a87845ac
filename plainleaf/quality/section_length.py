"""Long parts without a heading.

PEMAT-P, items 8 and 9, and CDC Clear Communication Index, item 9: chunks with headings. None of them gives a number
of words; the limit is our own.
"""

from collections.abc import Iterator

from plainleaf.model.prose import BlockKind, ProseBlock
from plainleaf.quality.content_check import ContentCheck, Found, Subject
from plainleaf.quality.sentences import words_of

ADVISED = 200  # words
_TOLERATED = 250
_HEADINGS = frozenset({BlockKind.HEADING, BlockKind.BOX_TITLE})
_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.DEFINITION})


def find(subject: Subject) -> Iterator[Found]:
    """Yield the parts of a body that run on without a heading, each at its beginning."""
    count = 0
    first: ProseBlock | None = None
    for passage in subject.passages:
        block = passage.block
        if block.kind in _HEADINGS:
            yield from _found(count, first)
            count, first = 0, block
        elif block.kind in _RUNNING and "footnotes" not in block.inside:
            first = first or block
            count += len(words_of(block.text))
    yield from _found(count, first)


def _found(count: int, first: ProseBlock | None) -> Iterator[Found]:
    if first is not None and count > _TOLERATED:
        yield Found(
            f"{count} words without a heading",
            f"put a heading where a new thought begins; about {ADVISED} words are enough for a part",
            first.at,
            first.text,
        )


_LINES = "You can talk to your care team about this at any time.\n\n"

CHECK = ContentCheck(
    code="section-long",
    rule=f"A part has a heading after about {ADVISED} words; from {_TOLERATED + 1} on it is reported.",
    why="Headings let a reader find the part that matters now, and rest between two of them.",
    source="PEMAT-P, items 8 and 9; CDC Clear Communication Index, item 9; number of words: own default",
    find=find,
    bad=(_LINES * 25, "## Talking\n\n" + _LINES * 25),
    good=(_LINES * 20, _LINES * 15 + "## More\n\n" + _LINES * 15),
)
