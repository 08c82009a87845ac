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
    if not output.exists():
        return
    if not output.is_dir():
        raise PublishFault(f"{output} is no folder; choose another --output")
    if any(output.iterdir()) and not (output / MARKER).is_file():
        raise PublishFault(
            f"{output} holds files that Plainleaf did not make; empty it, or choose another --output"
        )


class Stage:
    """A new site beside the old one; `swap` puts it in place, and leaving the `with` block clears it away.

    Whatever goes wrong before `swap`, `output` is not touched. All methods raise OSError.
    """

    def __init__(self, output: Path, *, compress: bool = False) -> None:
        # Where a link leads to the site, the site changes and the link stays.
        self._output = output.resolve() if output.is_symlink() else output
        self._compress = compress
        self._folders: set[Path] = set()
        self.digests: dict[str, str] = {}  # of each file's bytes: 64 hexadecimal digits
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

    def write(self, name: str, content: bytes) -> None:
        """Add a file (its path inside the site); where the old site has the same one, it is linked."""
        target = self._folder / name
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        self.files += 1
        self.digests[name] = hashlib.sha256(content).hexdigest()
        if not self._linked(name, content):
            target.write_bytes(content)
            self.changed += 1
        if self._compress and is_worth_it(name, content) and not self._linked_compressed(name, content):
            (self._folder / f"{name}{ENDING}").write_bytes(compressed(content))

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
