"""The tables of cases beside the tests, which an editor can extend."""

from pathlib import Path
from typing import Any

import pytest
import yaml

_FOLDER = Path(__file__).parent / "cases"


def cases(name: str, *tables: str) -> list[Any]:
    """Return the cases of some tables of a file as parameters, each named by what it is about."""
    content = yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["about"]) for table in tables for case in content[table]]


def every_text() -> list[Any]:
    """Return the texts of all cases of all files as parameters."""
    found = [
        pytest.param(case["text"], id=f"{path.stem}: {case['about']}")
        for path in sorted(_FOLDER.glob("*.yaml"))
        for table in yaml.safe_load(path.read_text(encoding="utf-8")).values()
        for case in table
        if "text" in case
    ]
    assert len(found) > 300
    return found
