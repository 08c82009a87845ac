"""A site in two languages, from outside: own words in each, ways from one to the other, and what is missing."""

import re

import pytest

from tests.pages.two_languages import FILES, SPANISH, without
from tests.tiny_site import Outcome, TinySite, article, place_of


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Outcome:
    outcome = TinySite(tmp_path_factory.mktemp("site"), FILES).build()
    assert outcome.published, outcome.diagnostics
    return outcome


def words(page, selector: str) -> list[str]:
    return [" ".join(found.get_text(" ").split()) for found in page.select(selector)]


def menu(page) -> dict[str, str]:
    """Return the links of the clinic's own menu: that to the search page is the site's."""
    links = page.select(".site-header__nav a:not([href$='/search/'])")
    return {link.text: link["href"] for link in links}


def alternates(page) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in page.select('link[rel="alternate"][hreflang]')}


SPANISH_PAGES = [
    "/es/",
    "/es/uno/",
    "/es/topics/",
    "/es/topics/fmt/",
    "/es/a-z/",
    "/es/glossary/",
    "/es/evidence/",
    "/es/advisory-board/",
    "/es/advisory-board/okafor/",
    "/es/search/",
    "/es/conditions/",
    "/es/conditions/icd10/F32/",
    "/es/politica-editorial/",
]
ENGLISH_WORDS = (
    "Gut Clinic", "Plain answers", "Stool transplants", "Call a crisis line", "You are not alone", "This is information",
    "A question?", "Write to us", "Call for an appointment", "The tube that", "Skip to the text", "Advisory board",
    "Waiting to be checked", "Home", "Topics", "Last updated", "Related pages", "Key points", "Search",
)  # fmt: skip


def test_a_complete_site_in_two_languages_has_no_fault(built):
    assert built.diagnostics == []


@pytest.mark.parametrize("address", SPANISH_PAGES)
def test_a_page_has_its_language_and_no_word_of_the_other(built, address):
    page = built.page(address)
    assert (page.html["lang"], page.html["dir"]) == ("es", "ltr")
    for other in page.select('[lang]:not(html), script, link, meta[name="generator"]'):
        other.decompose()
    text = page.get_text(" ") + " ".join(
        str(element.get(name, ""))
        for element in page.find_all()
        for name in ("content", "aria-label", "title", "alt")
    )
    assert [word for word in ENGLISH_WORDS if word in text] == []


def test_what_stands_around_a_page_is_in_its_language(built):
    page = built.page("/es/uno/")
    assert words(page, ".site-header__name") == ["Clínica del Intestino"]
    assert words(page, ".site-header__tagline") == ["Respuestas claras sobre su intestino."]
    assert words(page, "#page-crisis") == ["Llame a una línea de crisis"]
    assert page.select_one(".crisis-card a[href='tel:024']")
    assert "3 de enero de 2026" in page.select_one(".crisis-card").text
    assert words(page, ".disclaimer p") == ["Esto es solo información."]
    assert words(page, "#page-contact") == ["¿Tiene preguntas?"]
    assert page.select_one('.contact-panel a[href="mailto:a@clinic.example"]')
    assert words(page, ".contact-panel__appointment") == ["Llame para pedir una cita."]
    assert menu(page) == {
        "Los temas": "/leaflets/es/topics/",
        "Las palabras": "/leaflets/es/glossary/",
        "Nuestra política": "/leaflets/es/politica-editorial/",
    }
    assert words(page, ".page__topics a") == ["Trasplantes fecales"]
    assert page.title.text == "Uno – Clínica del Intestino"
    assert '"name":"Clínica del Intestino"' in page.select_one('script[type="application/ld+json"]').text


def test_the_sites_own_language_is_as_it_was(built):
    page = built.page("/one/")
    assert page.html["lang"] == "en"
    assert words(page, ".site-header__name") == ["Gut Clinic"]
    assert words(page, "#page-crisis") == ["Call a crisis line"]
    assert menu(page)["Editorial policy"] == "/leaflets/editorial-policy/"
    assert not page.select("main [lang]")


def test_a_topic_has_the_title_that_the_language_gives_it(built):
    assert words(built.page("/es/topics/"), ".topic-card__title") == ["Trasplantes fecales"]
    assert words(built.page("/es/topics/fmt/"), "h1") == ["Trasplantes fecales"]
    assert words(built.page("/topics/fmt/"), "h1") == ["Stool transplants"]


