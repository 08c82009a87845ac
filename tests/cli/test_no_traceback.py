"""Folders and files as they should not be: a message, an exit status, and never a traceback or a hang.

`tests.cli.command` looks for tracebacks in every result.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.cli.command import command, process, tree
from tests.tiny_site import ROOT, TinySite, article


def articles(clinic: Path) -> Path:
    return clinic / "content/articles"


def put(clinic: Path, name: str | bytes, data: bytes) -> None:
    with open(os.path.join(os.fsencode(clinic), os.fsencode(name)), "wb") as file:
        file.write(data)


def swap_for_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def swap_for_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


# What is done to the clinic's folder, the exit status, and codes that must be told
ODD = {
    "no articles": (lambda c: shutil.rmtree(articles(c)), 0, []),
    "an empty content folder": (lambda c: (shutil.rmtree(c / "content"), (c / "content").mkdir()), 0, []),
    "a folder named like an article": (lambda c: (articles(c) / "x.md").mkdir(), 0, []),
    "a link to itself": (lambda c: (articles(c) / "x.md").symlink_to("x.md"), 1, ["encoding"]),
    "a link to nothing": (lambda c: (articles(c) / "x.md").symlink_to("nowhere.md"), 1, ["encoding"]),
    "a link to the folder above": (lambda c: (articles(c) / "x").symlink_to(".."), 0, []),
    "a pipe for an article": (lambda c: os.mkfifo(articles(c) / "x.md"), 1, ["encoding"]),
    "a pipe for a picture": (lambda c: ((c / "content/images").mkdir(), os.mkfifo(c / "content/images/x.png")), 0, []),
    "a folder for the settings": (lambda c: swap_for_folder(c / "content/site.yaml"), 1, ["encoding"]),
    "a pipe for the people": (lambda c: swap_for_pipe(c / "content/people.yaml"), 1, ["encoding"]),
    "a file for the articles": (lambda c: (shutil.rmtree(articles(c)), articles(c).write_text("x")), 2, []),
    "an empty file": (lambda c: put(c, "content/articles/x.md", b""), 1, ["front-matter-missing"]),
    "UTF-16": (lambda c: put(c, "content/articles/x.md", article("x").encode("utf-16")), 1, ["encoding"]),
    "Latin-1": (lambda c: put(c, "content/articles/x.md", article("é").encode("latin-1")), 1, ["encoding"]),
    "a picture named like an article": (
        lambda c: put(c, "content/articles/x.md", b"\x89PNG\r\n\x1a\n\x00\x00" + bytes(range(256)) * 9), 1, ["encoding"]
    ),
    "NUL in a text": (lambda c: put(c, "content/articles/x.md", article("a\x00b").encode()), 1, ["encoding"]),
    "settings of bytes": (lambda c: put(c, "content/site.yaml", bytes(range(256))), 1, ["encoding"]),
    "people of bytes": (lambda c: put(c, "content/people.yaml", bytes(range(256))), 1, ["encoding"]),
    "a bibliography of bytes": (lambda c: put(c, "references.bib", bytes(range(256)) * 9), 1, ["encoding"]),
    "broken settings": (lambda c: put(c, "content/site.yaml", b"name: [a\n\tb: {"), 1, ["front-matter-syntax"]),
    "broken people": (lambda c: put(c, "content/people.yaml", b"rivera: {name: A\n"), 1, ["front-matter-syntax"]),
    "a broken bibliography": (lambda c: put(c, "references.bib", b"@article{a2020, title = {T\n"), 1, ["bib-syntax"]),
    "a language that is none": (lambda c: put(c, "content/site.yaml", b"language: x y\n"), 1, ["front-matter-field"]),
    "a name that is no text": (lambda c: put(c, b"content/articles/caf\xe9.md", b"x"), 1, ["front-matter-missing"]),
    "a name with a line end": (lambda c: put(c, "content/articles/a\nb.md", b"x"), 1, ["front-matter-missing"]),
    "a very long name": (lambda c: put(c, f"content/articles/{'x' * 240}.md", article("x").encode()), 1, ["slug-unsafe"]),
    "an empty bibliography": (lambda c: put(c, "references.bib", b""), 1, ["citation-unknown"]),
    "no bibliography": (lambda c: (c / "references.bib").unlink(), 1, ["citation-unknown"]),
    "nested YAML": (lambda c: put(c, "content/articles/x.md", b"---\ntitle: " + b"[" * 99_999 + b"\n---\n"), 1, ["front-matter-syntax"]),
    "nested quotes": (lambda c: put(c, "content/articles/x.md", article("> " * 2_000 + "x").encode()), 0, []),
    "templates that are none": (lambda c: (c / "templates").mkdir(), 1, ["template"]),
}  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ("build",),
        ("check",),
        ("check", "--format", "json"),
        ("review", "list"),
        ("review", "diff", "fmt"),
        ("review", "packet", "fmt"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("what", ODD)
def test_odd_folders(clinic, what, words):
    change, status, codes = ODD[what]
    change(clinic)
    result = command(clinic, *words)
    if words[0] == "review":
        # The article itself may be gone, or stand where no step is allowed.
        assert result.status in (0, status, *((1, 2) if words[1] != "list" else ()))
    else:
        assert result.status == status, result.err
        found = [row["code"] for row in result.rows] if "json" in words and status != 2 else result.codes
        assert set(codes) <= set(found)
    if words == ("build",) and status:
        assert not (clinic / "_site").exists()


def swap_for_circle(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(path.name)


@pytest.mark.parametrize(
    ("name", "words", "status", "said"),
    [
        ("_site", ("build", "--no-search", "--output", "_site"), 2, "leads in a circle"),
        ("_site", ("check",), 0, ""),
        ("_site", ("audit", "_site"), 2, "_site"),
        ("references.bib", ("build", "--no-search"), 1, "references.bib:1:1: error"),
        ("references.bib", ("check",), 1, "references.bib:1:1: error"),
        ("references.bib", ("cite", "list"), 0, "(unknown)"),
        ("x.md", ("cite", "list", "x.md"), 2, "x.md"),
        ("content/people.yaml", ("check",), 1, "content/people.yaml:1:1: error"),
    ],
)
def test_links_in_a_circle(clinic, name, words, status, said):
    swap_for_circle(clinic / name)
    result = command(clinic, *words)
    assert (result.status, said in result.err + result.out) == (status, True), result


@pytest.mark.parametrize("what", ["a name that is no text", "a link to itself"])
def test_odd_folders_in_a_process_of_its_own(clinic, what):
    change, status, codes = ODD[what]
    change(clinic)
    result = process(clinic, "--today", "2026-01-15")
    assert result.status == status
    assert set(codes) <= set(result.codes)


def test_a_folder_without_content_uses_that_of_the_program(tmp_path):
    result = command(tmp_path, "check", day="2026-11-22")
    assert result.status in (0, 1)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def nobody():
    """A clinic's folder, in which root becomes somebody who needs rights; tests then run as that user."""
    if os.geteuid() != 0:
        pytest.skip("only root can become nobody")
    with tempfile.TemporaryDirectory() as folder:
        site = TinySite(
            Path(folder), {"content/articles/fmt.md": article("Text"), "content/images/a.svg": "<svg/>"}
        )
        command(site.folder)
        for path in (site.folder, *site.folder.rglob("*")):
            os.chown(path, 65534, 65534)
        os.seteuid(65534)
        try:
            yield site.folder
        finally:
            os.seteuid(0)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("content/articles/fmt.md", 1), ("content/site.yaml", 1), ("content/people.yaml", 1), ("references.bib", 1),
        ("content/articles", 2), ("content", 2), ("content/images", 2), ("content/images/a.svg", 2),
    ],
)  # fmt: skip
def test_rights_that_are_missing(nobody, name, status):
    before = tree(nobody / "_site")
    (nobody / name).chmod(0)
    result = command(nobody)
    (nobody / name).chmod(0o755)
    assert result.status == status
    assert Path(name).name in result.err
    assert tree(nobody / "_site") == before


