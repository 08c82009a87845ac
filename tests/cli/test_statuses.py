"""What the public site shows of each status, from the log to the page, and what it never shows."""

import re

import pytest
from bs4 import BeautifulSoup

from tests.cli.command import command, content
from tests.tiny_site import article

SECRET = "Zebrafish"  # in every text of a draft, and nowhere else
DRAFT = {
    "title": f"{SECRET} title",
    "summary": f"{SECRET} summary.",
    "key_points": [f"{SECRET} point"],
    "questions": [f"{SECRET} question?"],
    "topics": ["zebrafish"],
    "conditions": {"icd10": ["F99"]},
}
DRAFT_TEXT = (
    f"{SECRET} text [@h2020].\n\n![{SECRET}](images/zebrafish.svg)\n\n::: audience clinician\n{SECRET}\n:::\n"
)
SUBMITTED = {"status": "submitted", "date": "2026-01-01", "by": "rivera"}
REVIEWED = {"status": "under-review", "date": "2026-01-02", "by": "okafor"}


def parsed(clinic, address):
    return BeautifulSoup((clinic / f"_site{address}index.html").read_text(encoding="utf-8"), "html.parser")


def shown(clinic, address="/fmt/"):
    """The status of a page: its article and its badge say the same."""
    page = parsed(clinic, address)
    status = page.select_one("main#main article[data-slug]")["data-review-status"]
    assert page.select_one("main#main [data-badge]")["data-badge"] == status
    return status


def places_of(clinic, words):
    return [
        name
        for name, data in content(clinic / "_site").items()
        if words.lower() in data.decode("utf-8", "replace").lower() or words.lower() in name
    ]


DRAFTS = {
    "no log": {"review": None},
    "an empty log": {"review": []},
    "scheduled": {"review": [SUBMITTED], "date": "2026-01-16"},
    "scheduled and approved": {
        "review": [SUBMITTED, REVIEWED, {"status": "approved", "date": "2026-01-03", "by": "okafor"}],
        "date": "2027-01-01",
    },
}


@pytest.mark.parametrize("what", DRAFTS)
def test_a_draft_appears_nowhere(site, clinic, what):
    site.write("content/articles/zebrafish.md", article(DRAFT_TEXT, **{**DRAFT, **DRAFTS[what]}))
    site.write("content/images/zebrafish.svg", "<svg/>")
    site.write("content/articles/other.md", article("Other.", topics=["zebra", "gut"], title="Other"))
    result = command(clinic)
    assert result.status == 0, result.err
    assert "1 draft" in result.out
    assert places_of(clinic, SECRET) == []
    assert places_of(clinic, "h2020") == []
    assert places_of(clinic, "F99") == []


@pytest.mark.parametrize("what", DRAFTS)
def test_with_drafts_it_is_there_under_its_own_name(site, clinic, what):
    site.write("content/articles/zebrafish.md", article(DRAFT_TEXT, **{**DRAFT, **DRAFTS[what]}))
    site.write("content/images/zebrafish.svg", "<svg/>")
    assert command(clinic, "build", "--drafts").status == 0
    assert shown(clinic, "/zebrafish/") == "draft"
    assert parsed(clinic, "/zebrafish/").select_one("meta[name=robots]")["content"].startswith("noindex")
    assert command(clinic).status == 0
    assert places_of(clinic, SECRET) == []


@pytest.mark.parametrize(
    "link",
    [
        "/zebrafish/",
        "../zebrafish/",
        "zebrafish.md",
        "/zebrafish",
        "/zebrafish/#text",
        "/zebrafish/clinician/",
    ],
)
@pytest.mark.parametrize("file", ["content/articles/other.md", "content/pages/about.md"])
def test_a_link_to_a_draft_is_broken(site, clinic, link, file):
    site.write(
        "content/articles/zebrafish.md",
        article(DRAFT_TEXT.replace("![Zebrafish](images/zebrafish.svg)", ""), **DRAFT, review=None),
    )
    link = f"../articles/{link}" if link.endswith(".md") and "pages" in file else link
    site.write(
        file,
        article(f"See [this]({link}).")
        if "articles" in file
        else f"---\ntitle: About\n---\nSee [this]({link}).\n",
    )
    result = command(clinic)
    assert (result.status, result.codes) == (1, ["link-broken"])
    assert result.lines[0].startswith(f"{file}:")
    assert command(clinic, "build", "--drafts").codes in ([], ["anchor-broken"])


