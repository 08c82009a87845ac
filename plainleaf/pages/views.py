"""Parts of pages as values for the templates."""

from collections.abc import Callable, Mapping, Sequence

from plainleaf.bibliography.ama import doi_address, format_reference, pubmed_address
from plainleaf.markup.citation_numbers import Numbering
from plainleaf.model.alphabet import sort_key
from plainleaf.model.editions import Heading
from plainleaf.model.page_parts import (
    ArticleCard,
    BackLink,
    HistoryEntry,
    OutlineEntry,
    PersonView,
    ReferenceView,
    ReviewCard,
    ReviewStepView,
)
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.model.references import Reference
from plainleaf.model.review_log import ShownStatus, Status
from plainleaf.model.settings import Person
from plainleaf.review.shown_status import stepper
from plainleaf.review.steps import approval, reviewer_of
from plainleaf.site.addresses import document_address


def person_view(person: Person) -> PersonView:
    """Return a person as templates show one."""
    return PersonView(
        id=person.id,
        name=person.name,
        credentials=person.credentials,
        role=person.role,
        bio=person.bio,
        conflicts=person.conflicts,
        example=person.example,
        board=person.board,
    )


def article_card(document: ConvertedDocument, project: Project) -> ArticleCard:
    """Return an article as lists show one."""
    front = document.source.front
    approved = approval(front.review) if document.status is ShownStatus.APPROVED else None
    return ArticleCard(
        title=front.title,
        summary=front.summary,
        address=document_address(document.source, project.settings),
        status=str(document.status),
        updated=front.last_changed,
        due=approved.due if approved else None,
    )


def by_title(documents: Sequence[ConvertedDocument]) -> list[ConvertedDocument]:
    """Return documents in alphabetical order of their titles."""
    return sorted(documents, key=lambda document: (sort_key(document.source.front.title), document.slug))


def newest_first(documents: Sequence[ConvertedDocument]) -> list[ConvertedDocument]:
    """Return documents by the day of their last change of substance; those of one day by their slugs."""
    found = sorted(documents, key=lambda document: document.slug)
    found.sort(key=lambda document: document.source.front.last_changed, reverse=True)
    return found


def review_card(
    document: ConvertedDocument, project: Project, person: Callable[[Person], PersonView]
) -> ReviewCard:
    """Return where an article's review stands; `person` shows one in the page's language.

    The reviewer is who approved; before an approval, who has the text under review. A submission alone names
    nobody: no reviewer's name may stand on a text that they never saw.
    """
    front = document.source.front
    log = () if document.status is ShownStatus.DRAFT else front.review
    approved = approval(log)
    newest = log[-1] if log else None
    deciding = None if newest is None or newest.status is Status.SUBMITTED else reviewer_of(log)
    reviewer = project.people.get(deciding.by) if deciding else None
    authors = [project.people[author] for author in dict.fromkeys(front.authors) if author in project.people]
    stated = [f"{author.name}: {author.conflicts}" for author in authors if author.conflicts]
    return ReviewCard(
        status=str(document.status),
        steps=tuple(ReviewStepView(step.name, step.state, step.date) for step in stepper(log)),
        reviewer=person(reviewer) if reviewer else None,
        reviewed=approved.date if approved else None,
        due=approved.due if approved else None,
        published=front.date,
        updated=front.last_changed,
        authors=tuple(person(author) for author in authors),
        conflicts=front.conflicts or "; ".join(stated),
        policy=None,
    )


def history(
    document: ConvertedDocument, project: Project, person: Callable[[Person], PersonView]
) -> tuple[HistoryEntry, ...]:
    """Return every step of an article's review, the newest first; a draft has none to show."""
    if document.status is ShownStatus.DRAFT:
        return ()
    return tuple(
        HistoryEntry(
            step.status.value,
            step.date,
            person(project.people[step.by]) if step.by in project.people else None,
        )
        for step in reversed(document.source.front.review)
    )


def outline(headings: Sequence[Heading]) -> tuple[OutlineEntry, ...]:
    """Return the contents of a page: headings of level 2, with those of level 3 below them."""
    entries: list[OutlineEntry] = []
    children: list[OutlineEntry] = []

    def close() -> None:
        if entries and children:
            last = entries.pop()
            entries.append(OutlineEntry(last.level, last.id, last.text, tuple(children)))
        children.clear()

    for heading in headings:
        if heading.level == 2:
            close()
            entries.append(OutlineEntry(2, heading.id, heading.text))
        elif heading.level == 3 and entries:
            children.append(OutlineEntry(3, heading.id, heading.text))
    close()
    return tuple(entries)


def reference_view(
    reference: Reference, id_: str, number: int = 0, back_links: tuple[BackLink, ...] = ()
) -> ReferenceView:
    """Return a reference as lists show one; `number` is 0 where the list has none."""
    return ReferenceView(
        id=id_,
        key=reference.key,
        number=number,
        evidence=str(reference.evidence_type),
        segments=format_reference(reference),
        doi=doi_address(reference) or "",
        pubmed=pubmed_address(reference) or "",
        back_links=back_links,
        superseded=reference.superseded,
        retracted=reference.retracted,
        concern=reference.concern,
    )


def reference_list(
    numbering: Numbering, ids: Mapping[str, str], references: Mapping[str, Reference]
) -> tuple[ReferenceView, ...]:
    """Return a page's references in citation order, each with the ways back to its markers."""
    uses: dict[str, list[int]] = {}
    for group in numbering.groups:
        for citation in group:
            uses.setdefault(citation.key, []).append(citation.use)
    return tuple(
        reference_view(
            references[key],
            f"ref-{ids[key]}",
            number,
            tuple(BackLink(f"cite-{ids[key]}-{use}", use) for use in uses[key]),
        )
        for number, key in enumerate(numbering.keys, start=1)
        if key in references
    )
