"""Contract, section 3 and 5: citation markers from the author's file to the page."""

import re

import pytest

from tests.contract.page_checks import dead_ends, groups, unsound, works
from tests.tiny_site import BIBLIOGRAPHY, TinySite, article, entry, place_of

ORDER = """\
First [@d2020] and again 【2】.

## A heading [@c2020]

- one [@e2020]
    - two [@a2020; @f2020]
- three 【4】

> A quotation [@g2020].

| a | b |
|---|---|
| c [@h2020] | d [@d2020] |

A note[^n] and the end [@a2020].

[^n]: The note [@b2020].
"""

RANGES = """\
[@c2020; @a2020; @b2020] then [@b2020; @a2020], then [@a2020; @b2020; @c2020; @e2020].

[@a2020] [@a2020; @a2020] [see @b2020, p. 5; @d2020] [@d2020; @c2020; @b2020; @a2020, ch. 2].
"""

EDITIONS = """\
For all [@a2020].

::: audience clinician
For clinicians [@b2020] 【3】.
:::

::: audience carer clinician
For both [@d2020].
:::

For all again [@c2020].
"""

ODD_KEYS = ("müller2020", "a:b", "a/b", "a-b", "10.1000/x(1)")
ODD = "[@müller2020] [@a:b] [@a/b] [@a-b] [@{10.1000/x(1)}] [@a/b; @a:b] [@müller2020]"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    listed = ["a2020", "b2020", "c2020", "d2020"]
    built = TinySite(
        tmp_path_factory.mktemp("citations"),
        {
            "content/articles/order.md": article(
                ORDER,
                references=listed,
                key_points=["A point [@b2020].", "Another 【4】."],
                questions=["Why [@h2020]?", "What [@c2020]?"],
            ),
            "content/articles/ranges.md": article(RANGES),
            "content/articles/editions.md": article(
                EDITIONS, references=listed, key_points=["Both [@c2020]."]
            ),
            "content/articles/odd.md": article(ODD),
            "content/articles/none.md": article("No citation, only me@clinic.example and `[@a2020]`."),
            "content/articles/links.md": article(
                "[The study [@a2020]](https://x.example/) and [@b](https://x.example/@b)."
            ),
            "references.bib": BIBLIOGRAPHY + "\n".join(entry(key) for key in ODD_KEYS),
        },
    ).build()
    assert built.errors == []
    return built


@pytest.fixture(
    params=[
        "/order/",
        "/ranges/",
        "/editions/",
        "/editions/clinician/",
        "/editions/carer/",
        "/odd/",
        "/links/",
        "/none/",
    ]
)
def page(site, request):
    return site.page(request.param)


def test_numbers_follow_the_order_of_first_appearance(site):
    page = site.page("/order/")
    # Key points, body with its notes last, questions.
    assert groups(page) == ["1", "2", "2", "1", "3", "4", "5,6", "2", "7", "8", "2", "5", "1", "8", "3"]
    order = ["b2020", "d2020", "c2020", "e2020", "a2020", "f2020", "g2020", "h2020"]
    assert works(page) == [f"ref-{key}" for key in order]


def test_groups_ascend_without_repeats_and_close_ranges(site):
    page = site.page("/ranges/")
    assert groups(page) == ["1–3", "2,3", "1–4", "2", "2", "see 3(p. 5),5", "1,2(ch. 2),3,5"]
    assert works(page) == [f"ref-{key}" for key in ("c2020", "a2020", "b2020", "e2020", "d2020")]
    first = page.select_one("sup.citations")
    assert [(part.name, part["id"], part.get_text()) for part in first.find_all(["a", "span"])] == [
        ("a", "cite-c2020-1", "1"),
        ("span", "cite-a2020-1", ""),
        ("a", "cite-b2020-1", "3"),
    ]
    assert first.select_one("span")["class"] == ["citation-between"]


def test_a_marker_is_a_link_whose_text_is_the_number_alone(page):
    for marker in page.select("a.citation"):
        assert marker.parent.name == "sup"
        assert "citations" in marker.parent["class"]
        assert re.fullmatch(r"\d+", marker.get_text())
        assert works(page)[int(marker.get_text()) - 1] == marker["href"].removeprefix("#")


def test_uses_are_counted_for_each_key_from_one(page):
    for work in works(page):
        key = re.escape(work.removeprefix("ref-"))
        ids = [element["id"] for element in page.select(".citation, .citation-between")]
        uses = [int(found[1]) for id_ in ids if (found := re.fullmatch(rf"cite-{key}-(\d+)", id_))]
        assert uses == list(range(1, len(uses) + 1))
        assert uses


def test_every_reference_leads_back_to_each_of_its_markers(page):
    for item in page.select("ol.references > li"):
        key = re.escape(item["id"].removeprefix("ref-"))
        ids = [element["id"] for element in page.select(".citation, .citation-between")]
        markers = [id_ for id_ in ids if re.fullmatch(rf"cite-{key}-\d+", id_)]
        back = [link["href"].removeprefix("#") for link in item.select("a[href^='#']")]
        assert back == markers


def test_all_ids_are_unique_and_all_ways_inside_the_page_lead_somewhere(page):
    assert dead_ends(page) == []


def test_all_pages_of_the_site_are_sound(site):
    assert unsound(site) == {}


def test_ids_of_odd_keys(site):
    page = site.page("/odd/")
    assert works(page) == ["ref-m-ller2020", "ref-a-b-2", "ref-a-b-3", "ref-a-b", "ref-10.1000-x-1-"]
    assert groups(page) == ["1", "2", "3", "4", "5", "2,3", "1"]


