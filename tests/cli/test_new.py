"""The command `new`, from outside: what is printed, which status it ends with, and what is left on the disk."""

import pytest

from tests.cli.command import command, content, process
from tests.imports.word_files import docx, para, picture, png, run


def test_it_asks_for_nothing_and_passes_the_check(clinic):
    result = command(clinic, "new", "What is FMT?")
    assert result.status == 0
    assert result.err == ""
    assert result.out.splitlines() == [
        "content/articles/what-is-fmt.md",
        "next: write where it says 'To do:', then: python build.py check",
    ]
    assert command(clinic, "check").status == 0
    assert command(clinic, "build", "--no-search").status == 0
    assert not (clinic / "_site/what-is-fmt").exists()


def test_what_is_left_to_do_keeps_it_from_review(clinic):
    command(clinic, "new", "What is FMT?")
    result = command(clinic, "review", "submit", "what-is-fmt", "--by", "rivera")
    assert result.status == 1
    assert set(result.codes) == {"unfinished"}
    assert "refused: nothing was written" in result.err


def test_a_finished_one_is_handed_in(clinic):
    command(clinic, "new", "What is FMT?")
    path = clinic / "content/articles/what-is-fmt.md"
    lines = [
        line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith("<!-- To do:")
    ]
    path.write_text("\n".join(lines).replace("To do: ", ""), encoding="utf-8")
    assert command(clinic, "review", "submit", "what-is-fmt", "--by", "rivera").status == 0


def test_twice_is_refused(clinic):
    command(clinic, "new", "What is FMT?")
    before = content(clinic)
    result = command(clinic, "new", "What is FMT?")
    assert result.status == 1
    assert "already: content/articles/what-is-fmt.md" in result.err
    assert "refused: nothing was written" in result.err
    assert content(clinic) == before


def test_a_word_file_with_all_that_goes_wrong(clinic):
    data = docx(
        para("Is it safe?", style="Heading1"),
        para("It is new", run("1,2", "superscript"), "."),
        para(picture("p1")),
        para("References", style="Heading1"),
        para("Doe J. The work a2020. Journal of Tests. 2020.", number=0),
        para("Nobody. Nothing.", number=0),
        pictures={"p1": ("png", png())},
    )
    (clinic / "draft.docx").write_bytes(data)
    result = command(clinic, "new", "Is FMT safe", "--from", "draft.docx")
    assert result.status == 0, result.err
    assert result.out.splitlines()[:2] == [
        "content/images/is-fmt-safe-1.png",
        "content/articles/is-fmt-safe.md",
    ]
    assert "citation keys of 2 references" in result.out
    assert (
        result.err
        == "note: content/images/is-fmt-safe-1.png has no text for people who can't see it: check names its line\n"
    )
    told = ["abbreviation-unexplained", "citation-unknown", "citation-unknown", "image-alt"]
    assert command(clinic, "check").codes == told


def test_notes_stand_on_standard_error_alone(clinic):
    (clinic / "a.txt").write_bytes("Größe [1]".encode("cp1252"))
    result = command(clinic, "new", "A", "--from", "a.txt")
    assert result.status == 0
    assert len(result.out.splitlines()) == 2
    assert [line.partition(" ")[0] for line in result.err.splitlines()] == ["note:", "note:"]


REFUSED = {
    "no title": (["new"], 2, "Missing argument 'TITLE'"),
    "a title without letters": (["new", " ?! "], 2, "no letters"),
    "no such file": (["new", "A", "--from", "x.docx"], 2, "does not exist"),
    "a folder": (["new", "A", "--from", "content"], 2, "is a directory"),
    "an old .doc": (["new", "A", "--from", "a.doc"], 2, "save it as .docx"),
    "no language": (["new", "A", "--lang", "x y"], 2, "no language tag"),
    "a damaged file": (["new", "A", "--from", "bad.docx"], 1, "[import-file]"),
    "an unknown author": (["new", "A", "--author", "rivers"], 1, "did you mean 'rivera'?"),
    "an unknown original": (
        ["new", "A", "--lang", "es", "--translation-of", "fmd"],
        1,
        "did you mean 'fmt'?",
    ),
    "no content": (["new", "A", "--content", "nowhere"], 2, "there is no folder"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused(clinic, what):
    words, status, message = REFUSED[what]
    (clinic / "a.doc").write_bytes(b"x")
    (clinic / "bad.docx").write_bytes(b"x")
    before = content(clinic)
    result = command(clinic, *words)
    assert (result.status, message in result.err) == (status, True), result.err
    assert content(clinic) == before


def test_a_damaged_file_is_a_diagnostic(clinic):
    (clinic / "bad.docx").write_bytes(b"x")
    result = command(clinic, "new", "A", "--from", "bad.docx")
    assert result.lines == ["bad.docx:1:1: error: this is no .docx, or it is damaged [import-file]"]
    assert "    hint: " in result.err


def test_a_folder_that_may_not_be_written(clinic):
    (clinic / "content/images").write_bytes(b"a file")
    (clinic / "a.docx").write_bytes(docx(para("a", picture("p", "x")), pictures={"p": ("png", png())}))
    result = command(clinic, "new", "A", "--from", "a.docx")
    assert result.status == 2
    assert "content/images" in result.err
    assert not (clinic / "content/articles/a.md").exists()


def test_a_title_that_no_terminal_can_write(clinic):
    result = process(
        clinic, "new", b"caf\xe9 \xff".decode("utf-8", errors="surrogateescape"), "--today", "2026-01-15"
    )
    assert result.status == 0
    assert command(clinic, "check").status == 0
