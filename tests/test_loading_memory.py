"""A memory saves work and changes nothing: after any edits a site is loaded as if it were for the first time."""

import datetime
import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plainleaf.loading import check_files, load, read_files
from plainleaf.model.memory import Memory
from tests.tiny_site import BIBLIOGRAPHY, PEOPLE, SETTINGS, TinySite, article, entry

ONE, TWO, PAGE = "content/articles/one.md", "content/articles/two.md", "content/pages/about.md"
APPROVED = [
    {"status": "submitted", "date": "2026-01-01", "by": "rivera"},
    {"status": "under-review", "date": "2026-01-02", "by": "okafor"},
    {"status": "approved", "date": "2026-01-03", "by": "okafor", "digest": "sha256:" + "0" * 64},
]
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="1"></svg>'
# What a file may hold; None deletes it. Edits meet each other: links to what goes, keys that change, slugs taken.
STATES = {
    ONE: [
        article("It is new [@a2020]. See [two](/two/#part) and [the page](/about/).\n\n## Here"),
        article("It is new [@b2020]. See [two](two.md) and ![A leaf](images/leaf.svg)"),
        article(
            "::: warning\nTake care [@a2020].\n:::\n\n::: audience clinician\nMore.\n:::", review=APPROVED
        ),
        article("Unknown [@nobody2020].", authors=["nobody"], lang="es", translation_of="two"),
        "---\ntitle: broken",
        None,
    ],
    TWO: [
        article("## Part\n\nText [@c2020]."),
        article("## Other\n\nText.", topics=["sleep"], conditions={"icd10": ["F32"]}),
        article("Text.", review=None),
        article("Text.", slug="one"),
        None,
    ],
    PAGE: [article("About us [home](/).", review=None), None],
    "references.bib": [
        BIBLIOGRAPHY,
        BIBLIOGRAPHY.replace("The work a2020", "Another title"),
        entry("a2020") + entry("a2020"),
        "@article{a2020, title = {broken",
        None,
    ],
    "content/people.yaml": [PEOPLE, PEOPLE.replace("Medical Advisory Board", "Author"), "- broken", None],
    "content/glossary.yaml": [None, "Colon: {definition: The large bowel.}\n"],
    "content/site.yaml": [
        SETTINGS,
        SETTINGS + "audience: clinician\n",
        SETTINGS + "language: es\n",
        SETTINGS + "publish: [approved]\n",
        "name: [broken",
    ],
    "content/site.es.yaml": [None, "tagline: Palabras claras.\n"],
    "content/images/leaf.svg": [None, DRAWING.format(1), DRAWING.format(2), "no drawing"],
}
EDITS = st.lists(
    st.sampled_from([(name, number) for name, states in STATES.items() for number in range(len(states))]),
    min_size=1,
    max_size=6,
)
DAYS = st.sampled_from([datetime.date(2026, 1, 15), datetime.date(2025, 1, 1), datetime.date(2028, 1, 1)])


@given(rounds=st.lists(st.tuples(EDITS, DAYS, st.booleans()), min_size=2, max_size=5))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_with_a_memory_everything_is_as_without(rounds):
    with tempfile.TemporaryDirectory() as folder:
        site = TinySite(Path(folder), {ONE: STATES[ONE][0], TWO: STATES[TWO][0], PAGE: STATES[PAGE][0]})
        memory = Memory()
        for edits, day, drafts in rounds:
            for name, number in edits:
                text = STATES[name][number]
                if text is None:
                    (site.folder / name).unlink(missing_ok=True)
                else:
                    site.write(name, text)
            sources = site.sources._replace(today=day)
            remembered = check_files(read_files(sources, memory), memory, drafts=drafts, view=str(drafts))
            memory.end_round()
            anew = load(sources, drafts=drafts)
            assert remembered.diagnostics == anew.diagnostics
            assert remembered.documents == anew.documents
            assert remembered.project == anew.project
            assert remembered.book == anew.book


def test_a_change_within_one_tick_of_the_clock_is_seen(tmp_path):
    """Two texts of one length with one time stamp: only the bytes tell them apart."""
    site = TinySite(tmp_path, {ONE: article("Words aaa.")})
    path, memory = tmp_path / ONE, Memory()
    before = read_files(site.sources, memory)
    status = path.stat()
    site.write(ONE, article("Words bbb."))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    after = read_files(site.sources, memory)
    assert "aaa" in before.content.documents[0].body.text
    assert "bbb" in after.content.documents[0].body.text


def test_what_has_not_changed_is_the_same_object(tmp_path):
    site = TinySite(tmp_path, {ONE: article("One."), TWO: article("Two.")})
    memory = Memory()
    before = check_files(read_files(site.sources, memory), memory, drafts=True)
    memory.end_round()
    site.write(TWO, article("Two, changed."))
    after = check_files(read_files(site.sources, memory), memory, drafts=True)
    assert after.documents[0] is before.documents[0]
    assert after.documents[1] is not before.documents[1]
    assert after.project.bibliography is before.project.bibliography
