"""What a preview shows, without any server: the built site, and while something is broken its last good state."""

import datetime
import shutil
from pathlib import Path

import pytest

from plainleaf.pipeline import build
from plainleaf.preview.session import PUBLISHED, Session
from plainleaf.read.sources import Sources
from tests.tiny_site import ROOT, article

FMT = "content/articles/fmt.md"
SHIPPED = Sources(ROOT / "content", ROOT / "references.bib", ROOT / "templates", datetime.date(2026, 11, 24))


def html(session: Session, path: str) -> str:
    answer = session.answer(path)
    assert answer.status == 200, path
    return answer.content.decode()


def files_of(output: Path) -> dict[str, bytes]:
    found = {}
    for path in output.rglob("*"):
        name = path.relative_to(output).as_posix()
        # What was published is listed where it is published.
        if path.is_file() and name not in (".plainleaf-site", "integrity.json"):
            found["/" + name.removesuffix("index.html") if name.endswith("index.html") else "/" + name] = (
                path.read_bytes()
            )
    return found


def every_file_is_the_same(sources: Sources, output: Path) -> None:
    """Compare both views with the sites that a build makes; the published one lives below a path of its own."""
    session = Session(sources)
    session.refresh()
    for drafts, mount in ((True, ""), (False, PUBLISHED)):
        assert build(sources, output, drafts=drafts).published
        for address, content in files_of(output).items():
            answer = session.answer(mount + address)
            shown = answer.content.replace(PUBLISHED.encode() + b"/", b"/")
            assert (answer.status, shown) == (200, content), mount + address


def test_every_address_of_the_shipped_site_is_as_it_is_built(tmp_path):
    every_file_is_the_same(SHIPPED, tmp_path / "_site")


def test_every_address_is_as_it_is_built_also_with_photos_and_languages(site, tmp_path):
    from PIL import Image

    (tmp_path / "content/images").mkdir(exist_ok=True)
    Image.effect_noise((900, 600), 60).convert("RGB").save(tmp_path / "content/images/room.jpg")
    site.write(FMT, article("![The room](images/room.jpg) ![A leaf](images/leaf.svg) [a](/images/leaf.svg)"))
    site.write("content/articles/dos.md", article("Texto.", lang="es", translation_of="fmt", title="Dos"))
    every_file_is_the_same(site.sources, tmp_path / "_site")


def test_a_site_below_a_path_is_shown_at_the_root(site):
    session = Session(site.sources._replace(base_url="https://clinic.example/leaflets/"))
    session.refresh()
    page = html(session, "/fmt/")
    assert 'href="/fmt/"' in html(session, "/a-z/")
    assert 'rel="canonical" href="https://clinic.example/leaflets/fmt/"' in page


def test_a_saved_change_is_shown(site, session):
    before = session.state("/fmt/")
    site.write(FMT, article("It is old [@b2020]."))
    session.refresh({site.folder / FMT})
    assert "It is old" in html(session, "/fmt/")
    assert session.state("/fmt/").digest != before.digest
    assert session.state("/fmt/").file == FMT


def test_a_page_that_nothing_has_changed_on_keeps_its_digest(site, session):
    before = session.state("/other/").digest
    site.write(FMT, article("It is old."))
    session.refresh({site.folder / FMT})
    assert session.state("/other/").digest == before


def test_drafts_are_in_one_view_alone(session):
    assert 'data-review-status="draft"' in html(session, "/secret/")
    assert session.answer(f"{PUBLISHED}/secret/").status == 404
    assert "secret" not in html(session, f"{PUBLISHED}/a-z/")
    assert session.state("/secret/").other == ""
    assert session.state("/fmt/").other == f"{PUBLISHED}/fmt/"
    assert session.state(f"{PUBLISHED}/fmt/").other == "/fmt/"


def test_links_stay_inside_the_published_view(session):
    assert f'href="{PUBLISHED}/fmt/"' in html(session, f"{PUBLISHED}/other/")
    assert 'href="/fmt/"' not in html(session, f"{PUBLISHED}/other/")


def test_a_link_to_a_draft_is_a_mistake_of_the_published_view_alone(site, session):
    site.write(FMT, article("See [it](/secret/)."))
    session.refresh()
    assert session.state("/fmt/").errors == 0
    assert [note.code for note in session.state(f"{PUBLISHED}/fmt/").notes] == ["link-broken"]


def test_the_last_good_page_stays_under_a_mistake(site, session):
    assert "It is new" in html(session, "/fmt/")
    site.write(FMT, article("It is broken [@nobody2020]."))
    session.refresh()
    state = session.state("/fmt/")
    assert "It is new" in html(session, "/fmt/")
    assert (state.errors, state.notes[0].code, state.notes[0].here) == (1, "citation-unknown", True)
    marked = next(row for row in state.notes[0].excerpt.lines if row.number == state.notes[0].line)
    assert marked.text[state.notes[0].excerpt.mark :].startswith("@nobody2020")
    site.write(FMT, article("It is mended."))
    session.refresh()
    assert session.state("/fmt/").errors == 0
    assert "It is mended" in html(session, "/fmt/")


def test_a_mistake_in_one_text_keeps_no_other_from_being_shown(site, session):
    site.write(FMT, article("It is broken [@nobody2020]."))
    session.refresh()
    site.write("content/articles/other.md", article("Now see [FMT](/fmt/), which is changed."))
    session.refresh()
    assert "which is changed" in html(session, "/other/")
    assert "It is new" in html(session, "/fmt/")


