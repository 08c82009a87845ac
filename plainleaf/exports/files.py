"""Every file of the site that programs read."""

from collections.abc import Iterator, Sequence

from plainleaf.model.exports import SiteFile
from plainleaf.pages.language_site import LanguageSite


def export_files(_sites: Sequence[LanguageSite]) -> Iterator[SiteFile]:
    """Yield the files of all languages; `sites` has the site's own language first."""
    yield from ()
