"""A built site looked at again, with nothing but its own files: whether it is whole and shows what was approved."""

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from plainleaf.model.diagnostics import Diagnostic, Position, error, in_order, warning
from plainleaf.model.integrity import INTEGRITY, Integrity, IntegrityFault, PublishedPage, parse_integrity
from plainleaf.model.progress import Progress, no_progress
from plainleaf.model.review_log import ShownStatus
from plainleaf.output.assets import fingerprinted
from plainleaf.output.compression import ENDING, uncompressed
from plainleaf.output.publish import MARKER
from plainleaf.published.page_facts import PageFacts, Reference, read_page
from plainleaf.read.project_files import shown_path

_AGAIN = "build the site again, and publish that"
# What has a digest of its own content in its name: a photo's is that of the picture it was made from.
_FINGERPRINTED = re.compile(
    r"(?P<folder>assets|images)/(?P<stem>.+)\.(?P<digest>[0-9a-f]{12})(?P<ending>\.\w+)"
)
_MENTION = re.compile(rb"images/[\w./-]+")
_TEXTS = (".html", ".css", ".js", ".json", ".webmanifest", ".xml")


def audit_site(site: Path, progress: Progress = no_progress) -> list[Diagnostic]:
    """Return everything that is wrong with a built site. Raises OSError where it can't be read."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if not path.is_dir())
    here = _Site(site, frozenset(names))
    found: list[Diagnostic] = []
    try:
        integrity = parse_integrity(here.read(INTEGRITY)) if INTEGRITY in here.names else None
        fault = "the site has none"
    except IntegrityFault as unread:
        integrity, fault = None, str(unread)
    if integrity is None:
        found.append(
            error("site-integrity", here.at(INTEGRITY), f"integrity.json tells nothing: {fault}", _AGAIN)
        )
    else:
        found += _check_files(here, integrity)
    published = {page.file: page for page in integrity.pages} if integrity else {}
    links = _Links(here, integrity.base_url if integrity else "")
    mentioned: set[str] = set()
    for number, name in enumerate(names):
        progress("Reading files", number, len(names))
        if not name.endswith(_TEXTS):
            continue
        data = here.read(name)
        if name != INTEGRITY:
            mentioned.update(match.decode() for match in _MENTION.findall(data))
        if name.endswith(".html"):
            facts = read_page(data.decode("utf-8", errors="replace"))
            found += _check_page(here.at(name), facts, published.get(name))
            found += links.check(name, facts)
    found += links.check_anchors()
    # Pictures are published because a page shows them; assets may wait for a page that has use for them.
    unused = [name for name in names if name.startswith("images/") and name not in mentioned]
    found += [
        warning("site-unknown", here.at(name), "nothing in the site refers to this file", _AGAIN)
        for name in unused
        if not name.endswith(ENDING)
    ]
    return in_order(found)


class _Site:
    """The files of a built site."""

    def __init__(self, folder: Path, names: frozenset[str]) -> None:
        self._folder = folder
        self.names = names

    def read(self, name: str) -> bytes:
        path = self._folder / name
        return path.read_bytes() if path.is_file() else b""  # a pipe would never end

    def at(self, name: str, line: int = 1, column: int = 1) -> Position:
        return Position(shown_path(self._folder / name), line, column)


def _check_files(here: _Site, integrity: Integrity) -> Iterator[Diagnostic]:
    """Every file is there, as it was published, and no other one is."""
    digests = integrity.digests
    for name, digest in digests.items():
        if name not in here.names:
            yield error("site-missing", here.at(name), "this file of the site is missing", _AGAIN)
            continue
        content = here.read(name)
        if hashlib.sha256(content).hexdigest() != digest:
            yield error("site-changed", here.at(name), "this file is not as it was published", _AGAIN)
        elif not _bears_its_digest(name, content):
            message = "the digest in this file's name is not that of its content"
            yield error("site-changed", here.at(name), message, _AGAIN)
    for name in here.names - digests.keys() - {MARKER, INTEGRITY}:
        original = name.removesuffix(ENDING)
        if original == name or original not in {*digests, INTEGRITY}:
            yield error("site-unknown", here.at(name), "this file is none of the site's", _AGAIN)
        elif uncompressed(here.read(name)) != here.read(original):
            yield error("site-changed", here.at(name), f"this is not {original} in a compressed form", _AGAIN)


def _bears_its_digest(name: str, content: bytes) -> bool:
    match = _FINGERPRINTED.fullmatch(name)
    if match is None or (match["folder"] == "images" and match["ending"] != ".svg"):
        return True
    return fingerprinted(match["folder"], match["stem"] + match["ending"], content) == f"/{name}"


def _check_page(at: Position, facts: PageFacts, published: PublishedPage | None) -> Iterator[Diagnostic]:
    """A page has the hooks on which programs rely, shows no draft, and says what integrity.json says of it."""
    lacking = [f"<html {name}>" for name in ("lang", "dir", "data-audience") if not facts.root.get(name)]
    if facts.main.get("id") != "main":
        lacking.append('<main id="main">')
    status = facts.article.get("data-review-status", "")
    if facts.article and status not in facts.badges:
        lacking.append(f'[data-badge="{status}"]')
    for hook in lacking:
        yield error("site-page", at, f"the page has no {hook}", "the layouts in templates/ make it")
    said = published.status if published else ""
    if ShownStatus.DRAFT in (status, said):
        yield error("site-draft", at, "a draft stands in this site", "build it without --drafts")
    if published is None or not (published.article or facts.article):
        return
    if (facts.article.get("data-slug", ""), status) != (published.article, said):
        message = f"the page says '{status}' of its review, and integrity.json says '{said}'"
        yield error("site-approval", at, message, _AGAIN)
    elif status == ShownStatus.APPROVED:
        copies = f"/copies/{published.version}/"
        shown = any(reference.address.endswith(copies) for reference in facts.references)
        if not shown or not published.digest.startswith(f"sha256:{published.version}"):
            message = f"the page does not show the approved version, {published.version}"
            yield error("site-approval", at, message, _AGAIN)


class _Links:
    """Every address inside the site leads to a file, every anchor to an id, and nothing comes from elsewhere.

    Of a page that was looked at nothing stays in memory but its ids, and the anchors of other pages that it names.
    """

    def __init__(self, here: _Site, base_url: str) -> None:
        parts = urlsplit(base_url)
        self._host, self._base_path = parts.netloc, parts.path.rstrip("/")
        self._here = here
        self._ids: dict[str, frozenset[str]] = {}
        self._anchors: list[
            tuple[Reference, str, str]
        ] = []  # with the page that it stands on, and where it leads

    def check(self, name: str, page: PageFacts) -> Iterator[Diagnostic]:
        """Yield what is wrong with the addresses of a page, the anchors of other pages apart."""
        self._ids[name] = frozenset(map(sys.intern, page.ids))  # most ids stand on many pages
        path = self._here.at(name).path
        for reference in page.references:
            yield from self._check(name, reference, Position(path, reference.line, reference.column))

    def check_anchors(self) -> Iterator[Diagnostic]:
        """Yield the anchors that are nowhere: to be called when every page was looked at."""
        for reference, name, target in self._anchors:
            if _fragment(reference) not in self._ids.get(target, ()):
                yield _no_place(reference, self._here.at(name, reference.line, reference.column))

    def _check(self, name: str, reference: Reference, at: Position) -> Iterator[Diagnostic]:
        try:
            parts = urlsplit(reference.address)
        except ValueError:
            yield error("link-broken", at, f"the address '{reference.address}' can't be read")
            return
        if parts.scheme not in ("", "http", "https") or (parts.netloc and parts.netloc != self._host):
            if reference.loaded:
                yield error("site-page", at, f"the page loads something from elsewhere: {reference.address}")
            return
        path = unquote(parts.path)
        if path and not path.startswith(f"{self._base_path}/"):
            if path.startswith("/") and not parts.netloc:
                message = f"'{reference.address}' lies outside the site, which is at {self._base_path}/"
                yield error("link-broken", at, message)
            return
        inside = path.removeprefix(f"{self._base_path}/")
        target = (f"{inside}index.html" if not inside or inside.endswith("/") else inside) if path else name
        if target not in self._here.names:
            yield error("link-broken", at, f"there is no '{reference.address}' in the site", _AGAIN)
        elif parts.fragment and target != name:
            self._anchors.append((reference, name, target))
        elif parts.fragment and unquote(parts.fragment) not in self._ids[name]:
            yield _no_place(reference, at)


def _no_place(reference: Reference, at: Position) -> Diagnostic:
    return error("anchor-broken", at, f"'{reference.address}' leads to no place on its page", _AGAIN)


def _fragment(reference: Reference) -> str:
    return unquote(urlsplit(reference.address).fragment)
