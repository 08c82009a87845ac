"""Claims without a source. HONcode, principle 4 (justifiability) and DISCERN 4: say what a statement rests on.

What a citation covers is our own default, as no source gives one: its own sentence, the two before it in the
paragraph, and a sentence behind it that plainly goes on about the same ("It also …", "The trial …"); in a list the
whole item, in a table the whole row, and below a lead-in that cites, all that it leads to.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plainleaf.model.prose import BlockKind, ProseBlock
from plainleaf.quality.claim_words import BY_LANGUAGE, ClaimWords
from plainleaf.quality.content_check import (
    FOR_ALL,
    ContentCheck,
    Found,
    Passage,
    Subject,
    at_sentence,
    shortened,
)
from plainleaf.quality.sentences import Sentence, words_of

_LATER = 2  # so many sentences later a citation still counts (own default)
_LOOKED_AT = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.DEFINITION, BlockKind.CAPTION})
_LED_TO = frozenset({BlockKind.ITEM, BlockKind.CELL})
_SOURCE_LINE = re.compile(r"(?:Sources?|Fuentes?)\b", re.IGNORECASE)
_HINT = "cite the work that it rests on, such as [@key], or say that it is not known"


class _Claim(NamedTuple):
    what: str
    match: re.Match[str]


def find(subject: Subject) -> Iterator[Found]:
    """Yield the sentences that tell a finding and cite nothing near."""
    words = BY_LANGUAGE[subject.lang]
    passages = subject.passages
    lead: ProseBlock | None = None  # what stands before a list or table
    below = _below_tables(passages)
    rows: set[int] = set()
    for number, passage in enumerate(passages):
        block = passage.block
        if block.kind is BlockKind.CELL:
            if block.group not in rows:
                rows.add(block.group)
                row = list(_row(passages, number))
                yield from _in_row(row, lead, below[number], words)
        elif block.kind in _LOOKED_AT and "action" not in block.inside and not _is_led_by_source(block, lead):
            yield from _in_block(passage, passages[number + 1 : number + 2], words)
        if block.kind not in _LED_TO:
            lead = block if block.kind in (BlockKind.PARAGRAPH, BlockKind.CAPTION) else None


def _is_led_by_source(block: ProseBlock, lead: ProseBlock | None) -> bool:
    """Say whether the sentence above a list cites a source for all its items."""
    return block.kind is BlockKind.ITEM and lead is not None and lead.text.endswith(":") and _ends_cited(lead)


def _in_block(passage: Passage, after: Sequence[Passage], words: ClaimWords) -> Iterator[Found]:
    block = passage.block
    sentences = passage.sentences
    if block.kind is BlockKind.CAPTION:
        sentences = (Sentence(block.text, 0, words_of(block.text)),)
    if block.kind is BlockKind.ITEM and block.cited:
        return
    for number, sentence in enumerate(sentences):
        claim = claim_in(sentence.text, words)
        if claim is None or _is_covered(block, sentences, number, words):
            continue
        if number + 1 == len(sentences) and block.text.endswith(":") and after and _cites_below(after[0]):
            continue
        yield Found(
            f"{claim.what}: '{shortened(sentence.text)}'",
            _HINT,
            at_sentence(passage, sentence),
            sentence.text,
        )


def claim_in(sentence: str, words: ClaimWords) -> _Claim | None:
    """Return what a sentence claims, or None.

    A question, advice, and what says that nothing is known claim nothing.
    """
    opening = sentence.lstrip("(\"'“‘«¿¡*")
    if "?" in sentence[-3:] or words.exempt.match(opening):
        return None
    for what, expression in (
        ("a figure without a source", words.figure),
        ("a finding of research without a source", words.research),
        ("an effect on health without a source", words.effect),
    ):
        found = expression.search(sentence)
        if found:
            return None if words.unknown.search(sentence) else _Claim(what, found)
    return None


def _is_covered(block: ProseBlock, sentences: Sequence[Sentence], number: int, words: ClaimWords) -> bool:
    def is_cited(which: int) -> bool:
        return any(sentences[which].start < place <= sentences[which].end for place in block.cited)

    last = min(number + _LATER, len(sentences) - 1)
    if any(is_cited(which) for which in range(number, last + 1)):
        return True
    goes_on = number and words.points_back.match(sentences[number].text)
    return bool(goes_on) and is_cited(number - 1)


def _in_row(
    row: Sequence[Passage], lead: ProseBlock | None, below: ProseBlock | None, words: ClaimWords
) -> Iterator[Found]:
    """Yield the first claim of a row that neither cites nor stands below or above a source for the whole table."""
    if any(cell.block.cited for cell in row) or (lead is not None and _ends_cited(lead)):
        return
    if below is not None and below.cited and _SOURCE_LINE.match(below.text):
        return
    for cell in row:
        text = cell.block.text
        claim = claim_in(text, words)
        if claim:
            yield Found(f"{claim.what}: '{shortened(text)}'", _HINT, cell.block.position(0), text)
            return


def _row(passages: Sequence[Passage], first: int) -> Iterator[Passage]:
    """Yield the cells of the row that begins with a passage."""
    group = passages[first].block.group
    for number in range(first, len(passages)):
        block = passages[number].block
        if block.kind is not BlockKind.CELL or block.group != group:
            return
        yield passages[number]


def _below_tables(passages: Sequence[Passage]) -> list[ProseBlock | None]:
    """Return for each passage the next one that is no cell: under a table it may name the source of all of it."""
    below: list[ProseBlock | None] = []
    following: ProseBlock | None = None
    for passage in reversed(passages):
        following = following if passage.block.kind is BlockKind.CELL else passage.block
        below.append(following)
    return below[::-1]


def _ends_cited(block: ProseBlock) -> bool:
    """Say whether the last words of a block are cited."""
    return any(place >= len(block.text) - 2 for place in block.cited)


def _cites_below(passage: Passage) -> bool:
    return passage.block.kind in _LED_TO and bool(passage.block.cited)


CHECK = ContentCheck(
    code="claim-uncited",
    rule="A figure, a finding of research and an effect on health cite their source.",
    why="Readers and reviewers can check only what says where it comes from.",
    source="HONcode, justifiability; DISCERN, question 4",
    find=find,
    bad=(
        "About 39 in 100 people with irritable bowel syndrome have symptoms of anxiety.",
        "Studies have found that gut bacteria differ in depression.",
        "Probiotics reduce anxiety.",
        "- Fermented foods can ease bloating.",
        "| Study | Result |\n|---|---|\n| A trial | 34 of 100 people felt better |",
        "---\nlang: es\n---\nEl 39 % de las personas con intestino irritable tienen ansiedad.",
    ),
    good=(
        "About 39 in 100 people with irritable bowel syndrome have symptoms of anxiety [@a2020].",
        "In one trial 354 people took part. About 34 in 100 had relief [@a2020]. The other people did not.",
        "Nobody knows yet whether probiotics reduce anxiety. We found no study that shows it.",
        "Ask your doctor whether your medicine can cause diarrhea. Call 555-0100 on weekdays.",
        (
            "These studies show two things [@a2020]:\n\n- Fermented foods can ease bloating.\n- Fiber can ease "
            "constipation."
        ),
        "---\nlang: es\n---\nNo se sabe si los probióticos reducen la ansiedad.",
    ),
    audiences=FOR_ALL,
    languages=frozenset(BY_LANGUAGE),
)
