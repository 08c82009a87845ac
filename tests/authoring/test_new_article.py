"""A new article: valid YAML whatever the title, a draft without an error, and no file is ever touched."""

import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plainleaf.authoring.article_form import ArticleForm, article_text
from plainleaf.authoring.new_article import NewArticleFault, Source, Wish, plan_article, write_article
from plainleaf.authoring.yaml_scalars import one_line, quoted, scalar
from plainleaf.read.front_matter import read_document
from plainleaf.read.text_files import decode_text
from tests.imports.word_files import docx, para, picture, png
from tests.tiny_site import TODAY, TinySite, article

BOARD_ONLY = "okafor: {name: Ben, role: Medical Advisory Board}\n"


@pytest.fixture
def site(tmp_path):
    return TinySite(tmp_path)


def new(site: TinySite, title: str, source: Source | None = None, **wish):
    found = plan_article(site.sources.content, site.sources.bibliography, Wish(title, TODAY, **wish), source)
    write_article(found)
    return found


def front_of(text: str):
    decoded, faults = decode_text(text.encode("utf-8"), "a.md")
    document, more = read_document(decoded, "a.md", "a.md", "en", is_article=True)
    assert faults + more == []
    return document.front


TITLES = ["null", "yes", "~", "2026-01-01", "12", "a: b", "#a", "a #b", "'a'", '"a"', "- a", "? a", "[a]", "{a}", "@a", "&a *b", "!a", "|", ">", "%a", "\\", "a\nb", "🙂", "a\u0085b", "a\u2028b", "x" * 5000, "a:", "true", "=", "...", "---", "\u00a0a", "é", "a\ufeffb", "a, b", "What is it?", "\ud800a"]  # fmt: skip


@given(st.text(max_size=60) | st.sampled_from(TITLES))
@settings(max_examples=300, deadline=None)
@example("a, b, c")
@example("E. coli")
def test_any_title_is_read_back_as_it_was(title):
    line = one_line(title)
    form = ArticleForm(
        line or "x", TODAY, "en", "en", authors=("rivera", "null", "a, b"), key_points=(line or "x",),
        references=((line or "x", title),), known_topics=(title,), known_people=("rivera",),
    )  # fmt: skip
    front = front_of(article_text(form))
    assert front.title == " ".join((line or "x").split())
    assert front.key_points == (front.title,)
    assert front.authors == ("rivera", "null", "a, b")
    assert front.references == (front.title,)


@pytest.mark.parametrize("title", ["What is FMT?", "Gut, brain and mood", "Café (for two)"])
def test_a_plain_title_needs_no_quotes(title):
    assert scalar(title) == title


@pytest.mark.parametrize("title", ["yes", "a: b", "a #b", "2024", "", "- a", "A:"])
def test_other_titles_are_quoted(title):
    assert scalar(title) == quoted(title) == f'"{title}"'


def test_a_new_article_has_no_fault(site):
    site.write("content/glossary.yaml", "FMT: {definition: A stool transplant.}\n")
    found = new(site, "What is FMT?")
    assert found.path == site.folder / "content/articles/what-is-fmt.md"
    assert site.check().diagnostics == []
    front = front_of(found.path.read_text(encoding="utf-8"))
    assert (front.title, front.date, front.authors) == ("What is FMT?", TODAY, ("rivera",))
    assert site.build(drafts=True).published
    shown = site.build(drafts=True).prose("/what-is-fmt/").get_text()
    assert "To do" not in shown
    assert "What it is" in shown


def test_the_notes_keep_it_from_being_handed_in(site):
    path = new(site, "What is FMT?").path
    text = path.read_text(encoding="utf-8")
    step = "{status: submitted, date: 2026-01-15, by: rivera}"
    path.write_text(text.replace("\n---\n", f"\nreview:\n  - {step}\n---\n", 1), encoding="utf-8")
    found = site.diagnose()
    assert set(found.codes) == {"unfinished"}
    assert len(found.codes) == 1 + text.count("<!-- To do:")
    lines = path.read_text(encoding="utf-8").split("\n")
    assert all("To do:" in lines[fault.line - 1] for fault in found.diagnostics)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Is it safe?", "is-it-safe"),
        ("Straße, Ærø & Łódź: café’s", "strasse-aero-lodz-cafes"),
        ("Search", "about-search"),
        ("404", "about-404"),
        ("ES", "about-es"),
        ("微生物", "article"),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("x" * 200, "x" * 60),
    ],
)
def test_slugs(site, title, slug):
    site.write("content/articles/otro.md", article("x", lang="es"))
    assert new(site, title).path.stem == slug


