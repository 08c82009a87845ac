"""Prose to sentences, as this field writes: *C. difficile*, e.g., Dr. Okafor, 3.11, "et al." don't end one.

Preparation of a text for a readability formula: G. H. McLaughlin, SMOG Grading (1969), counts a sentence to its
full stop; headings and fragments are left out by whoever counts.
"""

import re
from typing import NamedTuple

from plainleaf.model.prose import BlockKind, ProseBlock

_WORD = re.compile(r"[^\W_]+(?:['’\-‐‑./,]?[^\W_]+)*")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|\Z)")
# What is followed by a full stop and goes on; the second group only where a small letter or a figure follows.
_NEVER_ENDS = frozenset(
    "dr mr mrs ms prof st vs e.g i.e cf fig figs ref refs approx dra sr sra srta p.ej ej núm av".split()
)
_SELDOM_ENDS = frozenset(
    "etc al no vol ed eds pp p ca a.m p.m u.s u.k ee.uu jan feb mar apr jun jul aug sep oct nov dec".split()
)
# "The U.S. Food and Drug Administration" goes on, "in the U.S. The team" does not.
_COUNTRIES = frozenset({"u.s", "u.k", "ee.uu"})
_BEGINS = frozenset(
    "a an and ask but do for he here if in it most my no nobody she so some that the there these they this we what"
    " when you your el en ella esta este esto la las lo los no pero pregunte si su sus un una".split()
)
# What a single letter may follow at the end of a sentence: vitamin C, hepatitis B. Elsewhere it is an initial.
_LETTERED = frozenset(
    "vitamin vitamina hepatitis type tipo plan group grupo influenza option part step".split()
)
_SENTENCES = frozenset(
    {
        BlockKind.SUMMARY,
        BlockKind.KEY_POINT,
        BlockKind.QUESTION,
        BlockKind.PARAGRAPH,
        BlockKind.ITEM,
        BlockKind.DEFINITION,
    }
)
_VERBLESS = 4  # words; what is shorter and has no full stop is a label, not a sentence


class Sentence(NamedTuple):
    """A sentence and where it begins in its block's text; `words` are as written, hyphenated ones whole."""

    text: str
    start: int
    words: tuple[str, ...]

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.text)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text; a hyphenated one counts as one, and so does a figure with its commas."""
    return tuple(match[0] for match in _WORD.finditer(text))


def sentences_of(block: ProseBlock) -> tuple[Sentence, ...]:
    """Return the sentences of a block: of a heading, a table's cell or a caption's label there are none.

    A lead-in that ends in a colon is a sentence; an item of a list is one, too, full stop or not, unless it is just
    a few words.
    """
    if block.kind not in _SENTENCES:
        return ()
    found = []
    for text, start in split_sentences(block.text):
        words = words_of(text)
        if len(words) > _VERBLESS or (words and text[-1] in '.!?…:”")'):
            found.append(Sentence(text, start, words))
    return tuple(found)


def split_sentences(text: str) -> list[tuple[str, int]]:
    """Return the sentences of a text, each with its offset."""
    found = []
    start = 0
    for end in _END.finditer(text):
        if end.start() < start or not _ends(text, end):
            continue
        found.append((text[start : end.end()], start))
        start = end.end() + len(text[end.end() :]) - len(text[end.end() :].lstrip())
    if text[start:].strip():
        found.append((text[start:].rstrip(), start))
    return found


def _ends(text: str, end: re.Match[str]) -> bool:
    """Say whether a full stop ends a sentence."""
    rest = text[end.end() :].lstrip()
    if not rest:
        return True
    if end[0][0] != ".":
        return not rest[0].islower()  # "Why?" he asked
    before = text[: end.start()].rsplit(None, 1)
    last = before[-1].lstrip("(\"'“‘[").casefold() if before else ""
    if len(last) == 1 and last.isalpha() and last != "i":  # an initial: C. difficile, J. Smith
        return len(before) == 2 and rest[0].isupper() and _word_before(before[0]) in _LETTERED
    if last in _NEVER_ENDS:
        return False
    if last in _COUNTRIES:
        return rest[0].isupper() and _first_word(rest) in _BEGINS
    if last in _SELDOM_ENDS:
        return rest[0].isupper() and not rest[:1].isdigit()
    return not rest[0].islower()


def _word_before(text: str) -> str:
    return text.rsplit(None, 1)[-1].lstrip("(\"'“‘[").casefold()


def _first_word(text: str) -> str:
    found = _WORD.match(text)
    return found[0].casefold() if found else ""
