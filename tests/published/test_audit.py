"""`audit` finds whatever is not as it was built, and nothing in a site that is."""

import gzip
import hashlib
import json
import os
import re

import pytest

from plainleaf.published.audit import audit_site
from plainleaf.published.page_facts import read_page
from tests.cli.command import command
from tests.published.sites import make_site
from tests.tiny_site import TinySite


def findings(site: TinySite) -> set[tuple[str, str]]:
    """Each finding's code and file."""
    found = audit_site(site.output)
    return {(one.code, one.path.rpartition("_site/")[2]) for one in found}


@pytest.mark.parametrize("base_url", ["https://clinic.example/", "https://hospital.example/a/leaflets/", ""])
def test_nothing_is_wrong_with_a_site_as_it_was_built(tmp_path, base_url):
    site = make_site(tmp_path, base_url=base_url)
    assert audit_site(site.output) == []


def edit(site: TinySite, name: str, old: str, new: str, *, sealed: bool = True) -> None:
    """Change a page; `sealed` puts the new digest into integrity.json, as somebody who knows of it would do."""
    path = site.output / name
    before = path.read_bytes()
    after = before.replace(old.encode(), new.encode())
    assert after != before, f"{old!r} is not in {name}"
    path.write_bytes(after)
    if sealed:
        integrity = site.output / "integrity.json"
        was, is_now = (hashlib.sha256(content).hexdigest() for content in (before, after))
        integrity.write_text(integrity.read_text().replace(was, is_now))


GOOD = "good/index.html"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("It rests on", "It rests  on", None),
        ('href="/search/"', 'href="/seerch/"', "link-broken"),
        ('href="/search/"', 'href="/search/?x=1"', None),
        ('href="/search/"', 'href="https://clinic.example/seerch/"', "link-broken"),
        ('href="/search/"', 'href="https://elsewhere.example/seerch/"', None),
        ('href="/search/"', 'href="http://[bad/"', "link-broken"),
        ('href="#main"', 'href="#mane"', "anchor-broken"),
        ('href="#ref-a2020"', 'href="/waiting/#ref-a2020"', "anchor-broken"),
        ("/images/axis.", "/images/axes.", "link-broken"),
        ('<script src="/assets', '<script src="https://elsewhere.example/assets', "site-page"),
        ('<link rel="stylesheet" href="/', '<link rel="stylesheet" href="//elsewhere.example/', "site-page"),
        ('<html lang="en"', "<html", "site-page"),
        (' dir="ltr" data-audience="patient"', ' data-audience="patient"', "site-page"),
        ('id="main"', 'id="mane"', "site-page"),
        ('data-badge="approved"', 'data-badge="submitted"', "site-page"),
        ('data-review-status="approved"', 'data-review-status="overdue"', "site-approval"),
        ('data-review-status="approved"', 'data-review-status="draft"', "site-draft"),
        ('data-slug="good"', 'data-slug="other"', "site-approval"),
        ('href="/copies/', 'href="/copies/0', "site-approval"),
    ],
)  # fmt: skip
def test_a_page_that_was_changed_with_its_digest(built, old, new, code):
    edit(built, GOOD, old, new)
    found = findings(built)
    assert (code, GOOD) in found if code else found == set()


def test_a_page_that_was_changed(built):
    edit(built, GOOD, "It rests on", "It rests wholly on", sealed=False)
    assert findings(built) == {("site-changed", GOOD)}


def test_a_place_has_its_line_and_column(built):
    edit(built, GOOD, 'href="/search/"', 'href="/seerch/"')
    lines = (built.output / GOOD).read_text().split("\n")
    places = {(f.line, f.column) for f in audit_site(built.output) if f.code == "link-broken"}
    assert places
    for line, column in places:
        tag = lines[line - 1][column - 1 :]
        assert re.match(r'<a [^>]*href="/seerch/"', tag)


def test_a_status_that_integrity_says_otherwise(built):
    path = built.output / "integrity.json"
    path.write_text(path.read_text().replace('"status": "submitted"', '"status": "approved"'))
    assert findings(built) == {("site-approval", "waiting/index.html")}


def test_a_file_that_is_missing(built):
    (built.output / "waiting/index.html").unlink()
    assert ("site-missing", "waiting/index.html") in findings(built)


@pytest.mark.parametrize("name", ["evil/index.html", "evil.js", "good/evil.txt", "evil.html.gz"])
def test_a_file_that_is_none_of_the_site_s(built, name):
    (built.output / name).parent.mkdir(exist_ok=True)
    (built.output / name).write_bytes(b"evil")
    assert ("site-unknown", name) in findings(built)


def test_a_pipe_is_no_file_of_the_site_and_is_not_waited_for(built):
    os.mkfifo(built.output / "pipe.html")
    assert ("site-unknown", "pipe.html") in findings(built)