def test_a_title_that_was_used_is_refused(site):
    path = new(site, "Is it safe?").path
    before = path.read_bytes()
    with pytest.raises(NewArticleFault, match="already: "):
        new(site, "is it SAFE")
    assert path.read_bytes() == before


def test_a_name_that_is_taken_is_refused_whatever_its_capitals(site):
    site.write("content/articles/Safe.md", article("x", slug="other"))
    site.write("content/articles/safe-en.md", article("x", slug="another"))
    with pytest.raises(NewArticleFault, match="there is a file"):
        new(site, "Safe")


def test_a_file_that_appears_meanwhile_is_not_touched(site):
    found = plan_article(site.sources.content, site.sources.bibliography, Wish("Safe", TODAY), None)
    site.write("content/articles/safe.md", "mine")
    with pytest.raises(FileExistsError):
        write_article(found)
    assert found.path.read_text() == "mine"


def test_pictures_go_again_if_the_article_can_not_be_written(site):
    data = docx(para("a"), para(picture("p", "x")), pictures={"p": ("png", png())})
    found = plan_article(
        site.sources.content, site.sources.bibliography, Wish("Safe", TODAY), Source(data, ".docx")
    )
    site.write("content/articles/safe.md", "mine")
    with pytest.raises(FileExistsError):
        write_article(found)
    assert list((site.folder / "content/images").iterdir()) == []


PEOPLE = {
    "the first author": ("okafor: {name: B, role: Medical Advisory Board}\nrivera: {name: A, role: Author}\n", ("rivera",)),
    "a real one before an example": ("x: {name: X, example: true}\ny: {name: Y}\n", ("y",)),
    "an example where there is no other": ("x: {name: X, example: true}\n", ("x",)),
    "an odd id": ("'null': {name: X}\n", ("null",)),
}  # fmt: skip


@pytest.mark.parametrize("case", PEOPLE)
def test_who_writes_it(site, case):
    people, authors = PEOPLE[case]
    site.write("content/people.yaml", people)
    assert front_of(new(site, "A").path.read_text(encoding="utf-8")).authors == authors


@pytest.mark.parametrize("people", [BOARD_ONLY, ""])
def test_without_an_author_check_says_what_to_do(site, people):
    site.write("content/people.yaml", people)
    found = new(site, "A")
    assert "add yourself" in found.notices[-1]
    assert [(fault.code, fault.hint) for fault in site.diagnose().diagnostics] == [
        ("front-matter-field", "ids of people.yaml, such as [rivera]")
    ]


def test_an_author_by_id(site):
    assert front_of(new(site, "A", author="okafor").path.read_text(encoding="utf-8")).authors == ("okafor",)
    with pytest.raises(NewArticleFault, match="'okafo' is not in") as fault:
        new(site, "B", author="okafo")
    assert fault.value.hint == "did you mean 'okafor'?"


def original(site: TinySite) -> None:
    body = "It is new 【1】.\n\n## Why\n\nSo."
    fields = {
        "topics": ["fmt"],
        "references": ["a2020"],
        "key_points": ["A point."],
        "conditions": {"icd10": ["F32"]},
    }
    site.write("content/articles/fmt.md", article(body, title="FMT", **fields))


def test_a_translation_shares_what_it_can(site):
    original(site)
    path = new(site, "FMT", lang="es", translation_of="fmt").path
    assert path.name == "fmt-es.md"
    front = front_of(path.read_text(encoding="utf-8"))
    assert (front.slug, front.lang, front.translation_of) == ("fmt", "es", "fmt")
    assert (front.topics, front.references, front.icd10) == (("fmt",), ("a2020",), ("F32",))
    assert (front.summary, front.key_points) == ("To do: A summary.", ("To do: A point.",))
    assert "It is new 【1】." in path.read_text(encoding="utf-8")
    assert site.diagnose().errors == []


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"translation_of": "fmt"}, "is written in 'en' itself"),
        ({"translation_of": "fmd", "lang": "es"}, "there is no article 'fmd'"),
        ({"translation_of": "uno", "lang": "fr"}, "is a translation itself"),
        ({"translation_of": "fmt", "lang": "es"}, "has a page in 'es' already"),
    ],
)
def test_translations_that_can_not_be(site, wish, message):
    original(site)
    site.write("content/articles/uno.md", article("x", lang="es", translation_of="fmt"))
    with pytest.raises(NewArticleFault, match=message):
        new(site, "B", **wish)


