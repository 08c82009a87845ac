"""Which pages a site has, and what their lists show."""

import datetime
import json
import shutil

import pytest

from tests.tiny_site import ROOT, TinySite, article, entry

SUBMITTED = [{"status": "submitted", "date": "2025-01-01", "by": "rivera"}]
UNDER_REVIEW = [*SUBMITTED, {"status": "under-review", "date": "2025-01-02", "by": "okafor"}]


def approved(site: TinySite, name: str, **fields: object) -> None:
    """Write an article, and approve it for the text that it has."""
    log = [*UNDER_REVIEW, {"status": "approved", "date": "2025-06-01", "by": "okafor", "due": "2027-06-01"}]
    path = f"content/articles/{name}.md"
    body = str(fields.pop("body", "It rests on [@a2020]."))
    site.write(path, article(body, review=log, **fields))
    digests = {document.slug: document.digest for document in pipeline_documents(site)}
    log[-1]["digest"] = digests[fields.get("slug", name)]
    site.write(path, article(body, review=log, **fields))


def pipeline_documents(site: TinySite):
    from plainleaf.loading import load

    return load(site.sources).documents


def data_of(page) -> dict:
    return json.loads(page.select_one('script[type="application/ld+json"]').string)


@pytest.fixture
def site(tmp_path) -> TinySite:
    return TinySite(tmp_path)


def test_a_site_without_articles_has_its_index_pages(site):
    assert site.build().addresses == [
        "/",
        "/404.html",
        "/a-z/",
        "/advisory-board/",
        "/advisory-board/okafor/",
        "/conditions/",
        "/evidence/",
        "/glossary/",
        "/search/",
        "/topics/",
    ]


def test_topics_have_pages_in_the_order_of_their_titles(site):
    site.write("content/site.yaml", "name: C\ntopics:\n  zeta: {title: Apples, summary: S}\n  alpha: Pears\n")
    site.write("content/articles/one.md", article("Text.", topics=["zeta", "alpha", "odd-one"]))
    built = site.build()
    assert [a.text.strip() for a in built.page("/topics/").select("main h2 a, main h3 a")][:3] == [
        "Apples",
        "Odd one",
        "Pears",
    ]
    assert "/topics/odd-one/" in built.addresses
    assert built.page("/one/").select('a[href="/topics/zeta/"]')


def test_drafts_and_scheduled_articles_are_nowhere_but_in_a_build_with_drafts(site):
    site.write("content/articles/seen.md", article("Text.", title="Seen by all", topics=["fmt"]))
    site.write(
        "content/articles/draft.md",
        article("[@b2020]", title="Xylophone", review=None, topics=["fmt", "secret"]),
    )
    site.write("content/articles/later.md", article("[@c2020]", title="Xylophone too", date="2099-01-01"))
    public = site.build()
    assert public.published, public.errors
    everything = "".join(path.read_text(encoding="utf-8") for path in public.output.rglob("*.html"))
    assert "Xylophone" not in everything
    assert "secret" not in everything
    assert "b2020" not in everything
    with_drafts = site.build(drafts=True)
    assert {"/draft/", "/later/", "/topics/secret/"} <= set(with_drafts.addresses)
    assert with_drafts.page("/draft/").select_one("article")["data-review-status"] == "draft"
    assert with_drafts.page("/draft/").select_one('meta[name="robots"]')["content"].startswith("noindex")


def test_publish_in_the_settings_names_what_is_public(site):
    site.write("content/site.yaml", "name: C\npublish: [approved]\n")
    site.write("content/articles/pending.md", article("Text.", title="Xylophone"))
    approved(site, "good", title="Good")
    built = site.build()
    assert "/good/" in built.addresses
    assert "/pending/" not in built.addresses
    assert "Xylophone" not in built.html("/a-z/")


def test_a_retired_article_answers_with_a_notice_and_is_in_no_list(site):
    log = [
        *UNDER_REVIEW,
        {"status": "approved", "date": "2025-06-01", "by": "okafor"},
        {"status": "retired", "date": "2025-07-01", "by": "okafor"},
    ]
    body = "Old words [@a2020].\n\n::: audience clinician\nMore.\n:::"
    site.write("content/articles/old.md", article(body, title="Old leaf", review=log, topics=["fmt"]))
    built = site.build()
    assert built.published, built.errors
    for address in ("/old/", "/old/clinician/"):
        page = built.page(address)
        assert page.select_one('main#main article[data-slug="old"]')["data-review-status"] == "retired"
        assert "Old words" not in page.text
        assert page.select_one('meta[name="robots"]')["content"].startswith("noindex")
    lists = [address for address in built.addresses if not address.startswith("/old/")]
    assert [address for address in lists if "Old leaf" in built.html(address)] == []


