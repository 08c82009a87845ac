"""What a build remembers of the site that it published: the key of each file, and how to know that file again."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from stat import S_ISREG

import msgspec

from plainleaf.cache.kept_files import KeptFiles


class StagedFile(msgspec.Struct, frozen=True, array_like=True):
    """A file of the site as it was staged.

    `key` is the digest of what it was made from, `searched` that of what the search index has of it (b"" for none).
    """

    name: str
    key: bytes
    searched: bytes
    size: int
    modified: int  # nanoseconds
    inode: int
    digest: str  # of its bytes: 64 hexadecimal digits of SHA-256

    packed: tuple[int, int, int] | None = None  # the same of its compressed copy, where it has one

    @property
    def state(self) -> tuple[int, int, int]:
        """How to know it again: its size, time stamp and inode."""
        return (self.size, self.modified, self.inode)


def file_state(path: str) -> tuple[int, int, int] | None:
    """Return size, time stamp and inode of a file; None where there is none, or a link to one."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns, found.st_ino) if S_ISREG(found.st_mode) else None


Published = Mapping[str, StagedFile]


def read_published(cache: Path, output: Path) -> dict[str, StagedFile]:
    """Return the files of the site at `output` that have a key, as the last build left them."""
    content = KeptFiles(cache / "sites").read(place_name(output))
    try:
        files = msgspec.msgpack.decode(content, type=list[StagedFile]) if content is not None else []
    except msgspec.DecodeError:
        files = []
    return {file.name: file for file in files}


def write_published(cache: Path, output: Path, published: Published) -> None:
    """Keep it for the next build."""
    KeptFiles(cache / "sites").write(place_name(output), msgspec.msgpack.encode(list(published.values())))


def place_name(output: Path) -> str:
    """Return the name by which the cache knows an output, wherever a link to it lies."""
    return hashlib.sha256(os.fsencode(os.path.realpath(output))).hexdigest()
