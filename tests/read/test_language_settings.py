"""`site.LANG.yaml` and `glossary.LANG.yaml`: which files count, what may stand in them, and how they overlay."""

import datetime
import re

import pytest

from plainleaf.model.language_settings import LanguageSettings, settings_in
from plainleaf.model.page_parts import Appointment, Contact, Crisis, CrisisLine, Link
from plainleaf.model.settings import Settings, Topic
from plainleaf.read.front_matter import read_document
from plainleaf.read.project_files import read_content
from plainleaf.read.settings import read_language_settings, read_settings
from tests.tiny_site import ROOT

SITE = """\
name: Gut Clinic
tagline: Plain answers.
base_url: https://clinic.example/
topics: {fmt: {title: Stool transplants, summary: What they are.}, diet: Food}
crisis:
  heading: Call now
  text: You are not alone.
  emergency: In danger, call 911.
  as_of: 2026-01-02
  topics: [depression]
  lines: [{country: US, service: Lifeline, number: "988", tel: "988"}]
disclaimers: {patient: For information., clinician: For professionals.}
contact: {heading: Questions?, text: Write to us., email: a@clinic.example, phone: "555", address: /contact/}
appointment: {text: Call us., url: https://book.example/}
navigation: [{label: Topics, address: /topics/}]
"""
SPANISH = """\
name: Clínica del Intestino
tagline: Respuestas claras.
policy: politica
topics: {fmt: {title: Trasplante, summary: Qué es.}}
crisis:
  heading: Llame ahora
  text: No está solo.
  emergency: En peligro, llame al 112.
  as_of: 2026-01-03
  lines: [{country: España, service: Línea 024, number: "024", tel: "024"}]
disclaimers: {patient: Solo información.}
contact: {heading: ¿Preguntas?, text: Escríbanos., phone: "666"}
appointment: {text: Llámenos.}
navigation: [{label: Temas, address: /topics/}]
"""


def site(text: str = SITE) -> Settings:
    settings, diagnostics = read_settings(text, "content/site.yaml")
    assert diagnostics == []
    return settings


def spanish(text: str = SPANISH) -> LanguageSettings:
    words, diagnostics = read_language_settings(text, "content/site.es.yaml", site())
    assert diagnostics == []
    return words


def test_a_language_has_its_own_words_and_the_sites_numbers_and_addresses():
    shown, borrowed, left_out = settings_in(site(), spanish(), "es")
    assert (shown.name, shown.tagline, shown.policy) == (
        "Clínica del Intestino",
        "Respuestas claras.",
        "politica",
    )
    assert shown.topics["fmt"] == Topic("Trasplante", "Qué es.")
    assert shown.crisis == Crisis(
        "Llame ahora",
        "No está solo.",
        "En peligro, llame al 112.",
        datetime.date(2026, 1, 3),
        (CrisisLine("España", "Línea 024", "024", "", "024"),),
    )
    assert shown.crisis_topics == {"depression"}
    assert shown.disclaimers == {"patient": "Solo información.", "clinician": "For professionals."}
    assert shown.contact == Contact("¿Preguntas?", "Escríbanos.", "a@clinic.example", "666", "/contact/")
    assert shown.appointment == Appointment("Llámenos.", "https://book.example/")
    assert shown.navigation == (Link("Temas", "/topics/"),)
    assert (shown.base_url, shown.language) == ("https://clinic.example/", "en")
    assert borrowed == {"disclaimers.clinician", "topics.diet"}
    assert left_out == frozenset()


def test_without_a_file_help_stays_and_other_words_are_left_out():
    """Crisis lines and disclaimers in the wrong language are better than none; a tagline is not."""
    shown, borrowed, left_out = settings_in(site(), None, "es")
    assert (shown.name, shown.tagline) == ("Gut Clinic", "")
    assert shown.crisis.heading == "Call now"
    assert shown.crisis.lang == "en"
    assert shown.disclaimers["patient"] == "For information."
    assert shown.contact == Contact("", "", "a@clinic.example", "555", "/contact/")
    assert shown.appointment == Appointment("", "https://book.example/")
    assert borrowed >= {"crisis.heading", "crisis.lines", "disclaimers.patient", "topics.fmt", "navigation"}
    assert left_out == {"tagline", "contact.heading", "contact.text", "appointment.text"}


