"""Takes steps of a review: the one way, whether somebody types a command or an answer is imported."""

import calendar
import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from plainleaf.authoring.approved_texts import keep_approved
from plainleaf.authoring.atomic_files import replace_file
from plainleaf.authoring.review_log import WriteFault, with_steps
from plainleaf.loading import Checked
from plainleaf.model.diagnostics import Diagnostic, Position, Severity, error, in_order
from plainleaf.model.memory import Memory
from plainleaf.model.project import ConvertedDocument
from plainleaf.model.review_log import ReviewStep, ShownStatus, Status
from plainleaf.review.steps import check_step, newest_approval
from plainleaf.site.address_book import address_book
from plainleaf.site.citing import cited_in
from plainleaf.site.document_groups import group_of
from plainleaf.site.evidence_checks import check_approvable
from plainleaf.site.link_checks import check_links
from plainleaf.site.parity_checks import check_parity
from plainleaf.site.project_checks import check_bibliography
from plainleaf.site.states import content_of
from plainleaf.site.translations import translations
from plainleaf.site.unfinished_checks import notes_to_author

_OF_THE_LOG = ("encoding", "front-matter-", "person-", "review-")


class Wish(NamedTuple):
    """Who wants to take which step; `due` is that of an approval, else so many months later as the settings say."""

    status: Status
    by: str
    date: datetime.date
    note: str = ""
    due: datetime.date | None = None


class Taken(NamedTuple):
    """The steps as they were written, or why none was."""

    steps: tuple[ReviewStep, ...]
    faults: list[Diagnostic]


def take_steps(checked: Checked, content: Path, document: ConvertedDocument, wishes: Sequence[Wish]) -> Taken:
    """Take steps one after another and write them into the article's log: all of them, or nothing.

    `content` is the content folder. The text that is approved is kept before the log names it; so is one whose
    approval holds and that was not kept yet. Raises OSError.
    """
    front = document.source.front
    before = front.review[-1] if front.review else None
    steps: list[ReviewStep] = []
    faults = _standing_in_the_way(checked, document, wishes)
    for wish in wishes if not faults else ():
        step = _step(checked, document, wish)
        faults += check_step(before, step, front.authors, checked.project.people)
        steps.append(step)
        before = step
    if faults:
        return Taken((), in_order(faults))
    path = content / document.source.content_path
    try:
        changed = with_steps(path, steps)
    except WriteFault as fault:
        return Taken((), [error("review-step", _place(document), str(fault))])
    approved = newest_approval((*front.review, *steps))
    if approved and approved.digest == document.digest:
        keep_approved(content, content_of(document, checked.project))
    replace_file(path, changed)
    return Taken(tuple(steps), [])


def _step(checked: Checked, document: ConvertedDocument, wish: Wish) -> ReviewStep:
    approves = wish.status is Status.APPROVED
    due = wish.due or months_later(wish.date, checked.project.settings.review_months)
    # What a translation's original is like today, so that its page can tell when that changes.
    found = translations(checked.documents, checked.project).get(document.source.path)
    return ReviewStep(
        status=wish.status,
        date=wish.date,
        by=wish.by,
        at=_place(document),
        due=due if approves else None,
        digest=document.digest if approves else None,
        note=wish.note,
        original=found.original.digest if found else None,
    )


def _place(document: ConvertedDocument) -> Position:
    log = document.source.front.review
    return document.source.place(f"review.{len(log) - 1}" if log else "review")


def _standing_in_the_way(
    checked: Checked, document: ConvertedDocument, wishes: Sequence[Wish]
) -> list[Diagnostic]:
    wanted = {wish.status for wish in wishes}
    if Status.APPROVED in wanted:
        return standing_in_the_way_of_an_approval(checked, document)
    faults = _own_errors(checked, document)
    if Status.SUBMITTED in wanted:
        return in_order([*_but_links_to_drafts(faults, checked, document), *notes_to_author(document.source)])
    return [fault for fault in faults if fault.code.startswith(_OF_THE_LOG)]


def _but_links_to_drafts(
    faults: list[Diagnostic], checked: Checked, document: ConvertedDocument
) -> list[Diagnostic]:
    """Leave out links to texts that are not handed in yet: of two new ones that lead to each other, one is first.

    Nothing is published while such a link is there: `check` and `build` tell it until the other is handed in, too.
    """
    book, hidden = address_book([group_of(checked.documents)], checked.project, Memory(), drafts=True)
    broken = {fault.sort_key for fault in check_links([document], checked.project, book, hidden)}
    return [fault for fault in faults if fault.code != "link-broken" or fault.sort_key in broken]


def standing_in_the_way_of_an_approval(checked: Checked, document: ConvertedDocument) -> list[Diagnostic]:
    """Return the errors of an article, of the settings, and of the works that it cites.

    What is handed in or approved has none at all. Whoever sends a text back or withdraws it is held up by a fault
    in its front matter alone.
    """
    faults = [
        *check_bibliography(cited_in([document]), checked.project),
        # What would be an error once the approval stands has to be mended before.
        *check_parity([msgspec.structs.replace(document, status=ShownStatus.APPROVED)]),
        *notes_to_author(document.source),
        *check_approvable(document, checked.project),
    ]
    return in_order(_own_errors(checked, document) + [f for f in faults if f.severity is Severity.ERROR])


def _own_errors(checked: Checked, document: ConvertedDocument) -> list[Diagnostic]:
    elsewhere = {other.source.path for other in checked.documents} | {checked.project.bibliography.path}
    own = elsewhere - {document.source.path}
    return [d for d in checked.diagnostics if d.path not in own and d.severity is Severity.ERROR]


def months_later(day: datetime.date, months: int) -> datetime.date:
    """Return the same day some months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = min(day.year + years, datetime.MAXYEAR)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
