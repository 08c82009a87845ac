"""A reference printed in AMA style (AMA Manual of Style, 11th edition), as text and links.

Plain text: no italics, no markup. What the bibliography doesn't say is left out, never guessed.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote

from plainleaf.bibliography.ama_dates import format_date, format_days
from plainleaf.bibliography.ama_names import format_editors, format_names
from plainleaf.bibliography.ama_numbers import format_edition, format_volume
from plainleaf.model.references import EntryType, EvidenceType, Reference, Segment

_ENDED = re.compile(r"[.?!…][\"'”’)\]]*$|[?!.]$")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)]")
_ENDS_IN_ADDRESS = re.compile(r"(?:https?://\S+|(?:^|\s)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?)$")
_CORRECTION_NOTE = re.compile(
    r"(?:erratum|errata|correction|corrigendum|published correction)(?:\s+(?:appears|published))?\s+in:?"
    r"\s+(?P<journal>[^\d;:]+?)\.?\s+(?P<place>(?:19|20)\d\d;\S+?)\.?",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)  # a work stands in the lists of many pages
def format_reference(reference: Reference) -> tuple[Segment, ...]:
    """Return the printed reference in pieces; joined, their texts are the whole line.

    A DOI links to https://doi.org/ and a web address to itself. Nothing stands behind either, not even a full
    stop, since it would be copied with them. A DOI makes address and day of access superfluous (AMA 3.11.1).
    """
    sentences = [_authors(reference), _title(reference), *_LAYOUTS[reference.entry_type](reference)]
    tail = list(_tail(reference))
    text = " ".join(_closed(sentence) for sentence in sentences if sentence)
    if not tail and _ENDS_IN_ADDRESS.search(text.removesuffix(".")) and reference.how_published:
        text = text.removesuffix(".")
    if tail and text:
        text += " "
    return tuple(_merged([*_with_links(text, reference.how_published), *tail]))


def plain_text(segments: Iterable[Segment]) -> str:
    """Return the text of a printed reference without its links."""
    return "".join(segment.text for segment in segments)


@lru_cache(maxsize=20_000)
def doi_address(reference: Reference) -> str | None:
    """Return the address that resolves the reference's DOI, percent-encoded; None without a DOI."""
    return f"https://doi.org/{quote(reference.doi, safe='/:;().,-_~!*@=$&')}" if reference.doi else None


def pubmed_address(reference: Reference) -> str | None:
    """Return the address of the reference's record in PubMed, None without a PMID."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/" if reference.pmid else None


def pmc_address(reference: Reference) -> str | None:
    """Return the address of the free full text in PubMed Central, None without a PMCID."""
    return f"https://pmc.ncbi.nlm.nih.gov/articles/{reference.pmcid}/" if reference.pmcid else None


# Layouts: the sentences between title and address, one function for one kind of publication


def _article(reference: Reference) -> Iterator[str]:
    """Journal. Year;volume(issue):pages. (AMA 3.11.1), or its status where it has no volume yet."""
    yield reference.container_title_short or reference.container_title
    if reference.publication_status and not reference.volume:
        yield _status(reference)
        return
    year = str(reference.issued.year) if reference.issued else ""
    if reference.issued and not reference.volume and not reference.issue:
        if reference.evidence_type is EvidenceType.NEWS or (reference.pages and reference.issued.day):
            year = format_date(reference.issued)  # a newspaper's issue is its day (AMA 3.13.1)
        elif not reference.pages and reference.issued.month:
            yield f"Published online {format_date(reference.issued)}"
            return
    volume = format_volume(reference.volume, reference.issue)
    place = f"{volume}:{reference.pages}" if reference.pages else volume
    yield ";".join(part for part in (year, place) if part) if volume else _joined(year, ":", reference.pages)


def _preprint(reference: Reference) -> Iterator[str]:
    """Server. Preprint posted online Month D, YYYY.."""
    yield reference.container_title
    date = format_date(reference.issued)
    yield f"Preprint posted online {date}" if date else "Preprint"


def _book(reference: Reference) -> Iterator[str]:
    """Title. Vol 2. 3rd ed. Publisher; year:pages. Series; vol 260. (AMA 3.12.1, 3.12.2)."""
    yield from _book_itself(reference, _editors(reference) if reference.authors else "")


def _chapter(reference: Reference) -> Iterator[str]:
    """In: Editor AA, ed. Book title. 3rd ed. Publisher; year:pages. (AMA 3.12.1)."""
    whole = " ".join(_closed(part) for part in (_editors(reference), reference.container_title) if part)
    yield f"In: {whole}" if whole else ""
    yield from _book_itself(reference, "")


def _conference_paper(reference: Reference) -> Iterator[str]:
    """Paper presented at: meeting; date; place. (AMA 3.13.9); a paper in proceedings is a book's chapter."""
    meeting = reference.event_title or reference.container_title
    published = reference.pages or reference.publisher or reference.volume
    if published or not (reference.event_title or reference.event_date or reference.event_place):
        yield from _chapter(reference)
        return
    date = format_days(reference.event_date, reference.event_end_date) or format_date(reference.issued)
    kind = "Poster" if "poster" in reference.genre.lower() else "Paper"
    place = reference.event_place or reference.publisher_place
    yield f"{kind} presented at: " + "; ".join(part for part in (meeting, date, place) if part)


