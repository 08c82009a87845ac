"""The command `review diff`."""

import sys
from collections.abc import Iterator

import click

from plainleaf.authoring.comparison import Comparable, Comparison, compare
from plainleaf.cli.articles import find_article
from plainleaf.cli.completion import complete_article
from plainleaf.cli.options import source_options
from plainleaf.cli.terminal import is_colourful, printable, tell
from plainleaf.loading import load
from plainleaf.model.changes import ChangeKind, FieldChange, Part, PartChange, Run, RunKind
from plainleaf.model.settings import Person
from plainleaf.read.sources import Sources

_READERS = {"patient": "patients", "carer": "carers", "clinician": "clinicians"}
_FLAGS = {
    ("retracted", "yes"): "now retracted",
    ("retracted", ""): "no longer marked as retracted",
    ("superseded", "yes"): "now superseded by a newer edition",
    ("superseded", ""): "no longer marked as superseded",
    ("authors_incomplete", "yes"): "the list of authors is no longer complete",
    ("authors_incomplete", ""): "the list of authors is complete now",
}


@click.command("diff", epilog="Example: python build.py review diff content/articles/fmt.md")
@click.argument("file", metavar="FILE", shell_complete=complete_article)
@source_options
def diff(sources: Sources, file: str) -> int:
    """Show what has changed in an article since it was approved last: [-words that went-]{+words that came+}.

    Ends with status 1 where the approved text was not kept, so that nothing can be compared.
    """
    checked = load(sources)
    document = find_article(checked, sources, file)
    found = compare(sources.content, document, checked.project)
    click.echo(f"{document.source.path}: {_standing(found, checked.project.people)}")
    if found.state is Comparable.NOT_KEPT:
        tell(found.faults)
        click.echo(
            "    hint: the text is kept from its next approval on; read all of it this time: review packet "
            f"{document.source.path}",
            err=True,
        )
        return 1
    for line in _lines(found.changes):
        click.echo(line)
    return 0


def _standing(found: Comparison, people: dict[str, Person]) -> str:
    if found.approval is None:
        return "never approved, so all of it is new to a reviewer"
    person = people.get(found.approval.by)
    approval = f"the approval of {found.approval.date} by {person.name if person else found.approval.by}"
    if found.state is Comparable.UNCHANGED:
        return f"nothing has changed since {approval}"
    if found.state is Comparable.NOT_KEPT:
        return f"it has changed since {approval}, but the text of that day was not kept"
    return f"changed since {approval}"


def _lines(changes: tuple[PartChange, ...]) -> Iterator[str]:
    heading = ""
    for change in changes:
        if _heading(change) != heading:
            heading = _heading(change)
            yield f"\n{click.style(heading, bold=True) if is_colourful(sys.stdout) else heading}"
        if change.part in (Part.REFERENCE, Part.PICTURE):
            yield f"  {_work(change)}"
        for number, passage in enumerate(change.passages):
            if number:
                yield "  …"
            yield "  " + _passage(passage).replace("\n", "\n  ")


def _heading(change: PartChange) -> str:
    if change.part is Part.REFERENCE:
        return "References"
    if change.part is Part.PICTURE:
        return "Pictures"
    if change.part is Part.REASON:
        return "Why a retracted work is cited"
    if change.part is not Part.TEXT:
        return change.part.value.capitalize()
    *others, last = (_READERS[audience] for audience in change.audiences)
    readers = f"{', '.join(others)} and {last}" if others else last
    if change.kind is ChangeKind.ADDED:
        return f"New edition for {readers}, compared with what they read before"
    if change.kind is ChangeKind.REMOVED:
        return f"No edition for {readers} any more, compared with what they read now"
    return f"Text for {readers}"


def _work(change: PartChange) -> str:
    words = f"{change.name} ({change.title})" if change.title else change.name
    if change.kind is ChangeKind.ADDED:
        return _styled(RunKind.ADDED, words)
    if change.kind is ChangeKind.REMOVED:
        return _styled(RunKind.REMOVED, words)
    fields = "; ".join(_field(field) for field in change.fields)
    return printable(f"{words}: {fields or 'changed'}")


def _field(field: FieldChange) -> str:
    flag = _FLAGS.get((field.name, field.after))
    if flag:
        return flag
    name = field.name.replace("_", " ")
    if not field.before:
        return f"{name} added: {field.after}"
    return f"{name} {field.before} → {field.after}" if field.after else f"{name} removed: {field.before}"


def _passage(passage: tuple[Run, ...]) -> str:
    shown = "".join(_styled(run.kind, run.words) for run in passage)
    # As git writes it: the signs keep apart what came and what went.
    return shown if is_colourful(sys.stdout) else shown.replace("-] {+", "-]{+")


def _styled(kind: RunKind, words: str) -> str:
    """Return words as removed or added: the blanks before them stay outside the signs, or the strike."""
    words = printable(words)
    inside = words.lstrip()
    blanks = words[: len(words) - len(inside)]
    if kind is RunKind.EQUAL:
        return words
    if is_colourful(sys.stdout):
        if kind is RunKind.REMOVED:
            return blanks + click.style(inside, fg="red", strikethrough=True)
        return blanks + click.style(inside, fg="green", underline=True)
    return blanks + (f"[-{inside}-]" if kind is RunKind.REMOVED else f"{{+{inside}+}}")
