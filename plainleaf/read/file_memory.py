"""Files that were read before: as long as a file is the same on disk it is not read again."""

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from plainleaf.model.memory import Memory

_Value = TypeVar("_Value")
# Time stamps are as coarse as two seconds (FAT). Two changes so near to one another can bear the same stamp, so a
# file that was changed just now is read once more the next time.
_UNSETTLED = 2_000_000_000


def recall_file(
    path: Path, status: os.stat_result, memory: Memory, kind: str, make: Callable[[bytes], _Value]
) -> _Value:
    """Return what `make` makes of the bytes of a file, from memory if these are the same. Raises OSError.

    `status` is what `os.stat` says of the file now.
    """
    name = os.fspath(path)

    def read() -> _Value:
        content = path.read_bytes()
        digest = hashlib.sha256(content).digest()
        return memory.recall((kind, "content", name), (digest,), lambda: make(content))

    return memory.recall((kind, "file", name), signature(status), read)


def signature(status: os.stat_result) -> tuple[int, ...]:
    """Return what tells a file from any other state of it; one that was changed just now is never the same."""
    now = time.time_ns()
    unsettled = now if now - status.st_mtime_ns < _UNSETTLED else 0
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, unsettled)
