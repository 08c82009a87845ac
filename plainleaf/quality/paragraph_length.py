"""Long paragraphs.

NHS content guide, "How we write": up to three sentences; PEMAT-P, item 8: text in short sections.
"""

from collections.abc import Iterator

from plainleaf.model.prose import BlockKind
from plainleaf.quality.content_check import ContentCheck, Found, Subject, shortened

MOST = 3  # sentences
_TOLERATED = 6  # twice that; three more short ones read well
_LABEL = ("strong", "b")


def find(subject: Subject) -> Iterator[Found]:
    """Yield the paragraphs, items and definitions that go on for too long."""
    for passage in subject.of(BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.DEFINITION):
        block = passage.block
        labels = [span for span in block.spans if span.kind in _LABEL and span.start == 0]
        # "Food for mood." in bold is the item's own heading.
        count = sum(not any(each.end <= label.end for label in labels) for each in passage.sentences)
        if count > _TOLERATED:
            yield Found(
                f"a paragraph of {count} sentences: '{shortened(block.text)}'",
                f"part it where the thought turns; up to {MOST} sentences are easy to take in",
                block.position(0),
                block.text,
            )


CHECK = ContentCheck(
    code="paragraph-long",
    rule=f"A paragraph has up to {MOST} sentences; from {_TOLERATED + 1} on it is reported.",
    why="Tired readers skip a wall of text, and with it the one sentence that they need.",
    source="NHS content guide, How we write; PEMAT-P, item 8",
    find=find,
    bad=(" ".join(["Your gut talks to your brain."] * 7),),
    good=(
        " ".join(["Your gut talks to your brain."] * 6),
        "- **Food.** " + " ".join(["Your gut talks to your brain."] * 6),
    ),
)
