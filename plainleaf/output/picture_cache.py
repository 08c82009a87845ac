"""Pictures that were made before: encoding is slow, and most pictures are the same from build to build.

An entry is a file named by the digest of all that it was made from. Deleting any of them loses time, nothing else.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import msgspec

from plainleaf.output.picture_values import MadePicture


class PictureCache:
    """Entries in a folder. What is damaged or can't be read is not there; what can't be written is not kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, key: str) -> MadePicture | None:
        """Return an entry that is whole, else None."""
        try:
            stored = (self._folder / key).read_bytes()
            digest, content = stored[:32], stored[32:]
            if hashlib.sha256(content).digest() != digest:
                return None
            return msgspec.msgpack.decode(content, type=MadePicture)
        except (OSError, msgspec.DecodeError):
            return None

    def write(self, key: str, made: MadePicture) -> None:
        """Keep an entry, if the folder lets us."""
        content = msgspec.msgpack.encode(made)
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".", dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.sha256(content).digest() + content)
                os.replace(name, self._folder / key)  # a reader meets a whole entry or none
            except OSError:
                os.unlink(name)

    def keep_only(self, keys: Iterable[str]) -> None:
        """Delete every entry but these."""
        kept = frozenset(keys)
        with contextlib.suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in kept:
                    path.unlink()