def test_statuses_that_the_clinic_does_not_publish_are_like_drafts(site, clinic):
    site.write("content/site.yaml", "publish: [approved]\n")
    site.write(
        "content/articles/zebrafish.md",
        article(DRAFT_TEXT.replace("![Zebrafish](images/zebrafish.svg)", ""), **DRAFT),
    )
    assert command(clinic).status == 0
    assert places_of(clinic, SECRET) == []
    assert not (clinic / "_site/fmt").exists()


def test_a_retired_article_answers_with_a_notice_and_is_in_no_list(site, clinic):
    steps = [SUBMITTED, REVIEWED, {"status": "approved", "date": "2026-01-03", "by": "okafor"},
             {"status": "retired", "date": "2026-01-04", "by": "okafor"}]  # fmt: skip
    text = DRAFT_TEXT.replace("![Zebrafish](images/zebrafish.svg)", "")
    site.write("content/articles/old.md", article(text, **{**DRAFT, "title": "Old leaflet"}, review=steps))
    site.write("content/articles/other.md", article("See [it](/old/).", title="Other", topics=["zebrafish"]))
    result = command(clinic)
    assert result.status == 0, result.err
    assert shown(clinic, "/old/") == "retired"
    assert places_of(clinic, "Old leaflet") == ["old/clinician/index.html", "old/index.html"]
    assert places_of(clinic, f"{SECRET} text") == []
    assert places_of(clinic, f"{SECRET} point") == []
    assert parsed(clinic, "/old/").select_one("meta[name=robots]")["content"].startswith("noindex")
    for name in ("sitemap.xml", "feed.xml", "feed.json"):
        if (clinic / "_site" / name).exists():
            assert "/old/" not in (clinic / "_site" / name).read_text()


def test_from_the_log_to_the_page(site, clinic):
    site.write("content/articles/fmt.md", article("It is new [@a2020].", review=None))

    def take(day, *words):
        result = command(
            clinic, "review", *words, "--by", "rivera" if "submit" in words else "okafor", day=day
        )
        assert result.status == 0, result.err
        assert command(clinic, day=day).status == 0
        return shown(clinic)

    assert take("2026-01-01", "submit", "fmt") == "submitted"
    assert take("2026-01-02", "start", "fmt") == "under-review"
    assert take("2026-01-03", "request-changes", "fmt", "--note", "Say more") == "changes-requested"
    assert take("2026-01-04", "submit", "fmt") == "submitted"
    assert take("2026-01-05", "start", "fmt") == "under-review"
    assert take("2026-01-06", "approve", "fmt", "--due", "2026-06-01") == "approved"
    for day, status in (("2026-06-01", "approved"), ("2026-06-02", "overdue")):
        result = command(clinic, day=day)
        assert result.status == 0
        assert shown(clinic) == status
        assert result.codes == ([] if status == "approved" else ["review-overdue"])
    site.write(
        "references.bib", (clinic / "references.bib").read_text().replace("The work a2020", "Another work")
    )
    result = command(clinic, day="2026-06-01")
    assert shown(clinic) == "changed"
    assert result.codes == ["review-changed"]
    assert take("2026-06-02", "retire", "fmt") == "retired"


def test_an_approval_without_a_digest_is_changed(site, clinic):
    steps = [
        SUBMITTED,
        REVIEWED,
        {"status": "approved", "date": "2026-01-03", "by": "okafor", "due": "2027-01-03"},
    ]
    site.write("content/articles/fmt.md", article("Text.", review=steps))
    assert command(clinic).codes == ["review-changed"]
    assert shown(clinic) == "changed"


CAUTION = re.compile(r"pending|caution", re.IGNORECASE)


@pytest.mark.parametrize("status", ["submitted", "under-review", "changes-requested"])
def test_a_pending_page_has_a_banner_above_its_text(site, clinic, status):
    steps = [SUBMITTED, REVIEWED, {"status": "changes-requested", "date": "2026-01-03", "by": "okafor"}]
    count = ["submitted", "under-review", "changes-requested"].index(status) + 1
    site.write("content/articles/fmt.md", article("The text.", review=steps[:count]))
    command(clinic)
    html = (clinic / "_site/fmt/index.html").read_text()
    assert shown(clinic) == status
    assert 0 < html.index('class="pending-banner') < html.index("The text.")
