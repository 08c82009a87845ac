"""Expressions over sentences, each with the words that it can't do without."""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Pattern(NamedTuple):
    """An expression, and words of which one at least stands in all that it finds: these are looked for first.

    Most sentences have none of them, and so most of the time is saved. The words are in small letters, and may be
    parts of words.
    """

    expression: re.Pattern[str]
    needs: tuple[str, ...]

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first place that the expression finds."""
        return self.expression.search(text) if self._may_find(text) else None

    def find_all(self, text: str) -> Iterator[re.Match[str]]:
        """Return all places that the expression finds."""
        return self.expression.finditer(text) if self._may_find(text) else iter(())

    def _may_find(self, text: str) -> bool:
        small = text.lower()
        return any(word in small for word in self.needs)


def pattern(expression: str) -> re.Pattern[str]:
    """Return an expression written over several lines, blind to capitals; a blank in it is written [ ]."""
    return re.compile(expression, re.IGNORECASE | re.VERBOSE)


def quick(needs: str, expression: str) -> Pattern:
    """Return such an expression with the words that it can't do without, with | between them."""
    return Pattern(pattern(expression), tuple(needs.split("|")))
