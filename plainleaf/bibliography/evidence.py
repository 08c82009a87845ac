"""What kind of evidence a work is: said by the keywords of its entry, else inferred where that is honest."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from plainleaf.bibliography.entry_types import is_preprint_doi, preprint_server
from plainleaf.model.references import EntryType, EvidenceType

# The first of these that an entry's keywords name is its kind. What promises less comes first, so that no
# badge says more than the work can: the protocol of a trial is no trial, news of a guideline no guideline.
_BY_KEYWORD: tuple[tuple[EvidenceType, str], ...] = (
    (EvidenceType.PREPRINT, "preprint"),
    (EvidenceType.PROTOCOL, "protocol study-protocol trial-protocol"),
    (EvidenceType.TRIAL_RECORD, "trial-record trial-registration"),
    (EvidenceType.SAFETY_ALERT, "safety-alert safety-communication drug-alert"),
    (EvidenceType.PRODUCT_LABEL, "label product-label prescribing-information package-insert"),
    (EvidenceType.PATIENT_INFORMATION, "patient-information patient-education leaflet"),
    (EvidenceType.NEWS, "news press-release"),
    (EvidenceType.LETTER, "letter comment editorial correspondence opinion commentary"),
    (EvidenceType.REFERENCE_PAGE, "reference-page fact-sheet"),
    (EvidenceType.ANIMAL_STUDY, "animal-study"),
    (EvidenceType.LABORATORY_STUDY, "laboratory-study in-vitro"),
    (EvidenceType.CASE_REPORT, "case-report case-series"),
    (EvidenceType.GUIDELINE, "guideline practice-guideline clinical-guideline"),
    (EvidenceType.CONSENSUS, "consensus consensus-statement position-statement"),
    (
        EvidenceType.SYSTEMATIC_REVIEW,
        "systematic-review meta-analysis network-meta-analysis umbrella-review scoping-review",
    ),
    (
        EvidenceType.TRIAL,
        """trial pilot rct clinical-trial controlled-trial randomized-trial randomised-trial
        randomized-controlled-trial randomised-controlled-trial""",
    ),
    (EvidenceType.GENETIC_STUDY, "genetic-study mendelian-randomization mendelian-randomisation"),
    (EvidenceType.CASE_CONTROL, "case-control case-control-study"),
    (EvidenceType.COHORT, "cohort cohort-study registry longitudinal observational-study"),
    (EvidenceType.CROSS_SECTIONAL, "cross-sectional survey"),
    (EvidenceType.REVIEW, "review narrative-review literature-review"),
    (EvidenceType.REGULATOR, "regulator regulation law guidance"),
    (EvidenceType.ANIMAL_STUDY, "animal"),
    (EvidenceType.REPORT, "report"),
    (EvidenceType.BOOK, "book textbook"),
)
_KINDS = {
    word: (rank, kind)
    for rank, (kind, words) in reversed(list(enumerate(_BY_KEYWORD)))
    for word in words.split()
}

_BY_ENTRY_TYPE = {
    EntryType.PREPRINT: EvidenceType.PREPRINT,
    EntryType.BOOK: EvidenceType.BOOK,
    EntryType.CHAPTER: EvidenceType.BOOK,
    EntryType.REPORT: EvidenceType.REPORT,
}

# As publishers mark it. "Retracted articles in psychiatry: a review" is a work on retraction.
_RETRACTED_TITLE = re.compile(
    r"\s*(?:RETRACTED\b|(?i:retracted(?:\s+(?:article|paper))?\s*[:.\-–—]|\[\s*retracted[^\]]*\]|\(\s*retracted[^)]*\)))"
)
_PROTOCOL_TITLE = re.compile(
    r"\b(?:study|trial|review) protocol\b|\bprotocol (?:for|of) (?:a|an|the)\b", re.IGNORECASE
)
# Kinds that a protocol's entry may claim by its keywords, since they say what is planned.
_PLANNED = frozenset({EvidenceType.TRIAL, EvidenceType.SYSTEMATIC_REVIEW, EvidenceType.COHORT})


class Evidence(NamedTuple):
    """What kind of evidence a work is, and what has become of it since."""

    kind: EvidenceType
    superseded: bool
    retracted: bool
    concern: bool  # an expression of concern, and no retraction


def classify_evidence(
    keywords: Sequence[str],
    entry_type: EntryType,
    *,
    doi: str = "",
    journal: str = "",
    howpublished: str = "",
    title: str = "",
) -> Evidence:
    """Return the kind of evidence, whether the work is superseded, retracted, or under an expression of concern.

    Keywords decide, whatever their case and whether hyphens, spaces or underscores join their words; but a
    preprint stays a preprint and a protocol a protocol. Without a keyword only what the entry itself shows
    is inferred (preprint, book, report); an article is OTHER, since a title is no method.
    """
    words = {re.sub(r"[\s_]+", "-", word.strip().lower()) for word in keywords}
    superseded = "superseded" in words
    retracted = bool(words & {"retracted", "retracted-publication"}) or bool(_RETRACTED_TITLE.match(title))
    concern = "expression-of-concern" in words and not retracted
    preprint = _is_preprint(entry_type, doi, journal, howpublished)
    kind = EvidenceType.PREPRINT if preprint else _kind(words, entry_type, title)
    return Evidence(kind, superseded, retracted, concern)


def claims_guideline(keywords: Sequence[str]) -> bool:
    """Say whether an entry's keywords call the work a guideline, whatever it is."""
    words = {re.sub(r"[\s_]+", "-", word.strip().lower()) for word in keywords}
    return any(_KINDS[word][1] is EvidenceType.GUIDELINE for word in words if word in _KINDS)


def split_keywords(value: str) -> tuple[str, ...]:
    """Return the keywords of a `keywords` field, which commas or semicolons separate."""
    return tuple(word for word in (word.strip() for word in re.split(r"[,;]", value)) if word)


def _is_preprint(entry_type: EntryType, doi: str, journal: str, how_published: str) -> bool:
    if entry_type is EntryType.PREPRINT or preprint_server(journal):
        return True
    if journal or entry_type not in {EntryType.OTHER, EntryType.WEB_PAGE}:
        return False
    named = preprint_server(how_published) and "preprint" in how_published.lower()
    return bool(named) or is_preprint_doi(doi)


def _kind(words: set[str], entry_type: EntryType, title: str) -> EvidenceType:
    named = [_KINDS[word] for word in words if word in _KINDS]
    if not named:
        return _BY_ENTRY_TYPE.get(entry_type, EvidenceType.OTHER)
    kind = min(named)[1]
    return EvidenceType.PROTOCOL if kind in _PLANNED and _PROTOCOL_TITLE.search(title) else kind
