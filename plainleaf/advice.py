"""What an editor would want to be told of an article: the content checks, and whether its evidence holds."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from plainleaf.loading import Checked
from plainleaf.markup.engine import MarkdownEngine
from plainleaf.model.diagnostics import Diagnostic, in_order
from plainleaf.model.progress import Progress, no_progress
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.site.content_checks import ContentFindings, content_findings
from plainleaf.site.evidence_checks import check_evidence
from plainleaf.site.waivers import check_waivers
from plainleaf.workers import quiet_in_copies, spread


class Advice(NamedTuple):
    """What was found in an article's content, and all of the advice to its authors."""

    content: ContentFindings
    diagnostics: list[Diagnostic]


def advice_on(document: ConvertedDocument, project: Project, engine: MarkdownEngine) -> Advice:
    """Return the advice on one document; on a plain page there is none.

    It is that of all findings that are not waived, of waivers that waive nothing, and of what the text rests on.
    """
    if document.status is None:
        return Advice(ContentFindings(), [])
    blocks, _ = engine.blocks(document.source.body.text)
    content = content_findings(document, blocks, project)
    told = [finding.diagnostic for finding in content.open]
    told += check_waivers(document, content)
    told += check_evidence([document], project)
    return Advice(content, told)


def advised(checked: Checked, jobs: int = 1, progress: Progress = no_progress) -> Checked:
    """Return a project with the advice to its authors, too, which keeps no site from being built.

    At most `jobs` processes work at a time.
    """
    engine = MarkdownEngine()
    told = quiet_in_copies(progress)

    def work(part: Sequence[ConvertedDocument]) -> list[Diagnostic]:
        found = []
        for number, document in enumerate(part):
            told("Looking at the content", number, len(part))
            found += advice_on(document, checked.project, engine).diagnostics
        return found

    found = chain.from_iterable(spread(work, checked.documents, jobs, list[Diagnostic]))
    return checked._replace(diagnostics=in_order([*checked.diagnostics, *found]))