def test_each_edition_has_its_own_numbers_and_works(site):
    assert groups(site.page("/editions/")) == ["1", "2", "1"]
    assert works(site.page("/editions/")) == ["ref-c2020", "ref-a2020"]
    assert groups(site.page("/editions/carer/")) == ["1", "2", "3", "1"]
    assert works(site.page("/editions/carer/")) == ["ref-c2020", "ref-a2020", "ref-d2020"]
    assert groups(site.page("/editions/clinician/")) == ["1", "2", "3", "1", "4", "1"]
    assert works(site.page("/editions/clinician/")) == ["ref-c2020", "ref-a2020", "ref-b2020", "ref-d2020"]


def test_links_hold_no_markers(site):
    page = site.page("/links/")
    assert not page.select("a a")
    assert page.select_one(".prose a")["href"] == "https://x.example/"
    assert page.select_one(".prose a").get_text() == "The study"
    assert page.find("a", string="@b")["href"] == "https://x.example/@b"


def test_a_page_without_citations_has_no_list(site):
    page = site.page("/none/")
    assert not page.select("ol.references, .citations")
    assert "[@a2020]" in page.select_one(".prose code").get_text()


def test_the_text_of_a_reference_is_text_and_links_alone(site):
    for text in site.page("/order/").select("ol.references > li .reference-text"):
        assert {child.name for child in text.find_all(True)} <= {"a", "em", "i"}
        assert text.get_text().startswith("Doe J. ")


# Faults and their places


def faults(tmp_path, files):
    return TinySite(tmp_path, files).diagnose().diagnostics


def found(diagnostics, code):
    return [(d.path, d.line, d.column) for d in diagnostics if d.code == code]


UNKNOWN = """\
`[@nope]` is code and [@a2020] is known.

```
[@nope]
```

A paragraph [see @nope, p. 5; @a2020] goes on
over lines [@b2020;
@nope2].

> A quotation [@c2020;
> @nope3].

::: audience clinician
For clinicians [@nope4].
:::
"""
PLACES = [("@nope,", "see "), ("@nope2", ""), ("@nope3", ""), ("@nope4", "")]


@pytest.mark.parametrize("form", ["plain", "crlf", "bom", "cr"])
def test_unknown_keys_are_reported_at_their_at_sign(tmp_path, form):
    text = article(UNKNOWN, key_points=["A point."])
    places = [("content/articles/fmt.md", *place_of(text, key, after=before)) for key, before in PLACES]
    written = {
        "plain": text.encode(),
        "crlf": text.replace("\n", "\r\n").encode(),
        "cr": text.replace("\n", "\r").encode(),
        "bom": b"\xef\xbb\xbf" + text.encode(),
    }[form]
    diagnostics = faults(tmp_path, {"content/articles/fmt.md": written})
    assert found(diagnostics, "citation-unknown") == places
    assert len(diagnostics) == len(places)


def test_an_unknown_key_has_the_nearest_known_as_a_hint(tmp_path):
    bibliography = entry("green2023fmt") + entry("zheng2016gut")
    text = article("It is new [@gren2023fmt].")
    (fault,) = faults(tmp_path, {"content/articles/fmt.md": text, "references.bib": bibliography})
    assert fault.message == "unknown citation key 'gren2023fmt'"
    assert fault.hint == "did you mean 'green2023fmt'?"
    assert fault.severity == "error"
    assert (fault.line, fault.column) == place_of(text, "@gren2023fmt")


def test_an_unknown_key_of_the_list_is_reported_there_alone(tmp_path):
    text = article("One 【2】, two 【2】, and three [@nope].", references=["a2020", "nope"])
    diagnostics = faults(tmp_path, {"content/articles/fmt.md": text})
    assert found(diagnostics, "citation-unknown") == [("content/articles/fmt.md", *place_of(text, "nope\n"))]


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_faults_of_key_points_and_questions_have_their_place(tmp_path, quote):
    points = f"key_points:\n  - One [@a2020].\n  - {quote}Two [see @nope; @nope2].{quote}\nquestions: [{quote}Three 【1】?{quote}]\n"
    text = article("Text.").replace("date:", points + "date:", 1)
    diagnostics = faults(tmp_path, {"content/articles/fmt.md": text})
    assert [(d.code, d.line, d.column) for d in diagnostics] == [
        ("citation-unknown", *place_of(text, "@nope;")),
        ("citation-unknown", *place_of(text, "@nope2")),
        ("citation-number", *place_of(text, "【1】")),
    ]


def test_a_fault_of_a_folded_key_point_is_reported_at_its_beginning(tmp_path):
    text = article("Text.").replace("date:", "key_points:\n  - >-\n    One\n    two [@nope].\ndate:", 1)
    (fault,) = faults(tmp_path, {"content/articles/fmt.md": text})
    assert (fault.line, fault.column) == place_of(text, ">-")


def test_a_part_for_two_audiences_is_reported_once(tmp_path):
    text = article("::: audience carer clinician\nText [@nope] 【9】.\n:::\n\nFor all [@nope2].")
    diagnostics = faults(tmp_path, {"content/articles/fmt.md": text})
    assert sorted(d.code for d in diagnostics) == ["citation-number", "citation-unknown", "citation-unknown"]


def test_faults_of_all_files_come_in_one_run_and_nothing_is_published(tmp_path):
    site = TinySite(
        tmp_path,
        {
            "content/articles/one.md": article("Text [@nope] and 【1】 and [@a2020 open."),
            "content/articles/two.md": article("::: wraning\nText [@nope].\n:::"),
        },
    )
    built = site.build()
    assert not built.published
    assert not built.output.exists()
    assert [(d.path.split("/")[-1], d.code) for d in built.diagnostics] == [
        ("one.md", "citation-unknown"),
        ("one.md", "citation-number"),
        ("one.md", "citation-syntax"),
        ("two.md", "block-unknown"),
        ("two.md", "citation-unknown"),
    ]
