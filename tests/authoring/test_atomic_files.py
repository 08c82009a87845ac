"""A file is put in its place whole, or not at all."""

import os
from pathlib import Path

import pytest

from plainleaf.authoring.atomic_files import replace_file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "fmt.md"
    path.write_bytes(b"old")
    return path


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_permissions_are_kept_and_nothing_is_left_beside(path, mode):
    path.chmod(mode)
    replace_file(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o7777) == (b"new", mode)
    assert os.listdir(path.parent) == ["fmt.md"]


def test_a_new_file_has_the_permissions_of_any_new_file(path):
    (path.parent / "touched").touch()
    replace_file(path.parent / "new", b"new")
    assert (path.parent / "new").read_bytes() == b"new"
    assert (path.parent / "new").stat().st_mode == (path.parent / "touched").stat().st_mode


def test_a_link_stays_a_link(path):
    link = path.parent / "link.md"
    link.symlink_to("fmt.md")
    replace_file(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("name", ["fmt.md", "new.md"])
@pytest.mark.parametrize("where", ["replace", "fsync", "chmod"])
def test_a_fault_on_the_way_leaves_everything_as_it_was(path, monkeypatch, where, name):
    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, where, fail)
    with pytest.raises(OSError, match="No space left"):
        replace_file(path.parent / name, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(path.parent) == ["fmt.md"]
