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
