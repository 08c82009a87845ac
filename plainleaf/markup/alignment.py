"""Where the words of a page stand in the Markdown that it was made from.

What is read is, word by word, a part of what is written: between two of its words there may be addresses, keys
and names of boxes, but (footnotes apart) the order is the same. So each word is looked for a little further on.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

WORD = re.compile(r"\w+")
_REACH = 60  # words of markup between two words of a text: a long address, a citation group
_LEAD = 3  # words by which a block is found again
_MOST_TRIES = 500  # places of its first word that are looked at


class Alignment:
    """Finds words of a source text from one find to the next, in one pass."""

    def __init__(self, source: str) -> None:
        found = list(WORD.finditer(source))
        self._words = [match[0].casefold() for match in found]
        self._offsets = [match.start() for match in found]
        self._places: dict[str, list[int]] = {}
        for number, word in enumerate(self._words):
            self._places.setdefault(word, []).append(number)
        self._next = 0

    def find(self, words: Sequence[str]) -> list[int | None]:
        """Return the offset of each word of a block, or None for one that is not written so."""
        folded = [word.casefold() for word in words]
        place = self._begin(folded)
        offsets: list[int | None] = []
        for word in folded:
            here = self._at_or_after(word, place)
            if here is None or here - place > _REACH:
                offsets.append(None)
                continue
            offsets.append(self._offsets[here])
            place = here + 1
        self._next = place
        return offsets

    def _begin(self, folded: Sequence[str]) -> int:
        """Return where a block begins: its first words, together, behind what was found, else anywhere."""
        lead = list(folded[:_LEAD])
        if not lead:
            return self._next
        for start in (self._next, 0):
            here = self._at_or_after(lead[0], start)
            for _ in range(_MOST_TRIES):
                if here is None:
                    break
                if self._words[here : here + len(lead)] == lead:
                    return here
                here = self._at_or_after(lead[0], here + 1)
        return self._next

    def _at_or_after(self, word: str, place: int) -> int | None:
        places = self._places.get(word, ())
        number = bisect_left(places, place)
        return places[number] if number < len(places) else None
