"""Sees what changes in a clinic's files: the only door to watchfiles."""

import asyncio
import os
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path

from watchfiles import Change, awatch

from plainleaf.read.sources import Sources

_STEP = 10  # milliseconds of quiet that end a burst: an editor saves by several steps
_LONGEST_BURST = 200  # milliseconds
_QUIET = 1.0  # seconds without a change, after which all files are looked at
_LOOK = 500  # milliseconds between two looks at whether the folders and the day are still the same


def is_noise(name: str) -> bool:
    """Say whether a file's name is one that editors and systems make for themselves while they save."""
    return (
        name.startswith((".", "#", "~"))
        or name.endswith(
            ("~", ".swp", ".swx", ".tmp", ".bak", ".part", ".crswap", "___jb_tmp___", "___jb_old___")
        )
        or name == "4913"  # Vim tries with it whether it may write
    )


async def changes(
    sources: Sources, stopped: asyncio.Event, is_due: Callable[[], bool]
) -> AsyncIterator[frozenset[Path] | None]:
    """Yield the files that have changed, burst by burst; None where anything may have.

    That is once when the watch stands, when a folder came or went, and when `is_due` says so, such as at midnight.
    When it is quiet after some bursts, an empty one says that it is time to look for what no event has told of.
    """
    polling = False
    now = asyncio.get_running_loop().time
    last: float | None = None  # when the last burst was dealt with, until all files are looked at
    while not stopped.is_set():
        places = _places(sources)
        try:
            async with aclosing(_bursts(sources, polling=polling)) as bursts:
                missed = True  # perhaps, while the watch was set up
                async for burst in bursts:
                    if missed or is_due():
                        yield None
                        last = None
                    elif burst:
                        yield burst
                        last = now()
                    elif last is not None and now() - last >= _QUIET:
                        yield frozenset()
                        last = None
                    missed = False
                    if stopped.is_set() or _places(sources) != places:
                        break
        except OSError:  # the system watches no more files, or can't watch these
            polling = _places(sources) == places
        if not stopped.is_set():
            await _pause(stopped)
            if _places(sources) != places:
                yield None


async def _pause(stopped: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stopped.wait(), _LOOK / 1000)
    except TimeoutError:
        return


def _places(sources: Sources) -> tuple[tuple[int, int] | None, ...]:
    """Return which folders the watched paths are now: one that was deleted and made anew is another one."""
    found: list[tuple[int, int] | None] = []
    for path in (sources.content, sources.templates, sources.bibliography.parent):
        try:
            status = os.stat(path)
            found.append((status.st_dev, status.st_ino))
        except OSError:
            found.append(None)
    return tuple(found)


async def _bursts(sources: Sources, *, polling: bool) -> AsyncGenerator[frozenset[Path], None]:
    """Yield each burst of changes in the content, the templates and the bibliography; also when there was none.

    It ends when there is nothing to watch. Raises OSError.
    """
    bibliography = sources.bibliography.absolute()
    deep = [path.absolute() for path in (sources.content, sources.templates) if path.is_dir()]
    found: asyncio.Queue[frozenset[Path]] = asyncio.Queue()
    ended = asyncio.Event()  # watchfiles sets it, too

    def below(_: Change, name: str) -> bool:
        path = Path(name)
        root = next((folder for folder in deep if path.is_relative_to(folder)), path.parent)
        return not any(is_noise(part) for part in path.relative_to(root).parts)

    async def watch(paths: list[Path], keep: Callable[[Change, str], bool], *, recursive: bool) -> None:
        async for burst in awatch(
            *paths,
            watch_filter=keep,
            debounce=_LONGEST_BURST,
            step=_STEP,
            stop_event=ended,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            recursive=recursive,
            force_polling=polling or None,
        ):
            await found.put(frozenset(Path(name) for _, name in burst))

    async def watch_all() -> None:
        async with asyncio.TaskGroup() as group:
            if deep:
                group.create_task(watch(deep, below, recursive=True))
            if bibliography.parent.is_dir():
                # The file itself is replaced when an editor saves it, so its folder is watched, and nothing below.
                group.create_task(
                    watch([bibliography.parent], lambda _, name: Path(name) == bibliography, recursive=False)
                )

    watching = asyncio.create_task(watch_all())
    watching.add_done_callback(lambda _: found.put_nowait(frozenset()))
    try:
        while not watching.done():
            yield await found.get()
        if faults := watching.exception():
            raise OSError(str(faults)) from faults
    finally:
        ended.set()
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
