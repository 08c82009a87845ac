"""What the preview's page is told about diagnostics and about itself: values that become JSON."""

from collections.abc import Callable, Sequence

import msgspec

from plainleaf.model.diagnostics import Diagnostic, Severity
from plainleaf.preview.excerpts import Excerpt, excerpt

_MOST = 100  # more than anybody reads at once


class Note(msgspec.Struct, frozen=True):
    """A diagnostic with the lines around its place; `here` says that it is about the open page's own file."""

    code: str
    severity: str
    path: str
    line: int
    column: int
    message: str
    hint: str | None
    excerpt: Excerpt | None
    here: bool


class PageState(msgspec.Struct, frozen=True):
    """How the open page stands.

    `digest` is that of the page but for the addresses of its `styles`, "" where there is no page to show. `file` is
    the author's file that the page is made from, `status` the shown status of an article. `other` is where the same
    page is in the other view, "" where that does not show it. `notes` has the first ones, errors before warnings.
    """

    view: str
    digest: str
    styles: tuple[str, ...]
    file: str
    status: str
    other: str
    errors: int
    warnings: int
    warnings_here: int
    notes: tuple[Note, ...]


def make_notes(
    diagnostics: Sequence[Diagnostic], file: str, read: Callable[[str], str | None]
) -> tuple[Note, ...]:
    """Return the notes of a page that is made from a file: its own ones first, errors before warnings.

    `read` gives the text of a file by its shown path, None where there is none.
    """
    texts: dict[str, str | None] = {}
    order = sorted(diagnostics, key=lambda found: (found.severity is not Severity.ERROR, found.path != file))
    notes = []
    for found in order[:_MOST]:
        if found.path not in texts:
            texts[found.path] = read(found.path)
        text = texts[found.path]
        notes.append(
            Note(
                found.code,
                str(found.severity),
                found.path,
                found.line,
                found.column,
                found.message,
                found.hint,
                excerpt(text, found.line, found.column) if text is not None else None,
                found.path == file,
            )
        )
    return tuple(notes)


class FoundInText(msgspec.Struct, frozen=True):
    """A finding of a content check, to be marked in the open page's text."""

    code: str
    message: str
    hint: str | None
    quote: str
    path: str
    line: int
    column: int
