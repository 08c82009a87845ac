import pytest

from plainleaf.preview.session import Session
from tests.tiny_site import TinySite, article

SITE = {
    "content/articles/fmt.md": article("It is new [@a2020].", title="About FMT", topics=["sleep"]),
    "content/articles/other.md": article("See [FMT](/fmt/).", title="Another"),
    "content/articles/secret.md": article("Not yet ready.", title="A secret draft", review=None),
    "content/images/leaf.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"></svg>',
}


@pytest.fixture
def site(tmp_path, monkeypatch) -> TinySite:
    monkeypatch.chdir(tmp_path)
    return TinySite(tmp_path, SITE)


@pytest.fixture
def session(site) -> Session:
    found = Session(site.sources)
    found.refresh()
    assert found.diagnostics == []
    return found
