"""What a review packet shows of an article, its review and its people: values, nothing is rendered here."""

import json
from collections.abc import Callable

from plainleaf.model.packet_parts import PacketStep
from plainleaf.model.page_parts import PersonView
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.model.settings import Person
from plainleaf.pages.views import person_view


def packet_history(
    document: ConvertedDocument, project: Project, person: Callable[[Person], PersonView] = person_view
) -> tuple[PacketStep, ...]:
    """Return every step of the review with its note, the newest first."""
    return tuple(
        PacketStep(
            step.status.value,
            step.date,
            person(project.people[step.by]) if step.by in project.people else None,
            step.note,
        )
        for step in reversed(document.source.front.review)
    )


def eligible_reviewers(document: ConvertedDocument, project: Project) -> tuple[PersonView, ...]:
    """Return the members of the board who may approve an article: those who did not write it."""
    authors = document.source.front.authors
    return tuple(
        person_view(person)
        for person in sorted(project.people.values(), key=lambda person: person.name.casefold())
        if person.board and person.id not in authors
    )


def answer_values(document: ConvertedDocument, format_: str, version: int) -> str:
    """Return the part of an answer that is known beforehand: the text that it is given for."""
    values = {
        "format": format_,
        "version": version,
        "path": document.source.content_path,
        "slug": document.slug,
        "digest": document.digest,
    }
    return json.dumps(values, ensure_ascii=False)
