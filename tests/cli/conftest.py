"""A clinic's folder for the tests of the commands."""

from pathlib import Path

import pytest

from tests.tiny_site import TinySite, article


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    """A tiny site with one submitted article and one page."""
    folder = tmp_path / "clinic"
    folder.mkdir()
    return TinySite(
        folder,
        {
            "content/articles/fmt.md": article("It is new [@a2020]."),
            "content/pages/about.md": "---\ntitle: About us\n---\nWe are a clinic.\n",
        },
    )


@pytest.fixture
def clinic(site: TinySite) -> Path:
    """The folder of that site."""
    return site.folder
