"""Whatever was edited since the last build: with what that one has left, a site comes out as without it."""

import contextlib
import datetime
import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from plainleaf.bibliography import bibtex
from plainleaf.cache import shelf
from plainleaf.loading import load
from plainleaf.markup import document
from plainleaf.output import page_keys
from plainleaf.output.render import Renderer
from tests.tiny_site import BIBLIOGRAPHY, ROOT, TODAY, TinySite, article, entry

_SLUGS = ("a", "b", "c", "es/a")
_TOPICS = (("fmt",), ("fmt", "mood"), ("sleep",), ())
_BODIES = (
    "It helps some people [@a2020; @b2020].",
    "It helps [@b2020], says [the other](/b/). ![A drawing](images/axis.svg)",
    "Probiotics are new [@c2020].\n\n::: audience clinician\nA dose [@a2020].\n:::",
    "See [that page](b.md) and [topics](/topics/).",
    "## A part\n\nText about the axis [@d2020, p. 5].",
)
_PEOPLE = (
    "rivera: {name: Ana Rivera, role: Author}\nokafor: {name: Ben Okafor, role: Medical Advisory Board}\n",
    (
        "rivera: {name: Ana M. Rivera, role: Author, conflicts: Owns a farm.}\n"
        "okafor: {name: Ben Okafor, credentials: MD, role: Medical Advisory Board, photo: axis.svg}\n"
    ),
)
_SITES = (
    "name: Tiny Clinic\nbase_url: https://clinic.example/\n",
    "name: Tiny Clinic\nbase_url: https://clinic.example/leaflets/\ntopics: {fmt: {title: Transplants}}\n",
    "name: Other Clinic\ncrisis: {heading: Now, text: Call, lines: [], topics: [mood]}\n",
    "name: Tiny Clinic\nbase_url: https://clinic.example/\naudience: clinician\npublish: [approved, submitted]\n",
    "name: Tiny Clinic\nbase_url: https://clinic.example/\nnavigation: [{label: First, address: /a/}]\n",
)
_GLOSSARIES = (
    "",
    "axis: {definition: A line.}\n",
    "axis: {definition: A way.}\nprobiotics: {definition: Germs.}\n",
)
_DRAWINGS = tuple(
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="9"><title>A</title></svg>'
    for width in (9, 18)
)
_TEMPLATES = ("templates/components/badge/badge.html", "templates/words/es.po")
_STEPS = (
    ("submitted", "2026-01-01", "rivera"),
    ("under-review", "2026-01-03", "okafor"),
    ("approved", "2026-01-05", "okafor"),
    ("retired", "2026-01-07", "okafor"),
)


def _article(slug: str, title: str, body: str, topics: tuple[str, ...], steps: int, digest: str) -> str:
    review: list[dict[str, str]] = [
        {"status": status, "date": day, "by": by} for status, day, by in _STEPS[:steps]
    ]
    if steps > 2:
        review[2] |= {"digest": digest, "due": "2026-01-20"}
    lang = {"lang": "es", "translation_of": "a"} if slug.startswith("es/") else {}
    return article(body, title=title, topics=list(topics), review=review, **lang)


_articles = st.builds(
    lambda slug, *rest: (f"content/articles/{slug}.md", (slug, *rest)),
    st.sampled_from(_SLUGS),
    st.sampled_from(("A title", "Another title", "zuletzt")),
    st.sampled_from(_BODIES),
    st.sampled_from(_TOPICS),
    st.integers(0, len(_STEPS)),
    st.booleans(),
)
_bibliographies = st.builds(
    lambda first, title: "\n".join(
        [*([entry("new2020")] if first else []), BIBLIOGRAPHY.replace("The work b2020", title)]
    ),
    st.booleans(),
    st.sampled_from(("The work b2020", "A work that was renamed")),
)
_edits = st.one_of(
    _articles,
    _articles,
    st.tuples(st.sampled_from([f"content/articles/{slug}.md" for slug in _SLUGS]), st.none()),
    st.tuples(st.just("content/people.yaml"), st.sampled_from(_PEOPLE)),
    st.tuples(st.just("content/site.yaml"), st.sampled_from(_SITES)),
    st.tuples(st.just("content/glossary.yaml"), st.sampled_from(_GLOSSARIES)),
    st.tuples(st.just("content/images/axis.svg"), st.sampled_from(_DRAWINGS)),
    st.tuples(st.just("references.bib"), _bibliographies),
    st.tuples(st.just("templates/words/es.po"), st.sampled_from(("", "# A remark\n"))),
    st.tuples(st.just("templates/components/badge/badge.html"), st.sampled_from(("", "<!-- seen -->"))),
    st.tuples(st.just("today"), st.dates(TODAY, TODAY + datetime.timedelta(days=9))),
)


