"""The command `review list`."""

import datetime

import click

from plainleaf.cli import reports
from plainleaf.cli.options import source_options
from plainleaf.loading import Sources, load
from plainleaf.model.diagnostics import has_errors
from plainleaf.model.project import ConvertedDocument
from plainleaf.model.review_log import ShownStatus
from plainleaf.review.steps import approval, reviewer_of

# What needs somebody's action stands first.
_ORDER = (
    ShownStatus.CHANGED,
    ShownStatus.OVERDUE,
    ShownStatus.CHANGES_REQUESTED,
    ShownStatus.SUBMITTED,
    ShownStatus.UNDER_REVIEW,
    ShownStatus.DRAFT,
    ShownStatus.APPROVED,
    ShownStatus.RETIRED,
)


@click.command("list", epilog="Example: python build.py review list")
@source_options
def list_articles(sources: Sources) -> int:
    """List every article with its status, its due date and its reviewer; what needs action comes first.

    Below an article stand the findings that its reviewer is asked to accept, with the authors' reasons.
    """
    checked = load(sources)
    articles = sorted(
        (document for document in checked.documents if document.status is not None), key=_by_need
    )
    rows = [("STATUS", "DUE", "REVIEWER", "FILE", "TITLE"), *(_row(document) for document in articles)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row, waivers in zip(rows, [(), *(document.source.front.waive for document in articles)], strict=True):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        click.echo("  ".join([*cells, row[4]]).rstrip())
        for waiver in waivers:
            click.echo(f"    waived: {waiver.code} ({waiver.reason})")
    if has_errors(checked.diagnostics):
        found = reports.counted(checked.diagnostics)
        click.echo(f"{found} in these files; see them with: build.py check", err=True)
    return 0


def _row(document: ConvertedDocument) -> tuple[str, str, str, str, str]:
    front = document.source.front
    approved = approval(front.review)
    reviewer = reviewer_of(front.review)
    return (
        str(document.status),
        str(approved.due) if approved and approved.due else "-",
        reviewer.by if reviewer else "-",
        document.source.path,
        front.title,
    )


def _by_need(document: ConvertedDocument) -> tuple[int, datetime.date, str]:
    approved = approval(document.source.front.review)
    due = approved.due if approved and approved.due else datetime.date.max
    assert document.status is not None
    return _ORDER.index(document.status), due, document.source.path
