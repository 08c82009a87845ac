"""Puts a built site in place in one step: a reader meets the old site or the new one, whole.

The site is written beside its place. A file that has not changed is a hard link to the old one, so that its time
stamp stays and a sync sends only what is new. Then both folders change places. What was the old site is kept as a
spare: the next site begins with it, so that a build costs what has changed.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from plainleaf.output.compression import ENDING, compressed, is_worth_it, uncompressed
from plainleaf.output.exchange import exchange, flush
from plainleaf.output.published import Published, StagedFile, file_state
from plainleaf.output.spare import Spare, Tree
from plainleaf.output.staging import StagingFolder

MARKER = ".plainleaf-site"
_MARKER_TEXT = b"Made by Plainleaf. Nothing in this folder is edited by hand.\n"


class PublishFault(Exception):
    """The place of the site can't be used; the message says why and what to do."""


def check_place(output: Path, sources: Iterable[Path]) -> None:
    """Raise PublishFault if publishing to `output` could destroy something that is not a built site."""
    place = Path(os.path.realpath(output))  # Path.resolve() raises RuntimeError for links in a circle
    if place.is_symlink():
        raise PublishFault(
            f"{output} is a link that leads in a circle; remove it, or choose another --output"
        )
    for source in sources:
        resolved = Path(os.path.realpath(source))
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

    It begins with the `spare`, where there is one; the site whose place it has taken is the next. Whatever goes
    wrong before `swap`, `output` is not touched. All methods raise OSError.
    """

    _staging: StagingFolder

    def __init__(
        self,
        output: Path,
        published: Published | None = None,
        *,
        compress: bool = False,
        spare: Spare | None = None,
    ) -> None:
        # Where a link leads to the site, the site changes and the link stays.
        self._output = Path(os.path.realpath(output)) if output.is_symlink() else output
        self._compress = compress
        self._spare = spare
        self._is_spare = False  # may the next site begin with what is in the folder?
        self.digests: dict[str, str] = {}  # of each file's bytes: 64 hexadecimal digits
        self._published = published or {}
        self.keyed: dict[str, StagedFile] = {}  # what the next build may keep
        self.files = 0
        self.changed = 0

    def __enter__(self) -> Self:
        self._output.parent.mkdir(parents=True, exist_ok=True)
        made = tempfile.mkdtemp(prefix=f".{self._output.name}.", suffix=".new", dir=self._output.parent)
        folder = Path(made)
        try:
            folder.chmod(0o755)
            tree = self._spare.take(folder) if self._spare else None
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._is_spare = tree is not None
        self._staging = StagingFolder(folder, tree or Tree({}, {""}, set()))
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._spare and self._is_spare and kind is None:
            self._spare.keep(self._staging.path)
        shutil.rmtree(self._staging.path, ignore_errors=True)

    @property
    def folder(self) -> Path:
        """Where the new site lies until it is put in place, with nothing in it but what was staged."""
        self._staging.remove_left_over()
        return self._staging.path

    def keep(self, name: str, key: bytes) -> bool:
        """Take over the old site's file of that name if it was made from the same, without reading it."""
        file = self._published.get(name)
        old = f"{self._output}/{name}"
        if file is None or file.key != key or file_state(old) != file.state:
            return False
        try:
            if self._packs(name, file.size):
                if file.packed is None or file_state(old + ENDING) != file.packed:
                    return False
                self._staging.link(name + ENDING, old + ENDING, file.packed[2])
            self._staging.link(name, old, file.inode)
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
        """Return a stage of the same site that counts for itself; `add` takes it over.

        A copy of this process may work on it. Then `add` hears of those files alone that have a key.
        """
        part = Stage(self._output, self._published, compress=self._compress)
        part._staging = self._staging
        return part

    def add(self, keyed: Published, files: int, changed: int) -> None:
        """Count what a part has staged."""
        self.keyed.update(keyed)
        self.digests.update({name: file.digest for name, file in keyed.items()})
        self.files += files
        self.changed += changed
        for name, file in keyed.items():
            self._staging.note(name)
            if file.packed:
                self._staging.note(name + ENDING)

    def write(self, name: str, content: bytes, key: bytes = b"", searched: bytes = b"") -> None:
        """Add a file (its path inside the site); where the old site has the same one, it is linked.

        With a `key`, the digest of what it was made from, the next build may `keep` it.
        """
        self.files += 1
        self.digests[name] = hashlib.sha256(content).hexdigest()
        if not self._linked(name, content):
            self._staging.write(name, content)
            self.changed += 1
        packs = self._packs(name, len(content))
        if packs and not self._linked_compressed(name, content):
            self._staging.write(name + ENDING, compressed(content))
        if key:
            staged = f"{self._staging.path}/{name}"
            state = file_state(staged)
            packed = file_state(staged + ENDING) if packs else None
            if state:
                self.keyed[name] = StagedFile(name, key, searched, *state, self.digests[name], packed)

    def _packs(self, name: str, size: int) -> bool:
        """Say whether a file of so many bytes has a compressed copy beside it."""
        return self._compress and is_worth_it(name, size)

    def _linked(self, name: str, content: bytes) -> bool:
        """Say whether the old site has the same file, and link it if so."""
        old = f"{self._output}/{name}"
        state = file_state(old)
        try:
            if state is None or state[0] != len(content) or Path(old).read_bytes() != content:
                return False
            self._staging.link(name, old, state[2])
        except OSError:
            return False  # this file system has no hard links
        return True

    def _linked_compressed(self, name: str, content: bytes) -> bool:
        """Say whether the old site has the same file compressed, and link it if so: to look is the cheaper part."""
        old = f"{self._output}/{name}{ENDING}"
        state = file_state(old)
        try:
            if state is None or uncompressed(Path(old).read_bytes()) != content:
                return False
            self._staging.link(name + ENDING, old, state[2])
        except OSError:
            return False
        return True

    def swap(self) -> None:
        """Put the new site in place, in one step where the system has one."""
        # Without it there was no old site, or it is no use to the next one, as this disk has no hard links.
        self._is_spare = self._linked(MARKER, _MARKER_TEXT)
        if not self._is_spare:
            self._staging.write(MARKER, _MARKER_TEXT)
        self._staging.remove_left_over()
        flush(self._staging.path)
        exchange(self._staging.path, self._output)
