"""The floors of docs/architecture.md, kept: a module imports only from lower floors, and each library has one door."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "plainleaf"

# From the ground up. Packages on one floor don't know one another; a new module must be given a place.
FLOORS = {
    "model": 0,
    "bibliography": 1,
    "cache": 1,
    "markup": 1,
    "quality": 1,
    "read": 1,
    "review": 1,
    "site": 2,
    "imports": 2,
    "pages": 3,
    "exports": 4,
    "output": 5,
    "workers": 1,
    "reading": 5,
    "last_build": 6,
    "loading": 6,
    "advice": 7,
    "rendering": 7,
    "pipeline": 8,
    "authoring": 8,
    "published": 8,
    "preview": 9,
    "cli": 10,
}
# The only places that may import a library.
DOORS = {
    "babel": {"output.catalogs", "output.cldr", "output.extraction"},
    "bibtexparser": {"bibliography.bibtexparser_door"},
    "click": {"cli"},
    "ctypes": {"output.exchange"},
    "gettext": {"output.localize", "output.interface_words", "output.templates"},
    "h11": {"preview.connections"},
    "jinja2": {"output.templates", "output.render"},
    "markdown": {  # the engine, and the extensions that it is given
        "markup.block_extension",
        "markup.library_limits",
        "markup.library_speed",
        "markup.citation_extension",
        "markup.engine",
        "markup.footnotes",
        "markup.pasted_text",
        "markup.tables",
    },
    "mammoth": {"imports.word_file"},
    "nh3": {"markup.sanitize"},
    "PIL": {"output.pictures"},
    "pagefind": {"output.search"},
    "pylatexenc": {"bibliography.latex_text"},
    "rich": {"cli.colours"},
    "rjsmin": {"output.assets"},
    "segno": {"pages.qr_code"},
    "starlette": {"preview.app", "preview.guard"},
    "uvicorn": {"preview.connections", "preview.server"},
    "watchfiles": {"preview.watch"},
    "yaml": {"read.yaml_text"},
}
# The clock and the disk stay at the edge.
WORLD = {"os", "shutil", "tempfile", "pathlib", "subprocess", "socket", "urllib.request", "time"}
PURE = ("model", "bibliography", "markup", "quality", "review", "site", "pages", "exports", "imports")
SIZE = 420


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def imports_of(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.append(node.module or "")
    return found


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_imports_only_from_lower_floors(path: Path):
    name = name_of(path)
    own = name.split(".")[0]
    assert own in FLOORS, f"give {own} a floor"
    for imported in imports_of(path):
        if imported.startswith("plainleaf."):
            other = imported.split(".")[1]
            assert other == own or FLOORS[other] < FLOORS[own], f"{name} must not import {imported}"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_every_library_has_one_door(path: Path):
    name = name_of(path)
    for imported in imports_of(path):
        library = imported.split(".")[0]
        if library in DOORS:
            allowed = any(name == door or name.startswith(f"{door}.") for door in DOORS[library])
            assert allowed, f"{name} must not import {library}"


@pytest.mark.parametrize("path", [p for p in modules() if name_of(p).split(".")[0] in PURE], ids=name_of)
def test_decisions_know_neither_disk_nor_clock(path: Path):
    assert not WORLD.intersection(imports_of(path))
    source = path.read_text(encoding="utf-8")
    assert "date.today(" not in source
    assert "datetime.now(" not in source


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_no_module_knows_everything(path: Path):
    assert path.read_text(encoding="utf-8").count("\n") <= SIZE


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("__init__.py")), ids=lambda path: path.parent.name)
def test_packages_are_empty_at_their_door(path: Path):
    assert path.read_text(encoding="utf-8").strip() == ""


def test_templates_never_mark_text_as_safe():
    folder = PACKAGE.parent / "templates"
    for path in folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", ""), path
        assert "autoescape" not in text, path
