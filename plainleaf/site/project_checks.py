"""Checks that need the whole set of files: what refers to what."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import chain

from plainleaf.model.articles import SourceDocument
from plainleaf.model.diagnostics import Diagnostic, Position, error, warning
from plainleaf.model.memory import Memory
from plainleaf.model.nearest import did_you_mean
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.model.review_log import ShownStatus
from plainleaf.review.steps import approval, check_log
from plainleaf.site.addresses import SLUG, photo_path, slug_fault
from plainleaf.site.citing import cited_in
from plainleaf.site.document_groups import DocumentGroup
from plainleaf.site.translations import check_outdated, check_translations, places_of_originals


def check_project(
    groups: Sequence[DocumentGroup], project: Project, memory: Memory, *, view: str = ""
) -> Iterator[Diagnostic]:
    """Yield every fault that lies between files rather than in one.

    What is as it was before comes from the memory of that `view` of the site.
    """
    outlines = tuple(group.outlines for group in groups)
    yield from memory.recall(("slugs", view), outlines, lambda: tuple(check_slugs(project)))
    yield from check_photos(project)
    yield from memory.recall(("translations", view), outlines, lambda: tuple(check_translations(project)))
    yield from _outdated(groups, project, memory, view)
    if project.bibliography.faults:
        cited = [
            memory.recall(("cited", view, group.name), (group.documents,), partial(cited_in, group.documents))
            for group in groups
        ]
        yield from check_bibliography(frozenset().union(*cited), project)


def _outdated(
    groups: Sequence[DocumentGroup], project: Project, memory: Memory, view: str
) -> tuple[Diagnostic, ...]:
    """Return the translations whose original has changed: of the texts, it depends on those of the originals."""
    outlines = tuple(group.outlines for group in groups)
    documents = [document for group in groups for document in group.documents]
    originals = memory.recall(
        ("originals", view), (*outlines, project.settings), lambda: places_of_originals(documents, project)
    )
    digests = (documents[place].digest for place in originals)
    return memory.recall(
        ("outdated", view),
        (*outlines, project.settings, *digests),
        lambda: tuple(check_outdated(documents, project)),
    )


def check_document(document: ConvertedDocument, project: Project) -> Iterator[Diagnostic]:
    """Yield what one document says that people.yaml, the bibliography or its review log contradict.

    It depends on nothing else of the project but its settings and today, so that a preview may keep the answer.
    """
    source = document.source
    yield from check_people(source, project)
    yield from check_citations(document, project)
    yield from check_log(source.front.review, source.front.authors, project.people, project.today)
    yield from check_approval(document, project)


def check_slugs(project: Project) -> Iterator[Diagnostic]:
    """Slugs and topics can be addresses, and no two documents have the same one."""
    languages = frozenset(document.front.lang for document in project.documents)
    first: dict[tuple[str, str], SourceDocument] = {}
    for document in project.documents:
        front = document.front
        fault = slug_fault(front.slug, languages)
        if fault:
            yield error("slug-unsafe", document.place("slug"), *fault)
        # Addresses that differ by case alone are one on many machines.
        name = (front.lang.lower(), front.slug.lower())
        if name in first:
            message = f"the slug '{front.slug}' is taken by {first[name].path}"
            yield error(
                "slug-duplicate", document.place("slug"), message, "give one of the two another  slug:"
            )
        first.setdefault(name, document)
        for number, topic in enumerate(front.topics):
            if not SLUG.match(topic):
                hint = "use small letters a to z, digits and hyphens; its title stands in site.yaml"
                yield error("slug-unsafe", document.place(f"topics.{number}"), f"'{topic}' is no topic", hint)


def check_photos(project: Project) -> Iterator[Diagnostic]:
    """Every photo of a person is among the pictures."""
    for person in project.people.values():
        if person.photo and person.photo_at and photo_path(person.photo, project.images) is None:
            message = f"there is no picture '{person.photo}'"
            hint = did_you_mean(person.photo, project.images) or "put it into content/images/"
            yield error("image-missing", person.photo_at, message, hint)


def check_people(document: SourceDocument, project: Project) -> Iterator[Diagnostic]:
    """Every author is in people.yaml."""
    for number, author in enumerate(document.front.authors):
        if author not in project.people:
            hint = did_you_mean(author, project.people) or f"add '{author}' to people.yaml"
            at = document.place(f"authors.{number}")
            yield error("person-unknown", at, f"'{author}' is not in people.yaml", hint)


def check_citations(document: ConvertedDocument, project: Project) -> Iterator[Diagnostic]:
    """Every key that is cited or listed is in the bibliography.

    A key of the list `references` is reported there, not once more at each marker that points to it.
    """
    known = project.bibliography.references
    broken = {fault.key for fault in project.bibliography.faults}
    cited = chain(document.source.front.references, document.index.keys)
    if all(key in known or key in broken for key in cited):
        return
    listed = {}
    for number, key in enumerate(document.source.front.references):
        listed[key] = document.source.place(f"references.{number}")
    in_text = [(use.text, use.at) for use in document.uses.keys if use.text not in listed]
    for key, at in [*listed.items(), *in_text]:
        # A broken entry is reported in the bibliography; its key is known all the same.
        if key not in known and key not in broken:
            hint = did_you_mean(key, known) or f"add the work to {project.bibliography.path}"
            yield error("citation-unknown", at, f"unknown citation key '{key}'", hint)


def check_bibliography(cited: AbstractSet[str], project: Project) -> Iterator[Diagnostic]:
    """Faults of the bibliography: errors where the entry is among those that are cited, else warnings."""
    for fault in project.bibliography.faults:
        tell = error if fault.severe and fault.key in cited else warning
        at = Position(project.bibliography.path, fault.line, fault.column)
        yield tell(fault.code, at, fault.message, fault.hint)


def check_approval(document: ConvertedDocument, project: Project) -> Iterator[Diagnostic]:
    """What a clinic must notice about an approval (all warnings: the page itself says so to readers)."""
    approved = approval(document.source.front.review)
    if approved is None or document.status is ShownStatus.DRAFT:
        return
    if document.status is ShownStatus.CHANGED:
        what = (
            "has no digest, and so is tied to no text"
            if approved.digest is None
            else ("was given for another text: the article or a reference that it cites has changed since")
        )
        message = f"the approval of {approved.date} {what}"
        hint = "send it to review again: build.py review submit FILE --by ID"
        yield warning("review-changed", approved.at, message, hint)
    if document.status is ShownStatus.OVERDUE:
        message = f"the review was due on {approved.due}"
        hint = "take it under review again: build.py review start FILE --by ID"
        yield warning("review-overdue", approved.at, message, hint)
    person = project.people.get(approved.by)
    if person and person.example and project.settings.has_real_address:
        message = f"approved by the example person '{person.id}', and {project.settings.base_url} is real"
        hint = "let a real member of the board review it; with --strict it is not published"
        yield warning("person-example", approved.at, message, hint)
