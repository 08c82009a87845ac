"""An article compared with the text that was approved last: one answer for terminal, packet and board."""

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from plainleaf.authoring.approved_texts import read_approved
from plainleaf.model.changes import PartChange
from plainleaf.model.diagnostics import Diagnostic
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.model.review_log import ReviewStep
from plainleaf.review.changes import content_changes
from plainleaf.review.steps import newest_approval
from plainleaf.site.states import content_of


class Comparable(StrEnum):
    """What can be said of the changes since the last approval."""

    NEVER_APPROVED = "never-approved"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NOT_KEPT = "not-kept"  # the approved text is not there, or damaged


class Comparison(NamedTuple):
    """The newest approval in the log, and what has changed since; `faults` say why a kept text is of no use."""

    state: Comparable
    approval: ReviewStep | None
    changes: tuple[PartChange, ...] = ()
    faults: tuple[Diagnostic, ...] = ()


def compare(content: Path, document: ConvertedDocument, project: Project) -> Comparison:
    """Return what has changed in an article since its newest approval, whatever steps were taken after that."""
    approved = newest_approval(document.source.front.review)
    if approved is None:
        return Comparison(Comparable.NEVER_APPROVED, None)
    if approved.digest == document.digest:
        return Comparison(Comparable.UNCHANGED, approved)
    before, faults = read_approved(content, approved.digest) if approved.digest else (None, [])
    if before is None:
        return Comparison(Comparable.NOT_KEPT, approved, faults=tuple(faults))
    return Comparison(Comparable.CHANGED, approved, content_changes(before, content_of(document, project)))