def _report(reference: Reference) -> Iterator[str]:
    """Institution; year. Report 12. (AMA 3.13.2)."""
    yield format_edition(reference.edition)
    yield from _published_by(reference)
    label = reference.genre or "Report"
    if reference.number:
        is_named = " " in reference.number and not reference.number[0].isdigit()  # "AHRQ publication 15"
        yield reference.number if is_named else f"{label} {reference.number}"
    elif reference.genre:
        yield reference.genre
    yield reference.how_published


def _thesis(reference: Reference) -> Iterator[str]:
    """Dissertation. University; year.."""
    yield reference.genre or "Thesis"
    yield from _published_by(reference)


def _web_page(reference: Reference) -> Iterator[str]:
    """Site. Date. Accessed date. Address (AMA 3.15.3)."""
    site = reference.container_title or reference.publisher
    if site.casefold() not in {format_names(reference.authors).casefold(), reference.title.casefold()}:
        yield site
    yield from _source_and_date(reference)


def _other(reference: Reference) -> Iterator[str]:
    """Version. Publisher; year, or the source in the bibliography's own words and the date."""
    if reference.event_title and not reference.publisher:
        yield from _conference_paper(reference)
        return
    yield reference.container_title
    yield f"Version {reference.version}" if reference.version else ""
    yield reference.genre
    if reference.publisher:
        yield from _published_by(reference)
        yield reference.how_published
    else:
        yield from _source_and_date(reference)


_LAYOUTS: dict[EntryType, Callable[[Reference], Iterator[str]]] = {
    EntryType.ARTICLE: _article,
    EntryType.BOOK: _book,
    EntryType.CHAPTER: _chapter,
    EntryType.CONFERENCE_PAPER: _conference_paper,
    EntryType.PREPRINT: _preprint,
    EntryType.REPORT: _report,
    EntryType.THESIS: _thesis,
    EntryType.WEB_PAGE: _web_page,
    EntryType.OTHER: _other,
}


# Parts that several layouts share


def _authors(reference: Reference) -> str:
    if not reference.authors and reference.entry_type is EntryType.BOOK:
        return _editors(reference)
    return format_names(reference.authors, incomplete=reference.authors_incomplete)


def _editors(reference: Reference) -> str:
    return format_editors(reference.editors, incomplete=reference.editors_incomplete)