def test_nothing_is_left_of_a_contact_that_is_a_sentence_alone():
    shown, _, left_out = settings_in(
        site("contact: {text: Ask at the desk.}\nappointment: {text: Call.}"), None, "es"
    )
    assert (shown.contact, shown.appointment) == (None, None)
    assert left_out == {"contact.text", "appointment.text"}


def test_a_card_that_gives_its_lines_alone_keeps_the_other_words_but_not_the_day():
    """The day says when the clinic checked the lines, so it does not hold for others."""
    own = spanish("crisis: {lines: [{service: Línea 024, number: '024'}]}")
    shown, borrowed, _ = settings_in(site(), own, "es")
    assert shown.crisis.heading == "Call now"
    assert shown.crisis.as_of is None
    assert shown.crisis.lang == ""
    assert {name for name in borrowed if "crisis" in name} == {
        "crisis.heading",
        "crisis.text",
        "crisis.emergency",
    }
    own = spanish("crisis: {heading: Llame ahora}")
    assert settings_in(site(), own, "es").settings.crisis.as_of == datetime.date(2026, 1, 2)


def test_british_and_american_english_share_their_words():
    shown, borrowed, left_out = settings_in(
        site(), LanguageSettings(tagline="Plain answers, programme."), "en-GB"
    )
    assert shown.tagline == "Plain answers, programme."
    assert shown.contact.text == "Write to us."
    assert shown.crisis.lang == ""
    assert (borrowed, left_out) == (frozenset(), frozenset())


def test_a_language_can_have_a_card_that_the_site_has_not():
    own, diagnostics = read_language_settings(
        "crisis: {text: No está solo.}", "content/site.es.yaml", Settings()
    )
    assert [(d.line, d.column, d.code) for d in diagnostics] == [(1, 9, "front-matter-field")]
    assert "heading" in diagnostics[0].message
    own, diagnostics = read_language_settings("crisis: {heading: Llame}", "content/site.es.yaml", Settings())
    assert diagnostics == []
    assert settings_in(Settings(), own, "es").settings.crisis.heading == "Llame"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("name: A\nbase_url: https://x.example/", "2:1", "'base_url' stands in site.yaml alone"),
        ("language: es", "1:1", "'language' stands in site.yaml alone"),
        ("publish: [approved]", "1:1", "'publish' stands in site.yaml alone"),
        ("audience: patient", "1:1", "'audience' stands in site.yaml alone"),
        ("review_months: 6", "1:1", "'review_months' stands in site.yaml alone"),
        ("crisis: {heading: A, topics: [fmt]}", "1:22", "'topics' stands in site.yaml alone"),
        ("tagine: A", "1:1", "unknown setting 'tagine'"),
    ],
)
def test_what_is_the_same_in_every_language_has_no_effect_here(text, place, words):
    _, diagnostics = read_language_settings(text, "content/site.es.yaml", site())
    assert [(f"{d.line}:{d.column}", d.severity, d.code) for d in diagnostics] == [
        (place, "warning", "settings-field")
    ]
    assert diagnostics[0].path == "content/site.es.yaml"
    assert words in diagnostics[0].message


def test_a_wrong_value_is_an_error_with_its_place():
    _, diagnostics = read_language_settings(
        "name: A\ncontact: {email: nobody}", "content/site.es.yaml", site()
    )
    assert [(d.line, d.column, d.severity, d.code) for d in diagnostics] == [
        (2, 18, "error", "front-matter-field")
    ]
    _, diagnostics = read_language_settings("- a list", "content/site.es.yaml", site())
    assert [d.message for d in diagnostics] == ["the file holds no fields"]


