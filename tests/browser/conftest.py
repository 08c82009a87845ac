"""One browser and one site for all browser tests: the shipped content with drafts, in every shown status."""

import os
from pathlib import Path

import pytest

from tests.browser.chromium import chromium, find_chromium, served
from tests.browser.every_status import build_every_status


@pytest.fixture(scope="session")
def browser():
    if find_chromium() is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs a Chromium: apt-get install chromium")
        pytest.skip("no Chromium found: apt-get install chromium, or set CHROMIUM to its path")
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_every_status(tmp_path_factory.mktemp("every-status"))


@pytest.fixture(scope="session")
def base(site: Path):
    with served(site) as url:
        yield url
