"""The printed handout: what is on paper, that it can be read, and that its code leads to the right page."""

import io
import re
from pathlib import Path

import pytest
import segno
from PIL import Image

from plainleaf.loading import load
from tests.browser.chromium import served
from tests.tiny_site import TinySite, article, entry

pytestmark = pytest.mark.browser

A4 = 182  # millimeters of width between the margins
PIXELS = 96 / 25.4  # CSS pixels in a millimeter
BEGUN = [
    {"status": "submitted", "date": "2025-01-01", "by": "rivera"},
    {"status": "under-review", "date": "2025-01-02", "by": "okafor"},
]
BODY = """\
It is new [@a2020], and [it is long](https://clinic.example/an/address/without/any/place/to/break/a/line/in/it/).

## What it is

::: do What you can do
- Ask your doctor [@b2020].
:::

::: warning A caution
It can do harm.
:::

| One | Two | Three | Four |
|---|---|---|---|
| A rather long cell | Another one, which is longer | Three | Incomprehensibilities |

::: audience clinician
For professionals.
:::
"""
SETTINGS = """\
name: Tiny Clinic
base_url: https://clinic.example/leaflets/
navigation: [{label: Topics, address: /topics/}]
contact: {heading: Ask us, email: ask@clinic.example, phone: "555 0100", address: /contact/}
crisis:
  heading: Get help now
  text: It is free.
  emergency: Call 112.
  topics: [mood]
  lines:
    - {country: Here, service: Line, number: "116 123", tel: "116123", note: Day and night.}
    - {country: Elsewhere, service: Far line, number: "999 000", tel: "999000", note: Day and night.}
disclaimers: {patient: Not instead of your doctor.}
"""


def build(folder: Path) -> tuple[Path, str]:
    """Build a site with an article that is approved and one that is being checked; return its version, too."""
    works = [
        entry("a2020").replace("year =", "doi = {10.1000/a2020}, pmid = {1234567}, year ="),
        entry("b2020").replace("year =", "pmid = {1234568}, year ="),
    ]
    site = TinySite(folder, {"content/site.yaml": SETTINGS, "references.bib": "\n".join(works)})
    site.write("content/pages/contact.md", "---\ntitle: Contact\n---\n\nCall us.\n")

    def write(name: str, review: list[dict[str, str]]) -> None:
        fields = {
            "title": "A title",
            "topics": ["mood"],
            "key_points": ["A point."],
            "questions": ["Is it for me?"],
        }
        site.write(f"content/articles/{name}.md", article(BODY, review=review, **fields))

    write("waiting", BEGUN)
    write("fmt", BEGUN)
    digest = next(document.digest for document in load(site.sources).documents if document.slug == "fmt")
    approved = {"status": "approved", "date": "2025-06-01", "by": "okafor", "due": "2027-06-01"}
    write("fmt", [*BEGUN, {**approved, "digest": digest}])
    outcome = site.build()
    assert outcome.published, outcome.errors
    return site.output, digest.removeprefix("sha256:")[:12]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return build(tmp_path_factory.mktemp("handout"))


@pytest.fixture(scope="module")
def at(built):
    # The site stands below the path of its base URL.
    site, _ = built
    place = site.parent / "served"
    place.mkdir()
    (place / "leaflets").symlink_to(site)
    with served(place) as url:
        yield f"{url}/leaflets"


@pytest.fixture
def paper(browser, at):
    """Opens a page as it is laid out on A4."""
    contexts = []

    def open_on_paper(address: str, **context: object):
        size = {"width": round(A4 * PIXELS), "height": 900}
        contexts.append(browser.new_context(viewport=size, **context))
        page = contexts[-1].new_page()
        page.goto(at + address)
        page.emulate_media(media="print")
        return page

    yield open_on_paper
    for context in contexts:
        context.close()


def visible_words(page) -> str:
    return " ".join(page.locator("body").inner_text().split())


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def modules_seen(page) -> list[list[bool]]:
    """Return the modules of the code on the page as a camera sees them: dark or not, without the quiet zone."""
    code = page.locator(".print-copy__code")
    size = int(code.get_attribute("viewBox").split()[2])
    picture = Image.open(io.BytesIO(code.screenshot(scale="device"))).convert("L")
    step = picture.width / size
    dark = [
        [picture.getpixel((int((x + 0.5) * step), int((y + 0.5) * step))) < 128 for x in range(size)]
        for y in range(size)
    ]
    assert not any(dark[0] + dark[3] + dark[-1]), "the quiet zone is not white"
    return [row[4:-4] for row in dark[4:-4]]


