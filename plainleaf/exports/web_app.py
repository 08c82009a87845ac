"""The web app manifest (https://www.w3.org/TR/appmanifest/): name and icon for a reader's home screen."""

from typing import Any

import msgspec

from plainleaf.model.exports import SiteFile
from plainleaf.pages.language_site import LanguageSite, direction_of

# Where a template folder lacks one of them, the others do. The PNG files fill their square, with the mark inside
# the safe zone that a device may cut them to (https://www.w3.org/TR/appmanifest/#icon-masks).
_ICONS = (
    ("icon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any maskable"),
    ("icon-512.png", "512x512", "image/png", "any maskable"),
)
_COLOR = "#ffffff"  # the light theme-color of layouts/base.html: a manifest knows no dark one


def manifest_file(here: LanguageSite) -> SiteFile:
    """Return the manifest of a language.

    `display` is "browser": a reader keeps the address, which says whose page it is, and the browser's own buttons
    for going back, zoom and print. The scope is the whole site, as languages are a link apart.
    """
    base_path = here.settings.base_path
    manifest: dict[str, Any] = {
        "name": here.settings.name,
        "short_name": here.settings.name,
        "lang": here.lang,
        "dir": direction_of(here.lang),
        "start_url": base_path + here.index("/"),
        "scope": f"{base_path}/",
        "display": "browser",
        "background_color": _COLOR,
        "theme_color": _COLOR,
        "icons": [
            {"src": base_path + address, "sizes": sizes, "type": type_, "purpose": purpose}
            for name, sizes, type_, purpose in _ICONS
            if (address := here.around.asset(name))
        ],
    }
    if here.settings.tagline:
        manifest["description"] = here.settings.tagline
    return SiteFile(here.manifest, msgspec.json.encode(manifest) + b"\n")
