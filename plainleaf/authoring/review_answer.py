"""A reviewer's answer from a review packet: read, checked, and entered into the log like a command.

The file is written by the form of the packet (templates/components/review-form). It proves nothing about who wrote
it: whoever imports it knows from whom it came.
"""

import datetime
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from plainleaf.authoring.review_steps import Taken, Wish, take_steps
from plainleaf.loading import Checked
from plainleaf.model.diagnostics import Diagnostic, Position, error
from plainleaf.model.nearest import did_you_mean
from plainleaf.model.project import ConvertedDocument
from plainleaf.model.review_log import ReviewStep, Status
from plainleaf.read.project_files import read_text, shown_path
from plainleaf.review.steps import steps_to

FORMAT = "plainleaf-review-answer"
VERSION = 1
_CODE = "review-answer"
_AGAIN = "save the answer anew in the packet; or copy its text, from { to }, into a file"


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of an answer file; `questions` has the packet's questions with "yes" or "no"."""

    format: str
    version: int
    path: str  # of the article below the content folder
    slug: str
    digest: str
    decision: Literal["approved", "changes-requested"]
    by: str
    date: datetime.date
    due: datetime.date | None = None
    note: str = ""
    questions: Mapping[str, Literal["yes", "no"]] = {}

    @property
    def in_log(self) -> str:
        """What is kept in the log: the note, and each question that was answered with no."""
        unmet = [f"{question} No." for question, answer in self.questions.items() if answer == "no"]
        return " ".join(" ".join([self.note, *unmet]).split())


class Imported(NamedTuple):
    """The article that an answer is about, as far as it is known, and what came of its steps."""

    document: ConvertedDocument | None
    taken: Taken


def import_answer(checked: Checked, content: Path, file: Path) -> Imported:
    """Enter an answer into the log of its article: all of its steps, or nothing. Raises OSError.

    `content` is the content folder. An answer to a text that has changed since is refused, and so is one that is
    in the log already.
    """
    answer, faults = read_answer(file)
    if answer is None:
        return Imported(None, Taken((), faults))
    at = Position(shown_path(file))
    document, faults = _article(answer, checked, at)
    if document is None:
        return Imported(None, Taken((), faults))
    faults = _check_answer(answer, document, checked.project.today, at)
    if faults:
        return Imported(document, Taken((), faults))
    log = document.source.front.review
    decision = Status(answer.decision)
    wishes = [
        Wish(status, answer.by, answer.date, answer.in_log if status is decision else "", answer.due)
        for status in steps_to(log[-1].status if log else None, decision)
    ]
    return Imported(document, take_steps(checked, content, document, wishes))


def read_answer(file: Path) -> tuple[Answer | None, list[Diagnostic]]:
    """Return the answer in a file; an e-mail's words before the first brace and behind the last don't matter."""
    at = Position(shown_path(file))
    if not file.is_file():
        return None, [error(_CODE, at, "there is no such file", "give the file that the packet has saved")]
    text, faults = read_text(file)
    return (None, faults) if faults else parse_answer(text, at.path)


def parse_answer(text: str, path: str) -> tuple[Answer | None, list[Diagnostic]]:
    """Return the answer that a text holds, and what is wrong with it."""
    start, end = text.find("{"), text.rfind("}") + 1
    if start < 0 or end <= start:
        return None, [
            error(_CODE, Position(path), "there is no answer from a review packet in this file", _AGAIN)
        ]
    try:
        values = json.loads(text[start:end], strict=False)  # an e-mail breaks long lines, in texts as well
    except json.JSONDecodeError as fault:
        place = start + fault.pos
        line_start = text.rfind("\n", 0, place) + 1
        at = Position(path, text.count("\n", 0, place) + 1, place - line_start + 1)
        return None, [error(_CODE, at, f"the answer can't be read: {fault.msg}", _AGAIN)]
    except (ValueError, RecursionError):  # a number of thousands of digits, or braces in braces
        return None, [error(_CODE, Position(path), "the answer can't be read", _AGAIN)]
    return _typed(values, Position(path))


def _typed(values: Mapping[str, Any], at: Position) -> tuple[Answer | None, list[Diagnostic]]:
    if values.get("format") != FORMAT:
        return None, [error(_CODE, at, "this file is no answer from a review packet", _AGAIN)]
    if values.get("version") != VERSION:
        message = (
            f"the answer has a form that this Plainleaf does not know (version {values.get('version')!r:.20})"
        )
        return None, [error(_CODE, at, message, "make the packet and enter its answer with one version")]
    try:
        return msgspec.convert(values, Answer), []
    except (msgspec.ValidationError, RecursionError) as fault:
        return None, [error(_CODE, at, f"a part of the answer is wrong: {fault}", _AGAIN)]


def _article(
    answer: Answer, checked: Checked, at: Position
) -> tuple[ConvertedDocument | None, list[Diagnostic]]:
    articles = {d.source.content_path: d for d in checked.documents if d.source.is_article}
    found = articles.get(answer.path)
    if found is None:
        message = f"the answer is about '{answer.path}', and there is no such article"
        hint = did_you_mean(answer.path, articles) or "if the file was moved, make a new packet"
        return None, [error(_CODE, at, message, hint)]
    if found.slug != answer.slug:
        message = f"the answer is about the page '{answer.slug}', and {answer.path} is '{found.slug}' now"
        return None, [error(_CODE, at, message, f"make a new packet: review packet {found.source.path}")]
    return found, []


def _check_answer(
    answer: Answer, document: ConvertedDocument, today: datetime.date, at: Position
) -> list[Diagnostic]:
    """Return why an answer can't be entered, apart from what holds for any step."""
    entered = next((step for step in document.source.front.review if _is_entered(answer, step)), None)
    if entered:
        message = f"this answer is in the log already: {entered.status} on {entered.date} by {entered.by}"
        return [error(_CODE, at, message, "there is nothing left to do")]
    if answer.digest != document.digest:
        file = document.source.path
        message = (
            f"{file} has changed since the packet was made, so the answer is not about its text as it is now"
        )
        hint = f"show the reviewer what changed (review diff {file}), and send a new packet: review packet {file}"
        return [error(_CODE, at, message, hint)]
    if answer.date > today:
        message = f"the answer is dated {answer.date}, after today ({today})"
        return [error("review-date", at, message, "ask the reviewer for the right date")]
    return []


def _is_entered(answer: Answer, step: ReviewStep) -> bool:
    same = step.status == answer.decision and (step.by, step.date) == (answer.by, answer.date)
    if answer.decision == Status.APPROVED.value:
        return same and step.digest == answer.digest
    return same and step.note == answer.in_log
