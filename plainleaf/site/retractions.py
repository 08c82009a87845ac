"""What a snapshot of retractions means for the works of a bibliography, and for the articles that cite them."""

from collections import defaultdict

import msgspec

from plainleaf.model.articles import FrontMatter
from plainleaf.model.project import ConvertedDocument
from plainleaf.model.references import Bibliography, Reference
from plainleaf.model.retractions import Nature, Notice, Retractions

CODE = "evidence-retracted"


def identifiers(bibliography: Bibliography) -> frozenset[str]:
    """Return by what a snapshot can name the works of a bibliography: DOIs in small letters, and PMIDs."""
    works = bibliography.references.values()
    return frozenset(name for work in works for name in (work.doi.lower(), work.pmid.lstrip("0")) if name)


def with_retractions(bibliography: Bibliography, retractions: Retractions) -> Bibliography:
    """Return the bibliography with the marks that its works have in a snapshot; its own marks stay."""
    if not retractions.notices:
        return bibliography
    by_name: dict[str, list[Notice]] = defaultdict(list)
    for notice in retractions.notices:
        for name in {notice.doi, notice.pmid} - {""}:
            by_name[name].append(notice)
    references = {
        key: _marked(work, {*by_name.get(work.doi.lower(), ()), *by_name.get(work.pmid.lstrip("0"), ())})
        for key, work in bibliography.references.items()
    }
    return msgspec.structs.replace(bibliography, references=references)


def _marked(work: Reference, notices: set[Notice]) -> Reference:
    """Return a work with what its notices say; of one day, the retraction comes after what is taken back."""
    order = (Nature.CORRECTION, Nature.REINSTATEMENT, Nature.CONCERN, Nature.RETRACTION)
    retracted = concern = False
    for notice in sorted(notices, key=lambda notice: (notice.date, order.index(notice.nature))):
        if notice.nature is Nature.REINSTATEMENT:
            retracted = concern = False
        retracted = retracted or notice.nature is Nature.RETRACTION
        concern = concern or notice.nature is Nature.CONCERN
    retracted = work.retracted or retracted
    return msgspec.structs.replace(
        work, retracted=retracted, concern=(work.concern or concern) and not retracted
    )


def retracted_works(document: ConvertedDocument, bibliography: Bibliography) -> tuple[Reference, ...]:
    """Return the retracted works that any edition of a document cites, in order of appearance."""
    known = bibliography.references
    return tuple(known[key] for key in document.index.keys if key in known and known[key].retracted)


def cites_as_retracted(front: FrontMatter) -> str:
    """Return the reason for which an article cites a retracted work as such; "" where it gives none."""
    return next((waiver.reason for waiver in front.waive if waiver.code == CODE), "")