def test_structured_data_claims_a_review_only_while_it_holds(site):
    approved(site, "good", title="Good </script><b>", topics=["fmt"], conditions={"icd10": ["F32"]})
    built = site.build()
    data = data_of(built.page("/good/"))
    assert data["@type"] == "MedicalWebPage"
    assert data["name"] == "Good </script><b>"
    assert data["lastReviewed"] == "2025-06-01"
    assert data["reviewedBy"]["name"] == "Ben Okafor"
    assert data["audience"]["audienceType"] == "Patient"
    assert data["citation"][0]["name"] == "The work a2020"
    assert data["about"][0]["code"]["codeValue"] == "F32"
    assert data["url"] == "https://clinic.example/good/"
    assert "</script><b>" not in built.html("/good/")

    site.write("references.bib", entry("a2020", "Another title"))
    changed = site.build()
    assert changed.page("/good/").select_one("article")["data-review-status"] == "changed"
    assert not {"lastReviewed", "reviewedBy"} & set(data_of(changed.page("/good/")))


def test_the_evidence_library_says_which_listed_articles_rest_on_a_work(site):
    site.write("content/articles/one.md", article("[@b2020] [@a2020]", title="One"))
    site.write("content/articles/two.md", article("[@a2020]", title="Two"))
    page = site.build().page("/evidence/")
    rows = {row["id"]: row for row in page.select("main li[data-evidence]")}
    assert set(rows) == {"ref-a2020", "ref-b2020"}
    assert [a["href"] for a in rows["ref-a2020"].select('a[href^="/"]')] == ["/one/", "/two/"]
    assert rows["ref-a2020"].select_one(".reference-text").text.startswith("Doe J. The work a2020.")


def test_the_board_shows_members_with_the_texts_that_they_approved(site):
    approved(site, "good", title="Good")
    site.write("content/articles/other.md", article("Text.", title="Other", review=UNDER_REVIEW))
    page = site.build().page("/advisory-board/")
    assert "Ben Okafor" in page.text
    assert "Ana Rivera" not in page.select_one("main").text
    assert page.select('main a[href="/good/"]')
    assert not page.select('main a[href="/other/"]')


def test_nobody_is_named_as_reviewer_of_a_text_that_was_only_submitted(site):
    site.write("content/articles/one.md", article("Text.", title="One"))
    site.write("content/articles/two.md", article("Text.", title="Two", review=UNDER_REVIEW))
    built = site.build()
    assert "Ben Okafor" not in built.page("/one/").select_one("main").text
    assert "Ben Okafor" in built.page("/two/").select_one("main").text


@pytest.mark.parametrize(
    ("base_url", "prefix"),
    [("https://clinic.example/", ""), ("https://clinic.example/leaflets/", "/leaflets"), (None, "")],
)
def test_every_link_of_the_site_leads_somewhere_under_any_base_url(tmp_path, base_url, prefix):
    site = TinySite(tmp_path, {"content/site.yaml": "name: C\n"}, base_url=base_url)
    site.write(
        "content/articles/one.md", article("See [two](/two/#more), [file](two.md), [@a2020].", topics=["fmt"])
    )
    site.write(
        "content/articles/two.md", article("## More\n\nText.\n\n::: audience carer\nx\n:::", topics=["fmt"])
    )
    built = site.build()
    assert built.published, built.errors
    known = {prefix + address for address in built.addresses}
    known |= {f"{prefix}/{path.relative_to(built.output).as_posix()}" for path in built.output.rglob("*.*")}
    for address in built.addresses:
        page = built.page(address)
        ids = [element["id"] for element in page.select("[id]")]
        assert len(ids) == len(set(ids)), address
        for element in page.select("[href], [src]"):
            target, _, anchor = (element.get("href") or element.get("src")).partition("#")
            if target.startswith(("http", "mailto:", "tel:")):
                continue
            assert not target or target in known, (address, target)
            assert not anchor or target or anchor in ids, (address, anchor)


def test_the_languages_have_addresses_of_their_own_and_point_at_one_another(site):
    site.write("content/articles/one.md", article("Text.", title="One"))
    site.write("content/articles/uno.md", article("Texto.", title="Uno", lang="es", translation_of="one"))
    built = site.build()
    assert built.published, built.errors
    assert {"/one/", "/es/uno/", "/es/", "/es/a-z/"} <= set(built.addresses)
    page = built.page("/es/uno/")
    assert page.html["lang"] == "es"
    pairs = {(a["hreflang"], a["href"]) for a in page.select('link[rel="alternate"][hreflang]')}
    assert ("en", "https://clinic.example/one/") in pairs
    assert "Uno" not in built.html("/a-z/")
    assert "Uno" in built.html("/es/a-z/")


