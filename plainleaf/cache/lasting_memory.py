"""A memory that knows what earlier builds have made of the same."""

import datetime
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar, cast

from plainleaf.cache.shelf import Found, News, Shelf
from plainleaf.cache.written import written
from plainleaf.model.memory import Memory, Name

_Value = TypeVar("_Value")
_OPEN = 4  # values that lie apart and were asked for last: a page asks for its text several times


class LastingMemory(Memory):
    """Keeps values on a shelf by their origin: the digest of all that they were made from.

    What a value was made from may be made itself: then its origin stands for it, so that nothing is read or made to
    find out that nothing has changed.
    """

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self._shelf = shelf
        self._origins: dict[
            int, tuple[object, bytes]
        ] = {}  # by identity; the value is held, so that it stays its own
        self._stays = False
        self._open: OrderedDict[tuple[Name, bytes], object] = OrderedDict()

    def recall_lasting(
        self, name: Name, made_from: tuple[object, ...], type_: type[_Value], make: Callable[[], _Value]
    ) -> _Value:
        """Return the value from memory, else from the shelf, else make it and keep it on both."""
        return self.recall(name, made_from, lambda: self._from_shelf(name, made_from, type_, make))

    def _from_shelf(
        self, name: Name, made_from: tuple[object, ...], type_: type[_Value], make: Callable[[], _Value]
    ) -> _Value:
        origin = self._origin_of(name, made_from)
        found = None if self._stays else self._shelf.find(name[0], name[1:], origin, type_)
        if found is None:
            found = Found(make())
            if not self._stays:
                self._shelf.keep(name[0], name[1:], origin, found.value)
        self._note(found.value, origin)
        return found.value

    def _note(self, value: object, origin: bytes) -> None:
        """Remember the origin of a value, and of what a tuple holds."""
        if isinstance(value, str | bytes):  # these stand for themselves
            return
        self._origins[id(value)] = (value, origin)
        if isinstance(value, tuple):
            for number, one in enumerate(value):
                if one:  # what is empty may be one object for many values
                    self._origins[id(one)] = (one, b"%d " % number + origin)

    def recall_apart(
        self, name: Name, made_from: tuple[object, ...], type_: type[_Value], make: Callable[[], _Value]
    ) -> _Value:
        """Return a large value from its own file, else make it and write it; it is held for a short time alone."""
        origin = self._origin_of(name, made_from)
        if (name, origin) in self._open:
            self._open.move_to_end((name, origin))
            return cast("_Value", self._open[name, origin])
        found = self._shelf.find_apart(name[0], name[1:], origin, type_)
        if found is None:
            found = Found(make())
            self._shelf.keep_apart(name[0], name[1:], origin, found.value)
        self._open[name, origin] = found.value
        while len(self._open) > _OPEN:
            self._open.popitem(last=False)
        return found.value

    def mention(self, name: Name) -> None:
        """Say that a value that lies apart is still of use, though nothing asks for it now."""
        self._shelf.mention(name[0], name[1:])

    def lacks(self, name: Name, made_from: tuple[object, ...]) -> bool:
        """Say whether no earlier build has made such a value."""
        return not self._shelf.has(name[0], name[1:], self._origin_of(name, made_from))

    @property
    def is_blank(self) -> bool:
        """Say whether no earlier build has left anything."""
        return self._shelf.is_blank

    def note_news(self) -> None:
        """Take note of what is made from now on, in a copy of this process."""
        self._shelf.note_news()

    def news(self) -> News:
        """Return what was made since then, for the process that this one is a copy of, and take no more note."""
        return self._shelf.news()

    def learn(self, news: News) -> None:
        """Take over what a copy of this process has made."""
        self._shelf.learn(news)

    def save(self) -> None:
        """Write what is new; what nobody has asked for until now is forgotten."""
        self._shelf.save()

    def stay(self) -> None:
        """Write what is new, and let go of the shelf but for what lies apart: this process has the rest at hand."""
        self._shelf.save()
        self._stays = True

    def end_round(self) -> None:
        """Forget what was not asked for, and the origins of such values."""
        super().end_round()
        before, self._origins = self._origins, {}
        for value in self.values():
            known = before.get(id(value))
            if known is not None:
                self._note(*known)

    def _origin_of(self, name: Name, made_from: tuple[object, ...]) -> bytes:
        digest = hashlib.sha256(name[0].encode())
        for one in made_from:
            mark = self._mark(one)
            digest.update(len(mark).to_bytes(8, "big") + mark)
        return digest.digest()

    def _mark(self, one: object) -> bytes:
        """Return bytes that stand for a value and for no other one of its kind."""
        if isinstance(one, str):
            return b"s" + one.encode("utf-8", "surrogatepass")
        if isinstance(one, bytes):
            return b"b" + one
        if one is None or isinstance(one, int | datetime.date):
            return f"{type(one).__name__} {one}".encode()
        known = self._origins.get(id(one))
        if known is None:
            known = self._origins[id(one)] = (one, hashlib.sha256(written(one)).digest())
        return b"o" + known[1]
