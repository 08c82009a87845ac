"""The site before the last one, kept as a spare: the next site begins with its folders, and with most of its files.

Nothing in a spare is trusted. Of a file its inode alone is looked at: what has the inode that the live site's file
of the same name has is that very file. All else is taken out before the new site goes to its place.
"""

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from plainleaf.output.published import place_name

# A file system that finds the first of these names by another would lose a page whose address changes from one to
# the other: the old name goes, and the new one with it.
_NAME, _OTHERS = b"\xc3\xa9", (b"\xc3\x89", b"e\xcc\x81")


class Tree(NamedTuple):
    """What is in a folder, by its path inside: what is no folder with its inode, and folders."""

    files: dict[str, int]
    folders: set[str]
    empty: set[str]  # folders


class Spare:
    """The place of an output's spare in the build cache. What can't be kept or taken is not there."""

    def __init__(self, cache: Path, output: Path) -> None:
        self._output = Path(os.path.realpath(output))
        self._spares = cache / "spares"
        self._holder = self._spares / place_name(output)
        self._site = self._holder / "site"

    def take(self, stage: Path) -> Tree | None:
        """Put the spare in the place of a new, empty folder; None if there is none, and the folder is as before."""
        try:
            like = _new_folder(stage)
            if like is None or not _is_alike(os.lstat(self._site), os.lstat(stage)):
                return None
            os.rename(self._site, stage)
        except OSError:  # it may lie on another disk
            return None
        try:
            tree = _read(os.fspath(stage), like)
        except OSError:
            tree = None
        if tree is None:  # what can't be removed there is no litter beside the output
            os.rename(stage, self._site)
            self.clear()
            stage.mkdir()
            stage.chmod(0o755)
        return tree

    def keep(self, stage: Path) -> None:
        """Keep a folder as the spare, and forget those of outputs that are gone: their files take room."""
        self.clear()
        try:
            if self._spares.resolve() in (self._output, *self._output.parents) or _new_folder(stage) is None:
                return
            self._holder.mkdir(parents=True)
            (self._holder / "output").write_bytes(os.fsencode(self._output))
            os.rename(stage, self._site)
        except OSError:
            self.clear()
        with suppress(OSError):
            for holder in self._spares.iterdir():
                _clear_if_useless(holder)

    def clear(self) -> None:
        """Forget it."""
        shutil.rmtree(self._holder, ignore_errors=True)


def _clear_if_useless(holder: Path) -> None:
    """Remove a spare whose output is gone."""
    with suppress(OSError):
        output = (holder / "output").read_bytes()
        if hashlib.sha256(output).hexdigest() == holder.name and not os.path.isdir(output):
            shutil.rmtree(holder)


def _new_folder(stage: Path) -> os.stat_result | None:
    """Return the state of a folder that was made just now; None where a name can mean another one."""
    within = os.fsencode(stage) + b"/"
    os.mkdir(within + _NAME)
    try:
        is_known_otherwise = any(os.path.exists(within + other) for other in _OTHERS)
        return None if is_known_otherwise else os.lstat(within + _NAME)
    finally:
        os.rmdir(within + _NAME)


def _read(root: str, like: os.stat_result) -> Tree | None:
    """Return what is in a folder; None if one in it is not `like` a new one, or another disk."""
    tree = Tree({}, {""}, set())
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        within = f"{folder}/" if folder else ""
        is_empty = True
        with os.scandir(f"{root}/{folder}") as entries:
            for entry in entries:
                is_empty = False
                name = within + entry.name
                if not entry.is_dir(follow_symlinks=False):
                    tree.files[name] = entry.inode()
                elif _is_alike(entry.stat(follow_symlinks=False), like):
                    tree.folders.add(name)
                    waiting.append(name)
                else:
                    return None
        if is_empty:
            tree.empty.add(folder)
    return tree


def _is_alike(one: os.stat_result, other: os.stat_result) -> bool:
    """Say whether two folders have the same rights and owners, and lie on one disk."""
    return (one.st_mode, one.st_uid, one.st_gid, one.st_dev) == (
        other.st_mode,
        other.st_uid,
        other.st_gid,
        other.st_dev,
    )
