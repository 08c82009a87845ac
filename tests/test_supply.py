"""What a site build installs: pinned by hashes, known by licence, and nothing that pyproject.toml doesn't ask for."""

import importlib.metadata
import re
import tomllib

import pytest

from plainleaf.cli.licences_page import licence_of, licences_page, locked_packages
from tests.tiny_site import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PAGE = (ROOT / "docs/licences.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# Licences that ask for no more than their text: one that asks for more has to be thought about first.
PERMISSIVE = {
    "MIT", "MIT License", "MIT-CMU", "BSD License", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0"
}  # fmt: skip


def name_of(requirement: str) -> str:
    return re.match(r"[\w.-]+", requirement)[0].lower()


def test_every_package_has_hashes_and_an_exact_version():
    blocks = re.split(r"^(?=[a-z])", LOCK, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(locked_packages(LOCK)) > 20
    for block in blocks:
        assert re.match(
            r"[a-z0-9.-]+==[\w.]+( ; [^\\]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+\n\Z", block
        ), block


def test_the_lock_names_no_registry():
    assert not re.search(r"https?://|--index|--find-links|file:", LOCK)


def test_the_lock_has_what_the_project_asks_for():
    wanted = {name_of(one) for one in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["build"]]}
    assert wanted <= set(locked_packages(LOCK))


@pytest.mark.parametrize("requirement", PROJECT["dependencies"], ids=name_of)
def test_a_locked_version_is_one_that_the_project_allows(requirement):
    version = locked_packages(LOCK)[name_of(requirement)]
    low, high = re.search(r">=([\d.]+),<([\d.]+)", requirement).groups()

    def key(written: str) -> list[int]:
        return [int(part) for part in written.split(".")]

    assert key(low) <= key(version) < key(high)


def test_licences_are_listed_and_ask_for_nothing_more():
    rows = dict(re.findall(r"^\| ([a-z0-9.-]+) \| (.+) \|$", PAGE, re.MULTILINE))
    assert rows.pop("package") == "licence"  # the head of the table
    assert list(rows) == list(locked_packages(LOCK)), "run: make docs"
    assert set(rows.values()) <= PERMISSIVE
    assert licences_page(LOCK, rows.__getitem__) == PAGE
    for name, version in locked_packages(LOCK).items():
        if importlib.metadata.version(name) == version:
            assert licence_of(name) == rows[name], name
