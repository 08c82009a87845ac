"""Values that an earlier build made, kept on disk, each with the digest of all that it was made from (its origin).

Small values lie together, in a few files for each kind, and are read at once; a large one that few builds ask for
lies apart, in a file of its own. Only what this very program made is used.
"""

import hashlib
import shutil
import zlib
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from plainleaf.cache.engine_version import engine_version
from plainleaf.cache.kept_files import KeptFiles

_Value = TypeVar("_Value")
_PARTS = 16  # files for each kind: after an edit one of them is written anew
Name = tuple[str, ...]
News = list[tuple[str, Name, bytes, bytes]]  # kind, name, origin, and the value as it is written


class Found(msgspec.Struct, Generic[_Value]):
    """A value that was kept; None is a value, too."""

    value: _Value


class _Entry(msgspec.Struct, frozen=True, array_like=True):
    origin: bytes
    value: msgspec.Raw


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """What lies in a file: `engine` is the program that made it."""

    engine: bytes
    entries: dict[bytes, _Entry]


_KEPT = msgspec.msgpack.Decoder(_Kept)


class _Part:
    """The entries of one file, and which of them were asked for."""

    def __init__(self, entries: dict[bytes, _Entry]) -> None:
        self.entries = entries
        self.asked: set[bytes] = set()
        self.is_new = False


class Shelf:
    """Values by kind and name."""

    def __init__(self, folder: Path, *, writes: bool = True) -> None:
        self._folder = folder
        self.writes = writes
        self._parts: dict[tuple[str, int], _Part] = {}
        self._decoders: dict[object, msgspec.msgpack.Decoder[object]] = {}
        self._apart: dict[str, set[str]] = {}
        self._news: News | None = None  # what is kept, while somebody wants to hear of it

    def find(self, kind: str, name: Name, origin: bytes, type_: type[_Value]) -> Found[_Value] | None:
        """Return the value of that kind and name if it was made from the same."""
        part, written = self._place(kind, name)
        part.asked.add(written)
        entry = part.entries.get(written)
        if entry is None or entry.origin != origin:
            return None
        return self._decoded(entry.value, type_)

    def has(self, kind: str, name: Name, origin: bytes) -> bool:
        """Say whether there is a value that was made from the same; whoever asks has use for it."""
        part, written = self._place(kind, name)
        part.asked.add(written)
        entry = part.entries.get(written)
        return entry is not None and entry.origin == origin

    def keep(self, kind: str, name: Name, origin: bytes, value: object) -> None:
        """Keep a value for the next build; `save` writes it."""
        part, written = self._place(kind, name)
        try:
            part.entries[written] = _Entry(origin, msgspec.Raw(msgspec.msgpack.encode(value)))
        except UnicodeEncodeError:  # the name of a file that is no text
            part.entries.pop(written, None)
        part.asked.add(written)
        part.is_new = True
        if self._news is not None and written in part.entries:
            self._news.append((kind, name, origin, bytes(part.entries[written].value)))

    @property
    def is_blank(self) -> bool:
        """Say whether no earlier build has left anything."""
        return not self._folder.is_dir()

    def note_news(self) -> None:
        """Take note of what is kept from now on, for another process that has the same shelf."""
        self._news = []

    def news(self) -> News:
        """Return what was kept since then, and take no more note."""
        found, self._news = self._news or [], None
        return found

    def learn(self, news: News) -> None:
        """Keep what another process has kept."""
        for kind, name, origin, value in news:
            part, written = self._place(kind, name)
            part.entries[written] = _Entry(origin, msgspec.Raw(value))
            part.asked.add(written)
            part.is_new = True

    def find_apart(self, kind: str, name: Name, origin: bytes, type_: type[_Value]) -> Found[_Value] | None:
        """Return a value that lies apart if it was made from the same."""
        content = self._files(kind).read(_file_of(name))
        before = engine_version() + origin
        if content is None or not content.startswith(before):
            return None
        return self._decoded(memoryview(content)[len(before) :], type_)

    def keep_apart(self, kind: str, name: Name, origin: bytes, value: object) -> None:
        """Write a value to a file of its own."""
        if not self.writes:
            return
        try:
            content = engine_version() + origin + msgspec.msgpack.encode(value)
        except UnicodeEncodeError:
            return
        self._files(kind).write(_file_of(name), content)

    def mention(self, kind: str, name: Name) -> None:
        """Say that what lies apart under a name is still of use."""
        self._apart.setdefault(kind, set()).add(_file_of(name))

    def clear(self) -> None:
        """Forget everything."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def save(self) -> None:
        """Write what is new, less what was not asked for, and let go of everything.

        A shelf that writes nothing keeps what it has: there is no other place for it.
        """
        if not self.writes:
            return
        for (kind, number), part in self._parts.items():
            entries = {name: entry for name, entry in part.entries.items() if name in part.asked}
            if part.is_new or len(entries) < len(part.entries):
                content = msgspec.msgpack.encode(_Kept(engine_version(), entries))
                self._files(kind).write(str(number), content)
        kinds = {kind for kind, _ in self._parts}
        self._parts.clear()
        for kind in kinds:
            self._files(kind).keep_only({str(number) for number in range(_PARTS)})

    def tidy(self) -> None:
        """Forget what lies apart and is of no use any more."""
        for kind, names in self._apart.items() if self.writes else ():
            self._files(kind).keep_only(names)

    def _place(self, kind: str, name: Name) -> tuple[_Part, bytes]:
        written = "\0".join(name).encode("utf-8", "surrogatepass")
        number = zlib.crc32(written) % _PARTS
        part = self._parts.get((kind, number))
        if part is None:
            part = self._parts[kind, number] = _Part(self._read(kind, number))
        return part, written

    def _read(self, kind: str, number: int) -> dict[bytes, _Entry]:
        content = self._files(kind).read(str(number))
        if content is not None:
            try:
                kept = _KEPT.decode(content)
            except msgspec.DecodeError:
                return {}
            if kept.engine == engine_version():
                return kept.entries
        return {}

    def _decoded(self, content: msgspec.Raw | memoryview, type_: type[_Value]) -> Found[_Value] | None:
        decoder = self._decoders.get(type_)
        if decoder is None:
            decoder = self._decoders[type_] = msgspec.msgpack.Decoder(type_)
        try:
            return Found(decoder.decode(content))  # type: ignore[arg-type]
        except msgspec.DecodeError:  # it is whole, and no value of ours
            return None

    def _files(self, kind: str) -> KeptFiles:
        return KeptFiles(self._folder / kind)


def _file_of(name: Name) -> str:
    return hashlib.sha256("\0".join(name).encode("utf-8", "surrogatepass")).hexdigest()[:32]
