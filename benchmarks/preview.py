"""From save to event in the preview: `python -m benchmarks.preview [ARTICLES] [EDITS]`, in milliseconds.

The watcher, the session and the stream of events are the real ones, in this process; only the socket is left out.
"""

import asyncio
import datetime
import gc
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.site_maker import make_site
from plainleaf.preview.app import Preview
from plainleaf.preview.session import Session
from plainleaf.preview.watch import changes
from plainleaf.read.sources import Sources

_TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
_EDITED = "article-7"


async def measure(folder: Path, edits: int) -> dict[str, list[float]]:
    """Return the milliseconds of each step, for each edit."""
    sources = Sources(folder / "content", folder / "references.bib", _TEMPLATES, datetime.date(2026, 11, 24))
    session = Session(sources)
    found: dict[str, list[float]] = {
        "first reading": [],
        "reading with the shelf": [],
        "save to event": [],
        "of it, the work": [],
        "page": [],
        "look at all files": [],
    }
    with _timed(found["first reading"]):
        session.refresh()
    session = Session(sources)
    with _timed(found["reading with the shelf"]):
        session.refresh()
    gc.collect()
    gc.freeze()  # as the server does
    preview, stopped, standing = Preview(session), asyncio.Event(), asyncio.Event()

    async def watch() -> None:
        async for changed in changes(sources, stopped, lambda: False):
            with _timed(found["of it, the work"]):
                await preview.refresh(changed)
            standing.set()

    watching = asyncio.create_task(watch())
    await standing.wait()
    found["of it, the work"].clear()
    stream = preview.hub.stream(session.rounds)
    await anext(stream)
    path = sources.content / "articles" / f"{_EDITED}.md"
    text = path.read_text(encoding="utf-8")
    for number in range(edits):
        changed = text.replace("A first point", f"Point {number}")
        with _timed(found["save to event"]):
            path.write_text(changed, encoding="utf-8")
            await anext(stream)
        with _timed(found["page"]):
            await preview.ask(session.state, f"/{_EDITED}/")
            answer = await preview.ask(session.answer, f"/{_EDITED}/")
        assert f"Point {number}".encode() in answer.content  # what is measured is right, too
        await asyncio.sleep(0.05)  # nobody saves without a pause
    stopped.set()
    await watching
    await stream.aclose()
    with _timed(found["look at all files"]):
        assert not await preview.ask(session.refresh, ())
    preview.close()
    return found


class _timed:  # noqa: N801 - it reads as a verb: with _timed(…)
    """Adds the milliseconds that a block took to a list."""

    def __init__(self, into: list[float]) -> None:
        self._into = into

    def __enter__(self) -> None:
        self._begin = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self._into.append((time.perf_counter() - self._begin) * 1_000)


def main() -> None:
    """Make a site, measure, and print the medians."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    edits = int(sys.argv[2]) if len(sys.argv) > 2 else 25
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        make_site(folder, articles, 2 * articles)
        found = asyncio.run(measure(folder, edits))
    for name, times in found.items():
        sys.stdout.write(
            f"{name:22} {statistics.median(times):9.1f} ms (median of {len(times)}, longest {max(times):.1f})\n"
        )


if __name__ == "__main__":
    main()
