"""What of a page an index depends on."""

import pytest

from plainleaf.output.search_key import Readers, readers_of, searched_part

PAGE = (
    '<!doctype html><html lang="en" data-audience="patient"><head><title>T</title></head><body><header>H</header>'
    '<main id="main"><h1 data-pagefind-body>Heading</h1><p class="lead" data-pagefind-body>Lead</p>'
    '<aside>Around</aside><div class="prose" data-pagefind-body><div>Inner</div> <p>Prose</p></div>'
    "<section>References</section></main><footer>F</footer></body></html>"
)


def part(page: str) -> bytes:
    return searched_part(page.encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<title>T", "<title>Another"),
        ("<header>H", "<header>Another"),
        ("Around", "Something else"),
        ("References", "<p>Other references</p>"),
        ("<footer>F", "<footer>Another"),
    ],
)
def test_what_stands_around_changes_nothing(old: str, new: str):
    assert part(PAGE.replace(old, new)) == part(PAGE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Heading", "Another"),
        ("Lead", "Another"),
        ("Inner", "Another"),
        ("Prose", "Another"),
        ('lang="en"', 'lang="es"'),
        ("Around", '<img src="a.jpg" alt="A">'),
        ("<h1 ", "<h2 "),
        (" data-pagefind-body>Lead", ">Lead"),
        ("References", '<p data-pagefind-meta="author">A</p>'),
        ("<footer>F", '<footer data-pagefind-filter="a">F'),
    ],
)
def test_what_is_searched_does(old: str, new: str):
    assert part(PAGE.replace(old, new)) != part(PAGE)


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace("<main", "<div").replace("</main>", "</div>"),
        PAGE.replace("</main>", "").replace("<div>Inner</div>", "<div>Inner"),
        PAGE.replace("Around", "about data-pagefind-body"),
        PAGE.replace(" data-pagefind-body", ""),
        PAGE.replace("<header>H", "<header data-pagefind-ignore>H"),
        "",
    ],
)
def test_of_marks_in_other_places_all_counts(page: str):
    """A clinic's own templates may have them anywhere."""
    assert part(page + "<p>More</p>") != part(page)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ('<html lang="en" dir="ltr" data-audience="patient">', Readers("patient", "en")),
        ("<html data-audience='clinician' lang=pt-BR>", Readers("clinician", "pt-br")),
        ('<html hreflang="fr" data-audience="carer">', Readers("carer", "")),
        ("<html>", Readers("", "")),
        ("", Readers("", "")),
    ],
)
def test_a_page_says_for_whom_it_is(tag: str, expected: Readers):
    assert readers_of(part(f"<!doctype html>{tag}<body><main>Text</main></body>")) == expected