def test_texts_that_were_never_good_are_left_out_with_what_needs_them(site):
    site.write(FMT, article("It is broken [@nobody2020]."))
    session = Session(site.sources)
    session.refresh()
    assert session.answer("/fmt/").status == 404
    assert session.answer("/secret/").status == 200
    assert session.state("/fmt/").errors == 1


def test_while_the_settings_are_broken_the_last_good_site_stays(site, session):
    site.write("content/site.yaml", "name: [broken")
    session.refresh()
    assert "It is new" in html(session, "/fmt/")
    assert session.state("/fmt/").errors > 0


def test_a_site_that_was_never_good_has_no_page_yet(site):
    site.write("content/site.yaml", "name: [broken")
    session = Session(site.sources)
    session.refresh()
    answer = session.answer("/fmt/")
    assert (answer.status, answer.content) == (404, b"")
    assert (session.state("/fmt/").digest, session.state("/fmt/").notes[0].path) == ("", "content/site.yaml")


def test_a_vanished_folder_is_told_and_comes_back(site, session):
    html(session, "/fmt/")
    shutil.move(site.folder / "content", site.folder / "away")
    session.refresh()
    assert [note.path for note in session.state("/fmt/").notes] == ["content"]
    assert "It is new" in html(session, "/fmt/")
    shutil.move(site.folder / "away", site.folder / "content")
    session.refresh()
    assert session.state("/fmt/").errors == 0


@pytest.fixture
def templates(site, tmp_path) -> Path:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    return tmp_path / "templates"


def test_a_broken_template_is_told_and_the_page_stays(site, templates):
    session = Session(site.sources._replace(templates=templates))
    session.refresh()
    before = html(session, "/fmt/")
    layout = templates / "layouts/article.html"
    good = layout.read_text()
    for broken in (good + "{% if %}", good.replace("{{ article.title }}", "{{ article.titel }}")):
        layout.write_text(broken)
        session.refresh({layout})
        assert html(session, "/fmt/") == before
        assert session.state("/fmt/").notes[0].path == "templates/layouts/article.html"
    layout.write_text(good)
    session.refresh({layout})
    assert session.state("/fmt/").errors == 0


def test_of_a_changed_style_the_page_keeps_its_digest(site, templates):
    session = Session(site.sources._replace(templates=templates))
    session.refresh()
    before = session.state("/fmt/")
    (templates / "assets/base.css").write_text("@layer base { h1 { color: red; } }")
    session.refresh({templates / "assets/base.css"})
    after = session.state("/fmt/")
    assert after.digest == before.digest
    assert after.styles[0] != before.styles[0]
    assert "red" in session.answer(after.styles[0]).content.decode()


def test_at_midnight_the_status_follows_the_day(site):
    days = [datetime.date(2026, 1, 15)]
    site.write(FMT, article("Text.", date="2026-01-16"))
    session = Session(site.sources, lambda: days[-1])
    session.refresh()
    assert session.answer(f"{PUBLISHED}/fmt/").status == 404
    assert not session.is_new_day()
    days.append(datetime.date(2026, 1, 16))
    assert session.is_new_day()
    session.refresh()
    assert session.answer(f"{PUBLISHED}/fmt/").status == 200


def test_findings_are_those_of_the_edition_that_is_open(site):
    text = "Studies have found that gut bacteria differ in {} with depression."
    site.write(FMT, article(f"{text.format('people')}\n\n::: audience clinician\n{text.format('mice')}\n:::"))
    session = Session(site.sources)
    session.refresh()

    def claims(path):
        return [row.quote for row in session.findings(path) if row.code == "claim-uncited"]

    assert claims("/fmt/") == [text.format("people")]
    assert claims("/fmt/clinician/") == [text.format("people"), text.format("mice")]
    assert session.findings("/nowhere/") == []
    assert claims("/other/") == []


def test_advice_on_the_open_page_is_counted_and_told_with_its_place(site):
    site.write(FMT, article("Studies have found that gut bacteria differ in people with depression."))
    session = Session(site.sources)
    session.refresh()
    state = session.state("/fmt/")
    assert "claim-uncited" in [note.code for note in state.notes if note.here]
    assert state.warnings_here >= 1
    assert "claim-uncited" not in [note.code for note in session.state("/").notes]


def test_the_board_is_made_in_parts_and_forgets_what_is_gone(site):
    session = Session(site.sources)
    session.refresh()
    part = 0
    while session.look_ahead(part):
        part += 1
    answer = session.board("/_board/")
    assert answer.status == 200
    assert b"content/articles/fmt.md" in answer.content
    assert session.board("/_board/nowhere").status == 404
    (site.folder / FMT).unlink()
    session.refresh()
    assert b"content/articles/fmt.md" not in session.board("/_board/").content


ODD = [
    "/content/articles/fmt.md",
    "/../references.bib",
    "/..%2freferences.bib",
    "/.git/config",
    "/_preview",
    "//etc/passwd",
    "/fmt/index.html",
    "/images/leaf.svg",
    "/\x00",
    "/fmt/\\..\\",
    "",
]


@pytest.mark.parametrize("path", ODD)
def test_nothing_but_the_pages_of_the_site_has_an_address(session, path):
    for mount in ("", PUBLISHED):
        assert session.answer(mount + path).status in (404, 307)


def test_after_a_thousand_edits_memory_holds_no_more_than_after_fifty(site, session):
    kept = {}
    for number in range(1_000):
        site.write(FMT, article(f"Edit {number} [@{'ab'[number % 2]}2020]."))
        session.refresh({site.folder / FMT})
        if number % 10 == 0:
            session.state("/fmt/")
            session.state(f"{PUBLISHED}/other/")
        kept[number] = session.remembered
    assert kept[999] <= kept[50] + 1