def test_the_numbers_of_things_are_said_in_the_plural_of_the_language(built):
    assert words(built.page("/es/topics/"), ".topic-card__count") == ["1 página"]
    assert words(built.page("/topics/fmt/"), "h1") == ["Stool transplants"]


def test_each_language_has_its_own_glossary(built):
    assert words(built.page("/glossary/"), ".terms dt") == ["Gut", "Microbiome"]
    assert words(built.page("/es/glossary/"), ".terms dt") == ["Intestino"]


def test_a_language_without_a_glossary_has_no_page_of_it_and_no_link_to_one(tmp_path):
    outcome = TinySite(tmp_path, without("content/glossary.es.yaml")).build()
    assert outcome.published
    assert "/glossary/" in outcome.addresses
    assert "/es/glossary/" not in outcome.addresses
    assert "Las palabras" not in menu(outcome.page("/es/uno/"))
    assert alternates(outcome.page("/glossary/")) == {}
    assert "glossary" not in outcome.html("/es/")


def test_a_link_in_a_text_to_a_glossary_that_is_not_there_is_broken(tmp_path):
    site = TinySite(tmp_path, without("content/glossary.es.yaml"))
    site.write(
        "content/articles/dos.md", article("[Vea](/es/glossary/)", lang="es", slug="dos", topics=["fmt"])
    )
    assert site.diagnose().codes == ["link-broken"]


PAIRS = [
    ("/", "/es/"),
    ("/one/", "/es/uno/"),
    ("/topics/", "/es/topics/"),
    ("/topics/fmt/", "/es/topics/fmt/"),
    ("/a-z/", "/es/a-z/"),
    ("/glossary/", "/es/glossary/"),
    ("/evidence/", "/es/evidence/"),
    ("/search/", "/es/search/"),
    ("/advisory-board/", "/es/advisory-board/"),
    ("/advisory-board/okafor/", "/es/advisory-board/okafor/"),
    ("/conditions/", "/es/conditions/"),
    ("/conditions/icd10/F32/", "/es/conditions/icd10/F32/"),
    ("/editorial-policy/", "/es/politica-editorial/"),
]


@pytest.mark.parametrize(("english", "spanish"), PAIRS)
def test_the_two_languages_of_a_page_lead_to_one_another(built, english, spanish):
    """Google asks that each names all, itself among them: https://developers.google.com/search/docs/specialty/international/localized-versions."""
    expected = {
        "en": f"https://clinic.example/leaflets{english}",
        "x-default": f"https://clinic.example/leaflets{english}",
        "es": f"https://clinic.example/leaflets{spanish}",
    }
    for address in (english, spanish):
        page = built.page(address)
        assert alternates(page) == expected
        choice = {link.text: link["href"] for link in page.select(".language-switch a")}
        assert choice == {"English": f"/leaflets{english}", "Español": f"/leaflets{spanish}"}
        assert [link["lang"] for link in page.select('.language-switch [aria-current="true"]')] == [
            page.html["lang"]
        ]


@pytest.mark.parametrize("address", ["/two/", "/topics/diet/", "/contact/", "/404.html"])
def test_a_page_in_one_language_has_no_alternates(built, address):
    assert alternates(built.page(address)) == {}
    assert not built.page(address).select(".language-switch")


def test_an_edition_leads_to_the_same_edition(tmp_path):
    both = "Text [@a2020].\n\n::: audience clinician\nMore.\n:::"
    outcome = TinySite(
        tmp_path,
        {
            "content/articles/one.md": article(both),
            "content/articles/uno.md": article(both, lang="es", translation_of="one"),
            "content/articles/un.md": article("Texte.", lang="fr", translation_of="one"),
        },
    ).build()
    assert list(alternates(outcome.page("/es/uno/clinician/"))) == ["en", "x-default", "es"]
    assert list(alternates(outcome.page("/fr/un/"))) == ["en", "x-default", "es", "fr"]


