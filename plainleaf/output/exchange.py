"""Two folders change places in one step, with all their bytes safely on the disk before."""

import ctypes
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


def flush(folder: Path) -> None:
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


def exchange(stage: Path, output: Path) -> None:
    """Let the two folders change places, in one step where the system has one; `output` may not be there yet."""
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
    os.rename(away, stage)


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
