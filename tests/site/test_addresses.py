"""Slugs, and where links lead."""

import pytest

from plainleaf.site.addresses import slug_fault
from tests.tiny_site import TinySite, article


@pytest.mark.parametrize("slug", ["fmt", "a", "fmt-and-mental-health", "covid-19", "a_b", "7"])
def test_good_slugs(slug):
    assert slug_fault(slug, frozenset({"en"})) is None


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "A",
        "a b",
        "a/b",
        "../x",
        ".",
        "-a",
        "a-",
        "a--b",
        "ä",
        "a.b",
        "topics",
        "404",
        "assets",
        "es",
        "x" * 101,
    ],
)
def test_slugs_that_can_be_no_address(slug):
    message, hint = slug_fault(slug, frozenset({"en", "es"}))
    assert message
    assert hint


def test_two_documents_with_one_address(tmp_path):
    site = TinySite(tmp_path)
    site.write("content/articles/one.md", article("x"))
    site.write("content/articles/sub/one.md", article("x"))
    site.write("content/pages/other.md", "---\ntitle: Other\nslug: one\n---\n")
    found = site.check().of("slug-duplicate")
    assert [(d.path, d.line) for d in found] == [
        ("content/articles/sub/one.md", 1),
        ("content/pages/other.md", 3),
    ]
    assert "content/articles/one.md" in found[0].message


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("/two/", None),
        ("/two", None),
        ("/two/#part", None),
        ("../two/", None),
        ("two.md", None),
        ("sub/three.md#x", None),
        ("#here", None),
        ("/", None),
        ("/topics/fmt/", None),
        ("https://elsewhere.example/x", None),
        ("mailto:a@b.example", None),
        ("/nowhere/", "link-broken"),
        ("nowhere.md", "link-broken"),
        ("/topics/none/", "link-broken"),
        ("/draft/", "link-broken"),
        ("#gone", "anchor-broken"),
        ("/two/#gone", "anchor-broken"),
    ],
)
def test_links(tmp_path, link, code):
    site = TinySite(tmp_path)
    site.write("content/articles/one.md", article(f"## Here\n\nSee [that]({link}).", topics=["fmt"]))
    site.write("content/articles/two.md", article("## Part\n\nx"))
    site.write("content/articles/sub/three.md", article("## X\n\nx"))
    site.write("content/articles/draft.md", article("x", review=None))
    found = site.check().of("link-broken", "anchor-broken")
    assert [d.code for d in found] == ([code] if code else [])
    assert all(site_line(site, d).count(link) for d in found)
    assert all(("is a draft" in d.message) is (link == "/draft/") for d in found)


def site_line(site: TinySite, found) -> str:
    return (site.folder / found.path).read_text().split("\n")[found.line - 1]


def test_pictures(tmp_path):
    site = TinySite(tmp_path)
    site.write("content/images/axis.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    site.write("content/articles/one.md", article("![The axis](images/axis.svg) ![Up](../images/axis.svg)"))
    built = site.build()
    assert built.published, built.errors
    sources = {image["src"] for image in built.page("/one/").select(".prose img")}
    (source,) = sources
    assert (built.output / source.lstrip("/")).read_text().startswith("<svg")
    site.write(
        "content/articles/one.md",
        article("![Gone](images/axes.svg) ![](images/axis.svg) ![x](https://h.example/a.png)"),
    )
    found = {d.code: d for d in site.check().diagnostics}
    assert found["image-missing"].hint
    assert "image-alt" in found
