"""`make docs`: writes docs/licences.md, the licence of every package that the site build installs."""

import importlib.metadata
import re
import sys
from collections.abc import Callable
from pathlib import Path

_LOCKED = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)
_LONGEST = 40  # characters: some packages give the whole text of their licence
_INTRODUCTION = """\
# Licences

<!-- Made by `make docs` from requirements.lock and what the installed packages say: change nothing here. -->

Plainleaf's own licence is in [LICENSE](../LICENSE). To build a site it installs these packages, by the hashes in
`requirements.lock`, and none of them stands in the site but Pagefind's reader in `/pagefind/`. `make site` installs
nothing else; the tools for developing Plainleaf are in `pyproject.toml` and never meet a site's bytes.

| package | licence |
|---|---|
"""


def locked_packages(lock: str) -> dict[str, str]:
    """Return the version of each package in a lock, by name."""
    return dict(_LOCKED.findall(lock))


def licence_of(package: str) -> str:
    """Return the licence of an installed package, as short as it says it."""
    said = importlib.metadata.metadata(package)
    for field in ("License-Expression", "License"):
        words = said[field].strip() if field in said else ""
        if words and len(words) <= _LONGEST and "\n" not in words:
            return words
    kinds = [kind for kind in said.get_all("Classifier") or [] if kind.startswith("License ::")]
    return kinds[0].rpartition(" :: ")[2] if kinds else "not said"


def licences_page(lock: str, licence: Callable[[str], str] = licence_of) -> str:
    """Return docs/licences.md for a lock."""
    rows = [f"| {name} | {licence(name)} |\n" for name in locked_packages(lock)]
    return _INTRODUCTION + "".join(rows)


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(
        licences_page(Path(sys.argv[1]).read_text(encoding="utf-8")), encoding="utf-8"
    )
