"""Pictures that pages use: each has to be one that a browser can show."""

from collections.abc import Callable, Iterator, Sequence

from plainleaf.model.diagnostics import Diagnostic, Position, error
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.site.addresses import image_path, photo_path


def check_pictures(
    documents: Sequence[ConvertedDocument], project: Project, fault: Callable[[str], tuple[str, str] | None]
) -> Iterator[Diagnostic]:
    """Yield pictures that can't be shown, each at the first place that uses it.

    `fault` tells what is wrong with the picture of a name below `content/`, and what to do about it.
    """
    first: dict[str, Position] = {}
    for name, at in _uses(documents, project):
        first.setdefault(name, at)
    for name, at in first.items():
        if found := fault(name):
            reason, hint = found
            yield error("image-broken", at, f"the picture '{name}' {reason}", hint)


def _uses(documents: Sequence[ConvertedDocument], project: Project) -> Iterator[tuple[str, Position]]:
    """Yield every picture that a text shows or links to, and every photo, with its place."""
    for document in documents:
        for use in (*document.uses.images, *document.uses.links):
            if name := image_path(use.text, document.source, project.images):
                yield name, use.at
    for person in project.people.values():
        if person.photo and person.photo_at and (name := photo_path(person.photo, project.images)):
            yield name, person.photo_at
