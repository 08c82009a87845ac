"""The JSON-LD of an article: what it claims, how little it repeats, and that the page's policy lets it stand."""

import base64
import datetime
import hashlib
import json

import pytest

from tests.exports.sites import approve
from tests.tiny_site import TinySite, article, entry

WORKS = "\n".join(
    [
        entry("a2020").replace("  year", "  doi = {10.1000/a},\n  pmid = {123},\n  year"),
        entry("b2020").replace("  year", "  pmid = {456},\n  url = {https://x.example/b},\n  year"),
        "@misc{c2020,\n  author = {Doe, Jane},\n  title = {A page},\n  year = {2020},\n  url = {https://x.example/c}\n}",
    ]
)


def block_of(built, address: str) -> str:
    (script,) = built.page(address).select('script[type="application/ld+json"]')
    return script.string


def data_of(built, address: str) -> dict:
    return json.loads(block_of(built, address))


@pytest.fixture
def site(tmp_path) -> TinySite:
    return TinySite(tmp_path, {"references.bib": WORKS})


def test_a_work_is_named_with_one_address_and_no_more(site):
    site.write("content/articles/one.md", article("[@a2020] [@b2020] [@c2020]"))
    assert [
        (work["name"], work["url"], len(work)) for work in data_of(site.build(), "/one/")["citation"]
    ] == [
        ("The work a2020", "https://doi.org/10.1000/a", 3),
        ("The work b2020", "https://pubmed.ncbi.nlm.nih.gov/456/", 3),
        ("A page", "https://x.example/c", 3),
    ]


@pytest.mark.parametrize(
    ("base_url", "url"),
    [
        ("https://clinic.example/", "https://clinic.example/advisory-board/okafor/"),
        ("https://h.example/a/", "https://h.example/a/advisory-board/okafor/"),
        ("", None),
    ],
)
def test_who_reviewed_has_a_page(tmp_path, base_url, url):
    site = TinySite(tmp_path, {"content/site.yaml": f"name: C\nbase_url: '{base_url}'\n"})
    approve(site, "one")
    built = site.build()
    data = data_of(built, "/one/")
    assert data["reviewedBy"]["name"] == "Ben Okafor"
    assert data["reviewedBy"]["honorificSuffix"] == "MD"
    assert data["reviewedBy"].get("url") == url
    assert "url" not in data["author"][0]
    assert "/advisory-board/okafor/" in built.addresses


def test_a_text_that_waits_claims_no_review(site):
    site.write("content/articles/one.md", article("Text."))
    data = data_of(site.build(), "/one/")
    assert data["creativeWorkStatus"] == "Pending review"
    assert not {"lastReviewed", "reviewedBy", "expires"} & set(data)


def test_an_overdue_text_claims_none_any_more(site):
    approve(site, "one")
    site.sources = site.sources._replace(today=datetime.date(2027, 6, 2))
    assert not {"lastReviewed", "reviewedBy", "expires"} & set(data_of(site.build(), "/one/"))


def test_the_policy_of_a_page_names_its_own_data_and_nothing_else_inline(site):
    site.write("content/articles/one.md", article("Ünï [@a2020]", title='"Ünï" </script> & <b>'))
    built = site.build()
    page = built.page("/one/")
    policy = page.select_one('meta[http-equiv="Content-Security-Policy"]')["content"]
    digest = base64.b64encode(hashlib.sha256(block_of(built, "/one/").encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in policy
    assert "unsafe" not in policy
    without = built.page("/topics/")
    assert not without.select("script[type='application/ld+json']")
    assert "sha256" not in without.select_one('meta[http-equiv="Content-Security-Policy"]')["content"]
