"""What a build remembers of the site that it published: the key of each file, and how to know that file again."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

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

    def is_at(self, path: str | Path) -> bool:
        """Say whether the file at a path is still this one."""
        try:
            found = os.stat(path)
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns, found.st_ino) == (self.size, self.modified, self.inode)


Published = Mapping[str, StagedFile]


def read_published(cache: Path, output: Path) -> dict[str, StagedFile]:
    """Return the files of the site at `output` that have a key, as the last build left them."""
    content = KeptFiles(cache / "sites").read(_name(output))
    try:
        files = msgspec.msgpack.decode(content, type=list[StagedFile]) if content is not None else []
    except msgspec.DecodeError:
        files = []
    return {file.name: file for file in files}


def write_published(cache: Path, output: Path, published: Published) -> None:
    """Keep it for the next build."""
    KeptFiles(cache / "sites").write(_name(output), msgspec.msgpack.encode(list(published.values())))


def _name(output: Path) -> str:
    return hashlib.sha256(os.fsencode(output.resolve())).hexdigest()
