"""The commands `build` and `check`.

What builds is loaded when it is known that there is something to build: a second of an author's time.
"""

import datetime
from pathlib import Path

import click

from plainleaf.cli import reports
from plainleaf.cli.options import project_root, source_options
from plainleaf.cli.terminal import progress_bar, tell
from plainleaf.last_build import Asked, Told, look_at_inputs, remember, unchanged
from plainleaf.model.diagnostics import Diagnostic, Position, has_errors
from plainleaf.model.review_log import ShownStatus
from plainleaf.read.sources import Sources
from plainleaf.workers import available_cores, collect_seldom

_LONGEST_WAIT = 60  # seconds for another build of the same output to end; one of 5,000 pages takes about 40


@click.command(epilog="Example: python build.py build --strict --base-url https://clinic.example/leaflets/")
@click.option("--output", type=click.Path(path_type=Path), metavar="DIR", help="Default: _site/")
@click.option("--drafts", is_flag=True, help="Show drafts, too, with a watermark.")
@click.option("--strict", is_flag=True, help="Publish nothing while there is a warning.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    help="At most N processes. Default: one for each core.",
)
@click.option("--clean", is_flag=True, help="Use nothing from the build before.")
@click.option("--compress", is_flag=True, help="Put a .gz copy beside each file of text, for servers.")
@click.option("--no-search", is_flag=True, help="Make no search index.")
@click.option("--base-url", metavar="URL", help="The site's address, in place of that in site.yaml.")
@source_options
@click.pass_context
def build(
    context: click.Context,
    /,
    sources: Sources,
    output: Path | None,
    drafts: bool,
    strict: bool,
    jobs: int | None,
    clean: bool,
    compress: bool,
    no_search: bool,
    base_url: str | None,
) -> int:
    """Check everything, and publish the site in one step.

    With an error nothing is published, and the last good site stays as it was.
    """
    output = output or project_root(context.obj) / "_site"
    _check_place(output, sources)
    sources = sources._replace(base_url=_base_url(base_url))
    asked = Asked(sources, output, drafts=drafts, strict=strict, search=not no_search, compress=compress)
    told = None if clean else unchanged(asked)
    if told is None:
        return _build(asked, clean=clean, jobs=jobs or available_cores())
    tell(told.diagnostics)
    click.echo(_summary(told, 0, output))
    return 0


def _check_place(output: Path, sources: Sources) -> None:
    from plainleaf.output.publish import PublishFault, check_place  # noqa: PLC0415

    try:
        check_place(output, (sources.content, sources.templates, sources.bibliography))
    except PublishFault as fault:
        raise click.UsageError(str(fault)) from fault


def _build(asked: Asked, *, clean: bool, jobs: int) -> int:
    from plainleaf import pipeline  # noqa: PLC0415
    from plainleaf.output.turns import BusyFault, turn  # noqa: PLC0415

    collect_seldom()
    unrecorded = ""
    try:
        # The files are read inside, too: of two builds the one that began last has the newest texts, and ends last.
        with turn(asked.output, wait=_LONGEST_WAIT, notice=_tell_waiting), progress_bar() as progress:
            inputs = look_at_inputs(asked)
            built = pipeline.build(
                asked.sources,
                asked.output,
                drafts=asked.drafts,
                strict=asked.strict,
                search=asked.search,
                clean=clean,
                compress=asked.compress,
                jobs=jobs,
                progress=progress,
            )
            if built.published and not asked.drafts:  # a preview for the clinic is nothing that patients see
                unrecorded = _record(asked.sources, asked.output)
    except BusyFault as fault:
        raise click.UsageError(f"{fault}; try again when it has ended") from fault
    tell(built.diagnostics)
    if built.unsearched:
        click.echo(f"warning: no search index, the search page is a list: {built.unsearched}", err=True)
    if not built.published:
        reason = "no search index" if built.unsearched else reports.counted(built.diagnostics)
        click.echo(f"{reason}: nothing was published", err=True)
        return 1
    if unrecorded:
        click.echo(f"warning: published, but not recorded in the history: {unrecorded}", err=True)
    statuses = [str(document.status) for document in built.documents if document.status is not None]
    told = Told(built.diagnostics, statuses, built.files)
    if not built.unsearched and not unrecorded:
        remember(asked, inputs, told)
    click.echo(_summary(told, built.changed, asked.output))
    return 1 if asked.strict and unrecorded else 0


def _record(sources: Sources, output: Path) -> str:
    """Add what is new to the history of publications, before anybody else can publish; return why it can't be."""
    from plainleaf.model.integrity import INTEGRITY, parse_integrity  # noqa: PLC0415
    from plainleaf.published.publications import record_publication  # noqa: PLC0415
    from plainleaf.read.project_files import shown_path  # noqa: PLC0415

    path = sources.history
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    try:
        record_publication(path, parse_integrity((output / INTEGRITY).read_bytes()), sources.today, now)
    except OSError as fault:
        return f"{shown_path(path)}: {fault.strerror}"
    return ""


def _tell_waiting(busy: str) -> None:
    click.echo(f"{busy}: waiting for it to end", err=True)


def _base_url(written: str | None) -> str | None:
    if written is None:
        return None
    from plainleaf.read.settings import base_url_of  # noqa: PLC0415

    faults: list[Diagnostic] = []
    url = base_url_of(written, Position("--base-url"), faults)
    if faults:
        raise click.BadParameter(f"{faults[0].message}; {faults[0].hint}", param_hint="--base-url")
    return url


def _summary(told: Told, changed: int, output: Path) -> str:
    counts = [f"{told.statuses.count(status)} {status}" for status in ShownStatus if status in told.statuses]
    articles = len(told.statuses)
    lines = [
        f"{articles} article{'' if articles == 1 else 's'}: {', '.join(counts) or 'none yet'}",
        f"{told.files} files, {changed} of them new or changed",
    ]
    if told.diagnostics:
        lines.append(reports.counted(told.diagnostics))
    return "\n".join([*lines, f"published to {output}{'' if str(output).endswith('/') else '/'}"])


@click.command(epilog="Example: python build.py check --format json")
@click.option("--strict", is_flag=True, help="End with status 1 on a warning, too.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)
@source_options
@click.pass_context
def check(context: click.Context, /, sources: Sources, strict: bool, form: str) -> int:
    """Report everything that is wrong, and write nothing."""
    from plainleaf import pipeline  # noqa: PLC0415

    collect_seldom()
    built = project_root(context.obj) / "_site"
    with progress_bar() as progress:
        diagnostics = pipeline.check(sources, built, jobs=available_cores(), progress=progress).diagnostics
    tell(diagnostics, form)
    if form == "text":
        click.echo(reports.counted(diagnostics), err=True)
    return 1 if has_errors(diagnostics) or (strict and diagnostics) else 0
