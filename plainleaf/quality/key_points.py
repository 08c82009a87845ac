"""Key points. CDC Clear Communication Index, items 1, 2 and 10: a main message, short, in the first section."""

from collections.abc import Iterator

from plainleaf.model.prose import BlockKind
from plainleaf.quality.content_check import FOR_ALL, ContentCheck, Found, Subject, shortened

_FEWEST, _MOST = 3, 5
_SENTENCES = 2
_WORDS = 30


def find(subject: Subject) -> Iterator[Found]:
    """Yield key points that are too few, too many or too long; an article may have none."""
    document = subject.document.source
    count = len(document.front.key_points)
    if count and not _FEWEST <= count <= _MOST:
        message = f"{count} key {'point' if count == 1 else 'points'}"
        yield Found(message, f"give {_FEWEST} to {_MOST}, or none", document.place("key_points.0"))
    for passage in subject.of(BlockKind.KEY_POINT):
        words = sum(len(sentence.words) for sentence in passage.sentences)
        if words > _WORDS or len(passage.sentences) > _SENTENCES:
            text = passage.block.text
            message = (
                f"a key point of {len(passage.sentences)} sentences and {words} words: '{shortened(text)}'"
            )
            hint = f"up to {_SENTENCES} sentences and {_WORDS} words are taken in at a glance"
            yield Found(message, hint, passage.block.position(0), text)


CHECK = ContentCheck(
    code="key-points",
    rule=f"There are {_FEWEST} to {_MOST} key points of up to {_SENTENCES} sentences and {_WORDS} words, or none.",
    why="Many readers read nothing else.",
    source="CDC Clear Communication Index, 1, 2 and 10; lengths: own default",
    find=find,
    bad=(
        "---\nkey_points: [FMT is being tested.]\n---\nText.",
        "---\nkey_points: [One. Two is here. Three is too long., Two., Three.]\n---\nText.",
    ),
    good=("---\nkey_points: [FMT is being tested., It has risks., Ask your doctor.]\n---\nText.", "Text."),
    audiences=FOR_ALL,
)
