"""A built site with an approved, a submitted and a retired article, for tests that look at it again."""

from pathlib import Path

from tests.exports.sites import RETIRED, approve
from tests.tiny_site import TinySite, article

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><path d="M0 0"/></svg>'


def make_site(folder: Path, *, base_url: str | None = None) -> TinySite:
    """Return a site that is built."""
    site = TinySite(folder, {"content/images/axis.svg": DRAWING}, base_url=base_url)
    both = "It rests on [@a2020]. ![An axis](images/axis.svg)\n\n::: audience clinician\nFor clinicians.\n:::"
    approve(site, "good", body=both, title="A good text")
    site.write("content/articles/waiting.md", article("See [the good text](good.md).", title="Waiting"))
    site.write("content/articles/old.md", article("Old.", title="An old text", review=RETIRED))
    built = site.build()
    assert built.published, built.errors
    return site
