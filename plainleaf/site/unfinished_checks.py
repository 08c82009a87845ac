"""Notes to the author, as `build.py new` writes them: none is left when an article goes to review."""

import re
from collections.abc import Iterator, Sequence

from plainleaf.model.articles import SourceDocument
from plainleaf.model.diagnostics import Diagnostic, error
from plainleaf.model.placeholders import TO_DO
from plainleaf.model.project import ConvertedDocument
from plainleaf.model.review_log import Status

_NOTE = re.compile(rf"<!--\s*{TO_DO}\s*(.*?)-->", re.DOTALL)
_LONGEST = 60


def check_unfinished(documents: Sequence[ConvertedDocument]) -> Iterator[Diagnostic]:
    """No note to the author stands in an article that was handed in; in a draft it is what the author works by."""
    for document in documents:
        log = document.source.front.review
        if log and log[-1].status is not Status.RETIRED:
            yield from notes_to_author(document.source)


def notes_to_author(source: SourceDocument) -> Iterator[Diagnostic]:
    """Yield the notes that are still in an article."""
    front = source.front
    texts = {"title": front.title, "summary": front.summary}
    texts |= {f"key_points.{number}": text for number, text in enumerate(front.key_points)}
    texts |= {f"questions.{number}": text for number, text in enumerate(front.questions)}
    for field, text in texts.items():
        if text.startswith(TO_DO):
            name = field.partition(".")[0]
            hint = f"write it, and take '{TO_DO}' away"
            yield error("unfinished", source.place(field), f"the field '{name}' is still to be written", hint)
    for note in _NOTE.finditer(source.body.text):
        asked = " ".join(note[1].split())
        shown = asked if len(asked) <= _LONGEST else asked[:_LONGEST].rpartition(" ")[0] + " …"
        hint = "write what it asks for, and delete the note"
        yield error(
            "unfinished", source.body.position(note.start()), f"this is still to be written: {shown}", hint
        )
