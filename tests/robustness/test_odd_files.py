"""Files that disks, editors and YAML have ideas of their own about: an answer with a place, and nothing lost."""

import pytest

from tests.tiny_site import TinySite, article

DATES = [
    "20260101", "2026-1-1", "2026-01-01T00:00:00Z", "2026-02-30", "1:20:30", "0x7E", "1e3", "yes", "~", "[2026-01-01]", "2026",
    "!!timestamp 2026-01-01", "!!python/object:os.system x", "01/01/2026", "2026-01-01 #", "٢٠٢٦-٠١-٠١", "９９９９-０１-０１", "9999-99-99",
    "10000-01-01", "-001-01-01", "'2026-01-01'",
]  # fmt: skip


@pytest.mark.parametrize("written", DATES)
def test_a_date_is_a_day_or_a_fault_with_its_line(tmp_path, written):
    text = article("Text.").replace("date: '2026-01-01'\nauthors", f"date: {written}\nauthors")
    assert written in text
    found = TinySite(tmp_path, {"content/articles/fmt.md": text}).build()
    if written.strip("' #") == "2026-01-01":
        assert found.published
    else:
        assert not found.published
        line = text.split("\n").index(f"date: {written}") + 1
        assert line in {fault.line for fault in found.diagnostics if fault.path == "content/articles/fmt.md"}


RESERVED = ["topics", "a-z", "glossary", "evidence", "advisory-board", "search", "conditions", "feed.xml", "assets", "images", "404",
            "index.html", "copies", "codes", "es", "..", ".", "_headers", "con", "a/b", "a\\b", "%2e%2e", "A-B", "é", ""]  # fmt: skip


@pytest.mark.parametrize("slug", RESERVED)
def test_no_slug_takes_a_page_or_a_file_of_the_site(tmp_path, slug):
    """Where it may stand, it is a page of its own, and the site's own is still there."""
    site = TinySite(tmp_path, {"content/articles/fmt.md": article("The author's words.", slug=slug)})
    found = site.build()
    if not found.published:
        assert set(found.codes) & {"slug-unsafe", "front-matter-field", "slug-duplicate"}
        assert all(fault.line > 1 for fault in found.of("slug-unsafe"))
        return
    with_words = [page for page in found.addresses if "The author's words." in found.html(page)]
    assert with_words == [f"/{slug}/" if slug else "/fmt/"]
    for page in ("/", "/topics/", "/a-z/", "/evidence/", "/404.html"):
        assert page in found.addresses


@pytest.mark.parametrize("names", [("fmt", "FMT"), ("fmt", "Fmt"), ("é", "e\u0301"), ("straße", "STRASSE")])
def test_names_that_differ_by_case_alone_never_share_an_address(tmp_path, names):
    files = {f"content/articles/{name}.md": article(f"Words of {n}.") for n, name in enumerate(names)}
    found = TinySite(tmp_path, files).build()
    if found.published:
        assert len({address.lower() for address in found.addresses}) == len(found.addresses)
        assert all(any(f"Words of {n}." in found.html(page) for page in found.addresses) for n in (0, 1))
    else:
        assert set(found.codes) & {"slug-unsafe", "slug-duplicate"}


BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefghij", "bcdefghijk", strict=True)
)


@pytest.mark.parametrize("name", ["people", "site", "glossary", "site.es", "glossary.es"])
@pytest.mark.parametrize(
    "content",
    [
        BOMB,
        "a: &a\n  b: *a\n",
        "<<: *x\n",
        "? [a]\n: b\n",
        "--- a\n--- b\n",
        "%YAML 9.9\n---\na: b\n",
        "a: !!binary x\n",
        "\t a: b",
        "- a",
        "a",
    ],
)
def test_yaml_that_is_more_than_names_and_values(tmp_path, name, content):
    found = TinySite(
        tmp_path, {f"content/{name}.yaml": content, "content/articles/fmt.md": article("Text.")}
    ).diagnose()
    own = [fault for fault in found.diagnostics if fault.path == f"content/{name}.yaml"]
    assert own
    assert all(1 <= fault.line <= content.count("\n") + 1 for fault in own)
