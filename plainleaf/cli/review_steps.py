"""The commands `review submit|start|request-changes|approve|retire`."""

import datetime
from collections.abc import Callable, Sequence

import click
import msgspec

from plainleaf.authoring.review_steps import Wish, take_steps
from plainleaf.cli.articles import find_article
from plainleaf.cli.completion import complete_article, complete_person
from plainleaf.cli.options import day, source_options
from plainleaf.cli.terminal import tell
from plainleaf.loading import load
from plainleaf.model.diagnostics import Diagnostic
from plainleaf.model.review_log import ReviewLog, ReviewStep, Status
from plainleaf.read.sources import Sources
from plainleaf.review.steps import ALLOWED

_NAMES = {
    Status.SUBMITTED: "submit",
    Status.UNDER_REVIEW: "start",
    Status.CHANGES_REQUESTED: "request-changes",
    Status.APPROVED: "approve",
    Status.RETIRED: "retire",
}


def _step_command(status: Status, help_text: str) -> click.Command:
    """Return the command that adds a step to a log."""

    def command(
        sources: Sources, file: str, by: str, note: str = "", due: datetime.date | None = None
    ) -> int:
        checked = load(sources)
        document = find_article(checked, sources, file)
        log = document.source.front.review
        taken = take_steps(checked, sources.content, document, [Wish(status, by, sources.today, note, due)])
        if taken.faults:
            print_refusal(taken.faults, log)
            return 1
        print_steps(document.source.path, taken.steps)
        return 0

    name = _NAMES[status]
    command.__doc__ = help_text
    wrapped: Callable[..., int] = source_options(command)
    if status is Status.APPROVED:
        wrapped = click.option("--due", type=day, metavar="YYYY-MM-DD", help="When the next review is due.")(
            wrapped
        )
    wrapped = click.option("--note", default="", metavar="TEXT", help="Kept in the log.")(wrapped)
    wrapped = click.option(
        "--by",
        required=True,
        metavar="ID",
        help="Who takes the step, by id in people.yaml.",
        shell_complete=complete_person,
    )(wrapped)
    wrapped = click.argument("file", metavar="FILE", shell_complete=complete_article)(wrapped)
    epilog = f"Example: python build.py review {name} content/articles/fmt.md --by okafor"
    return click.command(name, epilog=epilog)(wrapped)


submit = _step_command(Status.SUBMITTED, "Hand an article in for review.")
start = _step_command(Status.UNDER_REVIEW, "Take an article under review.")
request_changes = _step_command(Status.CHANGES_REQUESTED, "Send an article back to its authors.")
approve = _step_command(Status.APPROVED, "Approve exactly the text that the file holds now.")
retire = _step_command(Status.RETIRED, "Withdraw an article: its address answers with a short notice.")


def print_steps(path: str, steps: Sequence[ReviewStep]) -> None:
    """Say which steps were written."""
    for step in steps:
        until = f", due again on {step.due}" if step.due else ""
        click.echo(f"{path}: {step.status} on {step.date} by {step.by}{until}")


def print_refusal(faults: Sequence[Diagnostic], log: ReviewLog) -> None:
    """Say why no step was taken, and which commands the log allows."""
    tell([_with_commands(fault, log) for fault in faults])
    click.echo("refused: nothing was written", err=True)


def _with_commands(fault: Diagnostic, log: ReviewLog) -> Diagnostic:
    """Return the refusal of a step with the commands that would be allowed; any other fault as it is."""
    if fault.code != "review-step" or not fault.hint:
        return fault
    allowed = sorted(ALLOWED[log[-1].status if log else None])
    commands = " or ".join(f"{_NAMES[status]} ('{status}')" for status in allowed)
    return msgspec.structs.replace(fault, hint=f"the next step can be: review {commands}")
