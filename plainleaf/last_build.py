"""Has anything changed since the last build? Asked of time stamps alone, before a builder is loaded.

The answer is yes where it is not certain. A change within two seconds of another can bear the same time stamp, so a
build of files that were changed just now is not remembered.
"""

import contextlib
import hashlib
import os
import time
from operator import attrgetter
from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple

import msgspec

from plainleaf.cache.engine_version import engine_version
from plainleaf.cache.kept_files import KeptFiles
from plainleaf.model.diagnostics import Diagnostic
from plainleaf.read.sources import Sources

_UNSETTLED = 2_000_000_000  # nanoseconds: the coarsest time stamps there are (FAT)


class Asked(NamedTuple):
    """What is to be built, and where to: with an index to `search`, with copies for servers (`compress`)."""

    sources: Sources
    output: Path
    drafts: bool
    strict: bool
    search: bool
    compress: bool = False


class Told(msgspec.Struct, frozen=True):
    """What a build told its user: all that is wrong, the shown status of each article, the number of files."""

    diagnostics: list[Diagnostic]
    statuses: list[str]
    files: int


class _File(msgspec.Struct, frozen=True, array_like=True):
    path: bytes
    size: int
    modified: int
    changed: int  # 0 for a file of the site: a link that is made to it or taken away changes it, too
    inode: int


class _LastBuild(msgspec.Struct, frozen=True):
    inputs: list[_File]
    site: list[_File]  # and the history, in which a build without it would have to enter the site anew
    told: Told


class Inputs(NamedTuple):
    """The state of all files that a site is made from, at a time."""

    files: list[_File]
    is_settled: bool


def look_at_inputs(asked: Asked) -> Inputs:
    """Return the state of everything that is read for a site."""
    sources = asked.sources
    files = [
        *_files_below(sources.content, hidden=False),
        *_files_below(sources.templates, hidden=True),
        *_file(os.fsencode(sources.bibliography)),
    ]
    newest = max((max(file.modified, file.changed) for file in files), default=0)
    return Inputs(files, time.time_ns() - newest > _UNSETTLED)


def unchanged(asked: Asked) -> Told | None:
    """Return what the last build told, if it was asked the same, and its files and its site are as they were."""
    content = KeptFiles(asked.sources.cache / "builds").read(_name(asked))
    if content is None:
        return None
    try:
        last = msgspec.msgpack.decode(content, type=_LastBuild)
    except msgspec.DecodeError:
        return None
    if last.inputs != look_at_inputs(asked).files or last.site != _site(asked):
        return None
    return last.told


def remember(asked: Asked, inputs: Inputs, told: Told) -> None:
    """Keep what a build has told; `inputs` were looked at before it read the first of them."""
    kept = KeptFiles(asked.sources.cache / "builds")
    kept.keep_only(())
    if inputs.is_settled:
        with contextlib.suppress(UnicodeEncodeError):  # a fault in a file whose name is no text
            kept.write(_name(asked), msgspec.msgpack.encode(_LastBuild(inputs.files, _site(asked), told)))


def _name(asked: Asked) -> str:
    """Return the name of a build: that of all that decides what it does, its files apart."""
    sources = asked.sources
    made_from = (
        engine_version(),
        os.getcwdb(),  # paths in diagnostics begin there
        [os.fsencode(path.absolute()) for path in (*sources[:3], asked.output)],
        sources.today,
        sources.base_url,
        asked[2:],
        os.environ.get("PAGEFIND_BINARY_PATH"),
    )
    return hashlib.sha256(msgspec.msgpack.encode(made_from)).hexdigest()


def _site(asked: Asked) -> list[_File]:
    files = _files_below(asked.output, hidden=True, is_site=True)
    return [*files, *_file(os.fsencode(asked.sources.history), is_site=True)]


def _files_below(folder: Path, *, hidden: bool, is_site: bool = False) -> list[_File]:
    """Return the files below a folder in a fixed order; nothing is read in folders that are links."""
    found: list[_File] = []
    waiting = [os.fsencode(folder)]
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if not hidden and entry.name.startswith(b"."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    found += _file(entry.path, is_site=is_site)
    return sorted(found, key=attrgetter("path"))


def _file(path: bytes, *, is_site: bool = False) -> list[_File]:
    """Return the state of a file: none if it is not there, or a link that leads nowhere or to a folder."""
    try:
        found = os.stat(path)
    except OSError:
        return []
    if S_ISDIR(found.st_mode):
        return []
    changed = 0 if is_site else found.st_ctime_ns
    return [_File(path, found.st_size, found.st_mtime_ns, changed, found.st_ino)]
