"""The commands `review list` and `review submit|start|request-changes|approve|retire`."""

import calendar
import datetime
from pathlib import Path

import click
import msgspec

from plainleaf.authoring.review_log import WriteFault, add_step
from plainleaf.cli import reports
from plainleaf.cli.options import day, source_options
from plainleaf.loading import Checked, Sources, load
from plainleaf.model.diagnostics import Diagnostic, Severity, error, has_errors, in_order
from plainleaf.model.nearest import did_you_mean
from plainleaf.model.project import ConvertedDocument
from plainleaf.model.review_log import ReviewStep, ShownStatus, Status
from plainleaf.review.steps import ALLOWED, approval, check_step, reviewer_of
from plainleaf.site.parity_checks import check_parity
from plainleaf.site.project_checks import check_bibliography
from plainleaf.site.translations import translations

_OF_THE_LOG = ("encoding", "front-matter-", "person-", "review-")
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


@click.group()
def review() -> None:
    """The review workflow: where each article stands, and the next step.

    Example: python build.py review approve content/articles/fmt.md --by okafor
    """


@review.command("list", epilog="Example: python build.py review list")
@source_options
def list_articles(sources: Sources) -> int:
    """List every article with its status, its due date and its reviewer; what needs action comes first."""
    checked = load(sources)
    articles = [document for document in checked.documents if document.status is not None]
    rows = [("STATUS", "DUE", "REVIEWER", "FILE", "TITLE")]
    for document in sorted(articles, key=_by_need):
        approved = approval(document.source.front.review)
        reviewer = reviewer_of(document.source.front.review)
        rows.append(
            (
                str(document.status),
                str(approved.due) if approved and approved.due else "-",
                reviewer.by if reviewer else "-",
                document.source.path,
                document.source.front.title,
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        click.echo("  ".join([*cells, row[4]]).rstrip())
    if has_errors(checked.diagnostics):
        found = reports.counted(checked.diagnostics)
        click.echo(f"{found} in these files; see them with: build.py check", err=True)
    return 0


def _by_need(document: ConvertedDocument) -> tuple[int, datetime.date, str]:
    approved = approval(document.source.front.review)
    due = approved.due if approved and approved.due else datetime.date.max
    assert document.status is not None
    return _ORDER.index(document.status), due, document.source.path


def _step_command(name: str, status: Status, help_text: str) -> None:
    """Register one of the commands that add a step to a log."""

    def command(
        sources: Sources, file: str, by: str, note: str = "", due: datetime.date | None = None
    ) -> int:
        return _take_step(sources, file, status, by, note, due)

    command.__doc__ = help_text
    wrapped = source_options(command)
    if status is Status.APPROVED:
        wrapped = click.option("--due", type=day, metavar="YYYY-MM-DD", help="When the next review is due.")(
            wrapped
        )
    wrapped = click.option("--note", default="", metavar="TEXT", help="Kept in the log.")(wrapped)
    wrapped = click.option(
        "--by", required=True, metavar="ID", help="Who takes the step, by id in people.yaml."
    )(wrapped)
    wrapped = click.argument("file", metavar="FILE")(wrapped)
    review.command(
        name, epilog=f"Example: python build.py review {name} content/articles/fmt.md --by okafor"
    )(wrapped)


_STEPS = {
    Status.SUBMITTED: ("submit", "Hand an article in for review."),
    Status.UNDER_REVIEW: ("start", "Take an article under review."),
    Status.CHANGES_REQUESTED: ("request-changes", "Send an article back to its authors."),
    Status.APPROVED: ("approve", "Approve exactly the text that the file holds now."),
    Status.RETIRED: ("retire", "Withdraw an article: its address answers with a short notice."),
}
for _status, (_name, _help) in _STEPS.items():
    _step_command(_name, _status, _help)


def _take_step(
    sources: Sources, file: str, status: Status, by: str, note: str, due: datetime.date | None
) -> int:
    checked = load(sources)
    document, path = _find(checked, sources, file)
    front = document.source.front
    before = front.review[-1] if front.review else None
    at = document.source.place(f"review.{len(front.review) - 1}" if before else "review")
    faults = _standing_in_the_way(checked, document, status)
    approves = status is Status.APPROVED
    due = due or _months_later(sources.today, checked.project.settings.review_months)
    step = ReviewStep(
        status=status,
        date=sources.today,
        by=by,
        at=at,
        due=due if approves else None,
        digest=document.digest if approves else None,
        note=note,
        original=_digest_of_original(checked, document),
    )
    if not faults:
        faults = check_step(before, step, front.authors, checked.project.people)
    if not faults:
        try:
            add_step(path, step)
        except WriteFault as fault:
            faults = [error("review-step", at, str(fault))]
    if faults:
        click.echo(reports.as_text([_with_commands(fault, before) for fault in faults]), err=True)
        click.echo("refused: nothing was written", err=True)
        return 1
    until = f", due again on {step.due}" if step.due else ""
    click.echo(f"{document.source.path}: {status} on {step.date} by {by}{until}")
    return 0


def _digest_of_original(checked: Checked, document: ConvertedDocument) -> str | None:
    """Return what a translation's original is like today, so that its page can tell when that changes."""
    found = translations(checked.documents, checked.project).get(document.source.path)
    return found.original.digest if found else None


def _with_commands(fault: Diagnostic, before: ReviewStep | None) -> Diagnostic:
    """Return the refusal of a step with the commands that would be allowed; any other fault as it is."""
    if fault.code != "review-step" or not fault.hint:
        return fault
    allowed = sorted(ALLOWED[before.status if before else None])
    commands = " or ".join(f"{_STEPS[status][0]} ('{status}')" for status in allowed)
    return msgspec.structs.replace(fault, hint=f"the next step can be: review {commands}")


def _standing_in_the_way(checked: Checked, document: ConvertedDocument, status: Status) -> list[Diagnostic]:
    """Return the errors that keep a step from being taken: of the file itself and of the settings.

    What is handed in or approved has none at all, and neither have the works that it cites. Whoever sends a
    text back or withdraws it is held up by a fault in its front matter alone.
    """
    elsewhere = {other.source.path for other in checked.documents} | {checked.project.bibliography.path}
    faults = [d for d in checked.diagnostics if d.path not in elsewhere - {document.source.path}]
    if status is Status.APPROVED:
        faults += check_bibliography([document], checked.project)
        # What would be an error once the approval stands has to be mended before.
        faults += check_parity([msgspec.structs.replace(document, status=ShownStatus.APPROVED)])
    elif status is not Status.SUBMITTED:
        faults = [d for d in faults if d.code.startswith(_OF_THE_LOG)]
    return in_order([d for d in faults if d.severity is Severity.ERROR])


def _find(checked: Checked, sources: Sources, file: str) -> tuple[ConvertedDocument, Path]:
    """Return the article that a path or a slug names. Raises click.UsageError.

    A path counts from here, from the folder that holds the content, or from the content itself.
    """
    wanted = [Path(folder, file).resolve() for folder in ("", sources.content.parent, sources.content)]
    articles = [document for document in checked.documents if document.source.is_article]
    paths = {document.source.path: sources.content / document.source.content_path for document in articles}
    found = [document for document in articles if paths[document.source.path].resolve() in wanted]
    found = found or [document for document in articles if document.slug == file]
    if len(found) == 1:
        return found[0], paths[found[0].source.path]
    if found:
        names = ", ".join(document.source.path for document in found)
        raise click.UsageError(f"'{file}' means several articles: {names}; give the file")
    if any(path.exists() for path in wanted):
        raise click.UsageError(f"{file} is no article in {sources.content / 'articles'}")
    hint = did_you_mean(file, [*paths, *(document.slug for document in articles)])
    raise click.UsageError(f"there is no article '{file}'" + (f"; {hint}" if hint else ""))


def _months_later(day: datetime.date, months: int) -> datetime.date:
    """Return the same day some months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = min(day.year + years, datetime.MAXYEAR)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
