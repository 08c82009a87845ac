"""Styles, the script, drawings and pictures, each with a digest of its content in its name.

Such a name never means anything else, so browsers and servers may keep the file for ever.
"""

import hashlib
import posixpath
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import rjsmin

from plainleaf.output.template_fault import TemplateFault

# The order of the files in site.css; the cascade layers that they name decide over one another.
_FIRST = ("tokens.css", "base.css", "layout.css")
_LISTS = "lists.css"
_PRINT = "print.css"
# The layouts of texts: a reader's first view, which loads site.css alone.
_TEXTS = ("base.html", "article.html", "page.html", "retired.html")
# The layouts for the clinic's staff: nothing of them is published.
_STAFF = ("review-board.html", "review-packet.html")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANK_BEFORE_VALUE = re.compile(r"^([\w-]+): ", re.MULTILINE)
_END_OF_LINE = re.compile(r" ?([{};,])\n|\n(?=\})")
_COMPONENT = re.compile(r"components/([\w-]+)/")


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
    """Return the site's assets: style sheets and a script out of all parts, and every other file of assets/.

    What there is none of (`lists.css`, `print.css`, `site.js`) has an empty address.
    """
    files: dict[str, bytes] = {}
    addresses: dict[str, str] = {}
    folder = templates / "assets"
    found = {name: sheet for name, sheet in _style_sheets(templates).items() if sheet or name == "site.css"}
    if program := script(templates):
        found["site.js"] = program
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.is_file() and path.suffix != ".css" and not path.name.startswith("."):
                is_script = path.suffix == ".js"
                found[path.name] = _minified(_text(path)) if is_script else path.read_bytes()
    for name, content in found.items():
        addresses[name] = fingerprinted("assets", name, content)
        files[addresses[name]] = content
    for name in (_LISTS, _PRINT, "site.js"):
        addresses.setdefault(name, "")
    return Assets(files, addresses)


def _style_sheets(templates: Path) -> dict[str, bytes]:
    """Return the style sheets by name: that of every page, that of lists, and that for paper.

    The first stands in its order: tokens, base, layout, components. `lists.css` has the styles of the components
    that no article has, for the pages that lead to articles. What is for paper browsers fetch last, as no screen
    waits for it.
    """
    own = {path.name: path for path in sorted((templates / "assets").glob("*.css"))}
    middle = [path for name, path in own.items() if name not in (*_FIRST, _PRINT)]
    parts = [own[name] for name in _FIRST if name in own] + middle
    apart = _components(templates) - _used_by(templates, _TEXTS)
    elsewhere = _only_for_staff(templates)
    lists: list[Path] = []
    for path in sorted((templates / "components").glob("*/*.css")):
        if path.parent.name not in elsewhere:
            (lists if path.parent.name in apart else parts).append(path)
    paper = [own[_PRINT]] if _PRINT in own else []
    return {"site.css": _joined(parts), _LISTS: _joined(lists), _PRINT: _joined(paper)}


def packet_assets(templates: Path) -> tuple[str, str]:
    """Return style sheet and script of a review packet: those of a text, and what packets alone have."""
    sheets = _style_sheets(templates)
    styles, program = staff_assets(templates, "review-packet.html")
    sheet = sheets["site.css"] + styles + sheets[_PRINT]
    return sheet.decode(), program.decode()


def staff_assets(templates: Path, layout: str) -> tuple[bytes, bytes]:
    """Return style sheet and script of what a layout for staff has, and no page of the site."""
    own = sorted(_used_by(templates, [layout]) & _only_for_staff(templates))
    styles = [path for name in own for path in (templates / "components" / name).glob("*.css")]
    scripts = [path for name in own for path in (templates / "components" / name).glob("*.js")]
    return _joined(styles), _minified("\n".join(_text(path) for path in scripts))


def _components(templates: Path) -> set[str]:
    """Return the components that have a macro; what has none, such as a callout, comes out of the texts."""
    return {path.stem for path in (templates / "components").glob("*/*.html")}


def _only_for_staff(templates: Path) -> set[str]:
    layouts = {path.name for path in (templates / "layouts").glob("*.html")} - set(_STAFF)
    return _used_by(templates, _STAFF) - _used_by(templates, sorted(layouts))


def _used_by(templates: Path, layouts: Sequence[str]) -> set[str]:
    """Return the components whose macros some layouts use, or a component that these use."""
    used: set[str] = set()
    waiting = [templates / "layouts" / name for name in layouts]
    while waiting:
        path = waiting.pop()
        names = set(_COMPONENT.findall(_text(path))) if path.is_file() else set()
        waiting += [templates / "components" / name / f"{name}.html" for name in names - used]
        used |= names
    return used


def _joined(parts: Sequence[Path]) -> bytes:
    """Return style sheets as one, without what only their authors need: comments, indents, ends of lines.

    It goes by lines, and a text in quotes never runs over one. Selectors are left as they are: rcssmin 1.3 makes
    `.a:is(b)` of `.a :is(b)`, which means something else.
    """
    text = _COMMENT.sub("", "\n".join(_text(path) for path in parts))
    lines = "".join(f"{line.strip()}\n" for line in text.splitlines() if line.strip())
    declarations = _BLANK_BEFORE_VALUE.sub(r"\1:", lines).replace(";\n}", "\n}")
    return _END_OF_LINE.sub(r"\1", declarations).encode()


def script(templates: Path) -> bytes:
    """Return the scripts of the site's components, one after another in the order of their names; may be empty.

    Each is a block of its own, `{ … }`, so that no name leaves it.
    """
    elsewhere = _only_for_staff(templates)
    paths = sorted((templates / "components").glob("*/*.js"))
    return _minified("\n".join(_text(path) for path in paths if path.parent.name not in elsewhere))


def _text(path: Path) -> str:
    """Return a file of the templates. Raises TemplateFault if it is no text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        # Parts stand in assets/, in layouts/ or in components/NAME/.
        name = "/".join(path.parts[-2:] if path.parent.name in ("assets", "layouts") else path.parts[-3:])
        line = fault.object.count(b"\n", 0, fault.start) + 1
        raise TemplateFault(name, line, "the file is not UTF-8 text") from fault


def _minified(program: str) -> bytes:
    return str(rjsmin.jsmin(program)).encode()