def test_a_hidden_or_withdrawn_text_is_no_alternate(tmp_path):
    steps = ("submitted", "under-review", "approved", "retired")
    log = [{"status": status, "date": "2026-01-02", "by": "okafor"} for status in steps]
    site = TinySite(tmp_path, FILES)
    for change in ({"review": None}, {"review": log}):
        fields = {"title": "Uno", "lang": "es", "translation_of": "one", "topics": ["fmt"], **change}
        site.write("content/articles/uno.md", article("El intestino.", **fields))
        site.write("content/articles/dos.md", article("Otro.", title="Dos", lang="es", topics=["fmt"]))
        outcome = site.build()
        assert outcome.published
        assert alternates(outcome.page("/one/")) == {}


# What is missing


def test_a_language_without_words_of_its_own_is_told_so_and_marks_what_it_borrows(tmp_path):
    site = TinySite(tmp_path, without("content/site.es.yaml"))
    outcome = site.build()
    [missing] = outcome.diagnostics
    line, column = place_of(FILES["content/articles/uno.md"], "es\n", after="lang: ")
    assert (missing.code, missing.severity, missing.path) == (
        "language-missing",
        "warning",
        "content/articles/uno.md",
    )
    assert (missing.line, missing.column) == (line, column)
    for name in (
        "crisis.heading",
        "crisis.lines",
        "disclaimers.patient",
        "topics.fmt",
        "tagline",
        "contact.text",
    ):
        assert name in missing.message
    assert "topics.diet" not in missing.message  # no Spanish page has it
    assert "disclaimers.clinician" not in missing.message
    assert "site.es.yaml" in missing.hint
    page = outcome.page("/es/uno/")
    assert [(part.text.strip(), part["lang"]) for part in page.select(".disclaimer p, #page-crisis")] == [
        ("Call a crisis line", "en"),
        ("This is information only.", "en"),
    ]
    assert page.select_one(".crisis-card__lines")["lang"] == "en"
    assert not page.select(".site-header__tagline")
    assert words(page, "#page-contact") == ["Contacto"]
    assert "Plain answers" not in outcome.html("/es/")


def test_a_menu_in_another_language_calls_pages_by_their_names(tmp_path):
    outcome = TinySite(tmp_path, without("content/site.es.yaml")).build()
    assert menu(outcome.page("/es/uno/")) == {
        "Temas": "/leaflets/es/topics/",
        "Glosario": "/leaflets/es/glossary/",
        "Consejo médico asesor": "/leaflets/es/advisory-board/",
        "Editorial policy": "/leaflets/editorial-policy/",
    }


def test_a_single_missing_text_is_named_in_the_file_of_the_language(tmp_path):
    text = SPANISH.replace("Esto es solo información., clinician: ", "")
    text = text.replace("{patient: Para profesionales.}", "{clinician: Para profesionales.}")
    site = TinySite(tmp_path, FILES | {"content/site.es.yaml": text})
    assert [(d.path, d.message) for d in site.diagnose().diagnostics] == [
        ("content/site.es.yaml", "the clinic has no words in 'es' for: disclaimers.patient")
    ]


def test_a_region_is_served_by_its_language(tmp_path):
    files = without("content/articles/uno.md", "content/pages/politica-editorial.md")
    files["content/articles/uno.md"] = article("Texto.", lang="es-MX", slug="uno", topics=["fmt"])
    outcome = TinySite(tmp_path, files).build()
    assert outcome.diagnostics == []
    page = outcome.page("/es-MX/uno/")
    assert page.html["lang"] == "es-MX"
    assert words(page, ".site-header__name") == ["Clínica del Intestino"]
    assert words(page, "[data-badge] .badge__words")[0] == "En espera de revisión"
    assert words(outcome.page("/es-MX/glossary/"), ".terms dt") == ["Intestino"]


def test_british_english_needs_no_words_of_its_own(tmp_path):
    outcome = TinySite(tmp_path, FILES | {"content/articles/uk.md": article("Text.", lang="en-GB")}).build()
    assert outcome.diagnostics == []
    page = outcome.page("/en-GB/uk/")
    assert words(page, ".site-header__tagline") == ["Plain answers about your gut."]
    assert not page.select("main [lang]")


def test_a_language_that_the_interface_has_no_words_in_is_told_so(tmp_path):
    site = TinySite(tmp_path, {"content/articles/un.md": article("Texte.", lang="fr")})
    [missing] = site.diagnose().diagnostics
    assert (missing.code, missing.severity) == ("language-missing", "warning")
    assert missing.message == "there are no interface words in 'fr', so readers see English ones"
    assert missing.hint == "translate templates/words/fr.po"


