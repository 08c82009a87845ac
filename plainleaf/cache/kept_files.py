"""Files in a cache folder, each with a digest of its own content before it.

What is damaged, cut off or foreign is not there; what can't be written is not kept. Deleting any of it loses time,
nothing else.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Container
from pathlib import Path

_DIGEST_BYTES = 32


class KeptFiles:
    """A folder of entries by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> bytes | None:
        """Return an entry that is whole, else None."""
        try:
            stored = (self._folder / name).read_bytes()
        except OSError:
            return None
        content = stored[_DIGEST_BYTES:]
        return content if hashlib.sha256(content).digest() == stored[:_DIGEST_BYTES] else None

    def has(self, name: str) -> bool:
        """Say whether there is an entry, whole or not."""
        return os.path.exists(os.path.join(self._folder, name))

    def write(self, name: str, content: bytes) -> None:
        """Keep an entry, if the folder lets us."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, made = tempfile.mkstemp(prefix=".", dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.sha256(content).digest() + content)
                os.replace(made, self._folder / name)  # a reader meets a whole entry or none
            except OSError:
                os.unlink(made)

    def keep_only(self, names: Container[str]) -> None:
        """Delete every entry but these."""
        with contextlib.suppress(OSError):
            for name in os.listdir(self._folder):
                if name not in names:
                    os.unlink(os.path.join(self._folder, name))
