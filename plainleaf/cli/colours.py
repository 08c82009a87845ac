"""Draws for a terminal: the only door to rich, loaded only where `plainleaf.cli.terminal` sees one."""

import time
from collections.abc import Callable, Sequence
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

from plainleaf.cli import reports
from plainleaf.model.diagnostics import Diagnostic

# Colours of the terminal's own palette: they follow whatever theme the reader has chosen.
_SEVERITIES = {"error": "bold red", "warning": "bold yellow"}
_STATUSES = {
    "approved": "green",
    "changed": "bold red",
    "overdue": "bold red",
    "changes-requested": "yellow",
    "submitted": "yellow",
    "under-review": "cyan",
    "draft": "dim",
    "retired": "dim",
}
_PATIENCE = 0.5  # seconds of work before a bar is worth looking at


def draw_diagnostics(stream: TextIO, diagnostics: Sequence[Diagnostic]) -> None:
    """Print the lines of the plain report in colours, each character as it is there."""
    console = _console(stream)
    for diagnostic in diagnostics:
        for line in reports.as_text([diagnostic]).split("\n"):
            # Never wrapped: whoever clicks on a place in a terminal, or copies it, has it whole.
            console.print(_coloured(line, diagnostic), soft_wrap=True)


def _coloured(line: str, diagnostic: Diagnostic) -> Text:
    text = Text(line)
    at = line.find(f": {diagnostic.severity}: ")
    code = line.rfind(f" [{diagnostic.code}]")
    if code < 0 or at < 0:  # the hint
        text.stylize("dim")
        return text
    text.stylize("bold", 0, at)
    text.stylize(_SEVERITIES[diagnostic.severity], at + 2, at + 2 + len(diagnostic.severity))
    text.stylize("dim", code)
    return text


def draw_table(stream: TextIO, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print the lines of a table with each status in its colour; a long last cell ends where the window does.

    The cells before it are never cut: a path is there to be copied.
    """
    console = _console(stream)
    head, *lines = reports.table_lines([heads, *rows])
    console.print(Text(head, style="bold"), soft_wrap=True)
    for row, line in zip(rows, lines, strict=True):
        text = Text(line)
        text.stylize(_STATUSES.get(row[0], ""), 0, len(row[0]))
        if len(line) - len(row[-1]) < console.width:
            text.truncate(console.width, overflow="ellipsis")
        console.print(text, soft_wrap=True)


class Bar:
    """A bar that begins late and is gone at the end: what a command prints stands where it always does."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._progress = Progress(*columns, console=_console(stream), transient=True)
        self._task = self._progress.add_task("", total=None)
        self._clock = clock
        self._begin = clock()
        self._shown = False

    def show(self, what: str, done: int, total: int) -> None:
        """Say that so many of all parts of some work are done; a total of 0 is one that nobody knows."""
        if not self._shown and self._clock() - self._begin < _PATIENCE:
            return
        self._progress.update(self._task, description=what, completed=done, total=total or None)
        if not self._shown:
            self._progress.start()
            self._shown = True

    def close(self) -> None:
        """Take the bar away."""
        if self._shown:
            self._progress.stop()


def _console(stream: TextIO) -> Console:
    return Console(file=stream, highlight=False, markup=False, emoji=False)
