"""Puts a built site in place in one step: a reader meets the old site or the new one, whole.

The site is written beside its place. A file that has not changed is a hard link to the old one, so that its time
stamp stays and a sync sends only what is new. Then both folders change places.
"""

import ctypes
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from plainleaf.output.compression import ENDING, compressed, is_worth_it, uncompressed
from plainleaf.output.published import Published, StagedFile

MARKER = ".plainleaf-site"
_MARKER_TEXT = b"Made by Plainleaf. Nothing in this folder is edited by hand.\n"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


class PublishFault(Exception):
    """The place of the site can't be used; the message says why and what to do."""


def check_place(output: Path, sources: Iterable[Path]) -> None:
    """Raise PublishFault if publishing to `output` could destroy something that is not a built site."""
    place = output.resolve()
    for source in sources:
        resolved = source.resolve()
        if (
            place == resolved
            or place in resolved.parents
            or (resolved in place.parents and resolved.is_dir())
        ):
            raise PublishFault(f"{output} and {source} lie in one another; choose another --output")
    above = next(parent for parent in place.parents if parent.exists())
    if not above.is_dir():
        raise PublishFault(f"{above} is no folder; choose another --output")
    if not output.exists():
        return
    if not output.is_dir():
        raise PublishFault(f"{output} is no folder; choose another --output")
    if output.is_mount():  # a whole disk can't change places with a folder
        raise PublishFault(
            f"{output} is a disk of its own; choose a folder on it, such as --output {output / 'site'}"
        )
    if any(output.iterdir()) and not (output / MARKER).is_file():
        raise PublishFault(
            f"{output} holds files that Plainleaf did not make; empty it, or choose another --output"
        )


