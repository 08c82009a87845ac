"""The content folder as disks have it: odd files, links, and what is not there."""

import contextlib
import os
from pathlib import Path

import pytest

from plainleaf.model.settings import Settings
from plainleaf.read.project_files import files_below, read_content, read_text, shown_path

FRONT = "---\ntitle: T\nsummary: S\ndate: 2025-11-08\nauthors: [a]\n---\n"


@pytest.fixture
def content(tmp_path: Path):
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/articles/fmt.md").write_text(FRONT)
    with contextlib.chdir(tmp_path):
        yield Path("content")


def names(content: Path) -> tuple[list[str], list[str]]:
    """The documents of a content folder, and the faults, each as `path: code`."""
    files, diagnostics = read_content(content)
    return [d.content_path for d in files.documents], [f"{d.path}:{d.line}: {d.code}" for d in diagnostics]


def test_articles_lie_in_folders_of_any_depth_and_pages_in_one(content):
    for name in (
        "articles/a/b/c.md",
        "articles/B.MD",
        "pages/about.md",
        "pages/sub/x.md",
        "other/x.md",
        "x.md",
    ):
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(FRONT)
    documents, faults = names(content)
    assert documents == ["articles/B.MD", "articles/a/b/c.md", "articles/fmt.md", "pages/about.md"]
    assert faults == []


def test_editors_copies_hidden_files_and_other_files_are_no_articles(content):
    for name in (
        ".x.md",
        "~x.md",
        "#x.md#",
        "#x.md",
        "x.md~",
        "x.txt",
        "x.markdown",
        ".git/x.md",
        ".DS_Store",
    ):
        (content / "articles" / name).parent.mkdir(exist_ok=True)
        (content / "articles" / name).write_text("nothing")
    assert names(content) == (["articles/fmt.md"], [])


def test_nothing_has_defaults(tmp_path):
    files, diagnostics = read_content(tmp_path)
    assert (files.settings, files.people, files.documents, files.pictures) == (Settings(), {}, (), {})
    assert diagnostics == []


def test_a_folder_that_is_named_like_an_article_is_a_folder(content):
    (content / "articles/x.md").mkdir()
    (content / "articles/x.md/y.md").write_text(FRONT)
    assert names(content) == (["articles/fmt.md", "articles/x.md/y.md"], [])


def test_links_in_a_circle_are_not_followed(content):
    (content / "articles/loop").symlink_to("..")
    assert names(content) == (["articles/fmt.md"], [])


@pytest.mark.parametrize("target", ["x.md", "nowhere.md"])
def test_a_link_that_leads_nowhere_is_one_fault(content, target):
    (content / "articles/x.md").symlink_to(target)
    assert names(content)[1] == ["content/articles/x.md:1: encoding"]


def test_a_linked_article_is_shown_by_its_own_name(content, tmp_path):
    (tmp_path / "elsewhere.md").write_text("x")
    (content / "articles/linked.md").symlink_to(tmp_path / "elsewhere.md")
    assert names(content)[1] == ["content/articles/linked.md:1: front-matter-missing"]


def test_a_picture_that_leads_out_of_the_content_is_refused_and_one_inside_is_shown(content, tmp_path):
    (tmp_path / "secret").write_text("x")
    (content / "images").mkdir()
    (content / "images/a.png").write_bytes(b"x")
    (content / "images/b.png").symlink_to("a.png")
    (content / "images/c.png").symlink_to(tmp_path / "secret")
    assert names(content)[1] == ["content/images:1: image-unsafe"]
    assert set(read_content(content)[0].pictures) == {"images/a.png", "images/b.png"}


@pytest.mark.parametrize("name", ["articles/x.md", "site.yaml", "people.yaml"])
def test_a_pipe_does_not_hang(content, name):
    os.mkfifo(content / name)
    assert names(content)[1] == [f"content/{name}:1: encoding"]


@pytest.mark.parametrize("name", ["site.yaml", "people.yaml", "glossary.yaml"])
def test_a_folder_in_place_of_the_settings_is_a_fault(content, name):
    (content / name).mkdir()
    assert names(content)[1] == [f"content/{name}:1: encoding"]


def test_a_file_without_a_text_is_one_fault(content):
    (content / "articles/x.md").write_bytes(FRONT.encode("utf-16"))
    documents, faults = names(content)
    assert faults == ["content/articles/x.md:1: encoding"]
    assert "articles/x.md" in documents


def test_a_name_that_is_no_text_is_no_fault_of_ours(content):
    with open(os.fsencode(content) + b"/articles/caf\xe9.md", "w") as file:
        file.write("nothing")
    files, diagnostics = read_content(content)
    assert [d.code for d in diagnostics] == ["front-matter-missing"]
    assert files.documents[0].front.slug == "caf?"


def test_a_file_in_place_of_the_articles_is_no_empty_site(content):
    (content / "articles/fmt.md").unlink()
    (content / "articles").rmdir()
    (content / "articles").write_text("x")
    with pytest.raises(NotADirectoryError):
        read_content(content)


def test_a_folder_that_cannot_be_read_is_no_empty_site(content, monkeypatch):
    real = os.scandir

    def scandir(path):
        if str(path).endswith("articles"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(PermissionError):
        read_content(content)


def test_a_file_that_cannot_be_read_is_told(content, monkeypatch):
    def read_bytes(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    text, faults = read_text(content / "articles/fmt.md")
    assert text == ""
    assert [(d.path, d.code) for d in faults] == [("content/articles/fmt.md", "encoding")]
    assert "Permission denied" in faults[0].message


def test_pictures_are_found_with_their_digest(content):
    (content / "images/sub").mkdir(parents=True)
    for name in ("images/a.svg", "images/sub/B.PNG", "images/notes.txt", "images/.hidden.png"):
        (content / name).write_bytes(b"x")
    pictures = read_content(content)[0].pictures
    assert sorted(pictures) == ["images/a.svg", "images/sub/B.PNG"]
    assert len(pictures["images/a.svg"][1]) == 64


def test_the_order_of_files_does_not_depend_on_the_disk(content):
    for name in ("b", "a/z", "a-", "a", "ä"):
        path = content / "articles" / (name + "/x.md" if name == "a" else name + ".md")
        path.parent.mkdir(exist_ok=True)
        path.write_text(FRONT)
    found = [path.relative_to(content).as_posix() for path in files_below(content)]
    assert found == sorted(found)


@pytest.mark.parametrize("path", ["content/x.md", "./content/x.md", "content/../content/x.md"])
def test_a_path_is_shown_from_the_working_folder(content, path):
    assert shown_path(Path(path)) == "content/x.md"
    assert shown_path(Path.cwd() / path) == "content/x.md"


def test_a_path_elsewhere_is_shown_as_it_was_given(content):
    assert shown_path(Path("/elsewhere/x.md")) == "/elsewhere/x.md"
    assert shown_path(Path("../x.md")) == "../x.md"
