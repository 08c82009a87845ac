"""What an editor would want to be told of a checked project: the content checks, and whether the evidence holds."""

from plainleaf.loading import Checked
from plainleaf.markup.engine import MarkdownEngine
from plainleaf.model.diagnostics import in_order
from plainleaf.site.content_checks import ContentFindings, content_findings
from plainleaf.site.evidence_checks import check_evidence
from plainleaf.site.waivers import check_waivers


def findings(checked: Checked) -> dict[str, ContentFindings]:
    """Return what the content checks find in each article, by the path of its file."""
    engine = MarkdownEngine()
    found = {}
    for document in checked.documents:
        if document.status is not None:
            blocks, _ = engine.blocks(document.source.body.text)
            found[document.source.path] = content_findings(document, blocks, checked.project)
    return found


def advised(checked: Checked) -> Checked:
    """Return a project with the advice to its authors, too, which keeps no site from being built.

    It is that of all findings that are not waived, of waivers that waive nothing, and of what a text rests on.
    """
    found = findings(checked)
    told = [finding.diagnostic for each in found.values() for finding in each.open]
    for document in checked.documents:
        if document.source.path in found:
            told += check_waivers(document, found[document.source.path])
    told += check_evidence(checked.documents, checked.project)
    return checked._replace(diagnostics=in_order([*checked.diagnostics, *told]))
