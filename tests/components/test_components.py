"""Every component with the examples beside it, and every layout made of them."""

import datetime as dt
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import jinja2
import msgspec
import pytest
import yaml

from plainleaf.model import articles, changes, diagnostics, evidence_parts, packet_parts, pages
from plainleaf.model import page_parts as parts
from plainleaf.model.html import Html
from plainleaf.model.references import EvidenceType, Segment
from plainleaf.output.templates import make_environment, render
from plainleaf.site import review_board
from plainleaf.site.security import content_security_policy

TEMPLATES = Path(__file__).parents[2] / "templates"
COMPONENTS = sorted(path.parent for path in TEMPLATES.glob("components/*/examples.yaml"))
STATUSES = (
    "draft",
    "submitted",
    "under-review",
    "changes-requested",
    "approved",
    "changed",
    "overdue",
    "retired",
)
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})
OPTIONAL_NAMES = frozenset({"path", "circle", "rect"})  # of SVG, closed with "/>"
DAY = dt.date(2025, 11, 20)
VALUES = (parts, evidence_parts, packet_parts, changes, articles, diagnostics, review_board)


class Markup(HTMLParser):
    """Reads a piece of HTML and keeps what the checks ask about; `faults` lists what is wrong in it."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()
        self.attributes: list[tuple[str, dict[str, str]]] = []
        self.words: dict[str, str] = {}  # of each badge
        self._open: list[str] = []
        self._badge: tuple[int, str] | None = None
        self.feed(source)
        self.close()
        self.faults += [f"<{name}> is never closed" for name in self._open]
        self.faults += [f"id {name} stands {count} times" for name, count in self.ids.items() if count > 1]
        for name, attributes in self.attributes:
            for label in attributes.get("aria-labelledby", "").split():
                if label not in self.ids:
                    self.faults.append(f"<{name}> is labelled by {label}, which is not there")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice")
        attributes = {name: value or "" for name, value in attrs}
        self.attributes.append((tag, attributes))
        if "id" in attributes:
            self.ids[attributes["id"]] += 1
        if "style" in attributes or any(name.startswith("on") for name in attributes):
            self.faults.append(f"<{tag}> has an inline style or script")
        data = attributes.get("type") == "application/ld+json"
        if tag == "style" or (tag == "script" and not data and "src" not in attributes):
            self.faults.append(f"<{tag}> is inline")
        if tag == "svg" and attributes.get("aria-hidden") != "true":
            self.faults.append("a drawing that is not hidden from screen readers")
        if tag == "img" and "alt" not in attributes:
            self.faults.append("a picture without alt")
        if tag not in VOID:
            self._open.append(tag)
        if "data-badge" in attributes:
            self._badge = (len(self._open), attributes["data-badge"])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            if tag not in OPTIONAL_NAMES:
                self.faults.append(f"<{tag}/> closes itself")
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> where {self._open[-1:]} is open")
            return
        if self._badge and self._badge[0] == len(self._open):
            self._badge = None
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._badge:
            status = self._badge[1]
            self.words[status] = (self.words.get(status, "") + data).strip()


@pytest.fixture(scope="module")
def environment() -> jinja2.Environment:
    """The templates as the site has them, under a base path."""
    return make_environment(
        TEMPLATES,
        "en",
        lambda address: f"/base{address}" if address.startswith("/") else address,
        lambda name: f"/base/assets/{name}",
    )


def examples() -> list[Any]:
    """Every example of every component, as pytest parameters."""
    found = []
    for folder in COMPONENTS:
        data = yaml.safe_load((folder / "examples.yaml").read_text(encoding="utf-8"))
        found += [
            pytest.param(folder, data, example, id=f"{folder.name}: {example['name']}")
            for example in data["examples"]
        ]
    return found


def typed(value: Any, kind: str | list[str]) -> Any:
    """Return a value of an example as what the context gives: a struct, a tuple of them, or HTML."""
    if isinstance(kind, list):
        return tuple(typed(item, kind[0]) for item in value)
    if value is None:
        return None
    if kind == "Html":
        return Html(value)
    [struct] = {getattr(module, kind) for module in VALUES if kind in vars(module)}
    return msgspec.convert(value, struct, dec_hook=lambda _, raw: Html(raw))


def rendered(
    environment: jinja2.Environment, folder: Path, data: dict[str, Any], example: dict[str, Any]
) -> str:
    """Return the HTML of an example."""
    if "html" in example:
        return str(example["html"])
    macro = example.get("macro", data["macro"])
    types = data.get("types", {})
    arguments = {
        name: typed(value, types[name]) if name in types else value
        for name, value in example["arguments"].items()
    }
    source = (
        f'{{% from "components/{folder.name}/{folder.name}.html" import {macro} %}}{{{{ {macro}(**given) }}}}'
    )
    return environment.from_string(source).render(given=arguments)


@pytest.mark.parametrize(("folder", "data", "example"), examples())
def test_example(
    environment: jinja2.Environment, folder: Path, data: dict[str, Any], example: dict[str, Any]
) -> None:
    html = rendered(environment, folder, data, example)
    assert Markup(html).faults == []
    for part in example.get("contains", ()):
        assert str(part) in html
    for part in example.get("lacks", ()):
        assert str(part) not in html


def test_every_component_has_examples() -> None:
    folders = {path for path in (TEMPLATES / "components").iterdir() if path.is_dir()}
    assert folders == set(COMPONENTS)


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.css")), ids=lambda path: path.name)
def test_styles_stand_in_a_layer_and_ask_no_other_host(path: Path) -> None:
    source = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    depth = 0
    for line in source.splitlines():
        assert depth or not line.strip() or line.startswith("@layer "), line
        depth += line.count("{") - line.count("}")
    assert depth == 0
    for banned in ("url(", "@import", "@font-face", "!important"):
        assert banned not in source


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.css")), ids=lambda path: path.name)
def test_styles_know_no_left_and_right(path: Path) -> None:
    physical = r"^\s*(margin|padding|border|inset)?-?(left|right|top|bottom)(-\w+)?:|^\s*(width|height):"
    assert re.findall(physical, path.read_text(encoding="utf-8"), re.MULTILINE) == []


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_templates_escape_everything(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    for banned in ("|safe", "| safe", "autoescape", "Markup"):
        assert banned not in source


def test_every_status_has_words_and_a_seal_of_its_own(environment: jinja2.Environment) -> None:
    source = '{% from "components/badge/badge.html" import badge %}{{ badge(status) }}'
    shown = {status: environment.from_string(source).render(status=status) for status in STATUSES}
    words = {status: Markup(html).words[status] for status, html in shown.items()}
    assert all(words.values())
    assert len(set(words.values())) == len(STATUSES)
    assert len({re.sub(r"<span class=\"badge__words.*", "", html) for html in shown.values()}) == len(
        STATUSES
    )


def test_every_kind_of_evidence_has_words_and_a_meaning(environment: jinja2.Environment) -> None:
    module = environment.get_template("components/evidence-badge/evidence-badge.html").module
    kinds = {kind.value for kind in EvidenceType}
    assert set(module.evidence_words) == kinds  # type: ignore[attr-defined]
    assert set(module.evidence_meanings) == kinds  # type: ignore[attr-defined]


# The layouts


def frame(title: str, address: str = "/page/", **changes: Any) -> parts.Frame:
    """Return what every page has, with characters in it that must be escaped."""
    site = parts.Site(
        name="Gut & Mind <Clinic>",
        tagline="Plain facts",
        navigation=(parts.Link("Topics", "/topics/"),),
        policy=parts.Link("Editorial policy", "/editorial-policy/"),
        contact=parts.Contact("Ask us", "We answer.", "ask@clinic.example", "+1 555 010 0199", "/contact/"),
        appointment=parts.Appointment("Our own service.", "/contact/"),
        footer=(parts.Link("Privacy", "/privacy/"),),
    )
    return parts.Frame(
        site=site,
        address=address,
        canonical=f"https://clinic.example{address}",
        title=title,
        description="What this page says.",
        lang="en",
        direction="ltr",
        audience="patient",
        home="/",
        breadcrumb=(parts.Link("Home", "/"),),
        content_security_policy=content_security_policy(),
        search="/search/",
        structured_data=Html('{"@type":"MedicalWebPage"}'),
        **changes,
    )


PERSON = parts.PersonView(
    "okafor",
    "Dr Ngozi Okafor",
    "MD",
    "Psychiatrist",
    "Bio.",
    "None.",
    example=True,
    board=True,
    address="/advisory-board/okafor/",
)
CARD = parts.ArticleCard("FMT & mood", "What is known.", "/fmt/", "approved", DAY)
TOPIC = parts.TopicView("Depression", "Low mood.", "/topics/depression/", (CARD,))
CRISIS = parts.Crisis(
    "Get help", "It is free.", "Call 112.", DAY, (parts.CrisisLine("UK", "Line", "116", "", "116"),)
)
OUTLINE = (parts.OutlineEntry(2, "what", "What is it?"),)


def reference(number: int) -> parts.ReferenceView:
    """Return a reference; number 0 is one of the evidence library."""
    back = (parts.BackLink("cite-a-1", 1),) if number else ()
    segments = (Segment("Author A. Title <i>. "), Segment("doi:10.1/a", "https://doi.org/10.1/a"))
    return parts.ReferenceView(
        "ref-a",
        "a",
        number,
        "trial",
        segments,
        "https://doi.org/10.1/a",
        "https://p.example/1/",
        back,
        superseded=False,
        retracted=False,
    )


def article(status: str, **changes: Any) -> pages.ArticlePage:
    """Return an article that shows everything, in one status."""
    approved = status in ("approved", "changed", "overdue")
    review = parts.ReviewCard(
        status=status,
        steps=(
            parts.ReviewStepView("submitted", "done", DAY),
            parts.ReviewStepView("approved", "current" if approved else "todo", DAY if approved else None),
        ),
        reviewer=PERSON,
        reviewed=DAY if approved else None,
        due=DAY if approved else None,
        published=DAY,
        updated=DAY,
        authors=(PERSON,),
        conflicts="None declared.",
        policy=parts.Link("Editorial policy", "/editorial-policy/"),
    )
    values: dict[str, Any] = {
        "slug": "fmt",
        "status": status,
        "pending": status not in ("approved", "draft"),
        "draft": status == "draft",
        "title": "FMT & mood",
        "summary": "What is known.",
        "review": review,
        "editions": (
            parts.EditionLink("patient", "/fmt/", current=True),
            parts.EditionLink("clinician", "/fmt/clinician/", current=False),
        ),
        "key_points": (Html("A <em>point</em>."),),
        "body": Html(
            '<h2 id="what">What is it?</h2><p>Text<sup class="citations"><a class="citation" href="#ref-a" '
            'id="cite-a-1" aria-label="Reference 1">1</a></sup>.</p>'
        ),
        "outline": OUTLINE,
        "questions": (Html("Is it for me?"),),
        "references": (reference(1),),
        "crisis": CRISIS,
        "disclaimer": "Not instead of your doctor.",
        "topics": (parts.Link("Depression", "/topics/depression/"),),
        "related": (CARD,),
    }
    values["checks"] = parts.PageChecks(
        version="0123456789ab",
        approved=status == "approved",
        sources=2,
        newest=2024,
        guidelines=1,
        reviews=0,
        trials=0,
        animal=1,
        preprints=0,
        retracted=0,
        superseded=0,
        history=(parts.HistoryEntry("submitted", DAY, PERSON),),
        copy="/copies/0123456789ab/" if status in ("approved", "overdue") else "",
    )
    values["glance"] = parts.Glance(
        1, 2024, 2024, (parts.GlanceRow("trial", 1, (parts.GlanceMark(2024, 1, 100.0),), 0),)
    )
    values["copy"] = parts.PrintedCopy(
        "https://clinic.example/fmt/",
        "clinic.example/fmt/",
        "0123456789ab" if status in ("approved", "overdue") else "",
        "https://clinic.example/copies/0123456789ab/",
        "clinic.example/copies/0123456789ab/",
        parts.QrCode(41, "M4 4.5h7"),
    )
    values["original"] = parts.Original("TMF", "/es/fmt/", "es", "Español", changed=True)
    return pages.ArticlePage(frame("FMT & mood", "/fmt/"), parts.ArticleView(**(values | changes)))


COPY_STATES = ("current", "overdue", "rechecking", "changed", "replaced", "withdrawn")


def copy(state: str) -> pages.CopyPage:
    """Return the page of a printed copy in a state."""
    return pages.CopyPage(
        frame=frame("Is your copy still current?", "/copies/0123456789ab/"),
        version="0123456789ab",
        state=state,
        title="" if state == "withdrawn" else "FMT & mood",
        page="" if state == "withdrawn" else "/fmt/",
        approved=DAY,
        reviewer=PERSON,
        ended=None if state in ("current", "overdue") else DAY,
        replaced_by=parts.Link("ba9876543210", "/copies/ba9876543210/") if state == "replaced" else None,
        related=(CARD,) if state == "withdrawn" else (),
    )


BARE = article(
    "approved",
    editions=(),
    key_points=(),
    body=Html("<p>Text.</p>"),
    outline=(),
    questions=(),
    references=(),
    crisis=None,
    disclaimer="",
    topics=(),
    related=(),
    glance=None,
    copy=None,
    original=None,
)
LAYOUTS: dict[str, tuple[str, pages.Page]] = {
    **{f"article, {status}": ("article", article(status)) for status in STATUSES if status != "retired"},
    "article with nothing but its text": ("article", BARE),
    "retired": ("retired", pages.RetiredPage(frame("Old"), "old", "Old & gone", DAY, (CARD,))),
    "page": (
        "page",
        pages.PlainPage(
            frame("Policy"),
            "Policy",
            "How we work.",
            DAY,
            Html('<h2 id="what">What</h2><a class="citation" href="#ref-a" id="cite-a-1">1</a>'),
            OUTLINE,
            (reference(1),),
        ),
    ),
    "page without anything": ("page", pages.PlainPage(frame("Policy"), "Policy", "", None, Html(""), (), ())),
    "home": ("home", pages.HomePage(frame("Home", "/"), (TOPIC,), (CARD,), (PERSON,), CRISIS)),
    "home of a new site": ("home", pages.HomePage(frame("Home", "/"), (), (), (), None)),
    "topics": ("topics", pages.TopicsPage(frame("Topics"), (TOPIC,))),
    "topics, none": ("topics", pages.TopicsPage(frame("Topics"), ())),
    "topic": ("topic", pages.TopicPage(frame("Depression"), TOPIC, CRISIS)),
    "a-z": ("a-z", pages.AToZPage(frame("A to Z"), (parts.LetterGroup("F", "letter-f", (CARD,)),))),
    "a-z, none": ("a-z", pages.AToZPage(frame("A to Z"), ())),
    "evidence": (
        "evidence",
        pages.EvidencePage(
            frame("Evidence"),
            (
                evidence_parts.EvidenceGroup(
                    "trial", (evidence_parts.EvidenceRow(reference(0), (parts.Link("FMT", "/fmt/"),)),)
                ),
            ),
        ),
    ),
    "evidence, none": ("evidence", pages.EvidencePage(frame("Evidence"), ())),
    "board": ("advisory-board", pages.BoardPage(frame("Board"), (parts.BoardMember(PERSON, (CARD,)),))),
    "board, nothing approved": (
        "advisory-board",
        pages.BoardPage(frame("Board"), (parts.BoardMember(PERSON, ()),)),
    ),
    "reviewer": ("reviewer", pages.ReviewerPage(frame("Okafor"), parts.BoardMember(PERSON, (CARD,)))),
    "reviewer, nothing approved": (
        "reviewer",
        pages.ReviewerPage(frame("Okafor"), parts.BoardMember(PERSON, ())),
    ),
    **{f"copy, {state}": ("copy", copy(state)) for state in COPY_STATES},
    "404": ("404", pages.NotFoundPage(frame("Not found", indexable=False), (TOPIC,))),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout(environment: jinja2.Environment, name: str) -> None:
    layout, page = LAYOUTS[name]
    html = render(environment, f"layouts/{layout}.html", page)
    markup = Markup(html.removeprefix("<!doctype html>"))
    assert markup.faults == []
    assert html.startswith('<!doctype html>\n<html lang="en" dir="ltr" data-audience="patient">')
    assert html.count("<h1") == 1
    assert html.count('<main id="main">') == 1
    assert '<script type="application/ld+json">{"@type":"MedicalWebPage"}</script>' in html
    policies = [given["content"] for tag, given in markup.attributes if "http-equiv" in given]
    assert policies == [page.frame.content_security_policy]
    for _, attributes in markup.attributes:
        target = attributes.get("href", attributes.get("src", ""))
        if target.startswith("/"):
            assert target.startswith("/base/"), f"{target} does not go through url()"
        if target.startswith("#"):
            assert target[1:] in markup.ids, f"{target} leads nowhere"
    levels = [int(tag[1]) for tag, _ in markup.attributes if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("status", [status for status in STATUSES if status != "retired"])
def test_article_shows_its_status(environment: jinja2.Environment, status: str) -> None:
    page = article(status)
    html = render(environment, "layouts/article.html", page)
    start = re.search(r"<main id=\"main\">\s*<article[^>]*>", html)
    assert start
    assert f'data-slug="fmt" data-review-status="{status}"' in start[0]
    assert f'data-badge="{status}"' in html
    # What badge.js shows once an approval has run out stands in templates.
    shown = re.sub(r"<template.*?</template>", "", html, flags=re.DOTALL)
    assert ('class="pending-banner' in shown) == page.article.pending
    assert ('class="watermark"' in html) == page.article.draft


@pytest.mark.parametrize("name", ["article, approved", "board", "reviewer", "home", "copy, current"])
def test_made_up_people_are_called_examples(environment: jinja2.Environment, name: str) -> None:
    layout, page = LAYOUTS[name]
    main = render(environment, f"layouts/{layout}.html", page).partition("<main")[2]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", main))
    assert PERSON.name in words
    assert words.count(PERSON.name) == words.count(f"Example person: {PERSON.name}")


def test_alternates_are_a_choice_and_name_a_default(environment: jinja2.Environment) -> None:
    alternates = (
        parts.Alternate("en", "https://clinic.example/fmt/", "English", "/fmt/", default=True),
        parts.Alternate("ar", "https://clinic.example/ar/fmt/", "العربية", "/ar/fmt/"),
    )
    page = pages.ArticlePage(frame("FMT", "/fmt/", alternates=alternates), article("approved").article)
    html = render(environment, "layouts/article.html", page)
    assert '<link rel="alternate" hreflang="x-default" href="https://clinic.example/fmt/">' in html
    assert '<a href="/base/ar/fmt/" lang="ar" hreflang="ar">العربية</a>' in html
    assert "language-switch" not in render(environment, "layouts/article.html", article("approved"))


def test_retired_page_says_so(environment: jinja2.Environment) -> None:
    html = render(environment, "layouts/retired.html", LAYOUTS["retired"][1])
    assert 'data-slug="old" data-review-status="retired"' in html
    assert "No longer in use" in html


def test_reference_text_holds_text_and_links_only(environment: jinja2.Environment) -> None:
    html = render(environment, "layouts/article.html", article("approved"))
    text = re.search(r'<span class="reference-text"[^>]*>(.*?)</span>', html)
    assert text
    assert text[1] == 'Author A. Title &lt;i&gt;. <a href="https://doi.org/10.1/a">doi:10.1/a</a>'