class Clinic:
    """A site with templates of its own."""

    def __init__(self, folder: Path, templates: Path) -> None:
        self.site = TinySite(folder, {"content/images/axis.svg": _DRAWINGS[0]})
        self.site.sources = self.site.sources._replace(templates=templates)
        self.templates = templates
        for slug in _SLUGS:
            self.edit(f"content/articles/{slug}.md", (slug, "A title", _BODIES[0], _TOPICS[0], 3, True))

    def edit(self, name: str, value: object) -> None:
        if isinstance(value, datetime.date):
            self.site.sources = self.site.sources._replace(today=value)
        elif value is None:
            (self.site.folder / name).unlink(missing_ok=True)
        elif isinstance(value, str):
            if name.startswith("templates/"):
                own = (ROOT / name).read_text(encoding="utf-8")
                (self.templates.parent / name).write_text(own + value, encoding="utf-8")
            else:
                self.site.write(name, value)
        else:
            *parts, holds = value
            self.site.write(name, _article(*parts, digest=""))
            if holds:  # an approval of the very words that stand there
                self.site.write(name, _article(*parts, digest=self._digest(name)))

    def _digest(self, name: str) -> str:
        with contextlib.chdir(self.site.folder):
            return next(doc.digest for doc in load(self.site.sources).documents if doc.source.path == name)

    @contextlib.contextmanager
    def without_cache(self) -> Iterator[None]:
        cache, away = self.site.folder / ".plainleaf", self.site.folder / "away"
        cache.rename(away)
        try:
            yield
        finally:
            shutil.rmtree(cache, ignore_errors=True)
            away.rename(cache)

    def compare(self) -> None:
        """Build and check with what the build before has left, and without."""
        kept, checked = self.site.build(), self.site.check()
        with self.without_cache():
            clean, checked_clean = self.site.build("clean/site"), self.site.check()
        assert checked.diagnostics == checked_clean.diagnostics
        assert kept.diagnostics == clean.diagnostics
        assert kept.published == clean.published
        if kept.published:
            assert kept.files == clean.files
        shutil.rmtree(self.site.folder / "clean", ignore_errors=True)


@pytest.fixture(scope="module")
def all_templates(tmp_path_factory) -> Path:
    """One folder for all tests, as compiling a template takes longer than rendering a site."""
    return Path(shutil.copytree(ROOT / "templates", tmp_path_factory.mktemp("own") / "templates"))


@pytest.fixture
def templates(all_templates) -> Iterator[Path]:
    yield all_templates
    for name in _TEMPLATES:
        shutil.copyfile(ROOT / name, all_templates.parent / name)


@given(rounds=st.lists(st.lists(_edits, min_size=1, max_size=3), min_size=1, max_size=4))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_site_is_the_same_with_a_cache_and_without(tmp_path_factory, templates, rounds):
    clinic = Clinic(tmp_path_factory.mktemp("clinic"), templates)
    clinic.compare()
    for edits in rounds:
        for name, value in edits:
            clinic.edit(name, value)
        clinic.compare()


@pytest.fixture
def clinic(tmp_path: Path, templates: Path) -> Clinic:
    clinic = Clinic(tmp_path, templates)
    clinic.site.build()
    return clinic


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("content/articles/b.md", ("b", "Another title", _BODIES[0], ("fmt",), 3, True)),  # related, feeds
        ("content/articles/a.md", ("a", "A title", _BODIES[4], ("fmt",), 3, False)),  # the original of one
        ("content/articles/b.md", ("b", "A title", _BODIES[2], ("mood",), 4, False)),  # retired
        ("content/articles/es/a.md", None),  # the other language ends
        ("content/articles/a.md", ("a", "A title", _BODIES[1], ("fmt",), 1, False)),  # with a picture
        ("content/people.yaml", _PEOPLE[1]),
        *[("content/site.yaml", text) for text in _SITES[1:]],
        *[("content/glossary.yaml", text) for text in _GLOSSARIES[1:]],
        ("references.bib", BIBLIOGRAPHY.replace("The work b2020", "A work that was renamed")),
        ("references.bib", entry("new2020") + BIBLIOGRAPHY),
        ("templates/components/badge/badge.html", "<!-- seen -->"),
        ("templates/words/es.po", "# A remark\n"),
        ("today", datetime.date(2026, 1, 21)),  # the approvals are overdue
    ],
)
def test_each_kind_of_edit_alone(clinic, name, value):
    clinic.edit(name, value)
    clinic.compare()


