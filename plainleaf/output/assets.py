"""Styles, drawings and pictures, each with a digest of its content in its name.

Such a name never means anything else, so browsers and servers may keep the file for ever.
"""

import hashlib
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from plainleaf.output.template_fault import TemplateFault

# The order of the files in site.css; the cascade layers that they name decide over one another.
_FIRST = ("tokens.css", "base.css", "layout.css")
_LAST = ("print.css",)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class Assets(msgspec.Struct, frozen=True):
    """Files by address, and the address of each name that templates and texts use."""

    files: Mapping[str, bytes]
    addresses: Mapping[str, str]

    def address(self, name: str) -> str:
        """Return the address of an asset; TemplateFault if there is none of that name."""
        if name not in self.addresses:
            raise TemplateFault("", 1, f"there is no asset '{name}' in templates/assets/")
        return self.addresses[name]


def fingerprinted(folder: str, name: str, content: bytes) -> str:
    """Return the address of a file, with its digest before the ending (site.0123456789ab.css)."""
    stem, ending = posixpath.splitext(name)
    digest = hashlib.sha256(content).hexdigest()[:12]
    return f"/{folder}/{stem}.{digest}{ending}"


def read_assets(templates: Path) -> Assets:
    """Return the site's assets: one style sheet out of all, and every other file of templates/assets/."""
    files: dict[str, bytes] = {}
    addresses: dict[str, str] = {}
    folder = templates / "assets"
    found = {"site.css": style_sheet(templates)}
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.is_file() and path.suffix != ".css" and not path.name.startswith("."):
                found[path.name] = path.read_bytes()
    for name, content in found.items():
        addresses[name] = fingerprinted("assets", name, content)
        files[addresses[name]] = content
    return Assets(files, addresses)


def style_sheet(templates: Path) -> bytes:
    """Return the parts of the style sheet in their order: tokens, base, layout, components, print.

    Comments stay in the sources; a reader's phone need not load them.
    """
    folder = templates / "assets"
    own = {path.name: path for path in sorted(folder.glob("*.css"))}
    middle = [path for name, path in own.items() if name not in _FIRST + _LAST]
    parts = [own[name] for name in _FIRST if name in own]
    parts += [*middle, *sorted((templates / "components").glob("*/*.css"))]
    parts += [own[name] for name in _LAST if name in own]
    text = "\n".join(path.read_text(encoding="utf-8") for path in parts)
    lines = (line.strip() for line in _COMMENT.sub("", text).splitlines())
    return ("\n".join(line for line in lines if line) + "\n").encode()
