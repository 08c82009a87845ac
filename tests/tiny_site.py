"""A tiny site for tests: files from a dict, built in this process; diagnostics and parsed pages come back.

    site = TinySite(tmp_path, {"content/articles/fmt.md": article("It is new [@a2020].")})
    outcome = site.build()
    assert outcome.published
    assert outcome.page("/fmt/").select_one("a.citation").text == "1"

Paths in diagnostics are relative to the site's folder. What is not given has a default: two people (`rivera`
writes, `okafor` is on the board), a base URL, and the works a2020 to h2020 in the bibliography. The templates
are the real ones.
"""

import contextlib
import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from bs4 import BeautifulSoup, Tag

from plainleaf import pipeline
from plainleaf.model.diagnostics import Diagnostic
from plainleaf.read.sources import Sources

ROOT = Path(__file__).resolve().parents[1]
TODAY = datetime.date(2026, 1, 15)
KEYS = tuple(f"{letter}2020" for letter in "abcdefgh")

PEOPLE = """\
rivera: {name: Ana Rivera, role: Author}
okafor: {name: Ben Okafor, credentials: MD, role: Medical Advisory Board}
"""
SETTINGS = """\
name: Tiny Clinic
base_url: https://clinic.example/
"""


def entry(key: str, title: str = "") -> str:
    """Return a complete bibliography entry."""
    return (
        f"@article{{{key},\n  author = {{Doe, Jane}},\n  title = {{{title or f'The work {key}'}}},\n"
        f"  journal = {{Journal of Tests}},\n  year = {{2024}},\n  volume = {{1}},\n  pages = {{1--9}}\n}}\n"
    )


BIBLIOGRAPHY = "\n".join(entry(key) for key in KEYS)
DEFAULTS = {
    "content/people.yaml": PEOPLE,
    "content/site.yaml": SETTINGS,
    "references.bib": BIBLIOGRAPHY,
}


def article(body: str, **fields: object) -> str:
    """Return an article's file: submitted (and so public), unless `fields` of its front matter say otherwise.

    A field that is None is left out.
    """
    front: dict[str, object] = {
        "title": "A title",
        "summary": "A summary.",
        "date": "2026-01-01",
        "authors": ["rivera"],
        "review": [{"status": "submitted", "date": "2026-01-01", "by": "rivera"}],
    }
    front.update(fields)
    front = {name: value for name, value in front.items() if value is not None}
    return f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)}---\n\n{body}\n"


class Outcome:
    """What a build or a check came to."""

    def __init__(self, diagnostics: list[Diagnostic], output: Path, *, published: bool) -> None:
        self.diagnostics = diagnostics
        self.published = published
        self.output = output

    @property
    def codes(self) -> list[str]:
        """The codes of all diagnostics, in the order of the report."""
        return [found.code for found in self.diagnostics]

    @property
    def errors(self) -> list[str]:
        """`path:line:column: code: message` of every error."""
        return [
            f"{found.path}:{found.line}:{found.column}: {found.code}: {found.message}"
            for found in self.diagnostics
            if found.severity == "error"
        ]

    def of(self, *codes: str) -> list[Diagnostic]:
        """Return the diagnostics with one of some codes."""
        return [found for found in self.diagnostics if found.code in codes]

    @property
    def files(self) -> dict[str, bytes]:
        """The content of every file by its path in the site."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in self.output.rglob("*")
            if path.is_file()
        }

    @property
    def addresses(self) -> list[str]:
        """The addresses of all pages, sorted."""
        pages = (path.relative_to(self.output).as_posix() for path in self.output.rglob("*.html"))
        return sorted("/" + name.removesuffix("index.html") for name in pages)

    def html(self, address: str) -> str:
        """Return a page as published."""
        name = address.lstrip("/")
        return (self.output / (f"{name}index.html" if not name or name.endswith("/") else name)).read_text(
            encoding="utf-8"
        )

    def page(self, address: str) -> BeautifulSoup:
        """Return a page, parsed."""
        return BeautifulSoup(self.html(address), "html.parser")

    def prose(self, address: str) -> Tag:
        """Return the text of an article as its author wrote it, without what the site puts around it."""
        found = self.page(address).select_one("main .prose")
        assert found is not None, f"{address} has no text"
        return found


class TinySite:
    """A folder with a clinic's files; `files` maps paths below it to their content, None leaves one out."""

    def __init__(
        self,
        folder: Path,
        files: Mapping[str, str | bytes | None] | None = None,
        *,
        today: datetime.date = TODAY,
        base_url: str | None = None,
    ) -> None:
        self.folder = folder
        self.output = folder / "_site"
        self.sources = Sources(
            content=folder / "content",
            bibliography=folder / "references.bib",
            templates=ROOT / "templates",
            today=today,
            base_url=base_url,
        )
        for name, content in {**DEFAULTS, **(files or {})}.items():
            if content is not None:
                self.write(name, content)

    def write(self, name: str, content: str | bytes) -> Path:
        """Write one file below the folder; text keeps its line ends."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    def build(self, output: str = "_site", **options: Any) -> Outcome:
        """Build the site into a folder below this one; `options` are those of the pipeline."""
        place = self.folder / output
        with contextlib.chdir(self.folder):
            built = pipeline.build(self.sources, place, **options)
        return Outcome(built.diagnostics, place, published=built.published)

    def diagnose(self) -> Outcome:
        """Report what is wrong with the content alone: a tenth of the time, as no template is looked at."""
        with contextlib.chdir(self.folder):
            return Outcome(pipeline.load(self.sources).diagnostics, self.output, published=False)

    def check(self) -> Outcome:
        """Report what is wrong, and see that nothing was written."""
        before = _state(self.folder)
        with contextlib.chdir(self.folder):
            checked = pipeline.check(self.sources, self.output)
        assert _state(self.folder) == before, "check has written something"
        return Outcome(checked.diagnostics, self.output, published=False)


def _state(folder: Path) -> dict[str, tuple[int, int]]:
    found = {}
    for path in sorted(folder.rglob("*")):
        status = path.stat()
        found[path.as_posix()] = (0, 0) if path.is_dir() else (status.st_mtime_ns, status.st_size)
    return found


def place_of(text: str, needle: str, *, after: str = "") -> tuple[int, int]:
    """Return line and column, from 1, of the only place (or the first one behind `after`) of a text in a file."""
    start = text.index(after) + len(after) if after else 0
    offset = text.index(needle, start)
    assert after or text.count(needle) == 1, f"{needle!r} stands more than once"
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
