"""Pages in Spanish and, from right to left, in Arabic: what a reader of each would meet."""

import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from plainleaf.output.extraction import write_catalogs
from tests.browser.chromium import served
from tests.browser.test_pages import RULES, open_page
from tests.pages.two_languages import FILES
from tests.tiny_site import ROOT, TinySite, article

pytestmark = pytest.mark.browser

ARABIC = """\
name: عيادة الأمعاء
tagline: إجابات بسيطة.
topics: {fmt: {title: موضوع للاختبار, summary: جملة للاختبار.}}
crisis:
  heading: اتصل بخط المساعدة
  text: لست وحدك.
  emergency: اتصل بالطوارئ أولا.
  as_of: 2026-01-03
  lines: [{country: بلد, service: خط للاختبار, number: "937", tel: "937", note: مجانا.}]
disclaimers: {patient: هذه الصفحة للمعلومات فقط., clinician: للمهنيين.}
contact: {heading: هل لديك سؤال؟, text: اكتب لنا.}
appointment: {text: اتصل بنا.}
navigation:
  - {label: المواضيع, address: /topics/}
  - {label: المراجع, address: /evidence/}
"""
WORDS = {
    "Skip to the text": "انتقل إلى النص",
    "Waiting to be checked": "في انتظار المراجعة",
    "What this page is based on": "مصادر هذه الصفحة",
    "Reference {number}": "المرجع {number}",
    "Main menu": "القائمة",
    "Languages": "اللغات",
}
BODY = """\
هذه جملة للاختبار [@a2020]، وهذه جملة أخرى [@a2020; @b2020; @c2020].

## عنوان للاختبار

::: warning تنبيه
جملة مع رقم 12.5 وكلمة Microbiome في وسطها [@d2020].
:::

- بند أول
- بند ثان [@b2020, ص. 5]

| عمود | عمود آخر |
|---|---|
| 1 | كلمة طويلة جدا للاختبار |
"""
ADDRESSES = [
    "/ar/",
    "/ar/wahid/",
    "/ar/wahid/clinician/",
    "/ar/topics/",
    "/ar/topics/fmt/",
    "/ar/a-z/",
    "/ar/evidence/",
    "/ar/advisory-board/",
    "/ar/search/",
    "/es/",
    "/es/uno/",
    "/es/glossary/",
    "/es/conditions/icd10/F32/",
]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in three languages; a few of its interface words are in Arabic."""
    folder = tmp_path_factory.mktemp("languages")
    templates = folder / "templates"
    shutil.copytree(ROOT / "templates", templates)
    catalog = templates / "words/ar.po"
    catalog.touch()
    write_catalogs(templates)
    text = catalog.read_text(encoding="utf-8")
    for english, arabic in WORDS.items():
        assert f'msgid "{english}"\nmsgstr ""' in text
        text = text.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{arabic}"')
    catalog.write_text(text, encoding="utf-8")
    files = {
        **FILES,
        "content/site.ar.yaml": ARABIC,
        "content/articles/wahid.md": article(
            BODY + "\n::: audience clinician\nللمهنيين.\n:::\n",
            title="مقال للاختبار",
            summary="ملخص قصير.",
            lang="ar",
            translation_of="one",
            topics=["fmt"],
            key_points=["نقطة أولى [@a2020]."],
            questions=["هل هذا سؤال؟"],
            review=[
                {
                    "status": "submitted",
                    "date": "2026-01-03",
                    "by": "rivera",
                    "original": "sha256:" + "0" * 64,
                }
            ],
        ),
    }
    clinic = TinySite(folder, files)
    clinic.sources = clinic.sources._replace(templates=templates, base_url="http://127.0.0.1/")
    outcome = clinic.build()
    assert outcome.published, outcome.diagnostics
    assert [found.code for found in outcome.diagnostics] == ["translation-outdated"]
    return clinic.output


@pytest.fixture(scope="session")
def languages(site: Path):
    with served(site) as url:
        yield url


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("width", [320, 1280])
def test_no_sideways_scrolling_and_no_message_in_the_console(browser, languages, address, width):
    page = open_page(browser, languages + address, viewport={"width": width, "height": 800})
    try:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        # From right to left a page would scroll to the left of its beginning.
        page.evaluate("window.scrollTo(-1000, 0)")
        assert page.evaluate("window.scrollX") == 0
        assert page.messages == []
    finally:
        page.context.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing(browser, languages, address):
    scheme, width = [("light", 320), ("dark", 1280)][ADDRESSES.index(address) % 2]
    page = open_page(
        browser,
        languages + address,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        bypass_csp=True,
    )
    try:
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found] == []
    finally:
        page.context.close()


def test_an_arabic_page_runs_from_right_to_left(browser, languages):
    page = open_page(browser, f"{languages}/ar/wahid/", viewport={"width": 1280, "height": 800})
    try:
        root = page.locator("html")
        assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
        title = page.locator("h1")
        assert title.evaluate("found => getComputedStyle(found).textAlign") in ("start", "right")
        name = page.locator(".site-header__name").bounding_box()
        menu = page.locator(".site-header__nav").bounding_box()
        assert name["x"] > menu["x"]  # the page begins on the right
    finally:
        page.context.close()


def test_citations_and_dates_of_an_arabic_page(browser, languages):
    page = open_page(browser, f"{languages}/ar/wahid/", viewport={"width": 390, "height": 844})
    try:
        groups = page.locator(".prose sup.citations").all_inner_texts()
        assert ["".join(text.split()) for text in groups] == ["1", "1–3", "4", "2"] or groups[1].startswith(
            "1"
        )
        assert page.locator(".prose a.citation").first.inner_text() == "1"
        assert page.locator(".prose a.citation").first.get_attribute("href") == "#ref-a2020"
        assert page.locator("ol.references > li").count() == 4
        assert "1 يناير 2026" in page.locator("main").inner_text()
        assert page.locator(".badge__words").first.inner_text() == "في انتظار المراجعة"
        crisis = page.locator(".crisis-card a[href='tel:937']")
        assert crisis.get_attribute("dir") == "ltr"
    finally:
        page.context.close()


def test_a_reader_changes_the_language_without_scripts(browser, languages):
    page = open_page(
        browser, f"{languages}/ar/wahid/", viewport={"width": 320, "height": 800}, java_script_enabled=False
    )
    try:
        choice = page.locator(".language-switch a")
        assert choice.all_inner_texts() == ["English", "العربية", "Español"]
        page.get_by_role("link", name="Español").click()
        assert page.url.endswith("/es/uno/")
        assert page.locator("html").get_attribute("lang") == "es"
        page.get_by_role("link", name="English").click()
        assert page.url.endswith("/one/")
        assert page.locator("html").get_attribute("dir") == "ltr"
    finally:
        page.context.close()


def test_an_outdated_translation_says_so_where_it_is_seen(browser, languages):
    page = open_page(browser, f"{languages}/ar/wahid/", viewport={"width": 390, "height": 844})
    try:
        notice = page.locator(".translation-notice")
        assert notice.is_visible()
        assert notice.locator("a[lang='en'][hreflang='en']").inner_text() == "One"
    finally:
        page.context.close()
