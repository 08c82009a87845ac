"""What it costs to put a site in its place: `python -m benchmarks.publish [PAGES]`, in milliseconds of a processor.

The pages are there already, but for one in each build: what is measured is `Stage`, and what a build notes of it.
"""

import hashlib
import sys
import tempfile
import time
from pathlib import Path

from plainleaf.output.publish import Stage
from plainleaf.output.published import read_published, write_published
from plainleaf.output.spare import Spare

_BUILDS = 6


def publish(folder: Path, pages: int, new: int) -> tuple[float, float]:
    """Publish a site of so many pages, one of them new; return its milliseconds of a processor and of the clock."""
    cache, output = folder / ".plainleaf", folder / "_site"
    cpu, wall = time.process_time(), time.perf_counter()
    with Stage(output, read_published(cache, output), spare=Spare(cache, output)) as stage:
        for number in range(pages):
            name = f"article-{number}/index.html"
            content = b"<p>Page %d, edition %d.</p>" % (number, new if number == new else 0)
            key = hashlib.sha256(content).digest()
            if not stage.keep(name, key):
                stage.write(name, content, key)
        stage.swap()
    write_published(cache, output, stage.keyed)
    return 1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - wall)


def main() -> None:
    """Measure, and print."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        for number in range(1, _BUILDS + 1):
            cpu, wall = publish(Path(name), pages, number)
            print(f"build {number} of {pages} pages: {cpu:.0f} ms of a processor, {wall:.0f} ms by the clock")


if __name__ == "__main__":
    main()
