"""Feeds: read by real parsers, with the newest change first, and what a news reader must be told of a review."""

import datetime
import json
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from plainleaf.exports.feeds import REVIEW_NAMESPACE
from plainleaf.review.digest import version_of
from tests.exports.sites import (
    APPROVED,
    SECRET,
    SPACED,
    UNDER_REVIEW,
    approve,
    site_with_every_state,
    text_of,
)
from tests.tiny_site import Outcome, TinySite, article

ATOM = "{http://www.w3.org/2005/Atom}"
REVIEW = f"{{{REVIEW_NAMESPACE}}}review"


def atom(built: Outcome, name: str = "feed.xml") -> ElementTree.Element:
    return ElementTree.fromstring((built.output / name).read_bytes())


def json_feed(built: Outcome, name: str = "feed.json") -> dict:
    return json.loads(text_of(built, name))


def titles(built: Outcome) -> list[str]:
    found = [entry.findtext(f"{ATOM}title") for entry in atom(built).iter(f"{ATOM}entry")]
    assert [item["title"] for item in json_feed(built)["items"]] == found
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Outcome:
    outcome = site_with_every_state(tmp_path_factory.mktemp("feeds")).build()
    assert outcome.published, outcome.errors
    return outcome


def test_atom_has_what_rfc_4287_asks_for(built):
    feed = atom(built)
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}id") == "https://clinic.example/feed.xml"
    assert feed.findtext(f"{ATOM}title") == "Tiny Clinic"
    assert feed.findtext(f"{ATOM}subtitle") == "Plain & short"
    assert feed.findtext(f"{ATOM}updated") == "2026-01-03T00:00:00Z"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": "https://clinic.example/feed.xml", "alternate": "https://clinic.example/"}
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2
    for entry in entries:
        for name in ("id", "title", "updated", "published", "summary", "content"):
            assert len(entry.findall(f"{ATOM}{name}")) == 1, name
        assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ana Rivera"
        (link,) = entry.findall(f"{ATOM}link")
        assert link.get("href") == entry.findtext(f"{ATOM}id")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2


def test_json_feed_says_the_same(built):
    feed = json_feed(built)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://clinic.example/feed.json"
    assert feed["home_page_url"] == "https://clinic.example/"
    assert (feed["title"], feed["description"], feed["language"]) == ("Tiny Clinic", "Plain & short", "en")
    entries = atom(built).findall(f"{ATOM}entry")
    for item, entry in zip(feed["items"], entries, strict=True):
        assert item["id"] == item["url"] == entry.findtext(f"{ATOM}id")
        assert item["date_modified"] == entry.findtext(f"{ATOM}updated")
        assert item["date_published"] == entry.findtext(f"{ATOM}published")
        assert item["content_html"] == entry.findtext(f"{ATOM}content")
        assert item["summary"] == entry.findtext(f"{ATOM}summary")
        assert item["authors"] == [{"name": "Ana Rivera"}]
        assert item["_review"] == entry.find(REVIEW).attrib
    good = feed["items"][0]
    assert good["tags"] == ["The gut & you"]
    assert entries[0].find(f"{ATOM}category").attrib == {"term": "gut", "label": "The gut & you"}
    assert (good["date_published"], good["date_modified"]) == ("2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z")


def test_the_newest_change_stands_first_and_titles_survive_every_sign(built):
    assert [entry.findtext(f"{ATOM}title") for entry in atom(built).iter(f"{ATOM}entry")] == [
        SPACED,
        "Waiting",
    ]
    # JSON can hold what XML can't; what a reader sees of it is the same.
    shown = "".join(sign for sign in json_feed(built)["items"][0]["title"] if sign not in "\a\x1b\ufffe")
    assert shown == SPACED


def test_a_review_is_claimed_only_where_an_approval_holds_today(built):
    good, waiting = (entry.find(REVIEW).attrib for entry in atom(built).iter(f"{ATOM}entry"))
    assert good.pop("hash").startswith(f"sha256:{good['version']}")
    assert {"status": "approved", "reviewed": "2025-06-01", "due": "2027-06-01"}.items() <= good.items()
    assert good["reviewer"] == "Ben Okafor, MD"
    assert set(waiting) == {"status", "version", "hash"}
    assert waiting["status"] == "under-review"


@pytest.mark.parametrize(
    ("today", "log", "status"),
    [
        ("2027-06-02", None, "overdue"),
        ("2026-01-15", [*UNDER_REVIEW, APPROVED[-1]], "changed"),
    ],
)
def test_no_reviewer_is_named_once_the_approval_is_over(tmp_path, today, log, status):
    site = TinySite(tmp_path, today=datetime.date.fromisoformat(today))
    approve(site, "one")
    if log:
        site.write("content/articles/one.md", article("Other words.", review=log))
    (item,) = json_feed(site.build())["items"]
    assert set(item["_review"]) == {"status", "version", "hash"}
    assert item["_review"]["status"] == status
    assert "Okafor" not in json.dumps(item)