def _title(reference: Reference) -> str:
    """Return the title, and where a correction of it was published if the note says so in full."""
    correction = _CORRECTION_NOTE.fullmatch(reference.note)
    if correction is None:
        return reference.title
    where = f"{correction['journal']}. {correction['place']}"
    return f"{reference.title.removesuffix('.')} [published correction appears in {where}]"


def _book_itself(reference: Reference, editors: str) -> Iterator[str]:
    in_series = bool(reference.collection_title)
    series_volume = reference.number or (reference.volume if in_series else "")
    volume = reference.volume if not in_series or reference.number else ""
    yield f"Vol {volume}" if volume.isalnum() else volume
    yield editors
    yield format_edition(reference.edition)
    yield from _published_by(reference, pages=reference.pages)
    if in_series:
        yield _joined(
            reference.collection_title, "; vol " if series_volume.isdigit() else "; ", series_volume
        )


def _published_by(reference: Reference, pages: str = "") -> Iterator[str]:
    """Yield `Publisher; year:pages`; the place of publication isn't printed (AMA 3.12.1)."""
    if reference.publication_status:
        yield reference.publisher
        yield _status(reference)
        return
    year = str(reference.issued.year) if reference.issued else ""
    yield _joined(reference.publisher, "; ", _joined(year, ":", pages) if year else pages)


def _source_and_date(reference: Reference) -> Iterator[str]:
    """Yield the source in its own words, which often hold the date, and the date where they don't."""
    source = reference.how_published
    date = format_date(reference.issued)
    if source and date and str(reference.issued.year if reference.issued else "") in source:
        date = ""
    if _status(reference) and not date:
        date = _status(reference)
    accessed = ""
    if reference.accessed and source and not (reference.url or reference.doi):
        accessed = f"Accessed {format_date(reference.accessed)}"
    yield from (date, accessed, source) if _ENDS_IN_ADDRESS.search(source) else (source, date, accessed)


def _status(reference: Reference) -> str:
    """Return "In press" and the like; "Published online" with its date (AMA 3.11.4)."""
    if reference.publication_status == "published online":
        return f"Published online {format_date(reference.issued)}".rstrip()
    return reference.publication_status[:1].upper() + reference.publication_status[1:]


def _joined(first: str, mark: str, second: str) -> str:
    return f"{first}{mark}{second}" if first and second else first or second


def _closed(sentence: str) -> str:
    """Return the sentence with one full stop, or none behind a question mark and the like."""
    # Most end in a letter or a digit, and need not be searched.
    return sentence if not sentence[-1:].isalnum() and _ENDED.search(sentence) else f"{sentence}."


def _tail(reference: Reference) -> Iterator[Segment]:
    if reference.doi:
        yield Segment(f"doi:{reference.doi}", doi_address(reference))
    elif reference.url:
        if reference.number.startswith("arXiv:"):
            yield Segment(reference.number, reference.url)
            return
        if reference.accessed:
            yield Segment(f"Accessed {format_date(reference.accessed)}. ")
        yield Segment(reference.url, reference.url)


def _with_links(text: str, source: str) -> Iterator[Segment]:
    """Yield the text with a link on each full web address that its source holds."""
    place = text.rfind(source) if "://" in source else -1
    if place >= 0:
        end = place + len(source)
        yield Segment(text[:place])
        yield from _linked(text[place:end])
        text = text[end:]
    yield Segment(text)


def _linked(text: str) -> Iterator[Segment]:
    end = 0
    for address in _ADDRESS.finditer(text):
        yield Segment(text[end : address.start()])
        yield Segment(address[0], quote(address[0], safe="%/:?#[]@!$&()*+,;=-._~"))
        end = address.end()
    yield Segment(text[end:])


def _merged(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Yield the segments with texts side by side as one, and none empty."""
    text = ""
    for segment in segments:
        if segment.href is None:
            text += segment.text
            continue
        if text:
            yield Segment(text)
            text = ""
        yield segment
    if text:
        yield Segment(text)
