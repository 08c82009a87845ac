"""The evidence library: every reference that a listed article cites, and where, on as many pages as it takes."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import groupby

from plainleaf.bibliography.ama import plain_text
from plainleaf.cache.written import written
from plainleaf.markup.citation_numbers import safe_ids
from plainleaf.model.evidence_parts import EvidenceGroup, EvidenceKind, EvidenceRow, Paging
from plainleaf.model.page_parts import Frame, Link
from plainleaf.model.pages import EvidencePage
from plainleaf.model.references import EvidenceType
from plainleaf.pages import views
from plainleaf.pages.language_site import LanguageSite
from plainleaf.pages.later_page import LaterPage
from plainleaf.site.addresses import document_address

MOST_WORKS = 250  # on a page: some 50 kB on their way to a phone
MOST_CITED_BY = 20  # pages that are named below a work

_CitedBy = Mapping[str, Sequence[Link]]
_ORDER = {kind: number for number, kind in enumerate(EvidenceType)}  # the strongest first


def evidence_pages(here: LanguageSite) -> Iterator[LaterPage]:
    """Yield the pages of the library. Works are in the order of their kinds, and below a kind of their texts."""
    known = here.project.bibliography.references
    cited_by: dict[str, list[Link]] = {}
    for document in here.listed:
        link = Link(document.source.front.title, document_address(document.source, here.settings))
        for key in document.index.keys:
            if key in known:
                cited_by.setdefault(key, []).append(link)
    first = here.index("/evidence/")
    pages = max(1, -(-len(cited_by) // MOST_WORKS))
    addresses = [first, *(f"{first}{number}/" for number in range(2, pages + 1))]
    kinds = tuple(_kinds(here, cited_by, addresses))
    works = [here.project.works.get(key) for key in cited_by]
    # All pages are made from all works, which are told once: a large site has a hundred such pages.
    made_from = hashlib.sha256(written((kinds, list(cited_by.items()), works))).digest()

    @cache
    def rows() -> list[tuple[EvidenceType, EvidenceRow]]:
        return _rows(here, cited_by)

    for place in range(pages):
        frame = _frame(here, addresses, place)
        make = partial(_page, frame, addresses, place, kinds, rows)
        yield LaterPage(EvidencePage, addresses[place], (frame, made_from), make)


def _frame(here: LanguageSite, addresses: Sequence[str], place: int) -> Frame:
    if place == 0:
        return here.index_frame("/evidence/", here.words.evidence)
    title = f"{here.words.evidence} ({place + 1}/{len(addresses)})"  # WCAG 2.2 SC 2.4.2: it tells pages apart
    return here.frame(addresses[place], title, here.words.descriptions["/evidence/"], alternates=())


def _kinds(here: LanguageSite, cited_by: _CitedBy, addresses: Sequence[str]) -> Iterator[EvidenceKind]:
    """Yield the kinds of the library, each with the page on which its works begin."""
    known = here.project.bibliography.references
    counts = Counter(known[key].evidence_type for key in cited_by)
    before = 0
    for kind in sorted(counts, key=_ORDER.__getitem__):
        yield EvidenceKind(str(kind), counts[kind], addresses[before // MOST_WORKS])
        before += counts[kind]


def _rows(here: LanguageSite, cited_by: _CitedBy) -> list[tuple[EvidenceType, EvidenceRow]]:
    """Return all works in their order."""
    known = here.project.bibliography.references
    ids = safe_ids(sorted(cited_by))
    rows = []
    for key, links in cited_by.items():
        view = views.reference_view(known[key], f"ref-{ids[key]}")
        row = EvidenceRow(view, tuple(links[:MOST_CITED_BY]), len(links[MOST_CITED_BY:]))
        rows.append((known[key].evidence_type, row))
    rows.sort(key=lambda found: (_ORDER[found[0]], plain_text(found[1].reference.segments).casefold()))
    return rows


def _page(
    frame: Frame,
    addresses: Sequence[str],
    place: int,
    kinds: tuple[EvidenceKind, ...],
    rows: Callable[[], list[tuple[EvidenceType, EvidenceRow]]],
) -> EvidencePage:
    shown = rows()[place * MOST_WORKS : (place + 1) * MOST_WORKS]
    groups = tuple(
        EvidenceGroup(str(kind), tuple(row for _, row in found))
        for kind, found in groupby(shown, key=lambda found: found[0])
    )
    paging = None
    if len(addresses) > 1:
        around = ["", *addresses, ""]
        paging = Paging(place + 1, len(addresses), around[place], around[place + 2])
    return EvidencePage(frame, groups, kinds, paging)
