"""The search index, made by Pagefind's own program: the only door to Pagefind (https://pagefind.app/).

What is searched stands in elements with `data-pagefind-body`; of a page without one nothing is. An index holds
words, titles and summaries, and no status or date: a result takes its badge from the search page. So it depends on
Pagefind's version and on those elements alone, and a review that ends leaves every byte of it as it is.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ADDRESS = "/pagefind/"
PROGRAM_PATH = "PAGEFIND_BINARY_PATH"  # the variable of the environment that names another program

# What a browser asks for: the API, the list of languages, and the parts of an index. Pagefind's widgets and its
# worker stay out: templates/assets/search.js shows the results.
API = "pagefind.js"
_ENTRY = "pagefind-entry.json"
_PARTS = ("*.pf_meta", "fragment/*.pf_fragment", "index/*.pf_index")
# Numbers of citations would stand amid the words of an excerpt.
_IGNORED = "sup.citations"
_SECONDS = 600  # 500 pages take about 2
_SCRATCH = ".pagefind"
# How many places of words a part of an index holds: usually 20,000, and some 30 kB. A version of Pagefind that does
# not know this variable makes larger parts.
_PART_SIZE = "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE"
_SMALL_PART = "4000"


class SearchFault(Exception):
    """There is no search index; the message says why."""


def make_index(
    program: Path, site: Path, names: Sequence[str], audience: str, *, small_parts: bool
) -> list[tuple[str, bytes]]:
    """Index some pages of a staged site, all for one audience; return the files by their paths in the index.

    With `small_parts` the index can be one of many that a browser asks at a time. Raises SearchFault.
    """
    scratch = Path(tempfile.mkdtemp(prefix=_SCRATCH, dir=site))
    try:
        # The order of the files in a folder may be that in which they came: a page's number in the index.
        for name in sorted(names):
            _lend(site / name, scratch / name)
        _run(program, scratch, audience, small_parts=small_parts)
        return list(_wanted(scratch / _SCRATCH))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise SearchFault("Pagefind wrote no index that can be read") from fault
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _lend(page: Path, target: Path) -> None:
    """Put a page where Pagefind finds it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(page, target)
    except OSError:  # this file system has no hard links
        shutil.copyfile(page, target)


def find_program() -> Path:
    """Return Pagefind's program: that of its package, else what the environment has. Raises SearchFault."""
    try:
        # It loads asyncio: 40 ms that a build without search has no use for.
        from pagefind.service import get_executable  # noqa: PLC0415

        program = get_executable()
    except (ImportError, FileNotFoundError):
        program = None
    if program is None:
        raise SearchFault("Pagefind is not installed (pip install 'pagefind[bin]')")
    return program


def _run(program: Path, folder: Path, audience: str, *, small_parts: bool) -> None:
    """Let Pagefind write an index of one audience's pages in a folder."""
    command = [
        str(program.absolute()),
        "--silent",
        f"--site=.{os.sep}",
        f"--output-path={_SCRATCH}",
        f"--root-selector=html[data-audience={audience}]",
        f"--exclude-selectors={_IGNORED}",
    ]
    # Pagefind reads settings from its variables, and from files where it stands: the stage has none.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    if small_parts:
        environment[_PART_SIZE] = _SMALL_PART
    try:
        done = subprocess.run(  # noqa: S603 - the words are ours
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise SearchFault(f"Pagefind was not ready after {_SECONDS} seconds") from fault
    except OSError as fault:
        raise SearchFault(f"Pagefind can't be started: {fault.strerror}") from fault
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", errors="replace").split("\n", 1)[0].strip()
        raise SearchFault(f"Pagefind ended with status {done.returncode}{f': {said}' if said else ''}")


def _wanted(index: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what a browser needs of an index, the entry first."""
    entry = json.loads((index / _ENTRY).read_bytes())
    # Pagefind writes the languages in any order; all else comes out the same from the same pages.
    yield _ENTRY, json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    readers = {language["wasm"] or "unknown" for language in entry["languages"].values()}
    for name in [API, *sorted(f"wasm.{reader}.pagefind" for reader in readers)]:
        yield name, (index / name).read_bytes()
    for pattern in _PARTS:
        for path in sorted(index.glob(pattern)):
            yield path.relative_to(index).as_posix(), path.read_bytes()
