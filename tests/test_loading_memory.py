"""A memory saves work and changes nothing: after any edits a site is loaded as if it were for the first time."""

import datetime
import os
import tempfile
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plainleaf import loading
from plainleaf.cache.lasting_memory import LastingMemory
from plainleaf.cache.shelf import Shelf
from plainleaf.loading import check_files, load
from plainleaf.model.memory import Memory
from plainleaf.reading import read_files, read_named
from plainleaf.site import document_groups, project_checks
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


def write(site: TinySite, edits: list[tuple[str, int]]) -> set[Path]:
    """Do some edits, and return the files in question."""
    for name, number in edits:
        text = STATES[name][number]
        if text is None:
            (site.folder / name).unlink(missing_ok=True)
        else:
            site.write(name, text)
    return {site.folder / name for name, _ in edits}


class Round(NamedTuple):
    """Some edits, of which a preview is told or not, and how it looks at them."""

    edits: list[tuple[str, int]]
    today: datetime.date
    drafts: bool
    told: bool


@given(rounds=st.lists(st.builds(Round, EDITS, DAYS, st.booleans(), st.booleans()), min_size=2, max_size=5))
@pytest.mark.parametrize("lasting", [False, True])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_with_a_memory_everything_is_as_without(lasting, rounds):
    """Whatever was read, named files alone or all of them, by a memory of this process or one with a shelf."""
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(document_groups, "_begins", lambda path: path.endswith("two.md")),  # more than one group
    ):
        site = TinySite(Path(folder), {ONE: STATES[ONE][0], TWO: STATES[TWO][0], PAGE: STATES[PAGE][0]})
        memory = LastingMemory(Shelf(site.sources.cache / "texts")) if lasting else Memory()
        read = None
        for edits, day, drafts, told in rounds:
            changed = write(site, edits)
            sources = site.sources._replace(today=day)
            named = read_named(read._replace(sources=sources), changed, memory) if read and told else None
            read = named or read_files(sources, memory)
            remembered = check_files(read, memory, drafts=drafts, view=str(drafts))
            if named is None:
                memory.end_round()
                if lasting:
                    memory.stay()
            anew = load(sources, drafts=drafts)
            assert remembered.diagnostics == anew.diagnostics
            assert remembered.documents == anew.documents
            assert remembered.project == anew.project
            assert remembered.book == anew.book
            assert list(remembered.book.anchors) == list(anew.book.anchors)


def test_of_a_file_that_is_new_or_gone_all_are_read(tmp_path):
    site, memory = TinySite(tmp_path, {ONE: article("One."), TWO: article("Two.")}), Memory()
    read = read_files(site.sources, memory)
    assert read_named(read, {tmp_path / ONE}, memory) == read
    site.write("content/articles/three.md", article("Three."))
    (tmp_path / TWO).unlink()
    for name in ("content/articles/three.md", TWO, "content/articles", "content/site.yaml", "elsewhere.md"):
        assert read_named(read, {tmp_path / ONE, tmp_path / name}, memory) is None


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


def texts_of_this_round(monkeypatch) -> list[str]:
    """Note the files that are converted from now on."""
    found = []
    convert = loading.within_extents
    monkeypatch.setattr(
        loading, "within_extents", lambda source: (found.append(source.path), convert(source))[1]
    )
    return found


def test_a_text_whose_group_has_held_for_long_is_not_converted_with_its_neighbour(tmp_path, monkeypatch):
    """What was made for a group is kept as long as the group, though nobody asks for it."""
    monkeypatch.chdir(tmp_path)
    site, memory = TinySite(tmp_path, {ONE: article("One."), TWO: article("Two.")}), Memory()
    for _ in range(3):
        check_files(read_files(site.sources, memory), memory, drafts=True)
        memory.end_round()
    converted = texts_of_this_round(monkeypatch)
    site.write(TWO, article("Two, changed."))
    check_files(read_files(site.sources, memory), memory, drafts=True)
    assert set(converted) == {TWO}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (article("Two has other words.", topics=["sleep"]), False),
        (article("Two.", topics=["sleep"], title="Another title"), False),
        (article("Two.", topics=["sleep"], slug="deux"), True),
        (article("Two.", topics=["moods"]), True),
    ],
)
def test_words_and_titles_are_not_what_lies_between_texts(tmp_path, monkeypatch, text, asked):
    site, memory = (
        TinySite(tmp_path, {ONE: article("One."), TWO: article("Two.", topics=["sleep"])}),
        Memory(),
    )
    check_files(read_files(site.sources, memory), memory, drafts=True)
    checks = []
    monkeypatch.setattr(project_checks, "check_slugs", lambda project: checks.append(project) or ())
    site.write(TWO, text)
    check_files(read_files(site.sources, memory), memory, drafts=True)
    assert bool(checks) is asked


def test_a_link_is_looked_at_again_where_its_target_has_changed(tmp_path):
    site = TinySite(tmp_path, {ONE: article("See [it](/two/#part)."), TWO: article("## Part\n\nTwo.")})
    memory = Memory()
    assert check_files(read_files(site.sources, memory), memory, drafts=True).diagnostics == []
    site.write(TWO, article("## Other\n\nTwo."))
    found = check_files(read_files(site.sources, memory), memory, drafts=True).diagnostics
    assert [fault.code for fault in found] == ["anchor-broken"]
    site.write(TWO, article("## Part\n\nTwo."))
    assert check_files(read_files(site.sources, memory), memory, drafts=True).diagnostics == []
