"""What an editor would want to be told of a checked project: the content checks of every article."""

from plainleaf.loading import Checked
from plainleaf.markup.engine import MarkdownEngine
from plainleaf.model.diagnostics import Diagnostic
from plainleaf.site.content_checks import ContentFindings, content_findings


def findings(checked: Checked) -> dict[str, ContentFindings]:
    """Return what the content checks find in each article, by the path of its file."""
    engine = MarkdownEngine()
    found = {}
    for document in checked.documents:
        if document.status is not None:
            blocks, _ = engine.blocks(document.source.body.text)
            found[document.source.path] = content_findings(document, blocks, checked.project)
    return found


def advice(checked: Checked) -> list[Diagnostic]:
    """Return the diagnostics of all findings that are not waived."""
    return [finding.diagnostic for each in findings(checked).values() for finding in each.open]
