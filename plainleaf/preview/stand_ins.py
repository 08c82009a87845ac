"""What is shown while a file is broken: every other file as it is now, and the last good text of that one."""

from collections.abc import Collection, Mapping

from plainleaf.model.articles import SourceDocument
from plainleaf.model.diagnostics import Diagnostic, Severity
from plainleaf.reading import Read


def error_paths(diagnostics: Collection[Diagnostic]) -> set[str]:
    """Return the files that have an error."""
    return {found.path for found in diagnostics if found.severity is Severity.ERROR}


def with_stand_ins(read: Read, broken: Collection[str], good: Mapping[str, SourceDocument]) -> Read:
    """Return what was read with the last good text of each broken document; one without is left out."""
    documents = [
        good.get(document.path) if document.path in broken else document
        for document in read.content.documents
    ]
    content = read.content._replace(documents=tuple(document for document in documents if document))
    diagnostics = [found for found in read.diagnostics if found.path not in broken]
    return read._replace(content=content, diagnostics=diagnostics)
