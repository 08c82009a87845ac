"""Headings, links, pictures, footnotes and tables of a text, and the words for the digest."""

import pytest

from tests.markup.leaflet import leaflet, shown


@pytest.mark.parametrize(
    ("heading", "id_"),
    [
        ("What is FMT?", "what-is-fmt"),
        ("What is FMT? [@a2020]", "what-is-fmt"),
        ("What is FMT?【1-3】", "what-is-fmt"),
        ("【1】 What is FMT?", "what-is-fmt"),
        ("What [@a2020] is *FMT*?", "what-is-fmt"),
        ("Use `[@a2020]`", "use-a2020"),
        ("¿Qué es la depresión?", "que-es-la-depresion"),
        ("腸と心", "腸と心"),
        ("???", "section"),
        ("[@a2020]", "section"),
        ("Risks {#my-risks}", "my-risks"),
        ("Risks [@a2020] {#my-risks}", "my-risks"),
        ("Main", "about-main"),
        ("Ref 1", "about-ref-1"),
        ("Cite me", "about-cite-me"),
        ("Page references", "about-page-references"),
        ("Mainly", "mainly"),
        ("Topics", "topics"),
        ("Risks {#main}", "risks"),
        ("Risks {#ref-a2020}", "risks"),
        ("<em id='x'>Risks</em>", "risks"),
    ],
)
def test_ids_of_headings(heading, id_):
    text = leaflet(f"## {heading}\n\na")
    assert text.diagnostics == []
    assert text.body().select_one("h2")["id"] == id_
    assert [found.id for found in text.editions["patient"].body.headings] == [id_]


def test_headings_for_the_outline_have_no_numbers():
    text = leaflet("## A [@a2020]\n\n### B 【2】 *c*[^n]\n\n## D &amp; `e` {#x}\n\n[^n]: f")
    headings = text.editions["patient"].body.headings
    assert [(found.level, found.text) for found in headings] == [(2, "A"), (3, "B c"), (2, "D & e")]
    assert shown(text.body().select_one("h3")) == "B⟨2⟩ c1"
    assert "{#x}" not in text.html()


def test_equal_headings_get_different_ids():
    text = leaflet("## A\n\n## A\n\n## A 2\n\n## A\n\n## B {#a}\n\n<p id='a-3'>c</p>")
    ids = [heading["id"] for heading in text.body().select("h2")]
    assert len(set(ids)) == len(ids) == 5
    assert ids[0] == "a"
    assert "a-3" not in ids


def test_a_heading_needs_no_blank_but_a_title_does():
    text = leaflet("##A\n\n# B\n\n#C")
    assert [(found.level, found.text) for found in text.editions["patient"].body.headings] == [
        (3, "A"),
        (2, "B"),
    ]
    assert text.body().p.get_text() == "#C"


def test_a_title_in_the_text_moves_all_headings_down():
    text = leaflet("# A\n\n## B\n\n# C")
    assert text.diagnostics == []
    assert [heading.level for heading in text.editions["patient"].body.headings] == [2, 3, 2]


def test_links_hold_no_links():
    text = leaflet("[a [@a2020] b](/x/) [c *d 【1】*](/y/) [【2】](/z/) [![e](images/e.png) 【3】](/x/)")
    page = text.body()
    assert not page.select("a a, a sup")
    assert [link.get_text() for link in page.select("a:not(.citation)")] == ["a b", "c d", ""]
    assert shown(page) == "a b⟨1⟩ c d⟨1⟩⟨2⟩ ⟨3⟩"


def test_no_marker_reaches_an_attribute():
    text = leaflet(
        '![a [@a2020] b 【1】](images/a.png "c 【2】") <b title="[@a2020] 【1】">d</b> [e](/x/ "[@a2020]") <https://x.example/【1】>'
    )
    page = text.body()
    picture = page.select_one("img")
    assert " ".join(picture["alt"].split()) == "a b"
    assert picture["title"] == "c"
    assert page.select_one("b")["title"] == "[@a2020] 【1】"
    assert page.select_one("a[href='/x/']")["title"] == "[@a2020]"
    assert page.select_one("a[href='https://x.example/【1】']").get_text() == "https://x.example/【1】"
    assert text.editions["patient"].body.images[0].alt == "a [@a2020] b 【1】".replace(
        " [@a2020]", ""
    ).replace(" 【1】", "")


