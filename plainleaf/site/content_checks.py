"""The content checks of whole articles: every edition, with the clinic's own words, less what is waived."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from plainleaf.markup.block_fences import Block
from plainleaf.markup.prose import read_prose
from plainleaf.model.findings import Finding
from plainleaf.model.language_settings import primary
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.model.review_log import ShownStatus
from plainleaf.quality.checks import CHECKS
from plainleaf.quality.content_check import Passage, Subject
from plainleaf.quality.grades import Grades, grades_of, word_count
from plainleaf.quality.sentences import sentences_of


class ContentFindings(NamedTuple):
    """What the content checks found in an article, and what of it the author asks the reviewer to accept.

    `words` counts those of the first edition, that of the default audience, and `grades` say how hard it reads.
    """

    open: tuple[Finding, ...] = ()
    waived: tuple[Finding, ...] = ()
    words: int = 0
    grades: Grades | None = None


def content_findings(
    document: ConvertedDocument, blocks: Sequence[Block], project: Project
) -> ContentFindings:
    """Return what the content checks find in an article; `blocks` are the `:::` blocks of its body.

    What is found in several editions is told once, as holding for all. A plain page and a retired article are not
    looked at.
    """
    if document.status in (None, ShownStatus.RETIRED):
        return ContentFindings()
    waived = {waiver.code for waiver in document.source.front.waive}
    found: dict[tuple[object, ...], Finding] = {}
    editions = list(subjects(document, blocks, project))
    for subject in editions:
        for check in CHECKS:
            for finding in check.findings(subject):
                key = finding.diagnostic.sort_key
                found[key] = msgspec.structs.replace(finding, audience="") if key in found else finding
    ordered = [found[key] for key in sorted(found)]
    return ContentFindings(
        tuple(finding for finding in ordered if finding.diagnostic.code not in waived),
        tuple(finding for finding in ordered if finding.diagnostic.code in waived),
        word_count(editions[0].passages),
        grades_of(editions[0]),
    )


def subjects(document: ConvertedDocument, blocks: Sequence[Block], project: Project) -> Iterator[Subject]:
    """Yield each edition of an article as the content checks see it."""
    front = document.source.front
    settings, glossary = project.settings_in(front.lang), project.glossary_in(front.lang)
    for edition in document.text.editions:
        prose = read_prose(document.source, edition, blocks)
        yield Subject(
            document=document,
            edition=edition,
            lang=primary(front.lang),
            passages=tuple(Passage(block, sentences_of(block)) for block in prose.blocks),
            settings=settings,
            glossary=glossary,
            references=project.bibliography.references,
            people=project.people,
        )
