"""A translation knows its original: which it is, and whether that has changed since the translation was reviewed."""

import re

import pytest

from tests.cli.command import command
from tests.tiny_site import TinySite, article, place_of

ONE, UNO = "content/articles/one.md", "content/articles/uno.md"
DAYS = {"submit": "2026-01-03", "start": "2026-01-04", "approve": "2026-01-05"}
LAST = "2026-01-15"


@pytest.fixture
def site(tmp_path):
    site = TinySite(tmp_path)
    site.write(ONE, article("The gut [@a2020].", title="The original"))
    site.write(UNO, translation())
    return site


def translation(**fields):
    return article(
        "El intestino [@a2020].",
        **({"title": "Uno", "lang": "es", "translation_of": "one", "review": None} | fields),
    )


def review(site, step, file, day=LAST, by=None):
    return command(
        site.folder, "review", step, file, "--by", by or ("rivera" if step == "submit" else "okafor"), day=day
    )


def reviewed(site, *steps):
    """Take steps of the translation's review that must work."""
    for step in steps:
        result = review(site, step, UNO, DAYS.get(step, LAST))
        assert result.status == 0, result.err


def edit(site, file, old, new):
    path = site.folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def notice(site):
    """Return the address, the words and whether it is loud; None where there is no notice."""
    outcome = site.build()
    assert outcome.published, outcome.diagnostics
    page = outcome.page("/es/uno/")
    link = page.select_one("main a[hreflang='en']")
    if link is None:
        assert "The original" not in outcome.html("/es/uno/")
        return None
    assert (link.text, link["lang"]) == ("The original", "en")
    around = link.find_parent("p")
    loud = "translation-notice" in around.get("class", ())
    assert ("ha cambiado" in around.text) == loud
    return link["href"], loud


def outdated(site):
    return site.diagnose().of("translation-outdated")


def logged(site):
    """Return the digests of the original in the translation's log, one for each step."""
    lines = re.findall(r"- (\{status.*\})", (site.folder / UNO).read_text(encoding="utf-8"))
    return [
        found[1] if (found := re.search(r'original: "(sha256:[0-9a-f]{64})"', line)) else None
        for line in lines
    ]


def test_a_draft_is_not_said_to_be_outdated(site):
    page = site.build(drafts=True).page("/es/uno/")
    assert page.select_one("main a[hreflang='en']").text == "The original"
    assert not page.select(".translation-notice")


def test_while_the_original_is_as_it_was_the_notice_only_names_it(site):
    reviewed(site, "submit", "start", "approve")
    assert notice(site) == ("/one/", False)
    assert outdated(site) == []


def test_every_step_writes_down_what_the_original_is_like(site):
    for step in ("submit", "start", "request-changes", "submit", "start", "approve", "retire"):
        assert review(site, step, UNO).status == 0
    digests = logged(site)
    assert len(digests) == 7
    assert len(set(digests)) == 1
    assert digests[0] is not None


def test_an_article_that_is_no_translation_has_no_original_in_its_log(site):
    assert "original" not in (site.folder / ONE).read_text(encoding="utf-8").partition("review:")[2]


def test_when_the_original_changes_readers_and_the_editor_are_told(site):
    reviewed(site, "submit", "start", "approve")
    edit(site, ONE, "The gut", "The whole gut")
    assert notice(site) == ("/one/", True)
    [found] = outdated(site)
    text = (site.folder / UNO).read_text(encoding="utf-8")
    assert (found.severity, found.path) == ("warning", UNO)
    assert (found.line, found.column) == place_of(text, "{status: approved")
    assert (
        found.message == f"the original {ONE} was changed after this translation was reviewed on 2026-01-05"
    )
    assert "review submit" in found.hint


def test_what_readers_do_not_see_is_no_change(site):
    """The digest binds to words and references, not to a log, a blank or a line end."""
    reviewed(site, "submit", "start", "approve")
    edit(site, ONE, "The gut", "The  gut")
    assert review(site, "start", ONE).status == 0
    assert notice(site) == ("/one/", False)


def test_a_changed_reference_of_the_original_is_a_change(site):
    reviewed(site, "submit", "start", "approve")
    edit(site, "references.bib", "The work a2020", "Another work")
    assert notice(site) == ("/one/", True)


def test_a_new_review_of_the_translation_ends_the_notice(site):
    reviewed(site, "submit", "start", "approve")
    edit(site, ONE, "The gut", "The whole gut")
    edit(site, UNO, "El intestino", "Todo el intestino")
    assert review(site, "submit", UNO).status == 0
    assert notice(site) == ("/one/", False)
    assert outdated(site) == []
    assert len(set(logged(site))) == 2


def test_the_newest_step_that_knows_the_original_counts(site):
    """A step that was written by hand, or before the log knew originals, does not hide what an earlier one says."""
    reviewed(site, "submit", "start")
    text = (site.folder / UNO).read_text(encoding="utf-8")
    text = text.replace(", original: ", ", x: ", 2).replace("x: ", "original: ", 1)
    site.write(UNO, re.sub(r', x: "[^"]*"', "", text))
    assert [bool(digest) for digest in logged(site)] == [True, False]
    edit(site, ONE, "The gut", "The whole gut")
    assert notice(site) == ("/one/", True)


def test_a_translation_that_was_never_reviewed_has_the_link_alone(site):
    """Nobody has said which words of the original it was made from; the banner says that it is not approved."""
    site.write(UNO, translation(review=[{"status": "submitted", "date": "2026-01-06", "by": "rivera"}]))
    edit(site, ONE, "The gut", "The whole gut")
    assert notice(site) == ("/one/", False)
    assert outdated(site) == []


def test_an_original_that_the_clinic_does_not_show_is_not_named(site):
    reviewed(site, "submit", "start")
    site.write(
        "content/site.yaml", "name: Tiny Clinic\nbase_url: https://clinic.example/\npublish: [under-review]\n"
    )
    assert notice(site) is None


def test_an_original_that_is_a_draft_is_not_named(site):
    reviewed(site, "submit")
    site.write(ONE, article("The gut.", title="The original", review=None))
    assert notice(site) is None


def test_an_original_that_was_withdrawn_counts_as_changed(site):
    """A translation of a text that its clinic no longer stands by needs to be looked at."""
    reviewed(site, "submit", "start", "approve")
    for step in ("start", "approve", "retire"):
        assert review(site, step, ONE).status == 0
    assert notice(site) == ("/one/", True)
    [found] = outdated(site)
    assert (
        found.message == f"the original {ONE} was withdrawn after this translation was reviewed on 2026-01-05"
    )


def test_a_translation_that_is_withdrawn_itself_is_not_reported(site):
    reviewed(site, "submit", "start", "approve", "retire")
    edit(site, ONE, "The gut", "The whole gut")
    assert outdated(site) == []


def test_an_original_in_another_language_than_the_sites(site):
    """A Spanish text comes first, and the English page is its translation."""
    site.write(ONE, article("The gut.", title="The translation", translation_of="uno"))
    site.write(
        UNO,
        translation(
            translation_of=None,
            title="El original",
            review=[{"status": "submitted", "date": "2026-01-06", "by": "rivera"}],
        ),
    )
    outcome = site.build()
    link = outcome.page("/one/").select_one("main a[hreflang='es']")
    assert (link["href"], link["lang"], link.text) == ("/es/uno/", "es", "El original")
    assert "Español" in link.find_parent("p").text
    assert not outcome.page("/es/uno/").select("main a[hreflang='en']")
