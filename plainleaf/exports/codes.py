"""The look-up by a condition's code, for health records and portals: a small JSON file for each ICD-10 code."""

import datetime
from collections.abc import Iterator, Sequence

import msgspec

from plainleaf.exports.public_articles import public_articles
from plainleaf.exports.review_record import ReviewRecord, review_record
from plainleaf.model.exports import SiteFile
from plainleaf.model.project import ConvertedDocument
from plainleaf.pages.language_site import LanguageSite
from plainleaf.site.addresses import condition_address, document_address

# ICD-10-CM and ICD-10: HL7's object identifiers (https://terminology.hl7.org/). A code is looked up in either.
ICD10_SYSTEMS = ("2.16.840.1.113883.6.90", "2.16.840.1.113883.6.3")


class _Edition(msgspec.Struct, frozen=True):
    """An article as one audience reads it; `url` is a path where the site has no base URL."""

    audience: str
    url: str


class _CodedPage(msgspec.Struct, frozen=True):
    """An article that names a code."""

    title: str
    summary: str
    url: str
    language: str
    updated: datetime.date
    editions: tuple[_Edition, ...]
    review: ReviewRecord = msgspec.field(name="_review")


class _CodeAnswer(msgspec.Struct, frozen=True):
    """`/codes/icd10/CODE.json`; `url` is the page for people."""

    code: str
    systems: tuple[str, ...]
    url: str
    pages: list[_CodedPage]


def code_files(sites: Sequence[LanguageSite]) -> Iterator[SiteFile]:
    """Yield the answer for each code that an article names, in all languages, and the list of the codes."""
    answers: dict[str, _CodeAnswer] = {}
    for here in sites:
        coded = [document for document in public_articles(here) if document.source.front.icd10]
        for document in coded:
            page = _coded_page(here, document)
            for code in dict.fromkeys(document.source.front.icd10):
                if code not in answers:
                    address = condition_address(code, here.lang, here.settings)
                    answers[code] = _CodeAnswer(code, ICD10_SYSTEMS, _url(here, address), [])
                answers[code].pages.append(page)
    listed = []
    for code in sorted(answers):
        file = SiteFile(f"/codes/icd10/{code}.json", msgspec.json.encode(answers[code]) + b"\n")
        listed.append({"code": code, "pages": len(answers[code].pages), "url": _url(sites[0], file.address)})
        yield file
    index = {"systems": ICD10_SYSTEMS, "codes": listed}
    yield SiteFile("/codes/icd10/index.json", msgspec.json.encode(index) + b"\n")


def _coded_page(here: LanguageSite, document: ConvertedDocument) -> _CodedPage:
    front = document.source.front

    def url(audience: str | None = None) -> str:
        return _url(here, document_address(document.source, here.settings, audience))

    return _CodedPage(
        title=front.title,
        summary=front.summary,
        url=url(),
        language=here.lang,
        updated=front.last_changed,
        editions=tuple(_Edition(audience, url(audience)) for audience in document.index.audiences),
        review=review_record(document, here.project.people),
    )


def _url(here: LanguageSite, address: str) -> str:
    return here.absolute(address) or address  # a site without a base URL has no base path either
