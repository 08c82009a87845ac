"""Values that an earlier build made of texts, kept on disk by the digest of all that they were made from."""

import contextlib
import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from plainleaf.cache.engine_version import engine_version
from plainleaf.cache.kept_files import KeptFiles
from plainleaf.model.memory import Memory

_Value = TypeVar("_Value")
Written = tuple[str | bytes, ...]


class Shelf:
    """Values by kind and by the digest of what they were made from; only what this program made itself is used."""

    def __init__(self, folder: Path, *, writes: bool = True) -> None:
        self._folder = folder
        self.writes = writes
        self._files: dict[str, KeptFiles] = {}
        self._asked: dict[str, set[str]] = {}

    def recall(
        self, kind: str, made_from: Written, type_: type[_Value], make: Callable[[], _Value]
    ) -> _Value:
        """Return the value of a kind that was made from the same texts, else make it and keep it."""
        name = name_of(made_from)
        files = self._of(kind)
        self._asked.setdefault(kind, set()).add(name)
        content = files.read(name)
        if content is not None:
            try:
                return msgspec.msgpack.decode(content, type=type_)
            except msgspec.DecodeError:
                pass  # it is whole, and no value of ours
        value = make()
        if self.writes:
            with contextlib.suppress(UnicodeEncodeError):  # the name of a file that is no text
                files.write(name, msgspec.msgpack.encode(value))
        return value

    def has(self, kind: str, made_from: Written) -> bool:
        """Say whether there is an entry for such a value."""
        return self._of(kind).has(name_of(made_from))

    def clear(self) -> None:
        """Forget everything."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def tidy(self) -> None:
        """Forget what this build has not asked for."""
        for kind, names in self._asked.items():
            self._of(kind).keep_only(names)

    def _of(self, kind: str) -> KeptFiles:
        if kind not in self._files:
            self._files[kind] = KeptFiles(self._folder / kind)
        return self._files[kind]


def name_of(made_from: Written) -> str:
    """Return the name of what this program makes of some texts."""
    digest = hashlib.sha256(engine_version())
    for text in made_from:
        written = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        digest.update(len(written).to_bytes(8, "big") + written)
    return digest.hexdigest()


class LastingMemory(Memory):
    """A memory that knows what an earlier build has made of the same texts."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self._shelf = shelf

    def recall_made(
        self,
        name: tuple[str, ...],
        made_from: tuple[object, ...],
        written: Callable[[], Written],
        type_: type[_Value],
        make: Callable[[], _Value],
    ) -> _Value:
        """Return the value from memory, else from disk, else make it."""
        return self.recall(name, made_from, lambda: self._shelf.recall(name[0], written(), type_, make))

    def lacks(self, kind: str, written: Written) -> bool:
        """Say whether no earlier build has made such a value, and this one can keep it."""
        return self._shelf.writes and not self._shelf.has(kind, written)
