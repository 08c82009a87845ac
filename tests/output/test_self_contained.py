"""A piece of a page made fit for a file of its own."""

import pytest

from plainleaf.output.self_contained import contained

PICTURES = {
    "/base/images/a.png": b"png",
    "/base/images/a-1200.webp": b"webp",
    "/base/images/a-480.webp": b"small",
}


def made(html, origin="https://clinic.example"):
    return str(contained(html, prefix="p-", below=2, origin=origin, picture=PICTURES.get))


TABLE = {
    "ids and what names them": (
        '<p id="a" aria-labelledby="a b"><a href="#a">x</a><label for="a"><button popovertarget="a"><td headers="a b">',
        ('<p id="p-a" aria-labelledby="p-a p-b"><a href="#p-a">x</a><label for="p-a"><button popovertarget="p-a">'
        '<td headers="p-a p-b">'),
    ),
    "text is left alone": ('<p>id="a" href="/b"</p>', '<p>id="a" href="/b"</p>'),
    "headings keep their looks": (
        '<h1>a</h1><h2 id="b">b</h2><h3 class="c">c</h3>',
        '<h1 aria-level="3">a</h1><h2 aria-level="4" id="p-b">b</h2><h3 aria-level="5" class="c">c</h3>',
    ),
    "a link to the site": (
        '<a href="/base/x/?a&amp;b#c">', '<a href="https://clinic.example/base/x/?a&amp;b#c" target="_blank" rel="noopener">',
    ),
    "a link elsewhere": (
        '<a href="https://doi.org/10.1/a">', '<a href="https://doi.org/10.1/a" target="_blank" rel="noopener">',
    ),
    "a telephone": ('<a href="tel:116">', '<a href="tel:116">'),
    "a picture": ('<img src="/base/images/a.png" alt="A">', '<img src="data:image/png;base64,cG5n" alt="A">'),
    "the form of a picture that is wide enough": (
        ('<picture><source type="image/webp" srcset="/base/images/a-480.webp 480w, /base/images/a-1200.webp 1200w"'
        ' sizes="9px"><img src="/base/images/a.png" alt=""></picture><img src="/base/images/a.png" alt="">'),
        ('<picture><img src="data:image/webp;base64,d2VicA==" alt=""></picture>'
        '<img src="data:image/png;base64,cG5n" alt="">'),
    ),
    "a picture that is not there": ('<img src="/x.png" alt="A">', '<img src="" alt="A">'),
}  # fmt: skip


@pytest.mark.parametrize("what", TABLE)
def test_contained(what):
    html, expected = TABLE[what]
    assert made(html) == expected


def test_without_an_address_a_link_to_the_site_leads_nowhere():
    assert made('<a href="/x/">x</a>', origin="") == "<a>x</a>"
