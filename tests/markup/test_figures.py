"""Pictures in a text: figures with captions, the forms that a browser may choose from, and when one is loaded."""

import re
from pathlib import Path

import pytest

from plainleaf.markup.pictures import render_picture
from plainleaf.model.pictures import Picture, PictureSource
from tests.markup.leaflet import leaflet, shown

TOKENS = Path(__file__).resolve().parents[2] / "templates" / "assets" / "tokens.css"


def figure(body: str):
    text = leaflet(body)
    assert text.diagnostics == []
    return text.body().select_one("figure")


@pytest.mark.parametrize(
    "body",
    [
        '![An axis](images/a.png "The caption.")',
        '![An axis](images/a.png "The caption.")\n',
        "![An axis](images/a.png 'The caption.')",
        '![An axis][a]\n\n[a]: images/a.png "The caption."',
        'before\n\n![An axis](images/a.png " The caption. ")\n\nafter',
        '> ![An axis](images/a.png "The caption.")',
        '::: info\n![An axis](images/a.png "The caption.")\n:::',
        '- a\n\n    ![An axis](images/a.png "The caption.")',
    ],
)
def test_a_picture_alone_in_its_paragraph_is_a_figure_with_a_caption(body):
    found = figure(body)
    assert found.img["alt"] == "An axis"
    assert found.img["src"] == "images/a.png"
    assert "title" not in found.img.attrs
    assert found.figcaption.get_text() == "The caption."
    assert not found.find_parent("p")


@pytest.mark.parametrize(
    "body",
    [
        'a ![An axis](images/a.png "The title")',
        '![An axis](images/a.png "The title") b',
        '![An axis](images/a.png "The title") ![b](images/b.png)',
        '[![An axis](images/a.png "The title")](/x/)',
        '*![An axis](images/a.png "The title")*',
        '- ![An axis](images/a.png "The title")',
        '## ![An axis](images/a.png "The title")',
    ],
)
def test_the_title_of_any_other_picture_stays_a_title(body):
    page = leaflet(body).body()
    assert not page.select("figure, figcaption")
    assert page.img["title"] == "The title"


@pytest.mark.parametrize("title", ["", ' ""', ' "  "'])
def test_without_a_title_it_is_a_figure_without_a_caption(title):
    found = figure(f"![An axis](images/a.png{title})")
    assert [child.name for child in found.find_all(True)] == ["img"]


@pytest.mark.parametrize(
    ("caption", "reads"),
    [
        ("A [@a2020] and 【2,3】.", "A⟨1⟩ and⟨2,3⟩."),
        ("A & B &amp; C", "A & B & C"),
        ("<b>bold</b> <script>alert(1)</script>", "<b>bold</b> <script>alert(1)</script>"),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("it's 5 < 6", "it's 5 < 6"),
        (r"a \[@a2020]", "a [@a2020]"),
        ("a *b* c", "a *b* c"),
        ("a [b] c", "a [b] c"),
    ],
)
def test_a_caption_is_text_that_may_cite(caption, reads):
    for body in (f'![a](images/a.png "{caption}")', f'![a][b]\n\n[b]: images/a.png "{caption}"'):
        text = leaflet(body)
        assert text.body().select("figcaption > :not(sup.citations), script") == []
        assert shown(text.body().figcaption) == reads


def test_what_a_caption_cites_is_numbered_and_placed_like_all_else():
    text = leaflet('a 【2】\n\n![b](images/a.png "c [@nope]")')
    keys = [(use.text, use.at.line) for use in text.uses.keys]
    first = text.source.count("\n", 0, text.source.index("a 【2】")) + 1
    assert keys == [("b2020", first), ("nope", first + 2)]
    assert text.body().figcaption.a.get_text() == "2"


def test_the_caption_belongs_to_the_words_of_the_digest():
    def words(body: str) -> str:
        return leaflet(body).editions["patient"].words

    assert words('![a](images/a.png "b [@a2020]")') == "a\nb [@a2020]"
    assert words('![a](images/a.png "b")') != words('![a](images/a.png "c")')


# Formats and sizes

WIDE = Picture(
    "/images/a.png",
    1200,
    800,
    (
        PictureSource("image/avif", (("/images/a-480.avif", 480), ("/images/a-1200.avif", 1200))),
        PictureSource("image/webp", (("/images/a-480.webp", 480),)),
    ),
)
TAG = '<img src="a.png" alt="An &quot;axis&quot;" title="t">'


def test_a_picture_comes_with_its_formats_widths_and_size():
    html = render_picture(TAG, WIDE, lazy=True)
    sizes = 'sizes="(min-width: 42rem) 38rem, calc(100vw - 2rem)"'
    assert html == (
        f'<picture><source type="image/avif" srcset="/images/a-480.avif 480w, /images/a-1200.avif 1200w" {sizes}>'
        f'<source type="image/webp" srcset="/images/a-480.webp 480w" {sizes}>'
        '<img src="/images/a.png" alt="An &quot;axis&quot;" title="t" width="1200" height="800" loading="lazy"'
        ' decoding="async"></picture>'
    )


def test_the_widths_are_those_of_the_layout():
    tokens = TOKENS.read_text(encoding="utf-8")
    assert re.search(r"--measure: (\S+);", tokens)[1] == "38rem"
    assert re.search(r"--gutter: clamp\((\S+),", tokens)[1] == "1rem"


def test_a_drawing_of_unknown_size_is_a_plain_picture():
    html = render_picture(TAG, Picture("/images/a.svg"), lazy=False)
    assert html == '<img src="/images/a.svg" alt="An &quot;axis&quot;" title="t" decoding="async">'


@pytest.mark.parametrize("given", ['width="300"', 'height="200"', 'width="300" height="200"'])
def test_a_size_that_the_author_gives_stands(given):
    html = render_picture(f'<img src="a.png" {given} alt="a">', WIDE, lazy=False)
    assert given in html
    assert "1200" not in html.partition("<img")[2]


def test_what_stands_in_an_address_is_escaped():
    picture = Picture('/images/a"&.png', 1, 1, (PictureSource("image/webp", (('/images/a"&.webp', 1),)),))
    assert render_picture('<img src="a.png">', picture, lazy=False).count("/images/a&quot;&amp;.") == 2


@pytest.mark.parametrize(
    ("body", "lazy"),
    [
        ("![a](images/a.png)\n\n## A", [False]),
        ("## A\n\n![a](images/a.png)", [False]),
        ("## A\n\n## B\n\n![a](images/a.png)", [True]),
        ("![a](images/a.png) ![b](images/b.png)", [False, True]),
        ("## A\n\n### B\n\n![a](images/a.png) ![b](images/b.png)", [True, True]),
    ],
)
def test_only_the_first_picture_near_the_top_is_loaded_at_once(body, lazy):
    pictures = leaflet(body).body().select("img")
    assert [picture.get("loading") == "lazy" for picture in pictures] == lazy