def test_a_fingerprint_is_that_of_the_content(built):
    name = next((built.output / "assets").glob("site.*.css")).relative_to(built.output).as_posix()
    edit(built, name, "{", "{ ")
    assert findings(built) == {("site-changed", name)}


def test_an_asset_to_which_nothing_refers_is_a_warning(built):
    name = next((built.output / "images").glob("axis.*.svg")).relative_to(built.output).as_posix()
    for page in ("good/index.html", "good/clinician/index.html"):
        edit(built, page, name, "assets/" + next((built.output / "assets").glob("icon.*")).name)
    (found,) = audit_site(built.output)
    assert (found.code, found.severity, found.path.endswith(name)) == ("site-unknown", "warning", True)


def test_compressed_siblings_have_the_same_content(built):
    page = built.output / GOOD
    sibling = page.with_name("index.html.gz")
    sibling.write_bytes(gzip.compress(page.read_bytes()))
    assert findings(built) == set()
    for content in (gzip.compress(b"evil"), b"no gzip", gzip.compress(page.read_bytes())[:-9]):
        sibling.write_bytes(content)
        assert findings(built) == {("site-changed", GOOD + ".gz")}


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"form": 1}', '{"form": 2, "base_url": "", "pages": [], "files": {}}', "\ufffe", "[" * 100_000,
     '{"form": 1, "base_url": "", "pages": [], "files": {"../../etc/passwd": "00"}}',
     '{"form": 1, "base_url": "", "pages": [], "files": {"/etc/passwd": "00"}}',
     '{"form": 1, "base_url": "", "pages": [{"address": "//elsewhere.example/", "file": "x", "sha256": "", "status": ""}, {"address": "/a/../b/", "file": "y", "sha256": ""}], "files": {}}'],
)  # fmt: skip
def test_an_integrity_file_that_can_not_be_relied_on(built, content):
    (built.output / "integrity.json").write_text(content, encoding="utf-8", errors="surrogatepass")
    assert findings(built) == {("site-integrity", "integrity.json")}


def test_a_site_without_an_integrity_file(built):
    (built.output / "integrity.json").unlink()
    assert findings(built) == {("site-integrity", "integrity.json")}


def test_drafts_in_a_site_are_told(tmp_path):
    site = make_site(tmp_path)
    text = (tmp_path / "content/articles/waiting.md").read_text().partition("review:")[0] + "---\nText.\n"
    site.write("content/articles/waiting.md", text)
    assert site.build(drafts=True).published
    assert findings(site) == {("site-draft", "waiting/index.html")}


def test_integrity_says_of_each_article_what_was_shown(built):
    pages = json.loads((built.output / "integrity.json").read_bytes())["pages"]
    said = {page["address"]: page for page in pages}
    assert list(said) == sorted(said, key=lambda address: said[address]["file"])
    good = said["/good/"]
    assert good["status"] == "approved"
    assert good["digest"] == "sha256:" + good["digest"][7:]
    assert good["digest"][7:].startswith(good["version"])
    assert (good["reviewer"], good["reviewed"], good["due"]) == ("Ben Okafor, MD", "2025-06-01", "2027-06-01")
    assert said["/good/clinician/"]["audience"] == "clinician"
    assert {said[f"/{name}/"]["status"] for name in ("waiting", "old")} == {"submitted", "retired"}
    assert "reviewer" not in said["/waiting/"]
    assert set(said["/a-z/"]) == {"address", "file", "sha256"}


def test_the_same_files_give_the_same_integrity(built):
    first = (built.output / "integrity.json").read_bytes()
    assert built.build().published
    assert (built.output / "integrity.json").read_bytes() == first


def test_what_a_page_loads_and_what_it_only_names():
    facts = read_page(
        '<html lang="en"><link rel="canonical" href="/c"><link rel=stylesheet href="/s">\n'
        '<img srcset="/a.webp 480w, /b.webp 960w" src="/a.png"><a href="/x?a=1&amp;b=2">x</a>'
    )
    assert {(ref.address, ref.loaded) for ref in facts.references} == {
        ("/c", False), ("/s", True), ("/a.webp", True), ("/b.webp", True), ("/a.png", True), ("/x?a=1&b=2", False)
    }  # fmt: skip


# The command


def test_the_command(built):
    result = command(built.folder, "audit")
    assert (result.status, result.err) == (0, "no errors, no warnings\n")
    edit(built, GOOD, "It rests on", "It rests wholly on", sealed=False)
    result = command(built.folder, "audit", "_site")
    assert result.status == 1
    assert result.lines == [
        "_site/good/index.html:1:1: error: this file is not as it was published [site-changed]"
    ]
    assert [row["code"] for row in command(built.folder, "audit", "--format", "json").rows] == [
        "site-changed"
    ]


@pytest.mark.parametrize("place", ["content", "nowhere", "references.bib"])
def test_a_place_that_is_no_site(built, place):
    result = command(built.folder, "audit", place)
    assert result.status == 2
    assert "is no site that Plainleaf has built" in result.err
