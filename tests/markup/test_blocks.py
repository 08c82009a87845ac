"""`:::` blocks: callouts, parts for one audience, and fact boxes."""

import pytest

from tests.markup.leaflet import leaflet, shown

CALLOUTS = ["info", "warning", "crisis", "do", "dont", "action"]


def part(body: str, audience: str = "patient") -> str:
    """Return what an audience reads, and see that nothing is reported."""
    text = leaflet(body)
    assert text.diagnostics == []
    return shown(text.body(audience))


@pytest.mark.parametrize("kind", CALLOUTS)
def test_a_callout_is_a_box_with_its_word_and_its_title(kind):
    box = leaflet(f"a\n\n::: {kind} The *title*\nb\n:::\n\nc").body().select_one("div")
    assert box["class"] == ["callout", f"callout--{kind}"]
    assert box["role"] == "note"
    title = box.select_one("p.callout__title")
    assert box["aria-labelledby"] == title["id"]
    assert title.get_text() == f"{kind.capitalize()} The title"
    assert title.select_one("em")
    assert box.find_all("p")[1].get_text() == "b"
    assert box.find_next_sibling("p").get_text() == "c"
    assert box.find_previous_sibling("p").get_text() == "a"


@pytest.mark.parametrize(
    "body",
    [
        "::: info\nb\n:::",
        ":::info\nb\n:::",
        ":::  info  \nb\n:::  ",
        "::: INFO\nb\n:::",
        "   ::: info\nb\n   :::",
        ":::::: info\nb\n::::::",
        "::: info\n\nb\n\n:::",
        "::: info:\nb\n:::",
    ],
)
def test_ways_to_write_a_block(body):
    text = leaflet(f"a\n{body}\nc")
    assert text.diagnostics == []
    assert [child.name for child in text.body().find_all(recursive=False)] == ["p", "div", "p"]
    assert shown(text.body()) == "a Info b c"


@pytest.mark.parametrize(
    ("body", "boxes"),
    [
        (":::: warning\n::: info\na\n:::\n::::", ["callout--warning", "callout--info"]),
        ("::: warning\n::: info\na\n:::\n:::", ["callout--warning", "callout--info"]),
        (
            "::::: warning\n::: info\n:::: do\na\n::::\n:::\n:::::",
            ["callout--warning", "callout--info", "callout--do"],
        ),
    ],
)
def test_blocks_nest(body, boxes):
    text = leaflet(body)
    assert text.diagnostics == []
    inner = text.body().find(string="a").find_parents("div")
    assert [box["class"][1] for box in reversed(inner)] == boxes


def test_what_follows_an_inner_block_belongs_to_the_outer():
    text = leaflet(":::: warning\na\n\n::: info\nb\n:::\n\nc\n::::\n\nd")
    outer = text.body().select_one(".callout--warning")
    assert shown(outer) == "Warning a Info b c"
    assert outer.find_next_sibling("p").get_text() == "d"


@pytest.mark.parametrize(
    ("inside", "selector"),
    [
        ("- x\n- y", "ul li"),
        ("1. x\n2. y", "ol li"),
        ("| a | b |\n|---|---|\n| x | y |", "table td"),
        ("> x", "blockquote p"),
        ("## x", "h2"),
        ("```\nx\n```", "pre code"),
        ("<p>x</p>", "p"),
        ("a\n:   x", "dl dd"),
        ("![x](images/a.png)", "img"),
    ],
)
def test_all_markdown_stands_in_a_block(inside, selector):
    for body in (
        f"::: info\n{inside}\n:::",
        f"::: info\n\n{inside}\n\n:::",
        f":::: do\n::: info\n{inside}\n:::\n::::",
    ):
        text = leaflet(body)
        assert text.diagnostics == []
        assert text.body().select(f".callout--info {selector}"), body


def test_a_list_ends_where_a_block_begins():
    page = leaflet("- a\n::: info\nb\n:::\n- c").body()
    assert [child.name for child in page.find_all(recursive=False)] == ["ul", "div", "ul"]


