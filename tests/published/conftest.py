"""The site that these tests look at again."""

from pathlib import Path

import pytest

from tests.published.sites import make_site
from tests.tiny_site import TinySite


@pytest.fixture
def built(tmp_path: Path) -> TinySite:
    """A site that is built."""
    return make_site(tmp_path)
