"""What people see in a terminal: colours, tables, a bar for long work.

Where the output is no terminal, or nobody wants colours (https://no-color.org, TERM=dumb), every line is the plain
text that programs read, and rich is not even loaded.
"""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

import click

from plainleaf.cli import reports
from plainleaf.model.diagnostics import Diagnostic
from plainleaf.model.progress import Progress, no_progress

_STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def tell(diagnostics: Sequence[Diagnostic], form: str = "text") -> None:
    """Print diagnostics: `text` on standard error, each hint below; `json` and `github` on standard output."""
    if form == "json":
        click.echo(reports.as_json(diagnostics))
        return
    if not diagnostics:
        return
    if form == "github":
        click.echo(reports.as_github(diagnostics))
        return
    if is_colourful(sys.stderr):
        from plainleaf.cli import colours  # noqa: PLC0415 - loads rich

        colours.draw_diagnostics(sys.stderr, diagnostics)
    else:
        click.echo(reports.as_text(diagnostics), err=True)


def show_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table on standard output: columns as wide as they need to be, a status in its colour."""
    if is_colourful(sys.stdout):
        from plainleaf.cli import colours  # noqa: PLC0415 - loads rich

        colours.draw_table(sys.stdout, heads, rows)
        return
    for line in reports.table_lines([heads, *rows]):
        click.echo(line)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Give work a way to say how far it is; on a terminal a bar shows it, once the work has taken a while."""
    if not is_colourful(sys.stderr):
        yield no_progress
        return
    from plainleaf.cli import colours  # noqa: PLC0415 - loads rich

    bar = colours.Bar(sys.stderr)
    try:
        yield bar.show
    finally:
        bar.close()


def printable(words: str) -> str:
    """Return words without the signs that could steer a terminal; line ends stay."""
    return _STEERING.sub("\ufffd", words)


def is_colourful(stream: TextIO) -> bool:
    """Say whether a stream is a terminal that shows colours to somebody who wants them."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
