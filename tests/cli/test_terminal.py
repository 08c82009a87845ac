"""A terminal gets colours and a bar; whatever is no terminal gets the plain text, and never loads rich."""

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from plainleaf.cli import terminal
from plainleaf.cli.colours import Bar, draw_diagnostics, draw_table
from plainleaf.cli.reports import as_text
from plainleaf.model.diagnostics import Position, error, warning
from plainleaf.model.progress import no_progress
from tests.cli.command import command
from tests.tiny_site import ROOT, article

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
FOUND = [
    error(
        "citation-unknown",
        Position("content/articles/a b.md", 3, 4),
        "unknown [key] 'x' [bold]",
        "a [hint]: error: b",
    ),
    warning("image-alt", Position("x" * 300 + ".md", 1, 1), "y\tz :smile: " + "w" * 300),
    error("bib-field", Position("a\nb: error: c.md", 1, 1), "m"),
]


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def plain(text: str) -> str:
    return _ESCAPES.sub("", text)


@pytest.fixture
def colours(monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "60")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def on_a_terminal(folder: Path, *words: str, **environment: str) -> str:
    """Run `build.py` in a terminal, and return what it shows."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), *words, "--today", "2026-01-15"],
        cwd=folder, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
        env={**{name: value for name, value in os.environ.items() if name != "NO_COLOR"}, "TERM": "xterm", **environment},
    ):  # fmt: skip
        os.close(theirs)
        shown = b""
        while True:
            try:
                read = os.read(ours, 65536)
            except OSError:  # what Linux says at the end of a terminal
                break
            if not read:
                break
            shown += read
    os.close(ours)
    return shown.decode("utf-8").replace("\r\n", "\n")


def test_a_report_in_colours_has_the_characters_of_the_plain_one(colours):
    screen = Screen()
    draw_diagnostics(screen, FOUND)
    shown = plain(screen.getvalue()).splitlines()
    expected = as_text(FOUND).expandtabs(8).splitlines()
    assert [line.split() for line in shown] == [line.split() for line in expected]
    assert "\x1b[1;31merror" in screen.getvalue()
    assert "\x1b[1;33mwarning" in screen.getvalue()


def test_a_table_cuts_only_its_last_column(colours):
    screen = Screen()
    draw_table(screen, ("STATUS", "TITLE"), [("approved", "T" * 100), ("draft", "a [b] \n c")])
    lines = plain(screen.getvalue()).splitlines()
    assert [line.split()[0] for line in lines] == ["STATUS", "approved", "draft"]
    assert lines[1].rstrip().endswith("…")
    assert "a [b] \\n c" in lines[2]
    assert "\x1b[32mapproved" in screen.getvalue()


def test_a_bar_waits_before_it_shows(colours):
    now = [0.0]
    screen = Screen()
    bar = Bar(screen, lambda: now[0])
    bar.show("Reading", 1, 3)
    assert screen.getvalue() == ""
    now[0] = 1.0
    bar.show("Reading", 2, 3)
    bar.show("Making", 2, 0)
    bar.close()
    assert "Reading" in screen.getvalue()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_who_wants_colours(colours, monkeypatch, environment, expected):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert terminal.is_colourful(Screen()) is expected
    assert not terminal.is_colourful(io.StringIO())


def test_nothing_shows_progress_where_there_is_no_terminal(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with terminal.progress_bar() as progress:
        assert progress is no_progress
        progress("Reading", 1, 2)
    assert sys.stderr.getvalue() == ""


def without_bars(text: str) -> str:
    """Leave out the bar of progress, which a slow machine shows for a while."""
    return "".join(line for line in text.splitlines(keepends=True) if "━" not in line)


def test_in_a_terminal_and_in_a_pipe_the_words_are_the_same(clinic):
    (clinic / "content/articles/b.md").write_text(article("x [@a2021] " + "y" * 300), encoding="utf-8")
    piped = command(clinic, "check")
    shown = on_a_terminal(clinic, "check")
    assert "\x1b[" in shown
    assert without_bars(plain(shown)) == piped.err
    assert without_bars(plain(on_a_terminal(clinic, "check", NO_COLOR="1"))) == piped.err
    assert on_a_terminal(clinic, "check", TERM="dumb") == piped.err


def test_the_list_in_a_terminal(clinic):
    shown = on_a_terminal(clinic, "review", "list", COLUMNS="120")
    rows = [line.split() for line in plain(shown).splitlines()]
    assert rows == [line.split() for line in command(clinic, "review", "list").out.splitlines()]
    assert "\x1b[33msubmitted" in shown


@pytest.mark.parametrize("words", [("check",), ("review", "list"), ("new", "A")], ids=" ".join)
def test_a_pipe_never_loads_what_it_does_not_use(clinic, words):
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; from plainleaf.cli.main import run;"
        " run(sys.argv[2:], Path(sys.argv[1])); sys.exit(int(any(n in sys.modules for n in ('rich', 'mammoth'))))"
    )
    found = subprocess.run(
        [sys.executable, "-c", script, str(ROOT), *words], cwd=clinic, capture_output=True, check=False
    )
    assert found.returncode == 0, found.stderr
