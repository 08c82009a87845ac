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
_ATTEMPTS = 5


class _ChangedMeanwhile(Exception):
    pass


def recall_file(
    path: Path | str,
    status: os.stat_result,
    memory: Memory,
    kind: str,
    type_: type[_Value] | None,
    make: Callable[[bytes], _Value],
    *also: object,
) -> _Value:
    """Return what `make` makes of the bytes of a file, from memory if these are the same. Raises OSError.

    `status` is what `os.stat` says of the file now; `also` is what the value depends on besides the bytes. A value
    without a `type_` is made anew by the next process.
    """
    for _ in range(_ATTEMPTS):
        try:
            return _recalled(path, status, memory, kind, type_, make, also)
        except _ChangedMeanwhile:  # somebody is writing it
            status = os.stat(path)
    return make(Path(path).read_bytes())


def _recalled(
    path: Path | str,
    status: os.stat_result,
    memory: Memory,
    kind: str,
    type_: type[_Value] | None,
    make: Callable[[bytes], _Value],
    also: tuple[object, ...],
) -> _Value:
    name = os.fspath(path)
    digest, content = _digest(path, status, memory)

    def value() -> _Value:
        found = Path(path).read_bytes() if content is None else content
        if hashlib.sha256(found).digest() != digest:
            raise _ChangedMeanwhile
        return make(found)

    if type_ is None:
        return memory.recall((kind, name), (digest, *also), value)
    return memory.recall_lasting((kind, name), (digest, *also), type_, value)


def file_digest(path: Path | str, status: os.stat_result, memory: Memory) -> bytes:
    """Return the SHA-256 of the bytes of a file. Raises OSError."""
    return _digest(path, status, memory)[0]


def _digest(path: Path | str, status: os.stat_result, memory: Memory) -> tuple[bytes, bytes | None]:
    """Return the digest of a file, and its bytes if they had to be read."""
    read: list[bytes] = []

    def look() -> bytes:
        read.append(Path(path).read_bytes())
        return hashlib.sha256(read[0]).digest()

    digest = memory.recall_lasting(("file", os.fspath(path)), signature(status), bytes, look)
    return digest, read[0] if read else None


def signature(status: os.stat_result) -> tuple[int, ...]:
    """Return what tells a file from any other state of it; one that was changed just now is never the same."""
    now = time.time_ns()
    unsettled = now if now - status.st_mtime_ns < _UNSETTLED else 0
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, unsettled)