def test_the_version_is_that_of_the_text(tmp_path):
    site = TinySite(tmp_path, {"content/articles/one.md": article("Text.")})
    before = json_feed(site.build())["items"][0]["_review"]
    assert before["version"] == version_of(before["hash"])
    site.write("content/articles/one.md", article("Other text."))
    assert json_feed(site.build())["items"][0]["_review"]["hash"] != before["hash"]


def test_the_caution_of_the_page_goes_with_its_words(tmp_path):
    """In a news reader the summary stands alone: nobody may take it for reviewed advice."""
    site = TinySite(tmp_path)
    changes = [*UNDER_REVIEW, {"status": "changes-requested", "date": "2025-01-03", "by": "okafor"}]
    for name, log in {"a": UNDER_REVIEW[:1], "b": UNDER_REVIEW, "c": changes, "d": APPROVED}.items():
        site.write(
            f"content/articles/{name}.md", article("Text.", summary="Rest & <i>sleep</i>.", review=log)
        )
    approve(site, "e")
    site.sources = site.sources._replace(today=datetime.date(2027, 6, 2))
    built = site.build()
    items = json_feed(built)["items"]
    assert {item["_review"]["status"] for item in items} == {
        "submitted", "under-review", "changes-requested", "changed", "overdue",
    }  # fmt: skip
    for item in items:
        banner = built.page(item["url"].removeprefix("https://clinic.example")).select_one("#page-caution")
        content = BeautifulSoup(item["content_html"], "html.parser")
        caution, summary = (part.text for part in content.select("p"))
        assert caution == banner.text.strip()
        assert summary == item["summary"]


def test_an_approved_text_has_no_caution(built):
    content = BeautifulSoup(json_feed(built)["items"][0]["content_html"], "html.parser")
    assert [part.text for part in content.select("p")] == ["A summary."]


def test_each_language_has_feeds_of_its_own(built):
    assert SPACED not in text_of(built, "es/feed.xml")
    feed = json_feed(built, "es/feed.json")
    assert feed["language"] == "es"
    assert feed["feed_url"] == "https://clinic.example/es/feed.json"
    assert feed["home_page_url"] == "https://clinic.example/es/"
    assert [item["url"] for item in feed["items"]] == ["https://clinic.example/es/bueno/"]
    assert atom(built, "es/feed.xml").get("{http://www.w3.org/XML/1998/namespace}lang") == "es"


def test_every_page_leads_to_the_feeds_of_its_language(built):
    for address in built.addresses:
        prefix = "/es" if address.startswith("/es/") else ""
        links = built.page(address).select("head link[rel=alternate][type]")
        assert [(link["type"], link["href"]) for link in links] == [
            ("application/atom+xml", f"{prefix}/feed.xml"),
            ("application/feed+json", f"{prefix}/feed.json"),
        ], address
        for link in links:
            assert (built.output / link["href"].lstrip("/")).is_file()


def test_at_most_fifty_of_many(tmp_path):
    site = TinySite(tmp_path)
    for number in range(53):
        day = (datetime.date(2025, 1, 1) + datetime.timedelta(days=number)).isoformat()
        site.write(f"content/articles/n{number}.md", article("Text.", title=f"No. {number}", date=day))
    site.write("content/articles/same-day.md", article("Text.", title="Same day", date="2025-02-22"))
    built = site.build()
    assert titles(built) == ["No. 52", "Same day", *(f"No. {number}" for number in range(51, 3, -1))]


def test_a_site_without_articles_has_a_feed_that_can_be_read(tmp_path):
    built = TinySite(tmp_path).build()
    assert titles(built) == []
    assert atom(built).findtext(f"{ATOM}updated") == "2026-01-15T00:00:00Z"


def test_without_a_base_url_there_are_no_feeds_and_no_links_to_them(tmp_path):
    site = TinySite(tmp_path, {"content/site.yaml": "name: C\n", "content/articles/one.md": article("Text.")})
    built = site.build()
    assert not list(built.output.rglob("feed.*"))
    assert not built.page("/one/").select("link[rel=alternate][type]")


def test_under_a_base_path_everything_leads_there(tmp_path):
    site = site_with_every_state(tmp_path, base_url="https://hospital.example/a/leaflets/")
    built = site.build()
    assert json_feed(built)["items"][0]["url"] == "https://hospital.example/a/leaflets/good/"
    assert "clinic.example" not in text_of(built, "feed.xml") + text_of(built, "feed.json")
    link = built.page("/good/").select_one("link[type='application/atom+xml']")
    assert link["href"] == "/a/leaflets/feed.xml"


def test_a_build_with_drafts_keeps_them_out_of_the_feeds(tmp_path):
    built = site_with_every_state(tmp_path).build(drafts=True)
    assert SECRET in built.html("/a-z/")
    assert SECRET not in text_of(built, "feed.xml") + text_of(built, "feed.json")
