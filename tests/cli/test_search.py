"""`build` makes a search index unless told not to, and says on standard error why there is none."""

from pathlib import Path

from tests.cli.command import command, process
from tests.tiny_site import article


def failing(folder: Path) -> Path:
    path = folder / "fake-pagefind"
    path.write_text(
        "#!/bin/sh\necho words on standard output\necho 'out of luck' >&2\nexit 3\n", encoding="utf-8"
    )
    path.chmod(0o755)
    return path


def test_build_makes_an_index_and_prints_what_it_printed_without(clinic: Path):
    without = process(clinic, "build", "--no-search", "--today", "2026-01-15")
    assert without.status == 0
    assert not (clinic / "_site/pagefind").exists()
    result = process(clinic, "build", "--today", "2026-01-15")
    assert result.status == 0
    assert result.err == ""
    assert (clinic / "_site/pagefind/pagefind.js").is_file()
    lines = [line for line in result.out.splitlines() if "new or changed" not in line]
    assert lines == [line for line in without.out.splitlines() if "new or changed" not in line]


def test_an_index_goes_away_with_no_search(clinic: Path):
    assert command(clinic, "build").status == 0
    assert (clinic / "_site/pagefind").is_dir()
    assert command(clinic, "build", "--no-search").status == 0
    assert not (clinic / "_site/pagefind").exists()


def test_a_pagefind_that_fails_is_one_line_of_warning(clinic: Path, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(failing(tmp_path)))
    result = process(clinic, "build", "--today", "2026-01-15")
    assert result.status == 0
    assert result.err == (
        "warning: no search index, the search page is a list: Pagefind ended with status 3: out of luck\n"
    )
    assert "words on standard output" not in result.out
    assert "/fmt/" in (clinic / "_site/search/index.html").read_text(encoding="utf-8")
    quiet = process(clinic, "build", "--no-search", "--today", "2026-01-15")
    assert (quiet.status, quiet.err) == (0, "")


def test_strict_wants_the_index(clinic: Path, tmp_path: Path, monkeypatch):
    assert command(clinic, "build", "--strict").status == 0
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(failing(tmp_path)))
    (clinic / "content/articles/fmt.md").write_text(article("Changed words."), encoding="utf-8")
    result = command(clinic, "build", "--strict")
    assert result.status == 1
    assert result.err.endswith("no search index: nothing was published\n")
    assert "Changed words" not in (clinic / "_site/fmt/index.html").read_text(encoding="utf-8")
    assert command(clinic, "build", "--strict", "--no-search").status == 0


def test_check_asks_no_pagefind(clinic: Path, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(failing(tmp_path)))
    result = command(clinic, "check", "--strict")
    assert (result.status, result.lines) == (0, [])
