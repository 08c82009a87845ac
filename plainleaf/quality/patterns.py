"""Expressions over sentences: compiled when they are first asked, and asked where a word that they need stands."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple


class Pattern(NamedTuple):
    """An expression, and words of which one at least stands in all that it finds: these are looked for first.

    Most sentences have none of them, and so most of the time is saved. The words are in small letters, and may be
    parts of words; without any, the expression is asked each time.
    """

    source: str
    needs: tuple[str, ...] = ()

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first place that the expression finds."""
        return _compiled(self.source).search(text) if self._may_find(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """Return what the expression finds at the beginning of a text."""
        return _compiled(self.source).match(text) if self._may_find(text) else None

    def find_all(self, text: str) -> Iterator[re.Match[str]]:
        """Return all places that the expression finds."""
        return _compiled(self.source).finditer(text) if self._may_find(text) else iter(())

    def _may_find(self, text: str) -> bool:
        if not self.needs:
            return True
        small = text.lower()
        return any(word in small for word in self.needs)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    # All of them take a tenth of a second, which a plain build has no use for; of Spanish most sites have none.
    return re.compile(source, re.IGNORECASE | re.VERBOSE)


def pattern(expression: str) -> Pattern:
    """Return an expression written over several lines, blind to capitals; a blank in it is written [ ]."""
    return Pattern(expression)


def quick(needs: str, expression: str) -> Pattern:
    """Return such an expression with the words that it can't do without, with | between them."""
    return Pattern(expression, tuple(needs.split("|")))
