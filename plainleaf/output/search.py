"""The search index, made by Pagefind's own program: the only door to Pagefind (https://pagefind.app/).

What is searched stands in elements with `data-pagefind-body`; of a page without one nothing is. An index holds
words, titles and summaries, and no status or date: a result takes its badge from the search page. So it depends on
Pagefind's version and on those elements alone, and a review that ends leaves every byte of it as it is.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

ADDRESS = "/pagefind/"
PROGRAM_PATH = "PAGEFIND_BINARY_PATH"  # the variable of the environment that names another program

# What a browser asks for: the API, the list of languages, and the parts of an index. Pagefind's widgets and its
# worker stay out: templates/assets/search.js shows the results.
_API = "pagefind.js"
_ENTRY = "pagefind-entry.json"
_PARTS = ("*.pf_meta", "fragment/*.pf_fragment", "index/*.pf_index")
# Numbers of citations would stand amid the words of an excerpt.
_IGNORED = "sup.citations"
_SECONDS = 600  # 5,000 pages take about 20
_SCRATCH = ".pagefind"


class SearchFault(Exception):
    """There is no search index; the message says why."""


def make_index(site: Path, audiences: Sequence[str]) -> list[tuple[str, bytes]]:
    """Index the pages of a staged site; return the path inside the site and the content of each file.

    `audiences` are those of the pages to be searched, the default one first: the editions for each have an index of
    their own, so that a reader finds an article once. Raises SearchFault.
    """
    program = _find_program()
    files = []
    for number, audience in enumerate(audiences):
        folder = ADDRESS.lstrip("/") + (f"{audience}/" if number else "")
        try:
            _run(program, site, audience)
            found = list(_wanted(site / _SCRATCH))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
            raise SearchFault("Pagefind wrote no index that can be read") from fault
        finally:
            shutil.rmtree(site / _SCRATCH, ignore_errors=True)
        # One program reads all indexes.
        files += [(folder + name, content) for name, content in found if number == 0 or name != _API]
    return files


def _find_program() -> Path:
    """Return Pagefind's program: that of its package, else what PAGEFIND_BINARY_PATH or PATH has."""
    try:
        # It loads asyncio: 40 ms that a build without search has no use for.
        from pagefind.service import get_executable  # noqa: PLC0415

        program = get_executable()
    except (ImportError, FileNotFoundError):
        program = None
    if program is None:
        raise SearchFault("Pagefind is not installed (pip install 'pagefind[bin]')")
    return program


def _run(program: Path, site: Path, audience: str) -> None:
    """Let Pagefind write an index of one audience's pages into the scratch folder."""
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
    try:
        done = subprocess.run(  # noqa: S603 - the words are ours
            command,
            cwd=site,
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


def _wanted(scratch: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what a browser needs of an index, the entry first."""
    entry = json.loads((scratch / _ENTRY).read_bytes())
    # Pagefind writes the languages in any order; all else comes out the same from the same pages.
    yield _ENTRY, json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    readers = {language["wasm"] or "unknown" for language in entry["languages"].values()}
    for name in [_API, *sorted(f"wasm.{reader}.pagefind" for reader in readers)]:
        yield name, (scratch / name).read_bytes()
    for pattern in _PARTS:
        for path in sorted(scratch.glob(pattern)):
            yield path.relative_to(scratch).as_posix(), path.read_bytes()
