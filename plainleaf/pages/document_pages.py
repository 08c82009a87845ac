"""The pages of articles and plain pages: every edition with its own numbers, notices for retired ones."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import msgspec

from plainleaf.markup.citation_numbers import number_citations, safe_ids
from plainleaf.markup.finish import Finisher
from plainleaf.markup.terms import TermMarks
from plainleaf.model.articles import Audience
from plainleaf.model.editions import Edition, EditionIndex
from plainleaf.model.page_parts import (
    Alternate,
    ArticleView,
    EditionLink,
    Link,
    Original,
    PrintedCopy,
    ReferenceView,
    RetractedSource,
    RetractionNotice,
)
from plainleaf.model.pages import (
    ArticlePage,
    Page,
    PlainPage,
    RetiredPage,
)
from plainleaf.model.pictures import Picture, PictureSource
from plainleaf.model.project import ConvertedDocument
from plainleaf.model.references import Reference
from plainleaf.model.review_log import ShownStatus
from plainleaf.pages import views
from plainleaf.pages.copies import current_version
from plainleaf.pages.evidence_summary import glance, page_checks
from plainleaf.pages.glossary_terms import term_views
from plainleaf.pages.language_site import LanguageSite, original_of
from plainleaf.pages.qr_code import qr_code
from plainleaf.pages.structured_data import article_data
from plainleaf.review.digest import version_of
from plainleaf.review.shown_status import CAUTIONED
from plainleaf.site.addresses import copy_address, document_address, image_path, topic_address
from plainleaf.site.states import is_changed_by_retraction, is_public


def document_pages(here: LanguageSite, document: ConvertedDocument) -> Iterator[Page]:
    """Yield every page of a public document."""
    for edition in paged_editions(document):
        yield document_page(here, document, edition)


def paged_editions(document: ConvertedDocument) -> tuple[EditionIndex, ...]:
    """Return the editions that have a page: a plain page is the same for all readers."""
    return document.index.editions[:1] if document.status is None else document.index.editions


def document_page(here: LanguageSite, document: ConvertedDocument, edition: EditionIndex) -> Page:
    """Return the page of an edition of a public document; its text may have to be read."""
    if document.status is None:
        return _plain_page(here, document)
    # A retired article keeps all of its addresses, each with the same notice.
    if document.status is ShownStatus.RETIRED:
        return _retired(here, document, edition.audience)
    return _article(here, document, document.edition(edition.audience))


class _Cited(NamedTuple):
    """A finisher for an edition's texts, and its reference list as views and as values."""

    finisher: Finisher
    views: tuple[ReferenceView, ...]
    references: tuple[Reference, ...]


def _cited(here: LanguageSite, document: ConvertedDocument, edition: Edition) -> _Cited:
    numbering = number_citations(edition.groups)
    ids = safe_ids(numbering.keys)
    known = here.project.bibliography.references
    link = partial(link_address, here, document, edition.audience)
    image = partial(shown_picture, here, document)
    return _Cited(
        Finisher(iter(numbering.groups), ids, here.words.body, link, image),
        views.reference_list(numbering, ids, known),
        tuple(known[key] for key in numbering.keys if key in known),
    )


def link_address(here: LanguageSite, document: ConvertedDocument, audience: str, written: str) -> str:
    """Return where a link of a text leads, as it stands on the page of an edition."""
    target = here.book.resolve(written, document.source, here.settings, audience)
    if target.address is None or written.startswith("#"):
        return written
    base_path = here.settings.base_path
    picture = image_path(written, document.source, here.project.images)
    if picture:
        return base_path + here.around.picture(picture).address
    return base_path + target.address + (f"#{target.anchor}" if target.anchor else "")


def shown_picture(here: LanguageSite, document: ConvertedDocument, source: str) -> Picture:
    """Return a picture of a text as it stands on a page."""
    name = image_path(source, document.source, here.project.images)
    return _below(here.settings.base_path, here.around.picture(name)) if name else Picture("")


def _below(base_path: str, picture: Picture) -> Picture:
    """Return a picture with the path of the base URL before its addresses."""
    sources = tuple(
        PictureSource(
            source.type, tuple((base_path + address, width) for address, width in source.candidates)
        )
        for source in picture.sources
    )
    return msgspec.structs.replace(picture, address=base_path + picture.address, sources=sources)


def _plain_page(here: LanguageSite, document: ConvertedDocument) -> PlainPage:
    # A plain page shows its text alone, and so numbers what that cites.
    edition = msgspec.structs.replace(document.text.editions[0], key_points=(), questions=())
    cited = _cited(here, document, edition)
    front = document.source.front
    address = document_address(document.source, here.settings)
    return PlainPage(
        frame=here.frame(
            address,
            front.title,
            front.summary or front.title,
            alternates=edition_alternates(here, document, str(here.settings.audience)),
        ),
        title=front.title,
        summary=front.summary,
        updated=front.updated or (front.date if front.date.year > 1 else None),
        body=cited.finisher.finish(edition.body, front.title),
        outline=views.outline(edition.body.headings),
        references=cited.views,
    )


def _retired(here: LanguageSite, document: ConvertedDocument, audience: str) -> RetiredPage:
    front = document.source.front
    address = document_address(document.source, here.settings, audience)
    return RetiredPage(
        frame=here.frame(address, front.title, here.words.retired, alternates=(), indexable=False),
        slug=front.slug,
        title=front.title,
        retired=front.review[-1].date,
        related=here.related(document),
    )


