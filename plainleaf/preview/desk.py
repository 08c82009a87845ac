"""What the clinic's desk wants to know of each article: advice, reading grade, what has changed since approval.

It takes longer than anything else in a preview, so it is worked out when somebody asks, and kept.
"""

from itertools import islice
from pathlib import Path

from plainleaf.advice import Advice, advice_on
from plainleaf.authoring.comparison import Comparable, compare
from plainleaf.loading import Checked
from plainleaf.markup.engine import MarkdownEngine
from plainleaf.model.memory import Memory
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.quality.readability import grade_in_short
from plainleaf.site.review_board import DeskFacts


class Desk:
    """Advice on the articles of a site, kept for as long as an article and what it depends on stay the same."""

    def __init__(self, content: Path) -> None:
        self._content = content
        self._memory = Memory()
        self._engine = MarkdownEngine()

    def advice(self, document: ConvertedDocument, project: Project) -> Advice:
        """Return the advice on a document."""
        made_from = (
            document,
            project.settings,
            project.languages,
            project.people,
            project.glossary,
            project.bibliography,
            project.today,
        )
        return self._memory.recall(
            document.source.path, made_from, lambda: advice_on(document, project, self._engine)
        )

    def facts(self, document: ConvertedDocument, checked: Checked) -> DeskFacts:
        """Return what the board shows of an article."""
        project = checked.project
        advice = self.advice(document, project)
        own = [found for found in checked.diagnostics if found.path == document.source.path]
        compared = compare(self._content, document, project)
        approval = compared.approval
        person = project.people.get(approval.by) if approval else None
        return DeskFacts(
            words=advice.content.words,
            grade=grade_in_short(advice.content.grades) if advice.content.grades else "",
            findings=(*own, *advice.diagnostics),
            changes=compared.changes,
            compared=approval.date if approval else None,
            compared_by=person.name if person else approval.by if approval else "",
            unkept=compared.state is Comparable.NOT_KEPT,
        )

    def look_ahead(self, checked: Checked, part: int, size: int = 20) -> bool:
        """Work out the advice on a part of the articles, so that a board over thousands is made in small steps.

        Return whether there are more parts.
        """
        for document in islice(checked.documents, part * size, (part + 1) * size):
            self.advice(document, checked.project)
        return (part + 1) * size < len(checked.documents)

    def tidy(self) -> None:
        """Forget articles that are no longer there: to be called when all have just been asked for."""
        self._memory.end_round()