@pytest.mark.parametrize(
    "body",
    [
        "```\n::: info\n```",
        "~~~\n:::\n~~~",
        "```\n::: audience clinician\n```\n\na\n\n```\n:::\n```",
        "x\n\n    ::: info\n    :::",
        "a `::: info` b",
        "a ::: info",
        "<pre>\n::: info\n</pre>",
        "<!--\n::: info\n-->",
        "a :: b\n:: c",
    ],
)
def test_fences_that_are_words(body):
    text = leaflet(body)
    assert text.diagnostics == []
    assert list(text.editions) == ["patient"]
    assert not text.body().select(".callout")
    if "<!--" not in body:
        assert "::" in text.body().get_text()


def test_fences_in_code_inside_a_block():
    text = leaflet("::: warning\n```\n:::\n::: info\n```\na\n:::\n\nb")
    assert text.diagnostics == []
    box = text.body().select_one(".callout--warning")
    assert box.select_one("code").get_text() == ":::\n::: info\n"
    assert shown(box).endswith("a")


def test_a_stray_backtick_hides_no_block():
    text = leaflet("a ` b\n\n::: audience clinician\nc ` d\n:::\n\n::: info\ne\n:::")
    assert text.diagnostics == []
    assert shown(text.body()) == "a ` b Info e"
    assert shown(text.body("clinician")) == "a ` b c ` d Info e"


def test_ids_of_callouts_are_unique():
    text = leaflet("::: info\na\n:::\n\n## Callout 1\n\n::: info\nb\n:::")
    ids = [element["id"] for element in text.body().find_all(id=True)]
    assert len(ids) == len(set(ids)) == 3


# Parts for one audience


def test_only_the_default_audience_has_a_text_without_parts():
    assert list(leaflet("a").editions) == ["patient"]


@pytest.mark.parametrize(
    ("names", "audiences"),
    [
        ("clinician", ["patient", "clinician"]),
        ("carer", ["patient", "carer"]),
        ("patient", ["patient"]),
        ("carer clinician", ["patient", "carer", "clinician"]),
        ("clinician, carer", ["patient", "carer", "clinician"]),
        ("Clinician", ["patient", "clinician"]),
        ("patient carer clinician", ["patient", "carer", "clinician"]),
    ],
)
def test_editions(names, audiences):
    body = f"a\n\n::: audience {names}\nb\n:::\n\nc"
    text = leaflet(body)
    assert list(text.editions) == audiences
    for audience in audiences:
        named = audience in names.lower()
        assert part(body, audience) == ("a b c" if named else "a c")


def test_parts_around_and_inside_callouts():
    body = ":::: warning\na\n\n::: audience clinician\nb\n:::\n\nc\n::::"
    assert part(body) == "Warning a c"
    assert part(body, "clinician") == "Warning a b c"
    body = ":::: audience clinician\n::: warning\na\n:::\n::::\n\nb"
    assert part(body) == "b"
    assert part(body, "clinician") == "Warning a b"


def test_a_part_inside_a_part_for_others_is_for_nobody():
    body = ":::: audience clinician\n::: audience patient\na\n:::\nb\n::::\n\nc"
    assert part(body) == "c"
    assert part(body, "clinician") == "b c"


def test_paragraphs_on_both_sides_of_a_part_stay_two():
    body = "a\n::: audience clinician\nb\n:::\nc"
    for audience in ("patient", "clinician"):
        assert len(leaflet(body).body(audience).find_all("p", recursive=False)) >= 2


def test_headings_links_and_notes_of_a_part_are_only_in_its_edition():
    text = leaflet(
        "## A\n\na[^1]\n\n::: audience clinician\n## B\n\n[b](/b/) b[^2]\n:::\n\n## C\n\n[^2]: two\n\n[^1]: one"
    )
    assert text.diagnostics == []
    assert [heading.text for heading in text.editions["patient"].body.headings] == ["A", "C"]
    assert [heading.text for heading in text.editions["clinician"].body.headings] == ["A", "B", "C"]
    assert "/b/" not in text.editions["patient"].body.links
    assert [note.get_text().split()[0] for note in text.body().select(".footnote li")] == ["one"]
    assert [note.get_text().split()[0] for note in text.body("clinician").select(".footnote li")] == [
        "one",
        "two",
    ]