def _article(here: LanguageSite, document: ConvertedDocument, edition: Edition) -> ArticlePage:
    front = document.source.front
    settings = here.settings
    cited = _cited(here, document, edition)
    # In reading order: the finisher hands out the numbers as it goes.
    key_points = tuple(cited.finisher.finish(fragment) for fragment in edition.key_points)
    terms = TermMarks(here.glossary, here.words.body.term)
    body = cited.finisher.finish(edition.body, front.title, terms)
    questions = tuple(cited.finisher.finish(fragment) for fragment in edition.questions)
    policy = here.site.policy
    card = msgspec.structs.replace(views.review_card(document, here.project, here.person), policy=policy)
    address = document_address(document.source, settings, edition.audience)
    topics = topic_links(here, document)
    disclaimer, disclaimer_lang = here.disclaimer(edition.audience)
    data = article_data(
        title=front.title,
        summary=front.summary,
        url=here.absolute(address),
        lang=here.lang,
        audience=edition.audience,
        review=card,
        topics=[here.topic(id_).title for id_ in front.topics],
        icd10=front.icd10,
        references=cited.references,
        settings=settings,
        policy_url=here.absolute(policy.address) if policy else "",
    )
    frame = here.frame(
        address,
        front.title,
        front.summary,
        breadcrumb=topics[:1],
        audience=edition.audience,
        alternates=edition_alternates(here, document, edition.audience),
        structured_data=data,
        indexable=document.status is not ShownStatus.DRAFT,
    )
    version = current_version(document)
    view = ArticleView(
        slug=front.slug,
        status=str(document.status),
        pending=document.status in CAUTIONED,
        draft=document.status is ShownStatus.DRAFT,
        title=front.title,
        summary=front.summary,
        review=card,
        editions=_edition_links(here, document, edition.audience),
        key_points=key_points,
        body=body,
        outline=views.outline(edition.body.headings),
        questions=questions,
        references=cited.views,
        crisis=here.crisis(front.topics),
        disclaimer=disclaimer,
        topics=topics,
        related=here.related(document),
        checks=page_checks(
            cited.references,
            version_of(document.digest),
            approved=document.status is ShownStatus.APPROVED,
            history=views.history(document, here.project, here.person),
            copy=copy_address(version) if version else "",
            retractions_as_of=here.project.retractions_as_of,
        ),
        glance=glance(cited.references),
        terms=term_views(here, terms.found),
        copy=_printed_copy(here, address, version),
        original=original_link(here, document),
        retraction=_retraction(here, document, cited),
        disclaimer_lang=disclaimer_lang,
    )
    return ArticlePage(frame, view)


def _printed_copy(here: LanguageSite, address: str, version: str) -> PrintedCopy | None:
    """Return what leads from paper back to the page; `version` is "" where no approval holds.

    The code leads to the page that says whether the copy is current, and from there to the page itself; a copy
    without a version leads to the page at once.
    """
    page = here.absolute(address)
    if not page:
        return None
    check = here.absolute(copy_address(version)) if version else ""
    return PrintedCopy(
        page=page,
        page_shown=_without_scheme(page),
        version=version,
        check=check,
        check_shown=_without_scheme(check),
        code=qr_code(check or page),
    )


def _without_scheme(url: str) -> str:
    return url.partition("://")[2] or url


def topic_links(here: LanguageSite, document: ConvertedDocument) -> tuple[Link, ...]:
    """Return the topics of an article that have a page."""
    found = []
    for id_ in dict.fromkeys(document.source.front.topics):
        address = topic_address(id_, here.lang, here.settings)
        if address in here.book.anchors:
            found.append(Link(here.topic(id_).title, address))
    return tuple(found)


def _edition_links(here: LanguageSite, document: ConvertedDocument, current: str) -> tuple[EditionLink, ...]:
    """Return the choice of editions, in the order patient, carer, clinician; nothing if there is one."""
    has = document.index.audiences
    if len(has) == 1:
        return ()
    return tuple(
        EditionLink(
            audience.value,
            document_address(document.source, here.settings, audience.value),
            audience == current,
        )
        for audience in Audience
        if audience in has
    )


def edition_alternates(
    here: LanguageSite, document: ConvertedDocument, audience: str
) -> tuple[Alternate, ...]:
    """Return the same edition in all languages that have it; nothing if there is one."""
    found = {}
    for other in here.languages.translations.get(original_of(document), ()):
        if audience in other.index.audiences and other.source.is_article == document.source.is_article:
            found[other.source.front.lang] = document_address(other.source, here.settings, audience)
    return here.alternates(found)


def _retraction(here: LanguageSite, document: ConvertedDocument, cited: _Cited) -> RetractionNotice | None:
    """Return what readers are told of retracted works, unless a reviewer stands for citing them as retracted."""
    titles = {reference.key: reference.title for reference in cited.references}
    sources = tuple(
        RetractedSource(view.id, view.number, titles[view.key]) for view in cited.views if view.retracted
    )
    if not sources or document.status in {ShownStatus.APPROVED, ShownStatus.OVERDUE}:
        return None
    return RetractionNotice(sources, since_review=is_changed_by_retraction(document, here.project))


def original_link(here: LanguageSite, document: ConvertedDocument) -> Original | None:
    """Return the article that a translation was made from, where readers can open it."""
    translation = here.languages.originals.get(document.source.path)
    if translation is None:
        return None
    original = translation.original
    front = original.source.front
    shown = is_public(original, here.project, drafts=here.around.drafts)
    if not shown or front.lang not in here.languages.autonyms:  # a language without lists has no pages at all
        return None
    return Original(
        title=front.title,
        address=document_address(original.source, here.settings),
        lang=front.lang,
        language=here.languages.autonyms[front.lang],
        changed=translation.changed,
    )
