"""What was worked out before, so that a preview works out again only what has changed.

A memory never changes a result: each entry is kept with all that it was made from, and holds only for that.
"""

import datetime
from collections.abc import Callable, Hashable, Iterator
from typing import NamedTuple, TypeVar, cast

_Value = TypeVar("_Value")
Name = tuple[str, ...]
# Values that may be compared; of any other two it has to be the very same object. That costs nothing, and it can't
# be deceived: dictionaries that differ in their order alone are equal to Python, and not to a page that lists them.
_PLAIN = (str, int, bytes, type(None), datetime.date)


class _Entry(NamedTuple):
    """A value with what it was made from; `parts` are the names that were asked for while a whole was made."""

    made_from: tuple[object, ...]
    value: object
    parts: tuple[Hashable, ...] = ()


class Memory:
    """Values by name, each with what it was made from; a round is one pass over a site."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, _Entry] = {}
        self._asked: dict[Hashable, _Entry] = {}
        self._within: list[Hashable] | None = None  # what is asked for while a whole is made

    @property
    def entries(self) -> int:
        """How many values are kept."""
        return len(self._kept | self._asked)

    def values(self) -> Iterator[object]:
        """Yield the values that are kept."""
        return (entry.value for entry in (self._kept | self._asked).values())

    def recall(self, name: Hashable, made_from: tuple[object, ...], make: Callable[[], _Value]) -> _Value:
        """Return the value of that name if it was made from the same, else make it (an exception is not kept)."""
        entry = self._asked.get(name) or self._kept.get(name)
        if entry is None or not _same(entry.made_from, made_from):
            entry = _Entry(made_from, make())
        self._ask(name, entry)
        return cast("_Value", entry.value)

    def recall_whole(
        self, name: Hashable, made_from: tuple[object, ...], make: Callable[[], _Value]
    ) -> _Value:
        """Do as `recall` does with a value that is made of many others, such as of all texts of a folder.

        As long as it holds, those are kept without being asked for one by one.
        """
        entry = self._asked.get(name) or self._kept.get(name)
        if entry is None or not _same(entry.made_from, made_from):
            around, self._within = self._within, []
            try:
                value = make()
                entry = _Entry(made_from, value, tuple(dict.fromkeys(self._within)))
            finally:
                self._within = around
        self._ask(name, entry)
        return cast("_Value", entry.value)

    def _ask(self, name: Hashable, entry: _Entry) -> None:
        self._asked[name] = entry
        if self._within is not None:
            self._within.append(name)

    def recall_lasting(
        self, name: Name, made_from: tuple[object, ...], type_: type[_Value], make: Callable[[], _Value]
    ) -> _Value:
        """Do as `recall` does; a memory that outlasts this process knows the value by what it was made from.

        So that has to be all: a word, a number, a day, bytes, or a value that such words and numbers make up.
        `type_` is what the value is: a struct, or a tuple of such.
        """
        return self.recall(name, made_from, make)

    def recall_apart(
        self, name: Name, made_from: tuple[object, ...], type_: type[_Value], make: Callable[[], _Value]
    ) -> _Value:
        """Do as `recall_lasting` does with a large value that most rounds don't ask for."""
        return self.recall(name, made_from, make)

    def mention(self, name: Name) -> None:
        """Say that a value that lies apart is still of use, though nothing asks for it now."""

    def steady(self, name: Hashable, value: _Value) -> _Value:
        """Return the value of that name from before if it is equal to this one, a dictionary also in its order.

        So what is gathered anew in each round is the same object as long as its content is.
        """
        entry = self._asked.get(name) or self._kept.get(name)
        if entry is not None and _equal(entry.value, value):
            value = cast("_Value", entry.value)
        self._ask(name, _Entry((), value))
        return value

    def end_round(self) -> None:
        """Forget what was not asked for since the last round: memory grows with the site, never with its edits.

        So a round ends when all that a site needs was asked for, however many looks that takes.
        """
        waiting = [entry.parts for entry in self._asked.values() if entry.parts]
        while waiting:
            for name in waiting.pop():
                entry = self._kept.get(name)
                if entry is not None and name not in self._asked:
                    self._asked[name] = entry
                    if entry.parts:
                        waiting.append(entry.parts)
        self._kept, self._asked = self._asked, {}


def _equal(one: object, other: object) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one == other and list(one) == list(other)
    return type(one) is type(other) and one == other


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    if len(one) != len(other):
        return False
    for a, b in zip(
        one, other, strict=True
    ):  # asked some thousand times a round: a generator takes twice as long
        if a is not b and not (type(a) is type(b) and isinstance(a, _PLAIN) and a == b):
            return False
    return True
