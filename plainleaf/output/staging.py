"""The folder in which a new site grows; it may begin with all that a spare has."""

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from plainleaf.output.spare import Tree


class StagingFolder:
    """A folder, and what is left over in it: files that the new site has not asked for yet.

    All methods raise OSError.
    """

    def __init__(self, path: Path, tree: Tree) -> None:
        self.path = path
        self._left_over, self._folders, self._empty = tree

    def link(self, name: str, old: str, inode: int) -> None:
        """Have a file under a name (its path inside) that is the `old` one, of that inode."""
        found = self._left_over.pop(name, None)
        if found == inode:
            return
        target = self._place(name)
        if found is not None:
            os.unlink(target)
        os.link(old, target)

    def write(self, name: str, content: bytes) -> None:
        """Write a file. What had its name goes and is never written over: it may be the old site's file, too."""
        self._left_over.pop(name, None)
        target = self._place(name)
        try:
            _write_new(target, content)
        except FileExistsError:
            if stat.S_ISDIR(os.lstat(target).st_mode):
                shutil.rmtree(target)
            else:
                os.unlink(target)
            _write_new(target, content)

    def note(self, name: str) -> None:
        """Hear of a file that a copy of this process has put there."""
        for path in (name, *_above(name)):
            self._left_over.pop(path, None)

    def remove_left_over(self) -> None:
        """Leave nothing but what the new site has asked for: no other file, and no empty folder."""
        for name in self._left_over:
            with suppress(FileNotFoundError, NotADirectoryError):  # a folder gave way to a file of its name
                os.unlink(f"{self.path}/{name}")
            self._empty.add(name.rpartition("/")[0])
        self._left_over.clear()
        for folder in self._empty:
            for above in reversed(_above(f"{folder}/")):
                try:
                    os.rmdir(f"{self.path}/{above}")
                except OSError:  # there is something in it
                    break
                self._folders.discard(above)
        self._empty.clear()

    def _place(self, name: str) -> str:
        """Return where a file lies, in a folder that is there."""
        if name.rpartition("/")[0] not in self._folders:
            for folder in _above(name):
                if self._left_over.pop(folder, None) is not None:
                    os.unlink(f"{self.path}/{folder}")
                with suppress(FileExistsError):
                    os.mkdir(f"{self.path}/{folder}")
                self._folders.add(folder)
        return f"{self.path}/{name}"


def _write_new(path: str, content: bytes) -> None:
    with Path(path).open("xb") as file:
        file.write(content)


def _above(name: str) -> list[str]:
    """Return the folders above a file, the outermost first: of a/b/c.html a and a/b."""
    parts = name.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]
