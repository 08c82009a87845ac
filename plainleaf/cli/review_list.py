"""The command `review list`."""

import click

from plainleaf.cli import reports
from plainleaf.cli.options import source_options
from plainleaf.cli.terminal import show_table
from plainleaf.loading import load
from plainleaf.model.diagnostics import has_errors
from plainleaf.read.sources import Sources
from plainleaf.site.review_board import DeskFacts, plan_board


@click.command("list", epilog="Example: python build.py review list")
@source_options
def list_articles(sources: Sources) -> int:
    """List every article with its status, its due date and its reviewer; what needs action comes first.

    Below the list stand the findings that reviewers are asked to accept, with the authors' reasons.
    """
    checked = load(sources)
    rows = plan_board(checked.documents, checked.project, lambda _: DeskFacts())
    show_table(
        ("STATUS", "DUE", "REVIEWER", "FILE", "TITLE"),
        [(str(row.status), str(row.due or "-"), row.reviewer_id or "-", row.path, row.title) for row in rows],
    )
    for row in rows:
        for waiver in row.waivers:
            click.echo(f"{row.path}: waived: {waiver.code} ({waiver.reason})")
    if has_errors(checked.diagnostics):
        found = reports.counted(checked.diagnostics)
        click.echo(f"{found} in these files; see them with: build.py check", err=True)
    return 0
