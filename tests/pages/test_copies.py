"""Is my copy current? The page of each approved version, and what leads there from paper."""

import pytest

from plainleaf.loading import load
from plainleaf.pages.copies import state_of, versions
from tests.tiny_site import TinySite, article

SUBMITTED = {"status": "submitted", "date": "2025-01-01", "by": "rivera"}
STARTED = {"status": "under-review", "date": "2025-01-02", "by": "okafor"}
OLD = "sha256:" + "0" * 64
TEXT = "It rests on [@a2020]."


def approved(digest: str, date: str = "2025-06-01", due: str = "2027-06-01") -> dict[str, str]:
    return {"status": "approved", "date": date, "by": "okafor", "due": due, "digest": digest}


def step(status: str, date: str) -> dict[str, str]:
    return {"status": status, "date": date, "by": "okafor"}


@pytest.fixture
def site(tmp_path) -> TinySite:
    return TinySite(tmp_path)


def write(site: TinySite, *log: dict[str, str], **fields: object) -> str:
    """Write the article `fmt` with a log in which `NOW` is the digest of its text; return that version."""
    path = "content/articles/fmt.md"
    site.write(path, article(TEXT, review=[SUBMITTED], **fields))
    digest = load(site.sources).documents[0].digest
    steps = [dict(entry, digest=digest) if entry.get("digest") == "NOW" else entry for entry in log]
    site.write(path, article(TEXT, review=steps, **fields))
    return digest.removeprefix("sha256:")[:12]


BEGUN = [SUBMITTED, STARTED]
AGAIN = [step("submitted", "2025-07-01"), step("under-review", "2025-07-02")]
CASES = [
    ("approved", [*BEGUN, approved("NOW")], "NOW", ("current", None)),
    ("overdue", [*BEGUN, approved("NOW", due="2025-12-31")], "NOW", ("overdue", None)),
    ("changed", [*BEGUN, approved(OLD)], OLD, ("changed", None)),
    ("submitted again, other words", [*BEGUN, approved(OLD), *AGAIN[:1]], OLD, ("changed", "2025-07-01")),
    ("submitted again, same words", [*BEGUN, approved("NOW"), *AGAIN], "NOW", ("rechecking", "2025-07-01")),
    (
        "approved anew",
        [*BEGUN, approved(OLD), *AGAIN, approved("NOW", "2025-08-01")],
        OLD,
        ("replaced", "2025-08-01"),
    ),
    (
        "approved anew, and that is overdue",
        [*BEGUN, approved(OLD), *AGAIN, approved("NOW", "2025-08-01", "2025-12-31")],
        OLD,
        ("replaced", "2025-08-01"),
    ),
    (
        "the same words approved twice",
        [*BEGUN, approved("NOW"), *AGAIN, approved("NOW", "2025-08-01")],
        "NOW",
        ("current", None),
    ),
    ("retired", [*BEGUN, approved("NOW"), step("retired", "2025-09-01")], "NOW", ("withdrawn", "2025-09-01")),
    (
        "retired after other words",
        [*BEGUN, approved(OLD), *AGAIN, approved("NOW", "2025-08-01"), step("retired", "2025-09-01")],
        OLD,
        ("withdrawn", "2025-09-01"),
    ),
]


@pytest.mark.parametrize(
    ("log", "digest", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_what_the_log_says_of_a_version(site, log, digest, expected):
    now = write(site, *log)
    version = now if digest == "NOW" else "0" * 12
    document = load(site.sources).documents[0]
    found = versions(document)
    assert version in found
    state, ended = state_of(document, version, found[version])
    assert (state, ended and ended.isoformat()) == expected
    built = site.build()
    assert built.published, built.errors
    assert f"/copies/{version}/" in built.addresses
    page = built.page(f"/copies/{version}/")
    assert page.select_one('meta[name="robots"]')["content"].startswith("noindex")


def test_a_replaced_copy_leads_to_the_version_that_holds(site):
    now = write(site, *BEGUN, approved(OLD), *AGAIN, approved("NOW", "2025-08-01"))
    built = site.build()
    assert set(built.addresses) >= {f"/copies/{now}/", "/copies/000000000000/"}
    page = built.page("/copies/000000000000/")
    assert page.select(f'main a[href="/copies/{now}/"]')
    assert page.select('main a[href="/fmt/"]')


def test_a_current_copy_has_the_answer_for_the_day_after_its_approval_ready(site):
    now = write(site, *BEGUN, approved("NOW", due="2027-06-01"))
    page = site.build().page(f"/copies/{now}/")
    notice = page.select_one("main article")
    assert notice["data-review-due"] == "2027-06-01"
    assert "is late" in notice.select_one("template[data-overdue]").text
    assert "is late" not in notice.select_one("[data-until-overdue]").text
    overdue = write(site, *BEGUN, approved("NOW", due="2025-12-31"))
    assert not site.build().page(f"/copies/{overdue}/").select("[data-review-due], template")


def test_an_approved_page_prints_the_way_to_its_version(site):
    now = write(site, *BEGUN, approved("NOW"))
    page = site.build().page("/fmt/")
    assert f"clinic.example/copies/{now}/" in page.text
    assert page.select_one('svg[viewBox^="0 0"] path[d^="M4 4.5h7"]'), "no QR code"


@pytest.mark.parametrize("log", [[SUBMITTED], BEGUN, [*BEGUN, approved(OLD)]])
def test_a_page_without_an_approval_prints_no_version_as_approved(site, log):
    now = write(site, *log)
    built = site.build()
    assert f"/copies/{now}/" not in built.addresses
    assert f"copies/{now}" not in built.html("/fmt/")


def test_drafts_and_scheduled_articles_have_no_copies(site):
    now = write(site, *BEGUN, approved("NOW"), date="2099-01-01")
    assert f"/copies/{now}/" not in site.build().addresses


def test_an_article_that_the_site_hides_is_told_without_its_title(site):
    site.write("content/site.yaml", "name: C\nbase_url: https://clinic.example/\npublish: [approved]\n")
    write(site, *BEGUN, approved(OLD), title="Xylophone")
    built = site.build()
    assert "Xylophone" not in built.html("/copies/000000000000/")
    assert not built.page("/copies/000000000000/").select('main a[href="/fmt/"]')
    assert "/fmt/" not in built.addresses


def test_without_a_base_url_there_is_no_code(site):
    site.write("content/site.yaml", "name: C\n")
    now = write(site, *BEGUN, approved("NOW"))
    built = site.build()
    assert not built.page("/fmt/").select(".print-copy svg")
    assert f"/copies/{now}/" in built.addresses