def test_the_sites_own_language_needs_interface_words_too(tmp_path):
    files = {
        "content/site.yaml": "name: Clinique\nlanguage: fr\n",
        "content/articles/un.md": article("Texte."),
    }
    [missing] = TinySite(tmp_path, files).diagnose().diagnostics
    assert (missing.code, missing.path, missing.line) == ("language-missing", "content/articles/un.md", 1)
    assert "'fr'" in missing.message


def test_a_language_without_pages_is_not_asked_for_words(tmp_path):
    site = TinySite(tmp_path, without("content/site.es.yaml"))
    site.write("content/articles/uno.md", article("Texto.", lang="es", translation_of="one", review=None))
    assert site.diagnose().codes == []


def test_people_are_described_in_the_sites_own_language(built):
    card = built.page("/es/advisory-board/okafor/").select_one(".person-card")
    described = {part.text.strip(): part.get("lang") for part in card.select("p[lang], p")}
    assert described["Medical Advisory Board"] == "en"
    assert described["He studies the gut."] == "en"
    assert not built.page("/advisory-board/okafor/").select("main [lang]")


# Faults of a translation


@pytest.mark.parametrize(
    ("fields", "message", "hint"),
    [
        ({"translation_of": "onee"}, "'onee' is no article in another language", "did you mean 'one'?"),
        ({"translation_of": "uno"}, "'uno' is no article in another language", None),
        (
            {"translation_of": "editorial-policy"},
            "'editorial-policy' is no article in another language",
            None,
        ),
    ],
)
def test_a_translation_of_nothing_is_a_fault_with_its_place(tmp_path, fields, message, hint):
    text = article("Texto.", title="Uno", lang="es", topics=["fmt"], **fields)
    site = TinySite(tmp_path, FILES | {"content/articles/uno.md": text})
    [found] = [d for d in site.diagnose().diagnostics if d.severity == "error"]
    assert (found.code, found.path, found.message) == (
        "front-matter-field",
        "content/articles/uno.md",
        message,
    )
    assert (found.line, found.column) == place_of(text, fields["translation_of"], after="translation_of: ")
    assert hint is None or found.hint == hint


def test_a_translation_of_a_translation_names_the_original(tmp_path):
    site = TinySite(tmp_path, FILES)
    site.write("content/articles/un.md", article("Texte.", lang="fr", translation_of="uno", topics=[]))
    [found] = [d for d in site.diagnose().diagnostics if d.severity == "error"]
    assert found.message == "'uno' is a translation itself"
    assert found.hint == "name the original, 'one'"


@pytest.mark.parametrize("fields", [{"translation_of": "one"}, {"slug": "one"}])
def test_an_original_has_one_translation_in_a_language(tmp_path, fields):
    site = TinySite(tmp_path, FILES | {"content/articles/zwei.md": article("Otro.", lang="es", **fields)})
    [found] = [d for d in site.diagnose().diagnostics if d.severity == "error"]
    assert found.code == "front-matter-field"
    assert "'one' has a page in 'es' already" in found.message


def test_translations_into_two_languages_are_no_fault(tmp_path):
    site = TinySite(
        tmp_path, FILES | {"content/articles/un.md": article("Texte.", lang="fr", translation_of="one")}
    )
    assert [d for d in site.diagnose().diagnostics if d.severity == "error"] == []


# Right to left: tests/browser/test_languages.py looks at it


def test_the_direction_follows_the_language_and_its_script(tmp_path):
    files = {
        f"content/articles/{lang}.md": article("Text.", lang=lang, slug="a")
        for lang in ("ar", "he", "az-Arab", "az")
    }
    outcome = TinySite(tmp_path, files).build()
    found = {lang: outcome.page(f"/{lang}/a/").html["dir"] for lang in ("ar", "he", "az-Arab", "az")}
    assert found == {"ar": "rtl", "he": "rtl", "az-Arab": "rtl", "az": "ltr"}


def test_dates_are_those_of_the_language(built):
    assert re.search(r"1 January 2026", built.html("/one/"))
    assert "1 de enero de 2026" in built.html("/es/uno/")
    assert "January" not in built.html("/es/uno/")
