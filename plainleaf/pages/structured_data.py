"""JSON-LD for an article: schema.org's MedicalWebPage (https://schema.org/MedicalWebPage).

`lastReviewed` and `reviewedBy` are claims about a review, and so come only from one that holds today.
"""

import json
from collections.abc import Sequence
from typing import Any

from plainleaf.bibliography.ama import doi_address, pubmed_address
from plainleaf.model.html import Html
from plainleaf.model.page_parts import PersonView, ReviewCard
from plainleaf.model.references import EntryType, EvidenceType, Name, Reference
from plainleaf.model.review_log import ShownStatus
from plainleaf.model.settings import Settings

# https://schema.org/audienceType is free text; these are schema.org's and MeSH's own words for the three.
_AUDIENCES = {"patient": "Patient", "carer": "Caregiver", "clinician": "Clinician"}


def article_data(
    *,
    title: str,
    summary: str,
    url: str,
    lang: str,
    audience: str,
    review: ReviewCard,
    topics: Sequence[str],
    icd10: Sequence[str],
    references: Sequence[Reference],
    settings: Settings,
    policy_url: str,
) -> Html:
    """Return the JSON of an edition, safe inside a `<script>` element."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": title,
        "headline": title,
        "description": summary,
        "inLanguage": lang,
        "datePublished": review.published.isoformat(),
        "dateModified": review.updated.isoformat(),
        "author": [_person(author) for author in review.authors],
        "publisher": {"@type": "MedicalOrganization", "name": settings.name},
        "audience": {"@type": "MedicalAudience", "audienceType": _AUDIENCES[audience]},
        "citation": [_work(reference) for reference in references],
    }
    if url:
        data["url"] = url
        data["mainEntityOfPage"] = url
    if policy_url:
        data["publishingPrinciples"] = policy_url
    if topics:
        data["keywords"] = list(topics)
    if icd10:
        data["about"] = [
            {
                "@type": "MedicalCondition",
                "code": {"@type": "MedicalCode", "codeValue": code, "codingSystem": "ICD-10"},
            }
            for code in icd10
        ]
    if review.status == ShownStatus.APPROVED and review.reviewer and review.reviewed:
        data["lastReviewed"] = review.reviewed.isoformat()
        data["reviewedBy"] = _person(review.reviewer)
        if review.due:
            data["expires"] = review.due.isoformat()
    else:
        data["creativeWorkStatus"] = "Draft" if review.status == ShownStatus.DRAFT else "Pending review"
    return script_json(data)


def script_json(data: object) -> Html:
    """Return JSON in which no character could end the `<script>` element that it stands in."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Html(text)


def _person(person: PersonView) -> dict[str, str]:
    data = {"@type": "Person", "name": person.name}
    if person.credentials:
        data["honorificSuffix"] = person.credentials
    if person.role:
        data["jobTitle"] = person.role
    return data


def _work(reference: Reference) -> dict[str, Any]:
    if reference.evidence_type is EvidenceType.GUIDELINE:
        kind = "MedicalGuideline"
    elif reference.entry_type is EntryType.ARTICLE:
        kind = "MedicalScholarlyArticle"
    else:
        kind = "CreativeWork"
    data: dict[str, Any] = {"@type": kind, "name": reference.title}
    if reference.authors:
        data["author"] = [_author(name) for name in reference.authors]
    if reference.issued:
        data["datePublished"] = str(reference.issued.year)
    same = [
        address for address in (doi_address(reference), pubmed_address(reference), reference.url) if address
    ]
    if same:
        data["url"] = same[0]
        data["sameAs"] = same
    return data


def _author(name: Name) -> dict[str, str]:
    if name.literal:
        return {"@type": "Organization", "name": name.literal}
    parts = (name.given, name.particle, name.family, name.suffix)
    return {"@type": "Person", "name": " ".join(part for part in parts if part)}
