"""Tables of cases that an editor can extend: one YAML list in a file."""

from pathlib import Path
from typing import Any

import pytest
import yaml

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> Any:
    """Return the decorator that runs a test once for each case of `cases/NAME.yaml`."""
    loaded = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return pytest.mark.parametrize("case", loaded, ids=[str(case.get("title", case)) for case in loaded])
