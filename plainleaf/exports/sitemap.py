"""The sitemap (https://www.sitemaps.org/protocol.html): every page that search engines may show.

One file where it fits, else numbered parts and, in the place of the file, their index.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from plainleaf.exports.public_articles import public_articles
from plainleaf.exports.xml_text import xml_text
from plainleaf.model.exports import SiteFile
from plainleaf.model.page_parts import Alternate
from plainleaf.model.project import ConvertedDocument
from plainleaf.pages.document_pages import edition_alternates
from plainleaf.pages.language_site import LanguageSite
from plainleaf.site.addresses import INDEX_PAGES, condition_address, document_address, topic_address

ADDRESS = "/sitemap.xml"
# The protocol's limits for one file.
MOST_URLS = 50_000
MOST_BYTES = 50 * 1024 * 1024

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_OPENING = (
    _HEAD
    + '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
).encode()
_CLOSING = b"</urlset>\n"


class SitemapEntry(msgspec.Struct, frozen=True):
    """A page: its full URL, the day of its last change where it is known, and itself in other languages."""

    url: str
    changed: datetime.date | None = None
    alternates: tuple[Alternate, ...] = ()


def has_sitemap(site: LanguageSite) -> bool:
    """Say whether there is a sitemap: it holds full URLs alone, and a build with drafts is for nobody to find."""
    return bool(site.settings.base_url) and not site.around.drafts


def sitemap_files(sites: Sequence[LanguageSite]) -> Iterator[SiteFile]:
    """Yield the sitemap of all languages together."""
    first = sites[0]
    if has_sitemap(first):
        entries = (entry for here in sites for entry in sitemap_entries(here))
        yield from sitemap_of(entries, first.settings.base_url)


def sitemap_entries(here: LanguageSite) -> Iterator[SitemapEntry]:
    """Yield the pages of a language: no retired articles, no copies, nothing that asks robots to keep it out."""
    addresses = [address for page in INDEX_PAGES if (address := here.index(page)) in here.book.anchors]
    addresses += [topic_address(id_, here.lang, here.settings) for id_ in sorted(here.by_topic)]
    addresses += here.reviewer_addresses.values()
    addresses += [condition_address(code, here.lang, here.settings) for code in sorted(here.by_code)]
    for address in addresses:
        yield SitemapEntry(here.absolute(address), alternates=here.frame(address, "", "").alternates)
    plain_pages = [document for document in here.public if document.status is None]
    for document in [*plain_pages, *public_articles(here)]:
        changed = document.source.front.last_changed
        for audience in _audiences(document, str(here.settings.audience)):
            yield SitemapEntry(
                url=here.absolute(document_address(document.source, here.settings, audience)),
                changed=changed if changed.year > 1 else None,  # a plain page may have no date
                alternates=edition_alternates(here, document, audience),
            )


def _audiences(document: ConvertedDocument, default: str) -> list[str]:
    """Return the audiences for which a document has a page; a plain page is one for all."""
    if document.status is None:
        return [default]
    return list(document.index.audiences)


def sitemap_of(
    entries: Iterable[SitemapEntry],
    base_url: str,
    *,
    most_urls: int = MOST_URLS,
    most_bytes: int = MOST_BYTES,
) -> Iterator[SiteFile]:
    """Yield the files of a sitemap; none is over one of the limits, which are for the file as it is unpacked."""
    parts = list(_parts(entries, most_urls, most_bytes))
    if len(parts) == 1:
        yield SiteFile(ADDRESS, parts[0][0])
        return
    lines = [_HEAD + '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for number, (content, changed) in enumerate(parts, start=1):
        address = f"/sitemap-{number}.xml"
        yield SiteFile(address, content)
        url = xml_text(base_url + address.lstrip("/"))
        lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
        lines.append(f"<sitemap><loc>{url}</loc>{lastmod}</sitemap>")
    yield SiteFile(ADDRESS, "\n".join([*lines, "</sitemapindex>", ""]).encode())


def _parts(
    entries: Iterable[SitemapEntry], most_urls: int, most_bytes: int
) -> Iterator[tuple[bytes, datetime.date | None]]:
    """Yield the files with the day of the newest change in each; at least one."""
    room = most_bytes - len(_OPENING) - len(_CLOSING)
    lines: list[bytes] = []
    size = 0
    newest: datetime.date | None = None
    for entry in entries:
        line = _url(entry)
        if lines and (len(lines) == most_urls or size + len(line) > room):
            yield b"".join([_OPENING, *lines, _CLOSING]), newest
            lines, size, newest = [], 0, None
        lines.append(line)
        size += len(line)
        if entry.changed and (newest is None or entry.changed > newest):
            newest = entry.changed
    yield b"".join([_OPENING, *lines, _CLOSING]), newest


def _url(entry: SitemapEntry) -> bytes:
    lastmod = f"<lastmod>{entry.changed}</lastmod>" if entry.changed else ""
    links = [(alternate.lang, alternate.address) for alternate in entry.alternates]
    links += [("x-default", alternate.address) for alternate in entry.alternates if alternate.default]
    shown = "".join(
        f'<xhtml:link rel="alternate" hreflang="{xml_text(lang)}" href="{xml_text(address)}"/>'
        for lang, address in links
    )
    return f"<url><loc>{xml_text(entry.url)}</loc>{lastmod}{shown}</url>\n".encode()