def test_an_output_that_may_not_be_written(nobody):
    nobody.chmod(0o555)
    result = command(nobody)
    assert result.status == 2
    assert "Permission denied" in result.err


def test_an_article_that_may_not_be_written(nobody):
    nobody.joinpath("content/articles").chmod(0o555)
    result = command(nobody, "review", "start", "fmt", "--by", "okafor")
    assert result.status == 2
    assert "Permission denied" in result.err


def test_a_fault_of_our_own_keeps_its_traceback_in_a_file(clinic, monkeypatch, tmp_path, capsys):
    from plainleaf import pipeline
    from plainleaf.cli.main import run

    def fail(*_, **__):
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(pipeline, "build", fail)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(clinic)
    assert run(["build"], ROOT) == 2
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert "Plainleaf itself is at fault" in err
    [report] = tmp_path.glob("plainleaf-*.txt")
    assert str(report) in err
    assert "a bug" in report.read_text()


def test_a_pipe_that_is_closed_early_is_no_fault(clinic):
    for number in range(300):
        (articles(clinic) / f"a{number}.md").write_text(article("x", title="T" * 300))
    words = [sys.executable, str(ROOT / "build.py"), "review", "list"]
    with subprocess.Popen(words, cwd=clinic, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""


def test_ctrl_c_says_so(clinic, monkeypatch, capsys):
    from plainleaf import pipeline
    from plainleaf.cli.main import run

    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "build", stop)
    monkeypatch.chdir(clinic)
    assert run(["build"], ROOT) == 130
    assert "stopped" in capsys.readouterr().err
