"""What a page rests on, counted: the evidence at a glance, and "How we checked this page"."""

import datetime
from collections import Counter
from collections.abc import Sequence

from plainleaf.model.page_parts import Glance, GlanceMark, GlanceRow, HistoryEntry, PageChecks
from plainleaf.model.references import EvidenceType, Reference


def glance(references: Sequence[Reference]) -> Glance | None:
    """Return kinds and years of the works; None where no work has a year, so that there is nothing to draw."""
    years = [reference.issued.year for reference in references if reference.issued]
    if not years:
        return None
    oldest, newest = min(years), max(years)
    by_kind: dict[EvidenceType, list[Reference]] = {}
    for reference in references:
        by_kind.setdefault(reference.evidence_type, []).append(reference)
    rows = []
    for kind in EvidenceType:
        if kind not in by_kind:
            continue
        works = by_kind[kind]
        counts = Counter(work.issued.year for work in works if work.issued)
        marks = tuple(GlanceMark(year, counts[year], _place(year, oldest, newest)) for year in sorted(counts))
        rows.append(GlanceRow(str(kind), len(works), marks, len(works) - sum(counts.values())))
    return Glance(len(references), oldest, newest, tuple(rows))


def _place(year: int, oldest: int, newest: int) -> float:
    return 100.0 if oldest == newest else round(100 * (year - oldest) / (newest - oldest), 1)


def page_checks(
    references: Sequence[Reference],
    version: str,
    *,
    approved: bool,
    history: tuple[HistoryEntry, ...],
    copy: str = "",
    retractions_as_of: datetime.date | None = None,
) -> PageChecks:
    """Return the facts about how a page was checked; `version` is the short digest of its text.

    `copy` is the address that tells whether a printed copy is still current, where there is one.
    """
    kinds = Counter(reference.evidence_type for reference in references)
    return PageChecks(
        version=version,
        approved=approved,
        sources=len(references),
        newest=max((reference.issued.year for reference in references if reference.issued), default=None),
        guidelines=kinds[EvidenceType.GUIDELINE],
        reviews=kinds[EvidenceType.SYSTEMATIC_REVIEW],
        trials=kinds[EvidenceType.TRIAL],
        animal=kinds[EvidenceType.ANIMAL_STUDY],
        preprints=kinds[EvidenceType.PREPRINT],
        retracted=sum(reference.retracted for reference in references),
        superseded=sum(reference.superseded for reference in references),
        history=history,
        copy=copy,
        # Of a work with neither number nobody could tell whether it was retracted.
        retractions_as_of=retractions_as_of if any(work.doi or work.pmid for work in references) else None,
    )
