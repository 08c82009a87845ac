"""A key for each page, the digest of all that it is made from. Same key, same page: it need not be made again."""

import hashlib
from pathlib import Path

from plainleaf.cache.engine_version import engine_version
from plainleaf.cache.written import written
from plainleaf.model.pages import Page
from plainleaf.pages.language_site import LanguageSite
from plainleaf.pages.later_page import LaterPage
from plainleaf.pages.made_from import page_made_from, site_made_from
from plainleaf.pages.plan import PagePlace


class PageKeys:
    """The keys of the pages that are made with a folder of templates."""

    def __init__(self, templates: Path) -> None:
        self._before = hashlib.sha256(engine_version() + _digest_of_folder(templates))
        self._sites: dict[str, hashlib._Hash] = {}

    def of_document(self, place: PagePlace) -> bytes:
        """Return the key of the page of a document's edition, without making the page."""
        return self._key(place.here, "document", page_made_from(place))

    def of_page(self, here: LanguageSite, page: Page | LaterPage) -> bytes:
        """Return the key of any other page."""
        if isinstance(page, LaterPage):
            return self._key(here, page.kind.__name__, page.made_from)
        return self._key(here, type(page).__name__, page)

    def _key(self, here: LanguageSite, kind: str, made_from: object) -> bytes:
        if here.lang not in self._sites:
            site = self._before.copy()
            site.update(written(site_made_from(here)))
            self._sites[here.lang] = site
        key = self._sites[here.lang].copy()
        key.update(written((kind, made_from)))
        return key.digest()


def _digest_of_folder(folder: Path) -> bytes:
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        digest.update(written((name, path.read_bytes())))
    return digest.digest()
