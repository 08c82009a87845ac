"""What the package may import, and where each library comes in."""

import ast
from pathlib import Path

import pytest

import plainleaf.bibliography.bibtex

FOLDER = Path(plainleaf.bibliography.bibtex.__file__).parent
MODULES = sorted(FOLDER.glob("*.py"))
DOORS = {"bibtexparser": "bibtexparser_door", "pylatexenc": "latex_text"}


def imported(module):
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            yield node.module or ""


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_a_module_imports_from_the_model_and_its_own_package_alone(module):
    for name in imported(module):
        if name.split(".")[0] == "plainleaf":
            assert name.startswith(("plainleaf.model.", "plainleaf.bibliography"))
        if name.split(".")[0] in DOORS:
            assert module.stem == DOORS[name.split(".")[0]]


def test_printing_a_reference_needs_no_parser():
    """A build that finds its bibliography in the cache prints from it, and must start fast."""
    needed = {"ama"}
    todo = ["ama"]
    while todo:
        for name in imported(FOLDER / f"{todo.pop()}.py"):
            if name.startswith("plainleaf.bibliography."):
                stem = name.rsplit(".", 1)[1]
                if stem not in needed:
                    needed.add(stem)
                    todo.append(stem)
    assert not needed & set(DOORS.values())
