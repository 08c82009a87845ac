"""Contract, section 5: `:::` blocks, editions and their addresses."""

import pytest

from tests.contract.page_checks import unsound
from tests.tiny_site import TinySite, article, place_of

KINDS = ("warning", "info", "crisis", "do", "dont", "action")
EVERYTHING = """\
For all.

:::: audience clinician
For clinicians.

::: info Doses
Half a **dose** [@a2020].
:::
::::

::: audience carer clinician
For those who help.
:::

::: facts
outcome: No more diarrhea
with: 13
without: 4
out_of: 16
source: b2020
:::

```
::: audience carer
code
:::
```

The end.
"""
CALLOUTS = "\n\n".join(f"::: {kind} Title *{kind}*\nText of {kind}.\n:::" for kind in KINDS)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    built = TinySite(
        tmp_path_factory.mktemp("blocks"),
        {
            "content/articles/plain.md": article("For all."),
            "content/articles/everything.md": article(EVERYTHING),
            "content/articles/callouts.md": article(CALLOUTS),
            "content/articles/carer.md": article("a\n\n::: audience carer\nb\n:::"),
            "content/articles/patient.md": article("a\n\n::: audience patient\nb\n:::"),
            "content/articles/es.md": article("a\n\n::: audience clinician\nb\n:::", lang="es", slug="texto"),
        },
    ).build()
    assert built.errors == []
    return built


def test_an_edition_has_an_address_only_where_the_text_has_blocks_for_it(site):
    articles = [
        address
        for address in site.addresses
        if address.split("/")[1] in ("plain", "everything", "carer", "patient")
    ]
    assert articles == [
        "/carer/",
        "/carer/carer/",
        "/everything/",
        "/everything/carer/",
        "/everything/clinician/",
        "/patient/",
        "/plain/",
    ]
    assert "/es/texto/" in site.addresses
    assert "/es/texto/clinician/" in site.addresses


@pytest.mark.parametrize(
    ("address", "audience", "shown", "hidden"),
    [
        (
            "/everything/",
            "patient",
            ["For all.", "The end."],
            ["For clinicians.", "For those who help.", "Doses"],
        ),
        (
            "/everything/carer/",
            "carer",
            ["For all.", "For those who help.", "The end."],
            ["For clinicians.", "Doses"],
        ),
        (
            "/everything/clinician/",
            "clinician",
            ["For all.", "For clinicians.", "For those who help.", "Doses"],
            [],
        ),
        ("/patient/", "patient", ["a", "b"], []),
        ("/carer/", "patient", ["a"], ["b"]),
        ("/es/texto/clinician/", "clinician", ["a", "b"], []),
    ],
)
def test_each_audience_reads_its_own_parts(site, address, audience, shown, hidden):
    assert site.page(address).html["data-audience"] == audience
    words = [line.strip() for line in site.prose(address).get_text("\n").split("\n")]
    assert [text for text in shown if text not in words] == []
    assert [text for text in hidden if text in words] == []


def test_no_word_for_another_audience_is_anywhere_on_the_page(site):
    assert "clinicians." not in site.html("/everything/")
    assert "a2020" not in site.html("/everything/")


def test_the_editions_of_an_article_are_linked_with_one_another(site):
    for address in ("/everything/", "/everything/carer/", "/everything/clinician/"):
        links = {link["href"] for link in site.page(address).select("main a[href]")}
        assert {"/everything/", "/everything/carer/", "/everything/clinician/"} - {address} <= links
    assert "/plain/clinician/" not in site.html("/plain/")


@pytest.mark.parametrize("default", ["clinician", "carer"])
def test_the_default_audience_of_the_site_has_the_short_address(tmp_path, default):
    body = "a\n\n::: audience patient\nb\n:::\n\n::: audience clinician carer\nc\n:::"
    site = TinySite(
        tmp_path,
        {
            "content/articles/fmt.md": article(body),
            "content/site.yaml": f"name: Tiny\nbase_url: https://clinic.example/\naudience: {default}\n",
        },
    ).build()
    assert site.page("/fmt/").html["data-audience"] == default
    assert site.prose("/fmt/").get_text().split() == ["a", "c"]
    assert site.prose("/fmt/patient/").get_text().split() == ["a", "b"]


