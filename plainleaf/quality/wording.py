"""What word checks share: the author's own words in a block, and rules that say what to write instead."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plainleaf.model.prose import ProseBlock
from plainleaf.quality.content_check import Passage

# Bounded, so that a mark that is never closed costs nothing.
_QUOTED = re.compile(r'“[^”]{0,500}”|"[^"]{0,500}"|«[^»]{0,500}»|„[^“”]{0,500}[“”]')
_NOT_OWN = frozenset({"a", "code", "kbd", "samp"})  # links bear the titles of other texts
_MASK = "\N{OBJECT REPLACEMENT CHARACTER}"
_BEGINS = re.compile(r"(?:\A|[.!?:…]['\"”’)\]]*\s|[“‘\"(«¿¡])\s*\Z")


class Wording(NamedTuple):
    """A way to put something that is better avoided: a regular expression, and what to write instead."""

    pattern: str
    instead: str


class Hit(NamedTuple):
    """Where a wording was met: offsets in the block, and the sentence around (else the whole block)."""

    wording: Wording
    start: int
    end: int
    sentence: str
    sentence_start: int


class Rules:
    """Wordings, looked for in one pass; capitals and small letters are alike."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._wordings = wordings
        joined = "|".join(f"({wording.pattern})" for wording in wordings)
        self._pattern = re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE)

    def hits(self, passage: Passage) -> Iterator[Hit]:
        """Yield each wording that stands in the author's own words; patterns hold no groups of their own."""
        text = own_text(passage.block)
        for found in self._pattern.finditer(text):
            if not is_name(text, found.start()):
                assert found.lastindex is not None
                wording = self._wordings[found.lastindex - 1]
                yield Hit(wording, found.start(), found.end(), *sentence_around(passage, found.start()))


def own_text(block: ProseBlock) -> str:
    """Return a block's text with quotations, code and links masked; offsets stay as they are."""
    if "blockquote" in block.inside:
        return _MASK * len(block.text)
    parts = [(span.start, span.end) for span in block.spans if span.kind in _NOT_OWN]
    parts += [found.span() for found in _QUOTED.finditer(block.text)]
    if not parts:
        return block.text
    letters = list(block.text)
    for start, end in parts:
        letters[start:end] = _MASK * (end - start)
    return "".join(letters)


def is_name(text: str, start: int) -> bool:
    """Say whether a word is written with a capital though no sentence begins there, as names are."""
    return text[start].isupper() and not _BEGINS.search(text[max(0, start - 8) : start])


def sentence_around(passage: Passage, offset: int) -> tuple[str, int]:
    """Return the sentence at an offset and where it begins; where there are no sentences, the whole block."""
    number = bisect_right(passage.sentences, offset, key=lambda sentence: sentence.start) - 1
    if number >= 0 and offset < passage.sentences[number].end:
        return passage.sentences[number].text, passage.sentences[number].start
    return passage.block.text, 0
