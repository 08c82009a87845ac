"""Measures builds as whole processes, in turn, and prints medians and ratios: see benchmarks/README.md."""

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from benchmarks.hugo_site import make_hugo_site
from benchmarks.mkdocs_site import make_mkdocs_site
from benchmarks.site_maker import make_site

_ROOT = Path(__file__).resolve().parents[1]
_SETTLE = 2.1  # seconds: what was changed just now may not be remembered


class Measured(NamedTuple):
    """One run of a process: seconds by the clock, seconds of the processors, the largest process in MB."""

    wall: float
    cpu: float
    peak: float


class Task(NamedTuple):
    """What is measured: a command, where it runs, and what is done before each run."""

    name: str
    words: list[str]
    folder: Path
    before: Callable[[int], None]


def measure(words: list[str], folder: Path) -> Measured:
    """Run a command to its end."""
    start = time.perf_counter()
    pid = os.posix_spawn(
        "/bin/sh",
        ["sh", "-c", 'cd "$0" && exec "$@" >/dev/null 2>&1', str(folder), *words],
        _as_at_home(),
    )
    _, status, used = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    assert status == 0, f"{' '.join(words)} ended with {status}"
    return Measured(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _as_at_home() -> dict[str, str]:
    """Return an environment in which Python keeps its compiled modules, as it does for whoever installs it."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {"PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "plainleaf-bench-modules")} | kept


def tasks(folder: Path, hugo: str, mkdocs: str) -> list[Task]:
    """Return what is measured for a site, in the order in which it is."""
    ours, theirs = folder / "ours", folder / "hugo"
    article = ours / "content" / "articles" / "article-7.md"
    template = ours / "templates" / "components" / "badge" / "badge.html"
    build = [sys.executable, str(_ROOT / "build.py"), "build", "--no-search"]

    def rest(_: int) -> None:
        """Let time stamps settle, and a build take note."""
        time.sleep(_SETTLE)
        measure(build, ours)

    def edit(path: Path, words: str) -> Callable[[int], None]:
        def change(number: int) -> None:
            with path.open("a", encoding="utf-8") as file:
                file.write(words.format(number=number))

        return change

    def edit_reference(number: int) -> None:
        path = ours / "references.bib"
        text = path.read_text(encoding="utf-8")
        head, title, rest_of_it = text.partition("  title = {")
        path.write_text(f"{head}{title}Edit {number} {rest_of_it}", encoding="utf-8")

    def nothing(_: int) -> None:
        pass

    found = [
        Task(
            "floor",
            [sys.executable, str(_ROOT / "benchmarks" / "floor.py"), str(article.parent)],
            folder,
            nothing,
        ),
        Task("cold", [*build, "--clean"], ours, lambda _: shutil.rmtree(ours / "_site", ignore_errors=True)),
        Task("nothing changed", build, ours, rest),
        Task("one article changed", build, ours, edit(article, "\nEdit {number}.\n")),
        Task("one reference changed", build, ours, edit_reference),
        Task("one template changed", build, ours, edit(template, "{{# edit {number} #}}\n")),
        Task("check", [*build[:2], "check"], ours, nothing),
        Task("help", [*build[:2], "--help"], ours, nothing),
        Task("bare interpreter", [sys.executable, "-c", "pass"], ours, nothing),
    ]
    if hugo:
        words = [hugo, "--quiet", "--destination", "public"]
        page = theirs / "content" / article.name
        found += [
            Task("Hugo cold", words, theirs, lambda _: shutil.rmtree(theirs / "public", ignore_errors=True)),
            Task("Hugo rebuild", words, theirs, edit(page, "\nEdit {number}.\n")),
        ]
    if mkdocs:
        words = [mkdocs, "build", "--quiet"]
        found.append(Task("MkDocs cold", words, folder / "mkdocs", nothing))
    return found


def report(found: dict[str, list[Measured]], cores: int) -> list[str]:
    """Return the table and the ratios, in Markdown."""
    wall = {name: statistics.median(run.wall for run in runs) for name, runs in found.items()}
    lines = ["| measure | seconds (median) | of the processors | peak MB |", "|---|---|---|---|"]
    for name, runs in found.items():
        cpu = statistics.median(run.cpu for run in runs)
        lines.append(f"| {name} | {wall[name]:.3f} | {cpu:.3f} | {max(run.peak for run in runs):.0f} |")
    ratios = [("cold ÷ floor", wall["cold"] / (wall["floor"] / cores))]
    if "MkDocs cold" in wall:
        ratios.append(("cold ÷ MkDocs cold", wall["cold"] / wall["MkDocs cold"]))
    if "Hugo cold" in wall:
        ratios.append(("cold ÷ Hugo cold", wall["cold"] / wall["Hugo cold"]))
        ratios += [
            (f"{name} ÷ Hugo rebuild", wall[name] / wall["Hugo rebuild"])
            for name in (
                "one article changed",
                "nothing changed",
                "one reference changed",
                "one template changed",
            )
        ]
    lines += ["", "| ratio | |", "|---|---|", *(f"| {name} | {ratio:.2f} |" for name, ratio in ratios)]
    lines.append(f"| help − bare interpreter | {1000 * (wall['help'] - wall['bare interpreter']):.0f} ms |")
    return lines


def versions(hugo: str, mkdocs: str) -> str:
    """Return what was measured, with versions."""
    libraries = ", ".join(
        f"{name} {version(name)}" for name in ("Markdown", "Jinja2", "bibtexparser", "msgspec")
    )
    theirs = []
    for name, program, words in (("Hugo", hugo, ["version"]), ("MkDocs", mkdocs, ["--version"])):
        if program:
            said = subprocess.run([program, *words], capture_output=True, text=True, check=True).stdout
            number = re.search(r"(?:\bv|version )(\d+(?:\.\d+)+)", said)
            theirs.append(f"{name} {number[1] if number else said.strip()}")
    return ", ".join([f"Python {platform.python_version()}", libraries, *theirs])


def main() -> None:
    """Make a site, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--references", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--hugo", default="", help="the program of Hugo, to compare with")
    parser.add_argument(
        "--mkdocs", default="", help="the program of MkDocs, with mkdocs-bibtex, to compare with"
    )
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_site(folder / "ours", wish.articles, wish.references)
        shutil.copytree(_ROOT / "templates", folder / "ours" / "templates")
        if wish.hugo:
            make_hugo_site(folder / "ours", folder / "hugo")
        if wish.mkdocs:
            make_mkdocs_site(folder / "ours", folder / "mkdocs")
        work = tasks(folder, wish.hugo, wish.mkdocs)
        found: dict[str, list[Measured]] = {task.name: [] for task in work}
        try:
            for number in range(wish.rounds):
                for task in work:
                    task.before(number)
                    found[task.name].append(measure(task.words, task.folder))
        except KeyboardInterrupt:  # what is there so far is told
            found = {name: runs for name, runs in found.items() if runs}
    cores = len(os.sched_getaffinity(0))
    rounds = min(len(runs) for runs in found.values())
    print(f"{wish.articles} articles, {wish.references} references, {rounds} rounds, {cores} cores.")
    print(f"{versions(wish.hugo, wish.mkdocs)}. Load of the machine: {os.getloadavg()[2]:.1f}.\n")
    print("\n".join(report(found, cores)))


if __name__ == "__main__":
    main()