def made(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Take note of what is made from now on: texts by file, pages by address."""
    found: dict[str, list[str]] = {"texts": [], "pages": [], "bibliographies": []}

    def spied(module: object, name: str, kind: str, shown: Callable[..., str]) -> None:
        own = getattr(module, name)

        def spy(*values):
            found[kind].append(shown(*values))
            return own(*values)

        monkeypatch.setattr(module, name, spy)

    spied(document, "convert_document", "texts", lambda document, *_: document.content_path)
    spied(bibtex, "parse_bibliography", "bibliographies", lambda _, path: path)
    spied(Renderer, "render", "pages", lambda _, page: page.frame.address)
    return found


def test_without_a_change_nothing_is_made(clinic, monkeypatch):
    found = made(monkeypatch)
    clinic.site.build()
    assert found == {"texts": [], "pages": [], "bibliographies": []}
    clinic.site.check()  # it tries these two with a search index, which a tiny site is built without
    assert found == {"texts": [], "pages": ["/", "/search/", "/es/", "/es/search/"], "bibliographies": []}


def test_an_edit_makes_what_shows_it_and_no_more(clinic, monkeypatch):
    found = made(monkeypatch)
    path = clinic.site.folder / "content/articles/b.md"
    path.write_text(path.read_text(encoding="utf-8") + "One word more.\n", encoding="utf-8")
    clinic.site.build()
    assert found["texts"] == ["articles/b.md"]
    assert "/b/" in found["pages"]
    assert "/es/a/" not in found["pages"]


def test_a_reference_makes_the_pages_that_cite_it_and_the_list_of_all(clinic, monkeypatch):
    clinic.edit("content/articles/c.md", ("c", "A title", _BODIES[2], (), 1, False))
    clinic.site.build()
    found = made(monkeypatch)
    clinic.edit("references.bib", BIBLIOGRAPHY.replace("The work c2020", "A longer\n  name"))
    clinic.site.build()
    assert found["texts"] == []
    assert found["pages"] == ["/evidence/", "/c/", "/c/clinician/"]


def damage(path: Path, how: str) -> None:
    content = path.read_bytes()
    foreign = msgspec.msgpack.encode({"some": "thing"})
    path.write_bytes(
        {
            "empty": b"",
            "cut off": content[: len(content) // 2],
            "one bit": content[:-1] + bytes([content[-1] ^ 1]),
            "foreign": hashlib.sha256(foreign).digest() + foreign,
        }[how]
    )


@pytest.mark.parametrize("how", ["empty", "cut off", "one bit", "foreign"])
def test_a_damaged_cache_is_none(clinic, how):
    for path in sorted((clinic.site.folder / ".plainleaf").rglob("*")):
        if path.is_file():
            damage(path, how)
    clinic.compare()


def test_what_another_version_has_made_is_not_used(clinic, monkeypatch):
    for module in (shelf, page_keys):
        monkeypatch.setattr(module, "engine_version", lambda: b"another version")
    found = made(monkeypatch)
    clinic.site.build()
    assert "/b/" in found["pages"]
    assert "articles/b.md" in found["texts"]
    assert found["bibliographies"]


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path):
    site = TinySite(tmp_path, {"content/articles/a.md": article("Text."), ".plainleaf": "a file"})
    assert site.build().published
    assert site.build().published


def test_a_file_that_somebody_changed_in_the_site_is_made_anew(clinic):
    page = clinic.site.output / "b/index.html"
    clean = page.read_bytes()
    page.write_bytes(b"x" * len(clean))
    clinic.site.build()
    assert page.read_bytes() == clean


def test_clean_uses_nothing_of_before(clinic, monkeypatch):
    found = made(monkeypatch)
    clinic.site.build(clean=True)
    assert "articles/b.md" in found["texts"]
    assert "/b/" in found["pages"]
    assert found["bibliographies"]
