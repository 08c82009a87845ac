"""The sitemap: every page that may be found and no other, in files within the protocol's limits."""

import datetime
from xml.etree import ElementTree

import pytest

from plainleaf.exports.sitemap import SitemapEntry, sitemap_of
from plainleaf.model.page_parts import Alternate
from tests.exports.sites import site_with_every_state, text_of
from tests.tiny_site import Outcome, TinySite

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
BASE = "https://clinic.example"


def urls(content: bytes) -> dict[str, ElementTree.Element]:
    root = ElementTree.fromstring(content)
    assert root.tag == f"{SITEMAP}urlset"
    found = [(url.findtext(f"{SITEMAP}loc"), url) for url in root]
    assert len(dict(found)) == len(found)
    return dict(found)


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Outcome:
    return site_with_every_state(tmp_path_factory.mktemp("sitemap")).build()


@pytest.fixture(scope="module")
def sitemap(built) -> dict[str, ElementTree.Element]:
    return urls((built.output / "sitemap.xml").read_bytes())


def test_it_has_every_page_that_robots_are_not_asked_to_keep_out(built, sitemap):
    indexable = {
        address
        for address in built.addresses
        if not built.page(address).select('meta[name="robots"][content*="noindex"]')
    }
    assert set(sitemap) == {BASE + address for address in indexable}
    for address in ("/", "/good/", "/good/clinician/", "/about/", "/topics/gut/", "/conditions/icd10/F32.1/"):
        assert BASE + address in sitemap
    for address in ("/es/", "/es/bueno/", "/es/conditions/icd10/F41/", "/advisory-board/okafor/"):
        assert BASE + address in sitemap
    assert not [url for url in sitemap if "404" in url or "/copies/" in url]


def test_its_urls_are_those_that_pages_call_canonical(built, sitemap):
    for url in sitemap:
        assert built.page(url.removeprefix(BASE)).select_one("link[rel=canonical]")["href"] == url


def test_it_says_of_other_languages_what_the_pages_say(built, sitemap):
    several = 0
    for url, element in sitemap.items():
        page = built.page(url.removeprefix(BASE))
        on_page = [(link["hreflang"], link["href"]) for link in page.select("link[rel=alternate][hreflang]")]
        links = [(link.get("hreflang"), link.get("href")) for link in element.findall(f"{XHTML}link")]
        assert sorted(links) == sorted(on_page), url
        several += bool(links)
    assert several > 10
    links = {
        link.get("hreflang"): link.get("href")
        for link in sitemap[f"{BASE}/es/bueno/"].findall(f"{XHTML}link")
    }
    assert {"en": f"{BASE}/good/", "es": f"{BASE}/es/bueno/"}.items() <= links.items()


def test_the_day_of_the_last_change_is_given_where_it_is_known(sitemap):
    days = {url.removeprefix(BASE): element.findtext(f"{SITEMAP}lastmod") for url, element in sitemap.items()}
    assert days["/good/"] == days["/good/clinician/"] == "2026-01-03"
    assert days["/waiting/"] == "2026-01-02"
    assert days["/about/"] == "2025-03-01"
    assert days["/glossary/"] is None


def test_a_plain_page_without_a_date_has_none_here_either(tmp_path):
    site = TinySite(tmp_path, {"content/pages/about.md": "---\ntitle: About us\n---\n\nText.\n"})
    (about,) = [
        element
        for url, element in urls((site.build().output / "sitemap.xml").read_bytes()).items()
        if "about" in url
    ]
    assert about.findtext(f"{SITEMAP}lastmod") is None


def test_under_a_base_path_every_url_is_below_it(tmp_path):
    built = site_with_every_state(tmp_path, base_url="https://hospital.example/a/").build()
    found = urls((built.output / "sitemap.xml").read_bytes())
    assert found
    assert all(url.startswith("https://hospital.example/a/") for url in found)
    assert "clinic.example" not in text_of(built, "sitemap.xml")


@pytest.mark.parametrize("drafts", [False, True])
def test_there_is_none_where_nobody_could_use_it(tmp_path, drafts):
    """Without a base URL there are no full addresses; a build with drafts is not to be found."""
    site = site_with_every_state(tmp_path)
    if not drafts:
        site.write("content/site.yaml", "name: C\n")
    built = site.build(drafts=drafts)
    assert not list(built.output.glob("sitemap*"))
    assert "Sitemap" not in text_of(built, "robots.txt")


def entries(count: int) -> list[SitemapEntry]:
    return [
        SitemapEntry(
            f"{BASE}/a&b-{number}/", datetime.date(2025, 1, 1) + datetime.timedelta(days=number % 900)
        )
        for number in range(count)
    ]


def test_many_pages_are_parted_at_the_protocols_limit():
    given = entries(120_001)
    files = {file.address: file.content for file in sitemap_of(given, f"{BASE}/")}
    assert list(files) == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml", "/sitemap.xml"]
    index = ElementTree.fromstring(files["/sitemap.xml"])
    assert index.tag == f"{SITEMAP}sitemapindex"
    assert [part.findtext(f"{SITEMAP}loc") for part in index] == [
        f"{BASE}/sitemap-{n}.xml" for n in (1, 2, 3)
    ]
    assert [part.findtext(f"{SITEMAP}lastmod") for part in index] == ["2027-06-19"] * 3
    parts = [list(urls(files[f"/sitemap-{n}.xml"])) for n in (1, 2, 3)]
    assert [len(part) for part in parts] == [50_000, 50_000, 20_001]
    assert [url for part in parts for url in part] == [entry.url for entry in given]


@pytest.mark.parametrize(("count", "files"), [(50_000, 1), (50_001, 3)])
def test_one_file_holds_up_to_fifty_thousand(count, files):
    assert len(list(sitemap_of(entries(count), f"{BASE}/"))) == files


def test_no_file_is_larger_than_its_limit():
    alternates = tuple(Alternate(f"l{n}", f"{BASE}/l{n}/a-page-with-a-name/") for n in range(10))
    given = [SitemapEntry(f"{BASE}/{number}/", alternates=alternates) for number in range(100)]
    for limit in range(10_000, 12_000, 50):
        *parts, index = sitemap_of(given, f"{BASE}/", most_bytes=limit)
        assert index.address == "/sitemap.xml"
        assert all(limit / 2 < len(part.content) <= limit for part in parts[:-1])
        assert len(parts[-1].content) <= limit
        assert [url for part in parts for url in urls(part.content)] == [entry.url for entry in given]


def test_a_sitemap_of_nothing_is_one_file():
    (file,) = sitemap_of([], f"{BASE}/")
    assert urls(file.content) == {}
