"""The review board as the preview shows it: a page, its style and script, and the calendar file."""

import datetime
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import msgspec

from plainleaf.exports.due_calendar import due_calendar
from plainleaf.loading import Checked
from plainleaf.model.diagnostics import Diagnostic
from plainleaf.model.project import ConvertedDocument
from plainleaf.output.assets import Assets, staff_assets
from plainleaf.output.templates import make_environment, render
from plainleaf.pages.language_site import direction_of
from plainleaf.review.urgency import Lane
from plainleaf.site.review_board import BoardRow, DeskFacts, DueMonth, due_months, plan_board
from plainleaf.site.security import content_security_policy

ADDRESS = "/_board/"
_STYLE = f"{ADDRESS}board.css"
_SCRIPT = f"{ADDRESS}board.js"
_CALENDAR = f"{ADDRESS}reviews-due.ics"
_LAYOUT = "review-board.html"


class LaneView(msgspec.Struct, frozen=True):
    """The articles of one lane."""

    name: Lane
    rows: tuple[BoardRow, ...]


class ReviewBoardPage(msgspec.Struct, frozen=True):
    """The value of layouts/review-board.html; `elsewhere` has what is wrong outside of the articles."""

    name: str
    lang: str
    direction: str
    today: datetime.date
    content_security_policy: str
    style: str
    script: str
    calendar: str
    lanes: tuple[LaneView, ...]
    months: tuple[DueMonth, ...]
    elsewhere: tuple[Diagnostic, ...]


class BoardFile(NamedTuple):
    """What stands at an address of the board."""

    media_type: str
    content: bytes


class Board(NamedTuple):
    """The board of a checked project; `url` puts before an address of the site the path under which it is shown."""

    checked: Checked
    facts: Callable[[ConvertedDocument], DeskFacts]
    templates: Path
    assets: Assets
    url: Callable[[str], str]

    def file(self, address: str) -> BoardFile | None:
        """Return what stands at an address, or None. Raises TemplateFault."""
        if address == ADDRESS:
            return BoardFile("text/html; charset=utf-8", self._page().encode())
        if address == _STYLE:
            return BoardFile("text/css; charset=utf-8", staff_assets(self.templates, _LAYOUT)[0])
        if address == _SCRIPT:
            return BoardFile("text/javascript; charset=utf-8", staff_assets(self.templates, _LAYOUT)[1])
        if address == _CALENDAR:
            calendar = due_calendar(self._rows(lambda _: DeskFacts()), self.checked.project)
            return BoardFile("text/calendar; charset=utf-8", calendar.encode())
        return None

    def _rows(self, facts: Callable[[ConvertedDocument], DeskFacts]) -> tuple[BoardRow, ...]:
        return plan_board(self.checked.documents, self.checked.project, facts)

    def _page(self) -> str:
        project = self.checked.project
        settings = project.settings
        rows = self._rows(self.facts)
        files = {document.source.path for document in self.checked.documents if document.status is not None}
        page = ReviewBoardPage(
            name=settings.name,
            lang=settings.language,
            direction=direction_of(settings.language),
            today=project.today,
            content_security_policy=content_security_policy(),
            style=_STYLE,
            script=_SCRIPT,
            calendar=_CALENDAR,
            lanes=tuple(LaneView(lane, tuple(found)) for lane, found in groupby(rows, lambda row: row.lane)),
            months=due_months(rows, project.today),
            elsewhere=tuple(found for found in self.checked.diagnostics if found.path not in files),
        )
        environment = make_environment(
            self.templates,
            settings.language,
            self.url,
            lambda name: self.url(self.assets.address(name)),
        )
        return render(environment, f"layouts/{_LAYOUT}", {"page": page})