def test_a_short_article_fits_on_two_pages(browser, at):
    page = browser.new_page()
    try:
        page.goto(f"{at}/fmt/")
        assert pages_of(page.pdf(format="A4", prefer_css_page_size=True)) <= 2
    finally:
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_code_of_an_approved_page_asks_whether_the_copy_is_current(paper, built, scheme):
    page = paper("/fmt/", device_scale_factor=3, color_scheme=scheme)
    version = built[1]
    address = f"clinic.example/leaflets/copies/{version}/"
    expected = segno.make(f"https://{address}", error="m", micro=False, mask=0).matrix
    assert modules_seen(page) == [[bool(module) for module in row] for row in expected]
    words = visible_words(page)
    assert "Is this copy still current?" in words
    assert address in words
    assert " ".join((version[:4], version[4:8], version[8:])) in words


def test_the_code_of_a_page_without_approval_leads_to_the_page(paper):
    page = paper("/waiting/", device_scale_factor=3)
    address = "clinic.example/leaflets/waiting/"
    expected = segno.make(f"https://{address}", error="m", micro=False, mask=0).matrix
    assert modules_seen(page) == [[bool(module) for module in row] for row in expected]
    words = visible_words(page)
    assert "This copy has no approved version." in words
    assert "Take care: this page is still being checked" in words
    assert "/copies/" not in words


@pytest.mark.parametrize("address", ["/fmt/", "/waiting/"])
def test_the_code_is_wide_enough_for_a_camera(paper, address):
    code = paper(address).locator(".print-copy__code")
    size = int(code.get_attribute("viewBox").split()[2])
    assert code.bounding_box()["width"] / PIXELS * (size - 8) / size >= 25


@pytest.mark.parametrize(
    ("address", "status"), [("/fmt/", "Checked and approved"), ("/waiting/", "Being checked")]
)
def test_the_head_names_the_clinic_the_status_and_the_day(paper, address, status):
    page = paper(address)
    head = " ".join(page.locator(".print-header").inner_text().split())
    assert head == f"Tiny Clinic {status} Version of 1 January 2026"
    assert page.locator("h1").inner_text() == "A title"


def test_what_only_works_on_a_screen_is_not_on_paper(paper):
    page = paper("/fmt/")
    for selector in ("nav", "button", "summary", ".site-header", ".stepper", ".reference__back"):
        shown = [part for part in page.locator(selector).all() if part.is_visible()]
        assert shown == [], selector
    words = visible_words(page)
    for unwanted in (
        "Skip to the text",
        "Which best describes you",
        "Back to the text",
        "Far line",
        "Is my printed",
    ):
        assert unwanted not in words


def test_the_clinic_can_be_reached_from_paper(paper):
    words = visible_words(paper("/fmt/"))
    for wanted in ("555 0100", "ask@clinic.example", "clinic.example/leaflets/contact/", "116 123"):
        assert wanted in words


def test_questions_have_boxes_and_lines_to_write_on(paper):
    page = paper("/fmt/")
    assert page.locator(".questions input[type=checkbox]").first.is_visible()
    assert page.locator(".questions__rule").first.is_visible()


@pytest.mark.parametrize(
    ("selector", "points"),
    [
        (".prose p", 12),
        (".prose li", 12),
        (".key-points li", 12),
        (".questions__label", 12),
        (".contact-panel p", 12),
        (".crisis-card__lines > li", 12),
        (".reference", 9),
        (".glance td", 9),
    ],
)
def test_type_is_large_enough(paper, selector, points):
    sizes = paper("/fmt/").eval_on_selector_all(
        selector, "parts => parts.map(part => parseFloat(getComputedStyle(part).fontSize) * 0.75)"
    )
    assert sizes
    assert min(sizes) >= points


def test_nothing_is_cut_off(paper):
    page = paper("/fmt/")
    over = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(part => {
             const box = part.getBoundingClientRect();
             const hidden = !part.checkVisibility() || part.matches('.visually-hidden, .visually-hidden *');
             const clipped = getComputedStyle(part).overflowX !== 'visible' && part.scrollWidth > part.clientWidth + 1;
             return !hidden && (box.right > innerWidth + 1 || box.left < -1 || clipped);
           }).map(part => part.outerHTML.slice(0, 120))"""
    )
    assert over == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ink_is_black_and_paper_white(paper, scheme):
    page = paper("/fmt/", color_scheme=scheme)
    ink, ground = page.evaluate(
        "[getComputedStyle(document.querySelector('.prose p')).color, getComputedStyle(document.documentElement).backgroundColor]"
    )
    assert (ink, ground) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")


def test_a_work_is_printed_with_one_address(paper):
    page = paper("/fmt/")
    both, pubmed = page.locator("#ref-a2020"), page.locator("#ref-b2020")
    assert "doi:10.1000/a2020" in both.inner_text()
    assert not both.get_by_text("PubMed").is_visible()
    assert pubmed.get_by_text("PubMed").is_visible()
    printed = pubmed.get_by_text("PubMed").evaluate("link => getComputedStyle(link, '::after').content")
    assert "https://pubmed.ncbi.nlm.nih.gov/1234568/" in printed
