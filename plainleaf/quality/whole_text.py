"""What some checks ask of an edition as a whole: its length, its sentences, its boxes."""

from collections.abc import Iterator

from plainleaf.model.diagnostics import Position
from plainleaf.model.prose import BlockKind
from plainleaf.quality.content_check import Passage, Subject
from plainleaf.quality.sentences import Sentence

LONG = 300  # words (own default): what is shorter is a note, from which nothing can be missing

BODY = (
    BlockKind.PARAGRAPH,
    BlockKind.ITEM,
    BlockKind.DEFINITION,
)


def is_long(subject: Subject) -> bool:
    """Say whether an edition is long enough to be asked for what a whole article has."""
    return sum(len(sentence.words) for _, sentence in sentences(subject)) >= LONG


def sentences(subject: Subject) -> Iterator[tuple[Passage, Sentence]]:
    """Yield every sentence of the body with its passage."""
    for passage in subject.of(*BODY):
        for sentence in passage.sentences:
            yield passage, sentence


def has_box(subject: Subject, *kinds: str) -> bool:
    """Say whether an edition holds a box of one of some kinds."""
    return any(kind in passage.block.inside for passage in subject.passages for kind in kinds)


def at_title(subject: Subject) -> Position:
    """Return where the title stands: the place of what is about the whole text."""
    return subject.document.source.place("title")
