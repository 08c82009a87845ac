"""JSON-LD for an article: schema.org's MedicalWebPage (https://schema.org/MedicalWebPage).

`lastReviewed` and `reviewedBy` are claims about a review, and so come only from one that holds today; `expires`
is the day until which it does. The data travels with every page, so it names what the page shows in full.
"""

import json
from collections.abc import Sequence
from typing import Any

from plainleaf.bibliography.ama import doi_address, pubmed_address
from plainleaf.model.html import Html
from plainleaf.model.page_parts import PersonView, ReviewCard
from plainleaf.model.references import EntryType, EvidenceType, Reference
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
        "description": summary,
        "inLanguage": lang,
        "datePublished": review.published.isoformat(),
        "dateModified": review.updated.isoformat(),
        "author": [_person(author, settings) for author in review.authors],
        "publisher": {"@type": "MedicalOrganization", "name": settings.name},
        "audience": {"@type": "MedicalAudience", "audienceType": _AUDIENCES[audience]},
        "citation": [_work(reference) for reference in references],
    }
    if url:
        data["url"] = url
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
        data["reviewedBy"] = _reviewer(review.reviewer, settings)
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


def _person(person: PersonView, settings: Settings) -> dict[str, str]:
    data = {"@type": "Person", "name": person.name}
    if person.credentials:
        data["honorificSuffix"] = person.credentials
    if person.address and settings.base_url:
        data["url"] = settings.base_url + person.address.lstrip("/")
    return data


def _reviewer(person: PersonView, settings: Settings) -> dict[str, str]:
    data = _person(person, settings)
    if person.role:
        data["jobTitle"] = person.role
    return data


def _work(reference: Reference) -> dict[str, str]:
    """Return a cited work by what names it for sure: the whole reference stands in the page's own list."""
    if reference.evidence_type is EvidenceType.GUIDELINE:
        kind = "MedicalGuideline"
    elif reference.entry_type is EntryType.ARTICLE:
        kind = "MedicalScholarlyArticle"
    else:
        kind = "CreativeWork"
    data = {"@type": kind, "name": reference.title}
    url = doi_address(reference) or pubmed_address(reference) or reference.url
    if url:
        data["url"] = url
    return data
