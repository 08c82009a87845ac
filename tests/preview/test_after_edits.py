"""A preview that has followed some edits shows what one shows that is begun after them."""

import datetime
import tempfile
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plainleaf.preview.session import PUBLISHED, Session
from plainleaf.site import document_groups
from tests.test_loading_memory import EDITS, ONE, PAGE, STATES, TWO, write
from tests.tiny_site import TinySite, article

# Without a mistake in either view: else what is shown depends on what was good before.
GOOD = {
    ONE: [
        article("It is new [@a2020]. See [two](/two/).\n\n## Here"),
        article("It is new [@a2020]. See [two](/two/).\n\n## There"),
        article("It is old.", title="Zebra", topics=["sleep"]),
        article("It is old.", summary="In other words.", topics=["sleep"]),
        article("It is old.", review=None),
        article("Es nuevo.", lang="es", translation_of="two"),
    ],
    TWO: [
        article("## Part\n\nText [@c2020].", topics=["sleep"]),
        article("## Other\n\nText.", topics=["sleep", "mood"]),
        article("## Other\n\nText.", title="A title"),
    ],
    PAGE: [article("About us [home](/).", review=None), article("About [two](/two/).", review=None)],
}
GOOD_EDITS = st.lists(
    st.sampled_from([(name, number) for name, states in GOOD.items() for number in range(len(states))]),
    min_size=1,
    max_size=3,
)
PATHS = [
    *("/one/", "/two/", "/about/", "/es/one/", "/one/clinician/", "/", "/a-z/", "/es/a-z/", "/topics/sleep/"),
    *("/feed.xml", "/sitemap.xml"),
]


def shown(session: Session) -> dict[str, object]:
    found: dict[str, object] = {}
    for path in [*PATHS, *(PUBLISHED + path for path in PATHS)]:
        found[path] = session.answer(path)
        found[f"state of {path}"] = session.state(path)
    return found


def shown_anew(site: TinySite) -> dict[str, object]:
    session = Session(site.sources)
    session.refresh()
    return shown(session)


@given(rounds=st.lists(st.tuples(GOOD_EDITS, st.booleans()), min_size=1, max_size=4), asks=st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_edits_every_page_is_as_in_a_new_preview(rounds, asks):
    """Whether somebody looks at pages between the edits or not, and whether an event is missed or not."""
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(document_groups, "_begins", lambda path: path.endswith("two.md")),
        patch.dict(STATES, GOOD),
    ):
        site = TinySite(Path(folder), {name: states[0] for name, states in GOOD.items()})
        session = Session(site.sources)
        session.refresh()
        for edits, told in rounds:
            if asks:
                shown(session)
            changed = write(site, edits)
            session.refresh(changed if told else ())
        assert shown(session) == shown_anew(site)


@given(rounds=st.lists(EDITS, min_size=1, max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_mistakes_are_mended_every_page_is_as_in_a_new_preview(rounds):
    with tempfile.TemporaryDirectory() as folder:
        site = TinySite(Path(folder), {name: states[0] for name, states in STATES.items() if states[0]})
        session = Session(site.sources)
        session.refresh()
        for edits in rounds:
            session.refresh(write(site, edits))
            session.state("/one/")
        session.refresh(write(site, [(name, 0) for name in STATES]))
        assert session.diagnostics == []
        assert shown(session) == shown_anew(site)


def test_a_look_at_all_files_finds_what_no_event_told_of_and_is_no_round_where_there_is_nothing(
    site, session
):
    path = site.folder / "content/articles/fmt.md"
    rounds = session.rounds
    assert not session.refresh(())
    assert session.rounds == rounds
    site.write("content/articles/fmt.md", article("It is old."))
    site.write("content/articles/new.md", article("It is here."))
    assert session.refresh({site.folder / "content/articles/other.md"})
    assert "It is new" in session.answer("/fmt/").content.decode()
    assert session.refresh(())
    assert "It is old" in session.answer("/fmt/").content.decode()
    assert session.answer("/new/").status == 200
    path.unlink()
    assert session.refresh(())
    assert session.answer("/fmt/").status == 404


def test_only_the_named_file_is_read(site, session, monkeypatch):
    read = []
    original = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: (read.append(path.name), original(path))[1])
    site.write("content/articles/fmt.md", article("It is old."))
    session.refresh({site.folder / "content/articles/fmt.md"})
    assert [name for name in read if name.endswith(".md")] == ["fmt.md"]


@pytest.mark.parametrize("name", ["content/articles", "content/articles/part/fmt.md", "content/people.yaml"])
def test_of_any_other_name_all_is_read(site, session, name):
    site.write("content/articles/part/fmt.md", article("A folder that has just come.", slug="part"))
    session.refresh({site.folder / name})
    assert session.answer("/part/").status == 200


def test_a_preview_begins_with_what_an_earlier_one_has_converted(site, session, monkeypatch):
    page = session.answer("/fmt/")
    monkeypatch.setattr("plainleaf.loading._convert", None)  # whoever calls it fails
    again = Session(site.sources)
    again.refresh()
    assert again.answer("/fmt/") == page


def test_the_day_is_taken_over_also_where_no_file_has_changed(site):
    days = [datetime.date(2026, 1, 15)]
    site.write("content/articles/fmt.md", article("Text.", date="2026-01-16"))
    session = Session(site.sources, lambda: days[-1])
    session.refresh()
    days.append(datetime.date(2026, 1, 16))
    session.refresh({site.folder / "content/articles/other.md"})
    assert session.answer(f"{PUBLISHED}/fmt/").status == 200
