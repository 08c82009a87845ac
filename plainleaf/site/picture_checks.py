"""Pictures that pages use: each should be one that a browser can show."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from plainleaf.model.diagnostics import Diagnostic, Position, error, warning
from plainleaf.model.memory import Memory
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.site.addresses import image_path, photo_path


def check_pictures(
    documents: Sequence[ConvertedDocument],
    project: Project,
    fault: Callable[[str], tuple[str, str, str] | None],
    memory: Memory,
) -> Iterator[Diagnostic]:
    """Yield pictures that can't be read, each at the first place that uses it.

    A photo is published as it is then: a browser may know its format, and readers have the text that every picture
    needs (WCAG 2.2 SC 1.1.1). What is no drawing must not be served as one, as such files can hold scripts.

    `fault` tells for a name below `content/` the code of what is wrong with the picture, why, and what to do.
    """
    first: dict[str, Position] = {}
    for name, at in _uses(documents, project, memory):
        first.setdefault(name, at)
    for name, at in first.items():
        if found := fault(name):
            code, reason, hint = found
            report = error if name.lower().endswith(".svg") else warning
            yield report(code, at, f"the picture '{name}' {reason}", hint)


def _uses(
    documents: Sequence[ConvertedDocument], project: Project, memory: Memory
) -> Iterator[tuple[str, Position]]:
    """Yield every picture that a text shows or links to, and every photo, with its place."""
    for document in documents:
        yield from memory.recall(
            ("pictures", document.source.path),
            (document, project.images),
            partial(_pictures_of, document, project),
        )
    for person in project.people.values():
        if person.photo and person.photo_at and (name := photo_path(person.photo, project.images)):
            yield name, person.photo_at


def _pictures_of(document: ConvertedDocument, project: Project) -> tuple[tuple[str, Position], ...]:
    written = (part for edition in document.index.editions for part in (*edition.images, *edition.links))
    if not any(image_path(one, document.source, project.images) for one in written):
        return ()
    uses = (*document.uses.images, *document.uses.links)
    found = ((image_path(use.text, document.source, project.images), use.at) for use in uses)
    return tuple((name, at) for name, at in found if name)
