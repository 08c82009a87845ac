"""Work that is spread over the cores: parts of a list, each done by a copy of this very process.

A copy (`fork`) has read all that this process has read, so nothing is loaded twice. Where a system has no such
copies, or one ends before its time, this process does the work itself: what comes out is the same.
"""

import contextlib
import gc
import os
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from plainleaf.model.progress import Progress

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_LEAST = 32  # items that are worth a process


class _Copy(NamedTuple):
    pid: int
    answer: int  # where it writes its result


def available_cores() -> int:
    """Return how many processes may run at a time: no more than this one is allowed to use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def collect_seldom() -> None:
    """Look for values in circles less often: a build makes millions of values, few of them in circles, and ends."""
    gc.set_threshold(100_000, 20, 100)


def spread(
    work: Callable[[Sequence[_Item]], _Result], items: Sequence[_Item], jobs: int, type_: type[_Result]
) -> list[_Result]:
    """Return what `work` gives for each of at most `jobs` parts of a list, in the order of the list."""
    count = max(1, min(jobs, len(items) // _LEAST)) if _has_copies() else 1
    parts = [items[len(items) * n // count : len(items) * (n + 1) // count] for n in range(count)]
    copies = [_start(work, part) for part in parts[1:]]
    try:
        first = work(parts[0])
    finally:
        answers = [_answer(copy) for copy in copies]
    results = [first]
    for part, answer in zip(parts[1:], answers, strict=True):
        try:
            results.append(msgspec.msgpack.decode(answer, type=type_))
        except msgspec.DecodeError:  # it has ended before its time; a fault of the work itself shows here
            results.append(work(part))
    return results


def quiet_in_copies(progress: Progress) -> Progress:
    """Return a progress that only this process tells of: copies of it would draw over its bar."""
    own = os.getpid()

    def told(what: str, done: int, total: int) -> None:
        if os.getpid() == own:
            progress(what, done, total)

    return told


def _has_copies() -> bool:
    """Say whether this system copies processes safely: the system libraries of macOS don't bear it."""
    return sys.platform.startswith("linux") and hasattr(os, "fork")


def _start(work: Callable[[Sequence[_Item]], _Result], part: Sequence[_Item]) -> _Copy:
    answer, end = os.pipe()
    pid = os.fork()
    if pid:
        os.close(end)
        return _Copy(pid, answer)
    status = 1
    try:  # the copy: it must never go on with what its original goes on with
        os.close(answer)
        with contextlib.suppress(BaseException), os.fdopen(end, "wb") as file:
            file.write(msgspec.msgpack.encode(work(part)))
            status = 0
    finally:
        os._exit(status)


def _answer(copy: _Copy) -> bytes:
    """Return what a copy has written: b"" if it ended before its time."""
    with os.fdopen(copy.answer, "rb") as file:
        answer = file.read()
    _, status = os.waitpid(copy.pid, 0)
    return answer if status == 0 else b""
