"""The passive voice.

CDC Clear Communication Index, item 6: the main message and the call to action are active; PEMAT-P, item 5: so is
most of the text. In key points, boxes that ask for an action and the opening, it is told where it hides who has to
act: "should be taken", "is recommended". What simply happens to somebody ("was tested", "is not known") may stand;
only a text that is full of it is told, as a whole. The share from which on it is told is our own.
"""

import re
from collections.abc import Iterator

from plainleaf.model.prose import BlockKind
from plainleaf.quality.content_check import ContentCheck, Found, Passage, Subject, at_sentence, shortened
from plainleaf.quality.wording import own_text

MOST_SHARE = 0.25
_LEAST_SENTENCES = 20
_ACTION_BOXES = frozenset({"action", "do", "dont"})

_IRREGULAR = """
    beaten begun bitten blown born bought broken brought built caught chosen cut done drawn driven eaten fed
    felt forgotten fought found given grown heard held hidden hit hurt kept laid led left lent lost made meant
    met paid put read run seen sent set shown shut sold sought spent split stolen struck sung sunk swept taken
    taught thought thrown told understood withdrawn won worn written
""".split()
# Participles that describe rather than tell what is done to somebody.
_ADJECTIVES = """
    advanced allowed annoyed ashamed asked based bored born called concerned confused dedicated depressed
    detailed embarrassed excited exhausted experienced frightened inflamed interested involved known limited
    located lost married mixed named pleased prepared qualified related relaxed retired satisfied scared
    shocked spread stressed supposed surprised swollen tired unaffected unchanged unexpected unrelated
    unwanted upset used worried
""".split()
_PARTICIPLE = (
    rf"(?!(?:{'|'.join(_ADJECTIVES)})\b)(?:[a-z]{{2,}}(?<!ne)(?<!spe)(?<!inde)ed|{'|'.join(_IRREGULAR)})\b"
)
_ADVERB = (
    r"(?:(?:not|also|often|always|never|still|only|usually|sometimes|already|now|first|then|best|just"
    r"|being|been|[a-z]+ly)\s+){0,3}"
)
_PASSIVE = re.compile(
    rf"\b(?:am|is|are|was|were|be|been|being|get|gets|got)\s+{_ADVERB}{_PARTICIPLE}", re.IGNORECASE
)
_HIDES_WHO_ACTS = re.compile(
    r"\b(?:should|must|ought to|needs? to|ha(?:s|ve) to|(?:is|are) to)"
    rf"\s+{_ADVERB}be\s+{_ADVERB}{_PARTICIPLE}"
    r"|\b(?:it|this) is (?:strongly |generally |often )?(?:recommended|advised|suggested|advisable)\b"
    r"|\b(?:you|patients|people|carers) are (?:strongly |kindly )?(?:advised|recommended|requested"
    r"|required|encouraged|urged) to\b",
    re.IGNORECASE,
)


def find(subject: Subject) -> Iterator[Found]:
    """Yield the calls to action that hide who acts, and a text that is passive as a whole."""
    for passage in _calls(subject):
        for sentence in passage.sentences:
            text = own_text(passage.block)[sentence.start : sentence.end]
            found = _HIDES_WHO_ACTS.search(text)
            if found and not text.endswith("?"):
                start = sentence.start + found.start()
                quote = passage.block.text[start : sentence.start + found.end()]
                yield Found(
                    f"'{quote}' does not say who has to act",
                    "say it to the reader ('take …', 'ask …'), or name who does it",
                    passage.block.position(start),
                    quote,
                )
    yield from _whole(subject)


def _calls(subject: Subject) -> Iterator[Passage]:
    """Yield what must be clear at once: key points, boxes with actions, the first paragraph."""
    first = next(subject.of(BlockKind.PARAGRAPH), None)
    for passage in subject.passages:
        block = passage.block
        is_action = not _ACTION_BOXES.isdisjoint(block.inside)
        if block.kind is BlockKind.KEY_POINT or is_action or passage is first:
            yield passage


def _whole(subject: Subject) -> Iterator[Found]:
    sentences = [(passage, sentence) for passage in subject.passages for sentence in passage.sentences]
    passive = [(passage, sentence) for passage, sentence in sentences if is_passive(sentence.text)]
    if len(sentences) >= _LEAST_SENTENCES and len(passive) > MOST_SHARE * len(sentences):
        passage, sentence = passive[0]
        yield Found(
            f"{len(passive)} of {len(sentences)} sentences are passive, such as '{shortened(sentence.text)}'",
            "say who does it: 'the team tests your stool', not 'your stool is tested'",
            at_sentence(passage, sentence),
            sentence.text,
        )


def is_passive(sentence: str) -> bool:
    """Say whether an English sentence has a verb in the passive voice; in doubt it has none."""
    return _PASSIVE.search(sentence) is not None


CHECK = ContentCheck(
    code="passive-voice",
    rule=(
        "Key points, action boxes and the opening say who acts; and up to"
        f" {MOST_SHARE:.0%} of the sentences of a text are passive."
    ),
    why="A reader must see at once what to do, and that it is the reader who does it.",
    source="CDC Clear Communication Index, item 6; PEMAT-P, item 5; share: own default",
    find=find,
    bad=(
        "The capsules should be taken with water.",
        "You can read more below.\n\n::: do\n- It is recommended to ask your doctor.\n:::",
        "Ask.\n\n" + "Your stool is tested in a lab. " * 15 + "You wait at home. " * 10,
    ),
    good=(
        "Take the capsules with water.",
        "FMT is still being tested. Nobody knows yet whether it helps.",
        "::: do\n- Ask for help when you are tired or worried.\n:::",
        "Ask.\n\n" + "Your stool is tested in a lab. " * 4 + "You wait at home. " * 20,
        "Should it be taken with food?",
    ),
    languages=frozenset({"en"}),
)
