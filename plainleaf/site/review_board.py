"""The review board: every article with where it stands, what is open in it, and what is to be done next."""

import datetime
from collections.abc import Callable, Iterable, Sequence

import msgspec

from plainleaf.model.articles import Waiver
from plainleaf.model.changes import PartChange
from plainleaf.model.diagnostics import Diagnostic, Severity
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.model.review_log import ReviewStep, ShownStatus
from plainleaf.review.steps import reviewer_of
from plainleaf.review.urgency import Lane, due_date, lane, urgency
from plainleaf.site.addresses import document_address


class DeskFacts(msgspec.Struct, frozen=True):
    """What was worked out of an article's text: how much there is, how hard it reads, what is open.

    `changes` are those since the newest approval, given on the day `compared` by `compared_by`; `unkept` says that
    there are some, and that the text which was approved is not kept.
    """

    words: int = 0
    grade: str = ""  # as printed: "SMOG 7.4"; empty where the text is too short to say
    findings: tuple[Diagnostic, ...] = ()
    changes: tuple[PartChange, ...] = ()
    compared: datetime.date | None = None
    compared_by: str = ""
    unkept: bool = False


class BoardRow(msgspec.Struct, frozen=True):
    """One article on the board."""

    title: str
    path: str
    lang: str
    address: str
    status: ShownStatus
    lane: Lane
    owners: tuple[str, ...]
    reviewer: str
    reviewer_id: str
    last: ReviewStep | None
    last_by: str
    due: datetime.date | None
    days: int | None  # until it is due; negative where it was
    waivers: tuple[Waiver, ...]
    facts: DeskFacts
    scheduled: datetime.date | None = None  # a log, and a day of publication that is still to come

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that keep the site from being published."""
        return tuple(found for found in self.facts.findings if found.severity is Severity.ERROR)

    @property
    def advice(self) -> tuple[Diagnostic, ...]:
        """The other findings."""
        return tuple(found for found in self.facts.findings if found.severity is not Severity.ERROR)


class DueMonth(msgspec.Struct, frozen=True):
    """A month of the calendar with what is due in it, by day."""

    first: datetime.date
    rows: tuple[BoardRow, ...]


def plan_board(
    documents: Iterable[ConvertedDocument],
    project: Project,
    facts: Callable[[ConvertedDocument], DeskFacts],
) -> tuple[BoardRow, ...]:
    """Return a row for every article, what needs action first."""
    articles = [document for document in documents if document.status is not None]
    return tuple(_row(document, project, facts(document)) for document in sorted(articles, key=_key(project)))


def _key(project: Project) -> Callable[[ConvertedDocument], tuple[object, ...]]:
    def key(document: ConvertedDocument) -> tuple[object, ...]:
        assert document.status is not None
        front = document.source.front
        return (*urgency(document.status, front.review, project.today), front.title.casefold(), front.slug)

    return key


def _row(document: ConvertedDocument, project: Project, facts: DeskFacts) -> BoardRow:
    assert document.status is not None
    front = document.source.front
    reviewer = reviewer_of(front.review)
    last = front.review[-1] if front.review else None
    due = due_date(front.review)

    def name(id_: str) -> str:
        return project.people[id_].name if id_ in project.people else id_

    return BoardRow(
        title=front.title,
        path=document.source.path,
        lang=front.lang,
        address=document_address(document.source, project.settings),
        status=document.status,
        lane=lane(document.status, front.review, project.today),
        owners=tuple(name(author) for author in dict.fromkeys(front.authors)),
        reviewer=name(reviewer.by) if reviewer else "",
        reviewer_id=reviewer.by if reviewer else "",
        last=last,
        last_by=name(last.by) if last else "",
        due=due,
        days=(due - project.today).days if due else None,
        waivers=front.waive,
        facts=facts,
        scheduled=front.date if last and front.date > project.today else None,
    )


def due_months(rows: Sequence[BoardRow], today: datetime.date, months: int = 12) -> tuple[DueMonth, ...]:
    """Return the calendar: this month and those that follow, with what is due in each.

    What is overdue stands in the first one; what is due later than the last one is left out.
    """
    found: dict[datetime.date, list[BoardRow]] = {}
    for number in range(months):
        year, month = divmod(today.month - 1 + number, 12)
        if today.year + year <= datetime.MAXYEAR:
            found[datetime.date(today.year + year, month + 1, 1)] = []
    first = today.replace(day=1)
    for row in rows:
        if row.due:
            month_of = max(row.due.replace(day=1), first)
            if month_of in found:
                found[month_of].append(row)
    return tuple(
        DueMonth(month, tuple(sorted(due, key=lambda row: (row.due or today, row.title.casefold()))))
        for month, due in found.items()
    )