class Stage:
    """A new site beside the old one; `swap` puts it in place, and leaving the `with` block clears it away.

    Whatever goes wrong before `swap`, `output` is not touched. All methods raise OSError.
    """

    def __init__(self, output: Path, published: Published | None = None, *, compress: bool = False) -> None:
        # Where a link leads to the site, the site changes and the link stays.
        self._output = output.resolve() if output.is_symlink() else output
        self._compress = compress
        self._folders: set[str] = set()
        self.digests: dict[str, str] = {}  # of each file's bytes: 64 hexadecimal digits
        self._published = published or {}
        self.keyed: dict[str, StagedFile] = {}  # what the next build may keep
        self.files = 0
        self.changed = 0

    def __enter__(self) -> Self:
        self._output.parent.mkdir(parents=True, exist_ok=True)
        made = tempfile.mkdtemp(prefix=f".{self._output.name}.", suffix=".new", dir=self._output.parent)
        self._folder = Path(made)
        self._folder.chmod(0o755)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def folder(self) -> Path:
        """Where the new site lies until it is put in place."""
        return self._folder

    def keep(self, name: str, key: bytes) -> bool:
        """Take over the old site's file of that name if it was made from the same, without reading it."""
        file = self._published.get(name)
        if file is None or file.key != key or not file.is_at(self._output / name):
            return False
        packed = f"{name}{ENDING}"
        packs = self._compress and is_worth_it(name, file.size)
        if packs and not (self._output / packed).is_file():
            return False
        try:
            os.link(self._output / name, self._place(name))
            if packs:
                os.link(self._output / packed, self._folder / packed)
        except OSError:
            return False  # this file system has no hard links
        self.files += 1
        self.keyed[name] = file
        self.digests[name] = file.digest
        return True

    def keep_all(self, key: bytes) -> bool:
        """Take over all files of the old site of that key; say whether there are any, and all could be taken."""
        names = [name for name, file in self._published.items() if file.key == key]
        kept = [name for name in names if self.keep(name, key)]
        return bool(names) and kept == names

    def part(self) -> "Stage":
        """Return a stage of the same site that counts for itself; `add` takes it over."""
        part = Stage(self._output, self._published, compress=self._compress)
        part._folder = self._folder
        return part

    def add(self, keyed: Published, files: int, changed: int) -> None:
        """Count what a part has staged."""
        self.keyed.update(keyed)
        self.digests.update({name: file.digest for name, file in keyed.items()})
        self.files += files
        self.changed += changed

    def write(self, name: str, content: bytes, key: bytes = b"", searched: bytes = b"") -> None:
        """Add a file (its path inside the site); where the old site has the same one, it is linked.

        With a `key`, the digest of what it was made from, the next build may `keep` it.
        """
        target = self._place(name)
        self.files += 1
        self.digests[name] = hashlib.sha256(content).hexdigest()
        if not self._linked(name, content):
            target.unlink(missing_ok=True)  # never written over: it may be a link to the old site's file
            target.write_bytes(content)
            self.changed += 1
        if key:
            found = target.stat()
            size, modified, inode = found.st_size, found.st_mtime_ns, found.st_ino
            self.keyed[name] = StagedFile(name, key, searched, size, modified, inode, self.digests[name])
        if self._compress and is_worth_it(name, len(content)) and not self._linked_compressed(name, content):
            packed = self._folder / f"{name}{ENDING}"
            packed.unlink(missing_ok=True)
            packed.write_bytes(compressed(content))

    def _linked_compressed(self, name: str, content: bytes) -> bool:
        """Say whether the old site has the same file compressed, and link it if so: to look is the cheaper part."""
        packed = f"{name}{ENDING}"
        try:
            if uncompressed((self._output / packed).read_bytes()) != content:
                return False
            os.link(self._output / packed, self._folder / packed)
        except OSError:
            return False
        return True

    def _place(self, name: str) -> Path:
        """Return where a file is staged, in a folder that is there."""
        folder = name.rpartition("/")[0]
        if folder not in self._folders:
            (self._folder / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return self._folder / name

    def _linked(self, name: str, content: bytes) -> bool:
        """Say whether the old site has the same file, and link it if so."""
        old = self._output / name
        try:
            if old.stat().st_size != len(content) or old.read_bytes() != content:
                return False
            os.link(old, self._folder / name)
        except OSError:
            return False  # there is no old file, or this file system has no hard links
        return True

    def swap(self) -> None:
        """Put the new site in place, in one step where the system has one."""
        if not self._linked(MARKER, _MARKER_TEXT):
            (self._folder / MARKER).write_bytes(_MARKER_TEXT)
        _flush(self._folder)
        _exchange(self._folder, self._output)


def _flush(folder: Path) -> None:
    """See all bytes safely on the disk, as far as the system has a call for it, before they take the site's place.

    Else a power cut could leave the new names with files of no bytes.
    """
    if not sys.platform.startswith("linux"):
        if sys.platform != "win32":
            os.sync()
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(handle) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(handle)


def _exchange(stage: Path, output: Path) -> None:
    """Let the two folders change places, in one step where the system has one."""
    if not output.exists():
        os.rename(stage, output)
        return
    if _rename_exchange(stage, output):
        return
    # Without RENAME_EXCHANGE there is a moment without a site, as short as two renames.
    away = stage.with_suffix(".old")
    os.rename(output, away)
    try:
        os.rename(stage, output)
    except OSError:
        os.rename(away, output)
        raise
    shutil.rmtree(away, ignore_errors=True)


def _rename_exchange(first: Path, second: Path) -> bool:
    """Exchange two paths by Linux's renameat2(2) or macOS's renamex_np(2); False where there is no such call."""
    names = (os.fsencode(first), os.fsencode(second))
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform.startswith("linux"):
            done = library.renameat2(
                _AT_FDCWD, names[0], _AT_FDCWD, names[1], ctypes.c_uint(_RENAME_EXCHANGE)
            )
        elif sys.platform == "darwin":
            done = library.renamex_np(*names, ctypes.c_uint(_RENAME_SWAP))
        else:
            return False
    except (AttributeError, OSError):  # an older system, or a file system that can't
        return False
    return bool(done == 0)
