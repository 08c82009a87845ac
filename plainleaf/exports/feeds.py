"""Feeds of the newest articles: Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

A title and a summary stand alone in a news reader, away from the page's caution banner. So the content of an entry
begins with the banner's words wherever the page has one.
"""

import datetime
from collections.abc import Iterator
from html import escape
from typing import Any

import msgspec

from plainleaf.exports.public_articles import public_articles
from plainleaf.exports.review_record import ReviewRecord, review_record
from plainleaf.exports.xml_text import xml_text
from plainleaf.model.exports import SiteFile
from plainleaf.model.project import ConvertedDocument
from plainleaf.pages.language_site import LanguageSite
from plainleaf.pages.views import newest_first
from plainleaf.site.addresses import document_address

# The XML namespace of the element `review`. It names, and leads nowhere (RFC 9562); it never changes.
REVIEW_NAMESPACE = "urn:uuid:9de99068-8cbd-487e-ad6c-297bfcd0e031"
_MOST_ENTRIES = 50


class _Entry(msgspec.Struct, frozen=True):
    """An article as a feed has it; `content` is HTML."""

    url: str
    title: str
    summary: str
    content: str
    published: datetime.date
    updated: datetime.date
    authors: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]  # id and title
    review: ReviewRecord


def feed_files(here: LanguageSite) -> Iterator[SiteFile]:
    """Yield the feeds of a language: none without a base URL, as every address in them is a full one."""
    entries = _entries(here)
    for feed in here.feeds:
        make = _atom if feed.type == "application/atom+xml" else _json_feed
        yield SiteFile(feed.address, make(here, here.absolute(feed.address), entries))


def _entries(here: LanguageSite) -> list[_Entry]:
    """Return the articles with the newest changes of substance, the newest first."""
    newest = newest_first(public_articles(here))
    return [_entry(here, document) for document in newest[:_MOST_ENTRIES]]


def _entry(here: LanguageSite, document: ConvertedDocument) -> _Entry:
    front = document.source.front
    people = here.project.people
    caution = here.words.cautions.get(str(document.status), "")
    content = (
        f"<p><strong>{escape(caution)}</strong></p>" if caution else ""
    ) + f"<p>{escape(front.summary)}</p>"
    return _Entry(
        url=here.absolute(document_address(document.source, here.settings)),
        title=front.title,
        summary=front.summary,
        content=content,
        published=front.date,
        updated=front.last_changed,
        authors=tuple(people[id_].name for id_ in dict.fromkeys(front.authors) if id_ in people),
        topics=tuple((id_, here.topic(id_).title) for id_ in dict.fromkeys(front.topics)),
        review=review_record(document, people),
    )


def _midnight(day: datetime.date) -> str:
    """Return a day as a moment (RFC 3339): the clinic gives no time, and so it is midnight UTC."""
    return f"{day.isoformat()}T00:00:00Z"


def _atom(here: LanguageSite, own: str, entries: list[_Entry]) -> bytes:
    name, tagline = here.settings.name, here.settings.tagline
    # RFC 4287, 4.1.1 asks for a date even of a feed without entries.
    updated = max((entry.updated for entry in entries), default=here.project.today)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:r="{REVIEW_NAMESPACE}" xml:lang="{xml_text(here.lang)}">',
        f"<id>{xml_text(own)}</id>",
        f"<title>{xml_text(name)}</title>",
        *([f"<subtitle>{xml_text(tagline)}</subtitle>"] if tagline else []),
        f"<updated>{_midnight(updated)}</updated>",
        f"<author><name>{xml_text(name)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{xml_text(own)}"/>',
        f'<link rel="alternate" type="text/html" href="{xml_text(here.absolute(here.index("/")))}"/>',
    ]
    for entry in entries:
        lines += _atom_entry(entry)
    return "\n".join([*lines, "</feed>", ""]).encode()


def _atom_entry(entry: _Entry) -> Iterator[str]:
    yield "<entry>"
    yield f"<id>{xml_text(entry.url)}</id>"
    yield f"<title>{xml_text(entry.title)}</title>"
    yield f'<link rel="alternate" type="text/html" href="{xml_text(entry.url)}"/>'
    yield f"<published>{_midnight(entry.published)}</published>"
    yield f"<updated>{_midnight(entry.updated)}</updated>"
    for author in entry.authors:
        yield f"<author><name>{xml_text(author)}</name></author>"
    for id_, title in entry.topics:
        yield f'<category term="{xml_text(id_)}" label="{xml_text(title)}"/>'
    yield f"<summary>{xml_text(entry.summary)}</summary>"
    yield f'<content type="html">{xml_text(entry.content)}</content>'
    facts = msgspec.to_builtins(entry.review)
    yield "<r:review " + " ".join(f'{name}="{xml_text(value)}"' for name, value in facts.items()) + "/>"
    yield "</entry>"


def _json_feed(here: LanguageSite, own: str, entries: list[_Entry]) -> bytes:
    name, tagline = here.settings.name, here.settings.tagline
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": name,
        "home_page_url": here.absolute(here.index("/")),
        "feed_url": own,
        **({"description": tagline} if tagline else {}),
        "language": here.lang,
        "authors": [{"name": name}],
        "items": [_json_item(here, entry) for entry in entries],
    }
    return msgspec.json.encode(feed) + b"\n"


def _json_item(here: LanguageSite, entry: _Entry) -> dict[str, Any]:
    return {
        "id": entry.url,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content,
        "date_published": _midnight(entry.published),
        "date_modified": _midnight(entry.updated),
        "authors": [{"name": author} for author in entry.authors],
        "language": here.lang,
        "tags": [title for _, title in entry.topics],
        "_review": entry.review,
    }
