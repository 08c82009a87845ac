"""Long sentences. NHS content guide, "How we write": sentences of up to 20 words."""

from collections.abc import Iterator

from plainleaf.quality.content_check import ContentCheck, Found, Subject, at_sentence, shortened

MOST = 20  # words
_TOLERATED = 25  # an enumeration of plain words reads well past the limit; a finding at 21 would be noise


def find(subject: Subject) -> Iterator[Found]:
    """Yield the sentences that are too long to be held in mind."""
    for passage in subject.passages:
        for sentence in passage.sentences:
            count = len(sentence.words)
            if count > _TOLERATED:
                yield Found(
                    f"a sentence of {count} words: '{shortened(sentence.text)}'",
                    f"make two of it; up to {MOST} words are easy to read",
                    at_sentence(passage, sentence),
                    sentence.text,
                )


CHECK = ContentCheck(
    code="sentence-long",
    rule=f"A sentence has up to {MOST} words; from {_TOLERATED + 1} on it is reported.",
    why="Who is ill or afraid loses the beginning of a long sentence before its end.",
    source="NHS content guide, How we write",
    find=find,
    bad=(
        (
            "The team asks about the medicines that you take, the food that you eat, the sleep that you get"
            " and all of the other things that may matter to your gut."
        ),
    ),
    good=(
        "The team will ask you about your medicines, your food and your sleep.",
        "- a list\n- of short items",
    ),
)
