"""Pictures that pages use: each should be one that a browser can show."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Protocol

from plainleaf.model.diagnostics import Diagnostic, Position, error, warning
from plainleaf.model.memory import Memory
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.site.addresses import image_path, photo_path
from plainleaf.site.document_groups import DocumentGroup


class Pictures(Protocol):
    """The pictures of a site, which can tell what is wrong with one."""

    def fault(self, name: str) -> tuple[str, str, str] | None:
        """Return the code of what is wrong with a picture below `content/`, why, and what to do."""
        ...


def check_pictures(
    groups: Sequence[DocumentGroup],
    project: Project,
    pictures: Pictures,
    memory: Memory,
    *,
    view: str = "",
) -> tuple[Diagnostic, ...]:
    """Return the pictures that can't be read, each at the first place that uses it.

    A photo is published as it is then: a browser may know its format, and readers have the text that every picture
    needs (WCAG 2.2 SC 1.1.1). What is no drawing must not be served as one, as such files can hold scripts.
    What is as it was before comes from the memory of that `view` of the site.
    """
    uses = tuple(
        memory.recall(
            ("pictures", view, group.name),
            (group.documents, project.images),
            partial(_uses_of, group, project, memory, view),
        )
        for group in groups
    )
    return memory.recall(
        ("picture faults", view),
        (*uses, project.people, project.images, pictures),
        lambda: tuple(_faults([*chain.from_iterable(uses), *_photos(project)], pictures)),
    )


def _uses_of(
    group: DocumentGroup, project: Project, memory: Memory, view: str
) -> tuple[tuple[str, Position], ...]:
    """Return every picture that a text of a group shows or links to, with its place."""
    found = tuple(use for document in group.documents for use in _pictures_of(document, project))
    return memory.steady(("picture uses", view, group.name), found)


def _photos(project: Project) -> Iterator[tuple[str, Position]]:
    for person in project.people.values():
        if person.photo and person.photo_at and (name := photo_path(person.photo, project.images)):
            yield name, person.photo_at


def _faults(uses: Sequence[tuple[str, Position]], pictures: Pictures) -> Iterator[Diagnostic]:
    first: dict[str, Position] = {}
    for name, at in uses:
        first.setdefault(name, at)
    for name, at in first.items():
        if found := pictures.fault(name):
            code, reason, hint = found
            report = error if name.lower().endswith(".svg") else warning
            yield report(code, at, f"the picture '{name}' {reason}", hint)


def _pictures_of(document: ConvertedDocument, project: Project) -> tuple[tuple[str, Position], ...]:
    written = (part for edition in document.index.editions for part in (*edition.images, *edition.links))
    if not any(image_path(one, document.source, project.images) for one in written):
        return ()
    uses = (*document.uses.images, *document.uses.links)
    found = ((image_path(use.text, document.source, project.images), use.at) for use in uses)
    return tuple((name, at) for name, at in found if name)