@pytest.mark.parametrize("kind", KINDS)
def test_callouts_say_what_they_are_in_words(site, kind):
    box = site.prose("/callouts/").select_one(f".callout--{kind}")
    name = site.page("/callouts/").find(id=box["aria-labelledby"])
    assert name in box.descendants
    assert f"Title {kind}" in name.get_text()
    assert name.get_text() != f"Title {kind}", "the kind of the box in words"
    assert name.select_one("em").get_text() == kind
    assert f"Text of {kind}." in box.get_text()


def test_a_fact_box_shows_both_numbers_with_one_denominator_and_its_source(site):
    box = site.prose("/everything/").select_one(".facts")
    text = " ".join(box.get_text(" ").split())
    for words in ("No more diarrhea", "13 of 16", "4 of 16"):
        assert words in text
    assert box.select_one("a.citation")["href"] == "#ref-b2020"
    assert site.page("/everything/").select_one("ol.references > li#ref-b2020")


def test_blocks_in_code_are_text(site):
    assert site.prose("/everything/").select_one("pre code").get_text() == "::: audience carer\ncode\n:::\n"


def test_pages_are_sound(site):
    assert unsound(site) == {}


@pytest.mark.parametrize(
    ("body", "code", "at", "hint"),
    [
        ("a\n\n::: wraning\nb\n:::", "block-unknown", "wraning", "'warning'"),
        ("a\n\n::: audience clinican\nb\n:::", "block-unknown", "clinican", "'clinician'"),
        ("a\n\n::: warning\nb", "block-unclosed", "warning", ":::"),
        ("a\n\n:::\n\nb", "block-unclosed", ":::", "remove"),
        ("::: facts\noutcme: a\n:::", "facts-field", "outcme", "'outcome'"),
        (
            "::: facts\noutcome: a\nwith: 9\nwithout: 1\nout_of: 5\nsource: a2020\n:::",
            "facts-field",
            "9",
            None,
        ),
        (
            "::: facts\noutcome: a\nwith: 2\nwithout: 1\nout_of: 5\nsource: a202\n:::",
            "citation-unknown",
            "a202",
            "'a2020'",
        ),
    ],
)
def test_faults(tmp_path, body, code, at, hint):
    text = article(body)
    diagnostics = TinySite(tmp_path, {"content/articles/fmt.md": text}).diagnose().of(code)
    line, column = place_of(text, at, after=body[: body.index(at)] or "---\n\n")
    here = [d for d in diagnostics if (d.path, d.line, d.column) == ("content/articles/fmt.md", line, column)]
    assert here
    assert all(d.severity == "error" for d in diagnostics)
    assert hint is None or any(hint in d.hint for d in here if d.hint)


def test_broken_yaml_in_a_fact_box_has_the_code_of_fact_boxes(tmp_path):
    for inner in ("outcome: 'x", "- a\n- b", ""):
        site = TinySite(tmp_path, {"content/articles/fmt.md": article(f"::: facts\n{inner}\n:::")})
        assert site.diagnose().codes == ["facts-field"], inner


@pytest.mark.parametrize("html", ["<div>\n\nText.\n\n## Head\n", "<p>One.\n\n## Head\n\nTwo [@a2020].\n"])
def test_an_element_that_swallows_the_rest_of_the_text_is_reported_where_it_opens(tmp_path, html):
    text = article(f"Before.\n\n{html}")
    found = TinySite(tmp_path, {"content/articles/fmt.md": text}).diagnose().of("html-unsafe")
    assert [(d.line, d.column) for d in found] == [place_of(text, html.partition(">")[0])]


def test_closed_elements_are_no_fault(tmp_path):
    body = "<details>\n<summary>More</summary>\n\n<p>One\n\n<p>Two</p>\n\n</details>\n\n<ul><li>a<li>b</ul>\n\nText."
    site = TinySite(tmp_path, {"content/articles/fmt.md": article(body)})
    assert site.diagnose().errors == []
