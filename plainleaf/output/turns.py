"""One build at a time for one output: whoever is at work holds a lock, and it dies with its holder.

The lock is the operating system's, on a small file beside the output. The system lets go of it when the process
ends, however that comes; and a child, such as the maker of the search index, never holds it on. What a killed build
has left beside the output is cleared away by the next one, who alone can know that nobody needs it any more.
"""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from plainleaf.output.publish import MARKER

if sys.platform != "win32":
    import fcntl

_NO_LINK = getattr(
    os, "O_NOFOLLOW", 0
)  # where everybody may write, somebody could have laid one to a file of ours
_PAUSE = 0.1  # seconds between two looks at a lock that somebody else holds
_TRIES = 50  # a search index may still be growing in a folder whose build was killed


class BusyFault(Exception):
    """Another build is at work on the output; the message says which."""


def no_notice(_: str) -> None:
    """Tell nobody that a build waits."""


@contextmanager
def turn(output: Path, *, wait: float, notice: Callable[[str], None] = no_notice) -> Iterator[None]:
    """Be the only build of an output, with nothing beside it that a killed one has left.

    Wait some seconds for another build to end, after a `notice`, and then raise BusyFault. Folders above the output
    that had to be made go again, where nothing was put into them. Raises OSError.
    """
    place = Path(os.path.realpath(output))  # where a link leads, the other build may have come by another way
    missing = [folder for folder in place.parents if not folder.exists()]
    place.parent.mkdir(parents=True, exist_ok=True)
    lock = place.parent / f".{place.name}.lock"
    try:
        handle = _acquired(lock, output, wait, notice)
        try:
            _clear(place)
            yield
        finally:
            _release(lock, handle)
    finally:
        for folder in missing:
            with suppress(OSError):
                folder.rmdir()


def _acquired(lock: Path, output: Path, wait: float, notice: Callable[[str], None]) -> int:
    """Return the open lock file, locked."""
    end = time.monotonic() + wait
    told = False
    while True:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o644)
        if _locked(handle):
            if _is_still(lock, handle):
                with suppress(OSError):  # on a full disk the lock holds without a name
                    os.truncate(handle, 0)
                    os.write(handle, f"{os.getpid()}\n".encode())
                return handle
            os.close(handle)  # the build before has just ended, and its file with it
            continue
        holder = os.read(handle, 20).decode("ascii", "replace").strip()
        os.close(handle)
        message = f"another build{f' (process {holder})' if holder else ''} is at work on {output}"
        if time.monotonic() >= end:
            raise BusyFault(message)
        if not told:
            notice(message)
            told = True
        time.sleep(_PAUSE)


def _locked(handle: int) -> bool:
    """Lock an open file if nobody has; Windows has no such locks, and builds there go without.

    It is POSIX's lock, which belongs to this process alone: with that of flock(2) every child would hold it on.
    """
    if sys.platform == "win32":
        return True
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _release(lock: Path, handle: int) -> None:
    """Remove the lock while it is held: whoever waits for it sees that its name is gone."""
    if sys.platform == "win32":  # there, what is open can't be removed
        os.close(handle)
        os.unlink(lock)
        return
    os.unlink(lock)
    os.close(handle)


def _is_still(lock: Path, handle: int) -> bool:
    """Say whether the name of the lock still means the file that is open."""
    try:
        return os.path.samestat(os.stat(lock), os.fstat(handle))
    except FileNotFoundError:
        return False


def _clear(place: Path) -> None:
    """Remove what killed builds have left beside the output.

    A system that can't exchange two folders may have lost its site between two renames: it is put back first.
    """
    siblings = sorted(place.parent.glob(f".{_escaped(place.name)}.*"))
    left = [path for path in siblings if path.suffix in (".new", ".old") and path.is_dir()]
    for path in left:
        if path.suffix == ".old" and not place.exists() and (path / MARKER).is_file():
            os.rename(path, place)
    for path in left:
        for _ in range(_TRIES):
            shutil.rmtree(path, ignore_errors=True)
            if not path.exists():
                break
            time.sleep(_PAUSE)


def _escaped(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)