def test_the_example_of_the_manual_reads_without_a_fault():
    manual = (ROOT / "docs/writing.md").read_text(encoding="utf-8").partition("## Other languages")[2]
    example = re.search(r"```yaml\n(.*?)```", manual, re.DOTALL)[1]
    shipped, _ = read_settings((ROOT / "content/site.yaml").read_text(encoding="utf-8"), "content/site.yaml")
    words, diagnostics = read_language_settings(example, "content/site.es.yaml", shipped)
    assert diagnostics == []
    shown = settings_in(shipped, words, "es")
    assert shown.left_out == frozenset()
    assert not any(name.startswith("crisis") for name in shown.borrowed)
    assert all(getattr(words, name) for name in words.__struct_fields__ if name != "path")


def files(folder, **texts: str):
    for name, text in texts.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return read_content(folder)


def test_files_are_found_by_their_language_in_any_case_of_its_letters(tmp_path):
    found, diagnostics = files(
        tmp_path,
        site__yaml=SITE,
        site__es__yaml="name: Uno",
        **{"site.PT-br.yaml": "name: Dois"},
        glossary__yaml="Gut: The bowel.",
        glossary__es__yaml="Intestino: El tubo.",
    )
    assert diagnostics == []
    assert {lang: words.name for lang, words in found.languages.items()} == {"es": "Uno", "pt-BR": "Dois"}
    assert {lang: [term.name for term in terms] for lang, terms in found.glossary.items()} == {
        "en": ["Gut"],
        "es": ["Intestino"],
    }


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("site.spanish.yaml", "'spanish' is no language tag"),
        ("glossary.old copy.yaml", "'old copy' is no language tag"),
        ("site.en.yaml", "'en' is the site's own language"),
        ("glossary.EN.yaml", "'en' is the site's own language"),
    ],
)
def test_a_file_of_no_language_or_of_the_sites_own_has_no_effect(tmp_path, name, words):
    found, diagnostics = files(tmp_path, site__yaml="name: A", **{name: "name: B"})
    assert [(d.path.rpartition("/")[2], d.line, d.code, d.severity) for d in diagnostics] == [
        (name, 1, "settings-field", "warning")
    ]
    assert words in diagnostics[0].message
    assert found.languages == {}
    assert found.glossary == {"en": ()}


def test_two_files_of_one_language_are_told_apart(tmp_path):
    found, diagnostics = files(tmp_path, **{"site.es-mx.yaml": "name: Uno", "site.es-MX.yaml": "name: Dos"})
    assert [d.code for d in diagnostics] == ["settings-field"]
    assert list(found.languages) == ["es-MX"]


def test_a_file_that_cannot_be_read_is_reported(tmp_path):
    (tmp_path / "site.es.yaml").write_bytes(b"name: \xff")
    (tmp_path / "glossary.es.yaml").mkdir()
    _, diagnostics = read_content(tmp_path)
    assert {d.path.rpartition("/")[2] for d in diagnostics if d.code == "encoding"} == {
        "site.es.yaml",
        "glossary.es.yaml",
    }


STEP = """---
title: Uno
summary: Uno.
date: 2026-01-01
authors: [rivera]
lang: es
translation_of: one
review:
  - {status: submitted, date: 2026-01-01, by: rivera, original: "%s"}
---
"""


def test_a_step_of_a_translation_knows_its_original():
    digest = "sha256:" + "0a" * 32
    document, diagnostics = read_document(STEP % digest, "a.md", "a.md", "en", is_article=True)
    assert diagnostics == []
    assert document.front.review[0].original == digest


@pytest.mark.parametrize("digest", ["sha256:0a", "md5:" + "0a" * 32, "0a" * 32, "sha256:" + "0A" * 32])
def test_what_is_no_digest_is_reported_at_its_place(digest):
    document, diagnostics = read_document(STEP % digest, "a.md", "a.md", "en", is_article=True)
    assert [(d.line, d.column, d.code) for d in diagnostics] == [(9, 65, "front-matter-field")]
    assert document.front.review == ()