def test_a_spanish_article_has_spanish_headings_and_another_language_none(site):
    assert "\n## Qué es\n" in new(site, "A", lang="es-MX").path.read_text(encoding="utf-8")
    text = new(site, "B", lang="fr").path.read_text(encoding="utf-8")
    assert "\n##" not in text
    assert "To do: a heading for 'What it is';" in text
    assert site.diagnose().errors == []


def test_a_word_file_comes_in_with_its_references(site):
    data = docx(
        para("It is new [1,2]."),
        para(picture("p1", "A gut")),
        para("References"),
        para("[1] Doe J. The work a2020 in full words here. 2020.\u0085# x"),
        para("[2] Doe J. The work b2020. Journal of Tests. 2020. doi: 10.1000/b"),
        pictures={"p1": ("png", png())},
    )
    site.write(
        "references.bib",
        "@article{b2020, author={Doe, Jane}, title={T}, journal={J}, year={2020}, volume={1}, pages={1}, doi={10.1000/b}}\n",
    )
    found = new(site, "FMT", Source(data, ".docx"))
    text = found.path.read_text(encoding="utf-8")
    assert "It is new 【1,2】.\n\n![A gut](images/fmt-1.png)\n" in text
    assert front_of(text).references == ("todo-1", "b2020")
    assert found.open_references == 1
    [fault] = site.diagnose().diagnostics
    assert fault.code == "citation-unknown"
    lines = text.split("\n")
    assert "todo-1" in lines[fault.line - 1]
    assert lines[fault.line - 2].startswith("  # 1. Doe J. The work a2020 in full words here.")


def test_a_picture_without_words_is_an_error_of_check(site):
    data = docx(para("a"), para(picture("p1")), pictures={"p1": ("png", png())})
    new(site, "FMT", Source(data, ".docx"))
    assert site.diagnose().codes == ["image-alt"]


def test_pictures_never_take_the_name_of_another(site):
    site.write("content/images/FMT-1.png", png())
    data = docx(para(picture("p1", "x")), pictures={"p1": ("png", png())})
    assert "images/fmt-2-1.png" in new(site, "FMT", Source(data, ".docx")).path.read_text(encoding="utf-8")


def test_a_markdown_file_brings_its_front_matter(site):
    text = (
        "---\ntitle: Old\nsummary: 'A: b.'\ndate: 2020-01-01\nauthors: [okafor, nobody]\ntags: [x]\ntopics: [fmt]\n"
        "references: [a2020]\nkey_points: ['yes']\nreview:\n  - {status: submitted, date: 2020-01-01, by: okafor}\n---\n"
        "# Mine\n\nText 【1】.\n"
    )
    found = new(site, "Mine", Source(text.encode(), ".md"))
    front = front_of(found.path.read_text(encoding="utf-8"))
    assert (front.title, front.summary, front.date) == ("Mine", "A: b.", TODAY)
    assert (front.authors, front.topics, front.references) == (("okafor",), ("fmt",), ("a2020",))
    assert (front.key_points, front.review) == (("yes",), ())
    told = "\n".join(found.notices)
    assert all(f"'{name}'" in told for name in ("title", "date", "tags", "review"))
    assert site.diagnose().codes == []


def test_broken_front_matter_is_told_and_the_body_kept(site):
    found = new(site, "Mine", Source(b"---\ntitle: [a\n---\nText\n", ".md"))
    assert "in its front matter, line 2" in "\n".join(found.notices)
    assert found.path.read_text(encoding="utf-8").endswith("\nText\n")


@pytest.mark.parametrize("kind", [".txt", ".md", ".docx"])
def test_a_file_without_text_is_refused(site, kind):
    data = docx(para(" ")) if kind == ".docx" else b" \n"
    with pytest.raises(NewArticleFault, match="no text"):
        new(site, "Mine", Source(data, kind))
    assert not (site.folder / "content/articles").exists()


def test_an_article_of_a_day_ahead_is_a_draft_all_the_same(site):
    wish = Wish("A", datetime.date(2030, 1, 1))
    write_article(plan_article(site.sources.content, site.sources.bibliography, wish, None))
    assert site.diagnose().codes == []
