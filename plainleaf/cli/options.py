"""The options that every command takes, and where the files are when none is given."""

import datetime
import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from plainleaf.read.fields import parse_date
from plainleaf.read.sources import Sources


def day(written: str) -> datetime.date:
    """Return the day that an option names. Raises click.BadParameter."""
    found = parse_date(written)
    if found is None:
        raise click.BadParameter(f"'{written}' is no day; write it as YYYY-MM-DD")
    return found


def source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --content, --bibliography, --templates and --today; the command gets them as `sources`."""

    @click.option("--content", type=click.Path(path_type=Path), metavar="DIR", help="Default: content/")
    @click.option(
        "--bibliography", type=click.Path(path_type=Path), metavar="FILE", help="Default: references.bib"
    )
    @click.option("--templates", type=click.Path(path_type=Path), metavar="DIR", help="Default: templates/")
    @click.option(
        "--today",
        type=day,
        metavar="YYYY-MM-DD",
        help="Build for this day. Default: SOURCE_DATE_EPOCH, else today.",
    )
    @click.pass_context
    @functools.wraps(command)
    def with_sources(
        context: click.Context,
        /,
        content: Path | None,
        bibliography: Path | None,
        templates: Path | None,
        today: datetime.date | None,
        **rest: Any,
    ) -> Any:
        sources = find_sources(context.obj, content, bibliography, templates, today)
        return context.invoke(command, sources=sources, **rest)

    return with_sources


def project_root(installed: Path) -> Path:
    """Return the folder to which all paths are relative: here if there is content, else that of build.py."""
    here = Path.cwd()
    return here if (here / "content").is_dir() else installed


def find_sources(
    installed: Path,
    content: Path | None,
    bibliography: Path | None,
    templates: Path | None,
    today: datetime.date | None,
) -> Sources:
    """Return where the files are. Raises click.UsageError (status 2) for a place that is not there."""
    root = project_root(installed)
    own_templates = root / "templates"
    sources = Sources(
        content=content or root / "content",
        bibliography=bibliography or root / "references.bib",
        templates=templates or (own_templates if own_templates.is_dir() else installed / "templates"),
        today=today or this_day(),
    )
    for folder, option in ((sources.content, "--content"), (sources.templates, "--templates")):
        if not folder.is_dir():
            raise click.UsageError(f"there is no folder {folder} ({option})")
        if not os.access(folder, os.R_OK | os.X_OK):
            raise click.UsageError(f"the folder {folder} can't be read ({option})")
    if bibliography is not None and not bibliography.is_file():
        raise click.UsageError(f"there is no file {bibliography} (--bibliography)")
    return sources


def this_day() -> datetime.date:
    """Return today, or the day of SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.date.today()  # noqa: DTZ011 - the clinic's own day, as its clock has it
    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    except (ValueError, OverflowError, OSError) as fault:
        raise click.UsageError(f"SOURCE_DATE_EPOCH is no number of seconds: '{epoch}'") from fault
