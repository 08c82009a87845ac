"""Every file of the site that programs read."""

from collections.abc import Iterator, Sequence

from plainleaf.exports.codes import code_files
from plainleaf.exports.feeds import feed_files
from plainleaf.exports.servers import gone_files, headers_file, robots_file
from plainleaf.exports.sitemap import sitemap_files
from plainleaf.exports.web_app import manifest_file
from plainleaf.model.exports import SiteFile
from plainleaf.pages.language_site import LanguageSite


def export_files(sites: Sequence[LanguageSite]) -> Iterator[SiteFile]:
    """Yield the files of all languages; `sites` has the site's own language first."""
    for here in sites:
        yield from feed_files(here)
        yield manifest_file(here)
    yield from code_files(sites)
    yield from sitemap_files(sites)
    yield robots_file(sites[0])
    yield headers_file(sites[0])
    yield from gone_files(sites)