def test_a_strict_build_refuses_an_example_reviewer_at_a_real_address(tmp_path):
    people = (
        "rivera: {name: A, role: Author}\n"
        "okafor: {name: Example Reviewer, role: Medical Advisory Board, example: true}\n"
    )
    for base_url, refused in (("https://clinic.example/", False), ("https://hospital.nhs.uk/", True)):
        folder = tmp_path / str(refused)
        site = TinySite(folder, {"content/people.yaml": people}, base_url=base_url)
        approved(site, "good")
        built = site.build(strict=True)
        assert built.published is not refused
        assert ("person-example" in built.codes) is refused


def test_the_glossary_has_its_terms_by_letter(site):
    site.write(
        "content/glossary.yaml",
        "vagus nerve: {definition: A long nerve <b>, also: [nervus vagus]}\nAxis: Signals both ways.\n",
    )
    page = site.build().page("/glossary/")
    assert [term.text for term in page.select("main dt")] == ["Axis", "vagus nerve"]
    assert [heading.text for heading in page.select("main h2")] == ["A", "V"]
    assert "A long nerve <b>" in page.text
    assert "nervus vagus" in page.text


def test_accents_and_signs_make_no_letters_of_their_own_in_a_list(site):
    in_order = ["5 días", "Agua", "Ánimo", "¿Ayuda el TMF?", "nuez", "Ñora", "Zinc"]
    for number, title in enumerate(reversed(in_order)):
        site.write(f"content/articles/a{number}.md", article("Text.", title=title))
    page = site.build().page("/a-z/")
    assert [heading.text for heading in page.select("main h2")] == ["0-9", "A", "N", "Ñ", "Z"]
    assert [link.text for link in page.select(".letters__pages li > a")] == in_order


@pytest.mark.parametrize(
    "text", ["- a\n", "term: []\n", "term:\n", "term: {also: [x]}\n", "term: {definition: x\n"]
)
def test_faults_of_the_glossary_have_a_place(site, text):
    site.write("content/glossary.yaml", text)
    found = site.check().diagnostics
    assert [d.path for d in found] == ["content/glossary.yaml"]
    assert found[0].severity == "error"


