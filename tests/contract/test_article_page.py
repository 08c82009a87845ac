"""Contract, section 5: the page of an article, its links and pictures, and nothing on it that can run."""

import json
import re
from itertools import pairwise

import pytest

from tests.contract.page_checks import dead_ends, unsound
from tests.tiny_site import PEOPLE, TinySite, article, place_of

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"></svg>'
BODY = """\
# The title again

First words [@a2020].

## Why now? [@b2020]

A [site link](/other/), a [file](other.md), one [with an anchor](other.md#more), one [beside](../other/#more),
one [on the page](#why-now), one [outside](https://x.example/a?b=1&c=2#d), a [mail](mailto:me@x.example),
the [topic](/topics/gut/), the [home page](/) and a [reference](#ref-a2020).

### Details

![What it shows](images/axis.svg) and ![The same](../images/axis.svg)

## Why now?

| Drug | Dose |
|---|---|
| A | 5 mg |

Jinja: {{ 7*7 }} {% include "x" %} {# comment #} `{{ frame }}`
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    site = TinySite(
        tmp_path_factory.mktemp("page"),
        {
            "content/articles/fmt.md": article(
                BODY,
                title="A <b>title</b> & {{ more }}",
                summary='A "summary" with <i>signs</i>.',
                topics=["gut"],
                conditions={"icd10": ["F32"]},
                key_points=["A *point* [@c2020].", "1. Another"],
                questions=["Why <3 & [how](/other/)?"],
            ),
            "content/articles/other.md": article("## More\n\nText.", title="Other", topics=["gut"]),
            "content/images/axis.svg": PICTURE,
        },
    )
    outcome = site.build()
    assert outcome.errors == []
    return outcome


@pytest.fixture(scope="module")
def page(built):
    return built.page("/fmt/")


def test_hooks(page):
    assert page.html["lang"] == "en"
    assert page.html["dir"] == "ltr"
    assert page.html["data-audience"] == "patient"
    text = page.select_one("main#main > article")
    assert text["data-slug"] == "fmt"
    assert text["data-review-status"] == "submitted"
    badge = page.select_one("article [data-badge]")
    assert badge["data-badge"] == "submitted"
    assert badge.get_text().strip()
    assert page.select_one("ol.references > li")["data-evidence"]


def test_title_and_summary_are_text(page):
    assert page.h1.get_text() == "A <b>title</b> & {{ more }}"
    assert 'A "summary" with <i>signs</i>.' in page.select_one("article").get_text()
    assert len(page.find_all("h1")) == 1


def test_headings_follow_the_title_without_a_gap(page):
    levels = [
        int(heading.name[1])
        for heading in page.select("article h1, article h2, article h3, article h4, article h5")
    ]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_and_outline_are_free_of_numbers(page):
    ids = [heading["id"] for heading in page.select(".prose h2, .prose h3, .prose h4")]
    assert ids == ["the-title-again", "why-now", "details", "why-now-2"]
    linked = [link.get_text().strip() for link in page.select("article a[href='#why-now']")]
    assert "Why now?" in linked
    assert not any(character.isdigit() for text in linked for character in text)


def test_links(page):
    addresses = {link.get_text(): link["href"] for link in page.select(".prose p a:not(.citation)")}
    assert addresses == {
        "site link": "/other/",
        "file": "/other/",
        "with an anchor": "/other/#more",
        "beside": "/other/#more",
        "on the page": "#why-now",
        "outside": "https://x.example/a?b=1&c=2#d",
        "mail": "mailto:me@x.example",
        "topic": "/topics/gut/",
        "home page": "/",
        "reference": "#ref-a2020",
    }


def test_pictures_are_published_with_their_text(built, page):
    pictures = page.select(".prose img")
    assert [picture["alt"] for picture in pictures] == ["What it shows", "The same"]
    for picture in pictures:
        assert (built.output / picture["src"].lstrip("/")).read_text() == PICTURE


def test_texts_of_the_front_matter_are_lines_of_markdown(page):
    points = page.select(".key-points li")
    assert [point.get_text().strip() for point in points] == ["A point1.", "1. Another"]
    assert points[0].select_one("em")
    question = page.select_one(".questions li")
    assert "Why <3 & how?" in question.get_text()
    assert question.select_one("a")["href"] == "/other/"


def test_template_signs_are_printed_and_never_run(page):
    assert (
        'Jinja: {{ 7*7 }} {% include "x" %} {# comment #} {{ frame }}' in page.select_one(".prose").get_text()
    )


def test_pages_are_sound(built):
    assert unsound(built) == {}


def test_structured_data(page):
    (script,) = page.select('script[type="application/ld+json"]')
    assert script["type"] == "application/ld+json"
    data = json.loads(script.string)
    assert data["@type"] == "MedicalWebPage"
    assert data["name"] == "A <b>title</b> & {{ more }}"
    assert len(data["citation"]) == 3
    assert "audience" in data


def test_no_page_asks_another_host_for_anything(built):
    for address in built.addresses:
        for element in built.page(address).find_all(["img", "script", "link", "iframe", "source"]):
            source = element.get("src") or (element["href"] if "stylesheet" in element.get("rel", []) else "")
            assert re.match(r"(/[^/]|\Z)", source), source


@pytest.mark.parametrize("base_url", ["https://clinic.example/leaflets/", "https://clinic.example/a/b"])
def test_the_site_works_under_any_path(tmp_path, base_url):
    files = {
        "content/articles/fmt.md": article(
            "## Here\n\n[a](/other/) [b](other.md#more) [c](#here) ![d](images/d.svg)",
            key_points=["[e](/other/)"],
        ),
        "content/articles/other.md": article("## More\n\nText.", title="Other"),
        "content/images/d.svg": PICTURE,
    }
    built = TinySite(tmp_path, files, base_url=base_url).build()
    assert built.errors == []
    prefix = base_url.removeprefix("https://clinic.example").rstrip("/")
    for address in built.addresses:
        for element in built.page(address).find_all(["a", "img", "link", "script"]):
            target = element.get("href") or element.get("src") or ""
            if target.startswith("/"):
                assert target.startswith(f"{prefix}/"), (address, target)
                path = target.removeprefix(prefix).partition("#")[0]
                assert (built.output / f"{path}index.html".lstrip("/")).exists() or (
                    built.output / path.lstrip("/")
                ).exists()
    assert built.page("/fmt/").select_one(".prose a")["href"] == f"{prefix}/other/"


@pytest.mark.parametrize(
    ("body", "code", "at", "hint"),
    [
        ("a [b](/othr/)", "link-broken", "/othr/", "/other/"),
        ("a [b](othr.md)", "link-broken", "othr.md", None),
        ("a\n\n> b [c](../nowhere/)", "link-broken", "../nowhere/", None),
        ("a [b][c]\n\n[c]: /othr/", "link-broken", "/othr/", "/other/"),
        ('a\n\n<a href="/othr/">b</a>', "link-broken", "/othr/", "/other/"),
        ("/othr/ is no link, [b](/othr/) is", "link-broken", "/othr/) is", "/other/"),
        ("a [b](/other/#mor)", "anchor-broken", "/other/#mor", "more"),
        ("## Here\n\na [b](#her)", "anchor-broken", "#her)", "here"),
        ("a [b](#references)", "anchor-broken", "#references", None),
        ("a ![b](images/x.svg)", "image-missing", "images/x.svg", None),
        ("a ![b](images/axi.svg)", "image-missing", "images/axi.svg", "images/axis.svg"),
        ("a ![b](https://x.example/y.png)", "image-missing", "https://x.example", "content/images"),
        ("a ![](images/axis.svg)", "image-alt", "images/axis.svg", "between the brackets"),
        ("a\n\n<script>alert(1)</script>", "html-unsafe", "<script>", "remove"),
        ("## a\n\n#### b", "heading-order", "#### b", "###"),
    ],
)
def test_faults_have_a_place_and_a_hint(tmp_path, body, code, at, hint):
    text = article(body)
    files = {
        "content/articles/fmt.md": text,
        "content/articles/other.md": article("## More\n\nText.", title="Other"),
        "content/images/axis.svg": PICTURE,
    }
    diagnostics = TinySite(tmp_path, files).diagnose().diagnostics
    assert [(d.code, d.severity) for d in diagnostics] == [(code, "error")]
    assert (diagnostics[0].line, diagnostics[0].column) == place_of(text, at)
    assert hint is None or hint in diagnostics[0].hint


def test_a_broken_link_is_found_behind_the_same_words_in_code(tmp_path):
    text = article("`[b](/othr/)` and /othr/\n\n    [b](/othr/)\n\nc [b](/othr/)")
    (fault,) = TinySite(tmp_path, {"content/articles/fmt.md": text}).diagnose().diagnostics
    assert (fault.line, fault.column) == place_of(text, "/othr/", after="\nc [b](")


def test_a_link_to_a_draft_is_broken(tmp_path):
    files = {
        "content/articles/fmt.md": article("a [b](/draft/)"),
        "content/articles/draft.md": article("Text.", title="Draft", review=None),
    }
    site = TinySite(tmp_path, files)
    (fault,) = site.diagnose().of("link-broken")
    assert "draft" in fault.message


def test_a_plain_page_shows_what_it_cites(tmp_path):
    page = article("Text [@b2020].", key_points=["Point [@a2020]."], review=None, title="About")
    built = TinySite(tmp_path, {"content/pages/about.md": page, "content/people.yaml": PEOPLE}).build()
    assert built.errors == []
    assert dead_ends(built.page("/about/")) == []
