"""The commands `audit` and `verify`: a built site looked at again, and a published one compared."""

from pathlib import Path

import click

from plainleaf.cli import reports
from plainleaf.cli.options import project_root, source_options
from plainleaf.cli.terminal import progress_bar, tell
from plainleaf.loading import load
from plainleaf.model.diagnostics import has_errors
from plainleaf.output.publish import MARKER
from plainleaf.published.audit import audit_site
from plainleaf.published.places import Folder, Host, Place, may_ask
from plainleaf.published.verify import UnreadableFault, Verified, read_integrity, verify_site
from plainleaf.read.sources import Sources

_FORM = click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)


@click.command(epilog="Example: python build.py audit _site --format json")
@click.argument("site", type=click.Path(path_type=Path), metavar="[DIR]", required=False)
@_FORM
@source_options
@click.pass_context
def audit(context: click.Context, /, sources: Sources, site: Path | None, form: str) -> int:  # noqa: ARG001
    """Look at a built site (default: _site/) again: links, anchors, digests, drafts, approvals.

    It reads the site alone, none of the files that it was made from.
    """
    site = site or project_root(context.obj) / "_site"
    if not (site / MARKER).is_file():
        raise click.UsageError(f"{site} is no site that Plainleaf has built")
    with progress_bar() as progress:
        diagnostics = audit_site(site, progress)
    tell(diagnostics, form)
    if form == "text":
        click.echo(reports.counted(diagnostics), err=True)
    return 1 if has_errors(diagnostics) else 0


@click.command(epilog="Example: python build.py verify https://clinic.example/leaflets/")
@click.argument("place", metavar="[DIR|URL]", required=False)
@click.option("--against", type=click.Path(path_type=Path), metavar="DIR", help="A site that you trust.")
@click.option("--no-logs", is_flag=True, help="Compare bytes alone, without the articles' review logs.")
@_FORM
@source_options
@click.pass_context
def verify(
    context: click.Context,
    /,
    sources: Sources,
    place: str | None,
    against: Path | None,
    no_logs: bool,
    form: str,
) -> int:
    """Tell whether what is published at an address, or in a folder, is what was approved.

    Every file is compared with the place's integrity.json (or, with --against, with that of a site of yours), and
    every approval with the review logs in the content folder.
    """
    where = _place(place or str(project_root(context.obj) / "_site"))
    try:
        expected = read_integrity(where if against is None else _place(str(against)))
    except UnreadableFault as fault:
        raise click.UsageError(str(fault)) from fault
    documents = None if no_logs else load(sources).documents
    with progress_bar() as progress:
        verified = verify_site(where, expected, documents, progress)
    tell(verified.diagnostics, form)
    if form == "text":
        click.echo(_summary(verified), err=bool(verified.diagnostics))
    return 1 if has_errors(verified.diagnostics) else 0


def _place(word: str) -> Place:
    if may_ask(word):
        return Host(word)
    if "://" in word:
        raise click.UsageError(f"'{word}' is no address of the web; write https://clinic.example/")
    if not Path(word).is_dir():
        raise click.UsageError(f"there is no folder {word}")
    return Folder(Path(word))


def _summary(verified: Verified) -> str:
    counted = f"{verified.pages} pages and {verified.files} other files, {verified.approved} pages approved"
    verdict = reports.counted(verified.diagnostics) if verified.diagnostics else "all as published"
    return f"{counted}: {verdict}"