def test_a_photo_is_shown_on_the_board_and_has_to_exist(site):
    people = "okafor: {name: Ben Okafor, role: Medical Advisory Board, photo: okafor.svg}\n"
    site.write("content/people.yaml", people)
    found = site.check().of("image-missing")
    assert [(d.path, d.line, d.column) for d in found] == [
        ("content/people.yaml", 1, people.index("okafor.svg") + 1)
    ]
    site.write("content/images/okafor.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    built = site.build()
    source = built.page("/advisory-board/").select_one("main img")["src"]
    assert (built.output / source.lstrip("/")).is_file()


def test_interface_words_come_from_the_catalog_of_the_language(tmp_path):
    templates = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", templates)
    (templates / "words").mkdir(exist_ok=True)
    (templates / "words" / "es.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Topics"\nmsgstr "Temas"\n\nmsgid "Reference {number}"\nmsgstr "Referencia {number}"\n',
        encoding="utf-8",
    )
    site = TinySite(tmp_path, {"content/articles/uno.md": article("Texto [@a2020].", lang="es")})
    site.sources = site.sources._replace(templates=templates)
    built = site.build()
    assert built.published, built.errors
    assert built.page("/es/topics/").h1.text == "Temas"
    assert built.page("/topics/").h1.text == "Topics"
    assert built.page("/es/uno/").select_one("a.citation")["aria-label"] == "Referencia 1"


@pytest.mark.parametrize("content", ["ü".encode("latin-1"), b'msgid "Topics"\nTemas\n'])
def test_a_broken_catalog_of_interface_words_is_a_fault_of_the_templates(tmp_path, content):
    templates = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", templates)
    (templates / "words").mkdir(exist_ok=True)
    (templates / "words" / "es.po").write_bytes(content)
    site = TinySite(tmp_path, {"content/articles/uno.md": article("Texto.", lang="es")})
    site.sources = site.sources._replace(templates=templates)
    built = site.build()
    assert not built.published
    assert [(d.code, d.path) for d in built.diagnostics] == [("template", "templates/words/es.po")]


def test_what_follows_from_an_unreadable_file_is_not_said_once_more(site):
    site.write("content/articles/one.md", article("[@a2020]"))
    site.write("references.bib", "@article{a2020}".encode("utf-16"))
    assert site.check().codes == ["encoding"]
    site.write("content/people.yaml", "rivera: {name: A}".encode("utf-16"))
    assert set(site.check().codes) == {"encoding"}


def test_who_approved_an_earlier_text_is_not_named_on_one_that_is_handed_in_anew(site):
    log = [
        *UNDER_REVIEW,
        {"status": "approved", "date": "2025-06-01", "by": "okafor"},
        {"status": "submitted", "date": "2025-07-01", "by": "rivera"},
    ]
    site.write("content/articles/one.md", article("Text.", title="One", review=log))
    main = site.build().page("/one/").select_one("main")
    # What was, with its day, stands in the history, and there alone.
    past = main.select_one(".page-checks__history").extract()
    assert "Approved (holds no longer), 1 June 2025: Ben Okafor" in " ".join(past.text.split())
    assert "Ben Okafor" not in main.text


@pytest.mark.parametrize(
    ("log", "shown"),
    [
        (SUBMITTED, "submitted"),
        (UNDER_REVIEW, "under-review"),
        (
            [*UNDER_REVIEW, {"status": "changes-requested", "date": "2025-01-03", "by": "okafor"}],
            "changes-requested",
        ),
        ([*UNDER_REVIEW, {"status": "approved", "date": "2025-01-03", "by": "okafor"}], "changed"),
    ],
)
def test_the_caution_banner_stands_before_the_title_where_no_review_holds(site, log, shown):
    site.write("content/articles/one.md", article("Text.", review=log))
    text = site.build().page("/one/").select_one("article")
    assert text["data-review-status"] == shown
    found = text.select_one(".pending-banner")
    assert found.text.strip()
    assert found in text.h1.find_all_previous("div")
    assert not found.select("button, [hidden], details")


def test_an_approved_text_has_no_caution_banner_and_an_overdue_one_has(site):
    approved(site, "good")
    assert not site.build().page("/good/").select(".pending-banner")
    site.sources = site.sources._replace(today=datetime.date(2027, 6, 2))
    page = site.build().page("/good/")
    assert page.select_one("article")["data-review-status"] == "overdue"
    assert page.select(".pending-banner")


def test_a_text_that_has_changed_is_not_among_those_that_stand_approved(site):
    log = [*UNDER_REVIEW, {"status": "approved", "date": "2025-01-03", "by": "okafor"}]
    site.write("content/articles/one.md", article("Text.", title="One", review=log))
    assert not site.build().page("/advisory-board/").select('main a[href="/one/"]')


def test_related_articles_share_the_most_topics(site):
    site.write("content/articles/one.md", article("x", title="One", topics=["a", "b", "c"]))
    for name, topics in {
        "few": ["a"],
        "none": ["z"],
        "most": ["a", "b", "c"],
        "some": ["b", "c"],
        "last": ["c"],
    }.items():
        site.write(f"content/articles/{name}.md", article("x", title=name.capitalize(), topics=topics))
    links = site.build().page("/one/").select_one("#page-related").find_parent("section").select("h3 a")
    assert [link.text.strip() for link in links] == ["Most", "Some", "Few"]


def test_a_withdrawn_page_names_first_what_its_text_links_to(site):
    log = [
        *UNDER_REVIEW,
        {"status": "approved", "date": "2025-01-03", "by": "okafor"},
        {"status": "retired", "date": "2025-01-04", "by": "okafor"},
    ]
    text = "Read [instead](/zebra/), [the file](xylem.md#end) or [a page elsewhere](https://example.org/)."
    site.write("content/articles/one.md", article(text, title="One", topics=["a"], review=log))
    site.write("content/articles/also.md", article("x", title="Also", topics=["a"]))
    site.write("content/articles/zebra.md", article("x", title="Zebra", topics=["z"]))
    site.write("content/articles/xylem.md", article("## End {#end}\n\nx", title="Xylem", topics=["a"]))
    links = site.build().page("/one/").select_one("#page-related").find_parent("section").select("h3 a")
    assert [link.text.strip() for link in links] == ["Xylem", "Zebra", "Also"]


def test_style_sheets_bear_no_comments_of_their_parts(site):
    site.write("content/articles/one.md", article("Text."))
    built = site.build()
    sheets = {}
    for address, count in (("/", 3), ("/one/", 2)):
        links = built.page(address).select('link[rel="stylesheet"]')
        assert len(links) == count
        sheets |= {
            link["href"].split(".")[0]: (built.output / link["href"].lstrip("/")).read_text()
            for link in links
        }
    assert set(sheets) == {"/assets/site", "/assets/print", "/assets/lists"}
    for text in sheets.values():
        assert "/*" not in text
        assert text.count("{") == text.count("}") > 20
    assert sheets["/assets/site"].startswith("@layer tokens")