def test_each_edition_is_numbered_for_itself():
    text = leaflet(
        "::: audience clinician\na [@c2020]\n:::\n\nb [@a2020; @b2020]\n\n::: audience patient carer\nc [@c2020]\n:::",
        key_points=["d [@b2020]"],
    )
    assert shown(text.page()) == "d⟨1⟩ b⟨1,2⟩ c⟨3⟩"
    assert shown(text.page("carer")) == "d⟨1⟩ b⟨1,2⟩ c⟨3⟩"
    assert shown(text.page("clinician")) == "d⟨1⟩ a⟨2⟩ b⟨1,3⟩"


# Fact boxes

FACTS = "::: facts\noutcome: No more *diarrhea*\nwith: 13\nwithout: 4\nout_of: 16\nsource: b2020\n:::"


def test_a_fact_box_says_both_sides_of_both_numbers_and_cites_its_source():
    box = leaflet(f"a [@a2020]\n\n{FACTS}\n\nb [@b2020]").body().select_one(".facts")
    assert box.select_one(".facts__outcome").get_text() == "No more *diarrhea*2"
    assert box.select_one("a.citation")["href"] == "#ref-b2020"
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in box.select("tbody tr")]
    assert rows == [["With it", "13", "3"], ["Without it", "4", "12"]]
    sentences = [sentence.get_text() for sentence in box.select(".facts__sentence")]
    assert sentences[0].startswith("13 of 16 people; 3 of 16")
    assert sentences[1].startswith("4 of 16 people; 12 of 16")
    for drawing, filled in zip(box.select("svg"), (13, 4), strict=True):
        assert drawing["aria-hidden"] == "true"
        assert drawing.select_one("path.facts__dots--yes")["d"].count("M") == filled
        assert drawing.select_one("path.facts__dots--no")["d"].count("M") == 16 - filled


@pytest.mark.parametrize(("count", "out_of"), [(0, 1), (1, 1), (0, 1000), (999, 1000), (10, 10)])
def test_the_bounds_of_a_fact_box(count, out_of):
    body = f"::: facts\noutcome: a\nwith: {count}\nwithout: {out_of - count}\nout_of: {out_of}\nsource: a2020\n:::"
    text = leaflet(body)
    assert text.diagnostics == []
    cells = [cell.get_text() for cell in text.body().select("td")]
    assert cells == [str(count), str(out_of - count), str(out_of - count), str(count)]


@pytest.mark.parametrize("source", ["source: nope", 'source: "nope"', "source: '@nope'", "source:   nope"])
def test_the_key_of_a_fact_box_has_its_place(source):
    text = leaflet(
        f"[@nope] x\n\n::: info\n::: facts\noutcome: nope\nwith: 1\nwithout: 2\nout_of: 3\n{source}\n:::\n:::"
    )
    assert text.diagnostics == []
    in_box = text.uses.keys[1]
    line = text.source.split("\n")[in_box.at.line - 1]
    assert line == source
    assert line[in_box.at.column - 1 :].startswith("nope")


def test_fact_boxes_stay_with_their_blocks():
    """Fences in code, in HTML and in other audiences' parts must not shift them."""
    other = FACTS.replace("13", "7")
    body = (
        f"```\n{FACTS}\n```\n\n::: audience clinician\n{FACTS}\n:::\n\n<!--\n{FACTS}\n-->\n\n{other}\n\n"
        f"`\n\n{FACTS.replace('13', '9')}"
    )
    text = leaflet(body)
    assert text.diagnostics == []
    first = [box.select_one("tbody td").get_text() for box in text.body().select(".facts")]
    assert first == ["7", "9"]
    assert [box.select_one("tbody td").get_text() for box in text.body("clinician").select(".facts")] == [
        "13",
        "7",
        "9",
    ]
