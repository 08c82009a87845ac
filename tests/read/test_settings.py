"""`site.yaml`, `people.yaml` and `glossary.yaml` as clinics write them: the table of cases/settings.yaml."""

from pathlib import Path

import pytest
import yaml

from plainleaf.model.diagnostics import Position, in_order
from plainleaf.model.review_log import ShownStatus
from plainleaf.model.settings import Settings
from plainleaf.read.glossary import read_glossary
from plainleaf.read.settings import base_url_of, read_people, read_settings

CASES = yaml.safe_load((Path(__file__).parent / "cases/settings.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_the_table(case):
    if "site" in case:
        settings, diagnostics = read_settings(case["site"], "content/site.yaml")
        given = {name: str(getattr(settings, name)) for name in case.get("gives", {})}
    elif "glossary" in case:
        terms, diagnostics = read_glossary(case["glossary"], "content/glossary.yaml")
        given = {term.name: " | ".join((term.definition, *term.also)) for term in terms}
    else:
        people, diagnostics = read_people(case["people"], "content/people.yaml")
        given = {id_: person.board for id_, person in people.items()}
    diagnostics = in_order(diagnostics)
    rows = [row.split(" ", 3) for row in case.get("faults", [])]
    assert [f"{d.line}:{d.column} {d.severity} {d.code}" for d in diagnostics] == [
        " ".join(r[:3]) for r in rows
    ]
    for d, row in zip(diagnostics, rows, strict=True):
        words, _, hint = (row[3] if len(row) > 3 else "").partition("=>")
        assert words.strip() in d.message
        assert hint.strip() in (d.hint or "")
    assert given == case.get("gives", {})


def test_the_public_site_has_all_statuses_but_draft_unless_said_otherwise():
    assert set(ShownStatus) - Settings().publish == {ShownStatus.DRAFT}
    settings, _ = read_settings("publish: [approved, overdue]", "site.yaml")
    assert settings.publish == {"approved", "overdue"}
    assert read_settings("publish: []", "site.yaml")[0].publish == frozenset()


def test_short_forms_mean_what_they_say():
    settings, faults = read_settings(
        "contact: ask@clinic.example\ndisclaimers: Ask.\ntopics: {fmt: FMT, ibs: }", "s"
    )
    assert faults == []
    assert settings.contact
    assert (settings.contact.email, settings.contact.address) == ("ask@clinic.example", "")
    assert settings.disclaimers == {"patient": "Ask.", "carer": "Ask.", "clinician": "Ask."}
    assert list(settings.topics) == ["fmt"]
    settings, _ = read_settings("contact: /contact/", "s")
    assert settings.contact
    assert (settings.contact.email, settings.contact.address) == ("", "/contact/")


GOOD_URLS = {
    "https://clinic.example": "https://clinic.example/",
    "https://clinic.example/": "https://clinic.example/",
    "http://localhost:8000": "http://localhost:8000/",
    "https://clinic.example/leaflets": "https://clinic.example/leaflets/",
    "https://clinic.example/a/b/": "https://clinic.example/a/b/",
    "https://clinic.example/a%20b/": "https://clinic.example/a%20b/",
    "HTTPS://Clinic.example/": "HTTPS://Clinic.example/",
    "https://[::1]/x": "https://[::1]/x/",
    "": "",
}
BAD_URLS = [
    "clinic.example", "//clinic.example/", "/leaflets/", "ftp://clinic.example/", "https:///x", "https://",
    "https://clinic.example/?page=1", "https://clinic.example/?", "https://clinic.example/#top",
    "https://clinic.example/#", "https://clinic.example/a b/", "https://clinic.example//leaflets/",
    "https://clinic.example/a//b/", "https://clinic.example/../x/", "https://clinic.example/x/..",
    "https://clinic.example/./", "https://clinic.example:99999/", "https://clinic.example:x/",
    "https://user:secret@clinic.example/", "https://[::1/", 'https://clinic.example/"x', "https://clinic.example/<x>",
    "https://clinic.example/{{ x }}", "https://clinic.example\\x", "javascript:alert(1)", "file:///tmp/",
]  # fmt: skip


@pytest.mark.parametrize(("written", "usable"), GOOD_URLS.items())
def test_a_base_url_ends_with_one_slash(written, usable):
    faults = []
    assert base_url_of(written, Position("x"), faults) == usable
    assert faults == []


@pytest.mark.parametrize("written", BAD_URLS)
def test_a_base_url_that_pages_could_not_live_under_is_refused(written):
    faults = []
    assert base_url_of(written, Position("site.yaml", 3, 11), faults) == ""
    assert [(d.code, d.line, d.column) for d in faults] == [("front-matter-field", 3, 11)]
