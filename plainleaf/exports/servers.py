"""What robots and servers read: robots.txt (RFC 9309), the headers that go with files, and what is gone for good.

`_headers` is the form of Netlify (https://docs.netlify.com/manage/routing/headers/) and Cloudflare Pages
(https://developers.cloudflare.com/pages/configuration/headers/). Where several rules match, the one joins the
values of a header by commas and the other takes the last; so no header stands in two rules that match one file.
"""

from collections.abc import Iterator, Sequence

from plainleaf.exports.sitemap import ADDRESS, has_sitemap
from plainleaf.model.exports import SiteFile
from plainleaf.model.review_log import ShownStatus
from plainleaf.pages.language_site import LanguageSite
from plainleaf.site.addresses import document_address
from plainleaf.site.security import server_policy

# What a leaflet never asks a device for: names that browsers know, each given to nobody
# (https://www.w3.org/TR/permissions-policy/).
_NEVER_USED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
_YEAR = 31_536_000  # seconds
_FOR_EVER = [f"Cache-Control: public, max-age={_YEAR}, immutable"]


def robots_file(site: LanguageSite) -> SiteFile:
    """Return robots.txt: everything may be read, but for a build with drafts, which is for nobody to find."""
    lines = ["User-agent: *", "Disallow: /" if site.around.drafts else "Allow: /"]
    if has_sitemap(site):
        lines += ["", f"Sitemap: {site.absolute(ADDRESS)}"]
    return SiteFile("/robots.txt", "".join(f"{line}\n" for line in lines).encode())


def headers_file(site: LanguageSite) -> SiteFile:
    """Return `_headers`.

    HTML needs no rule for its caching: both hosts send `max-age=0, must-revalidate`, which says what `no-cache`
    says, and a rule that matched all pages would match the files beside them, too.
    """
    base_path = site.settings.base_path
    rules = [
        (f"{base_path}/*", _for_everything(site)),
        (f"{base_path}/assets/*", _FOR_EVER),
        (f"{base_path}/images/*", _FOR_EVER),
        # A portal's own page may read what is said about a code: it is public, and the same for everybody.
        (f"{base_path}/codes/*", ["Access-Control-Allow-Origin: *"]),
    ]
    lines = [line for path, headers in rules for line in (path, *(f"  {header}" for header in headers))]
    return SiteFile("/_headers", "".join(f"{line}\n" for line in lines).encode())


def gone_files(sites: Sequence[LanguageSite]) -> Iterator[SiteFile]:
    """Yield what makes the notices of retired articles answer with 410, "gone" (RFC 9110, 15.5.11).

    `_redirects` is Netlify's form, in which `!` means: although there is such a file
    (https://docs.netlify.com/manage/routing/redirects/redirect-options/). `_retired.map` is for a `map` of nginx.
    """
    base_path = sites[0].settings.base_path
    addresses = [
        base_path + document_address(document.source, here.settings, audience)
        for here in sites
        for document in here.public
        if document.status is ShownStatus.RETIRED
        for audience in document.index.audiences
    ]
    redirects = "".join(f"{address} {address} 410!\n" for address in addresses)
    retired = "".join(f"{address} 1;\n{address}index.html 1;\n" for address in addresses)
    yield SiteFile("/_redirects", redirects.encode())
    yield SiteFile("/_retired.map", retired.encode())


def _for_everything(site: LanguageSite) -> list[str]:
    headers = [
        f"Content-Security-Policy: {server_policy()}",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer",
        f"Permissions-Policy: {', '.join(f'{name}=()' for name in _NEVER_USED)}",
        "Cross-Origin-Opener-Policy: same-origin",
    ]
    # The promise to speak HTTPS alone binds the whole host for as long as browsers remember it (RFC 6797). Where
    # the host has other sites it is the clinic's to give; here it is no more than what base_url says. Neither
    # subdomains nor the browsers' built-in lists are ours to promise.
    if site.settings.base_url.startswith("https://") and not site.settings.base_url_path:
        headers.append(f"Strict-Transport-Security: max-age={_YEAR}")
    return headers