def test_links_and_pictures_are_collected_with_their_places():
    text = leaflet("b.md [a](b.md) ![c](images/d.png)\n\n[e][f] <a href='/g/?x=1&amp;y=2'>h</a>\n\n[f]: b.md")
    first = text.source.count("\n", 0, text.source.index("b.md [a]")) + 1
    found = [(link.text, link.at.line - first, link.at.column) for link in text.uses.links]
    assert found == [("b.md", 0, 10), ("b.md", 4, 6), ("/g/?x=1&y=2", 2, 17)]
    assert [(image.text, image.at.line - first, image.at.column) for image in text.uses.images] == [
        ("images/d.png", 0, 21)
    ]


def test_keys_have_the_place_of_their_at_sign():
    body = "`[@k1]` [see @k1, p. 5;\n@k2] x\n\n> [@k3;\n> @k1]\n\n- a\n    - [@{k4}] 【1】\n\n[^n]\n\n[^n]: b [-@k5]"
    text = leaflet(body)
    start = text.source.index(body)
    lines = text.source.split("\n")
    places = {}
    for use in text.uses.keys:
        places.setdefault(use.text, []).append(lines[use.at.line - 1][use.at.column - 1 :])
    assert [tail.split()[0] for tail in places["k1"]] == ["@k1,", "@k1]"]
    assert places["k2"][0].startswith("@k2]")
    assert places["k3"][0].startswith("@k3;")
    assert places["k4"][0].startswith("@{k4}]")
    assert places["k5"][0].startswith("@k5]")
    assert places["a2020"][0].startswith("【1】")
    assert start > 0


def test_words_for_the_digest_change_with_every_word_and_key():
    def words(body: str) -> str:
        return leaflet(body).editions["patient"].words

    base = "a [@a2020] [b](/c/) ![d](images/e.png)\n\n| f |\n|---|\n| g |\n\n::: info h\ni\n:::"
    for old, new in [
        ("a ", "A "),
        ("a2020", "b2020"),
        ("[b]", "[bb]"),
        ("/c/", "/cc/"),
        ("![d]", "![dd]"),
        ("| g", "| gg"),
        ("info h", "info hh"),
        ("\ni\n", "\nii\n"),
    ]:
        assert words(base) != words(base.replace(old, new)), old
    for old, new in [("a [", "a   ["), ("\n\n|", "\n\n\n|"), ("| g |", "|  g  |")]:
        assert words(base) == words(base.replace(old, new)), old
    assert words("【1】") == words("[@a2020]")


# Footnotes


def test_footnotes_come_last_and_are_numbered_as_they_are_met():
    text = leaflet(
        "a[^x] [@b2020]\n\n- b[^y]\n- c[^x]\n\n[^y]: y [@c2020]\n[^x]: x 【1】\n    more\n\nd 【4】"
    )
    assert text.diagnostics == []
    page = text.body()
    assert [link.get_text() for link in page.select("a.footnote-ref")] == ["1", "2", "1"]
    assert shown(page) == "a1⟨1⟩ b2 c1 d⟨2⟩ x⟨3⟩ more ↩↩ y⟨4⟩ ↩"


def test_all_ways_to_footnotes_and_back_lead_somewhere():
    page = leaflet(
        "a[^x] b[^y] c[^x]\n\n::: audience clinician\nd[^z]\n:::\n\n[^x]: e\n[^y]: f\n[^z]: g"
    ).body()
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    targets = [link["href"].removeprefix("#") for link in page.select("a")]
    assert len(targets) == 6
    assert set(targets) <= set(ids)
    assert "g" not in page.get_text()


# Tables


def test_a_row_with_too_many_cells_keeps_them():
    page = leaflet("| a | b |\n|---|---|\n| c | d | e |\n| f |").body()
    assert [[cell.get_text() for cell in row.select("td")] for row in page.select("tbody tr")] == [
        ["c", "d", "e"],
        ["f", ""],
    ]


def test_tables_can_be_scrolled_and_have_a_name():
    page = leaflet("## A\n\n| a | b |\n|---|---|\n| c | d |\n\n| e | f |\n|---|---|\n| g | h |").body()
    names = [region["aria-label"] for region in page.select("[role=region][tabindex='0']:has(> table)")]
    assert names == ["Table: A", "Table: A (2)"]
    assert all(cell["scope"] == "col" for cell in page.select("thead th"))


def test_words_stand_a_line_for_each_paragraph_item_and_row():
    body = "## A\n\nb\nc  d [@a2020]\n\n- e\n- f\n\n| g | h |\n|---|---|\n| i | j |\n\n::: info k\nl\n:::"
    assert leaflet(body).editions["patient"].words == ("A\nb c d [@a2020]\ne\nf\ng h\ni j\n(info)\nk\nl")
