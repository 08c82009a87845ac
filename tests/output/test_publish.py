"""The site is put in place in one step, and whatever goes wrong before leaves the old one whole."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from plainleaf.output import exchange
from plainleaf.output.publish import MARKER, PublishFault, Stage, check_place
from tests.cli.command import command, tree
from tests.tiny_site import ROOT, TinySite, article

OLD = {"index.html": b"old home", "fmt/index.html": b"fmt", "gone/index.html": b"gone", "same.css": b"same"}
NEW = {
    "index.html": b"new home",
    "fmt/index.html": b"fmt",
    "new/deep/index.html": b"new",
    "same.css": b"same",
}


def put(output: Path, files: dict[str, bytes]) -> Stage:
    """Publish a site of these files."""
    with Stage(output) as stage:
        for name, content in files.items():
            stage.write(name, content)
        stage.swap()
    return stage


def files(output: Path) -> dict[str, bytes]:
    """The files of a published site."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and path.name != MARKER
    }


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A published site."""
    put(tmp_path / "_site", OLD)
    return tmp_path / "_site"


def beside(output: Path) -> list[str]:
    return sorted(path.name for path in output.parent.iterdir())


# In place


@pytest.mark.parametrize("name", ["_site", "new/nested/_site", "a b", "ünï", ".hidden"])
def test_a_first_site(tmp_path, name):
    stage = put(tmp_path / name, OLD)
    assert files(tmp_path / name) == OLD
    assert (stage.files, stage.changed) == (4, 4)
    assert beside(tmp_path / name) == [Path(name).name]


def test_a_new_site_takes_the_place_of_the_old_one(output):
    stage = put(output, NEW)
    assert files(output) == NEW
    assert (stage.files, stage.changed) == (4, 2)
    assert beside(output) == ["_site"]
    assert not (output / "gone").exists()


def test_the_same_files_stay_the_same_files(output):
    before = {name: (output / name).stat() for name in OLD}
    put(output, NEW)
    for name in ("fmt/index.html", "same.css"):
        after = (output / name).stat()
        assert (after.st_ino, after.st_mtime_ns) == (before[name].st_ino, before[name].st_mtime_ns)
    assert (output / "index.html").stat().st_ino != before["index.html"].st_ino


def test_a_file_that_somebody_changed_in_the_site_is_made_anew(output):
    (output / "same.css").write_bytes(b"evil")
    put(output, OLD)
    assert files(output) == OLD


def test_a_file_may_become_a_folder_and_a_folder_a_file(output):
    changed = {"index.html/index.html": b"x", "fmt": b"y"}
    put(output, changed)
    assert files(output) == changed


def test_an_empty_folder_may_be_taken(tmp_path):
    (tmp_path / "_site").mkdir()
    put(tmp_path / "_site", NEW)
    assert files(tmp_path / "_site") == NEW


def test_everybody_may_read_it(output):
    assert output.stat().st_mode & 0o777 == 0o755


def test_two_builds_at_once_do_not_mix(output):
    with Stage(output) as one, Stage(output) as two:
        one.write("index.html", b"one")
        two.write("index.html", b"two")
        one.write("a.html", b"one")
        two.write("b.html", b"two")
        one.swap()
        assert files(output) == {"index.html": b"one", "a.html": b"one"}
        two.swap()
        assert files(output) == {"index.html": b"two", "b.html": b"two"}
    assert beside(output) == ["_site"]


def test_a_reader_meets_the_old_site_or_the_new_one(output):
    sites = [{"index.html": word * 1000, "fmt/index.html": word * 1000} for word in (b"a", b"b")]
    put(output, sites[0])
    seen: list[bytes] = []
    faults: list[OSError] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                seen.append((output / "index.html").read_bytes())
            except OSError as fault:
                faults.append(fault)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(60):
        put(output, sites[number % 2])
    stop.set()
    reader.join()
    assert faults == []
    assert seen
    assert set(seen) <= {site["index.html"] for site in sites}


# Not in place


@pytest.mark.parametrize("fault", [ValueError, OSError, KeyboardInterrupt, SystemExit])
def test_whatever_goes_wrong_before_leaves_the_old_site_and_nothing_beside_it(output, fault):
    before, inode = tree(output), output.stat().st_ino

    def build() -> None:
        with Stage(output) as stage:
            stage.write("index.html", b"half")
            raise fault

    with pytest.raises(fault):
        build()
    assert tree(output) == before
    assert output.stat().st_ino == inode
    assert beside(output) == ["_site"]


def test_a_stage_that_is_not_swapped_leaves_nothing(output, tmp_path):
    before = tree(output)
    with Stage(output) as stage:
        stage.write("index.html", b"new")
    assert tree(output) == before
    with Stage(tmp_path / "other") as stage:
        stage.write("index.html", b"new")
    assert beside(output) == ["_site"]


def test_a_full_disk_leaves_the_old_site(output, monkeypatch):
    before = tree(output)

    real = Path.open

    def full(path, mode="r", *more, **rest):
        if "x" in mode:
            raise OSError(28, "No space left on device")
        return real(path, mode, *more, **rest)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(OSError, match="No space left"):
        put(output, NEW)
    assert tree(output) == before
    assert beside(output) == ["_site"]


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from plainleaf.output.publish import Stage
with Stage(Path(sys.argv[2])) as stage:
    stage.write("index.html", b"half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_leaves_the_old_site_and_the_next_build_works(output):
    before = tree(output)
    done = subprocess.run([sys.executable, "-c", KILLED, str(ROOT), str(output)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert tree(output) == before
    put(output, NEW)
    assert files(output) == NEW


@pytest.fixture
def no_exchange(monkeypatch):
    """A system without RENAME_EXCHANGE."""
    monkeypatch.setattr(exchange, "_rename_exchange", lambda *_: False)


def test_without_an_exchange_of_folders(output, no_exchange):
    put(output, NEW)
    assert files(output) == NEW
    assert beside(output) == ["_site"]


def test_without_an_exchange_a_fault_brings_the_old_site_back(output, no_exchange, monkeypatch):
    before = tree(output)
    real = os.rename

    def rename(source, target):
        if str(source).endswith(".new"):
            raise OSError(5, "Input/output error")
        real(source, target)

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(OSError, match="Input/output"):
        put(output, NEW)
    assert tree(output) == before
    assert beside(output) == ["_site"]


def test_without_hard_links_files_are_copied(output, monkeypatch):
    def link(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", link)
    put(output, NEW)
    assert files(output) == NEW


# The place


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    for name in ("content/articles", "templates", "empty", "foreign", "site"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "references.bib").write_text("")
    (tmp_path / "foreign/diary.txt").write_text("mine")
    put(tmp_path / "site", OLD)
    return tmp_path


@pytest.mark.parametrize(
    "name", ["_site", "empty", "site", "new/nested", "site/inner", "content-site", "templates2"]
)
def test_places_for_a_site(clinic, name):
    sources = (clinic / "content", clinic / "templates", clinic / "references.bib")
    assert check_place(clinic / name, sources) is None


@pytest.mark.parametrize(
    "name",
    ["content", "content/articles", "content/new", "content/articles/../new", ".", "..", "/", "templates/x", "references.bib",
     "foreign", "foreign/diary.txt"],
)  # fmt: skip
def test_places_that_are_refused(clinic, name):
    sources = (clinic / "content", clinic / "templates", clinic / "references.bib")
    with pytest.raises(PublishFault, match="choose another --output"):
        check_place(clinic / name, sources)


@pytest.mark.parametrize("target", ["content", "foreign", "."])
def test_a_link_is_judged_by_where_it_leads(clinic, target):
    (clinic / "link").symlink_to(target)
    with pytest.raises(PublishFault):
        check_place(clinic / "link", (clinic / "content", clinic / "templates"))


def test_a_link_to_the_site_stays_a_link(output, tmp_path):
    link = tmp_path / "current"
    link.symlink_to("_site")
    put(link, NEW)
    assert link.is_symlink()
    assert files(output) == NEW
    assert beside(output) == ["_site", "current"]


# The whole way


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return TinySite(
        tmp_path, {"content/articles/fmt.md": article("One."), "content/articles/b.md": article("Two.")}
    )


def test_a_fault_of_ours_in_the_middle_of_a_build_leaves_the_old_site(site, monkeypatch):
    site.build()
    before = tree(site.output)
    site.write("content/articles/fmt.md", article("Changed."))
    written = []
    real = Stage.write

    def write(stage, name, content, *more):
        written.append(name)
        if len(written) == 5:
            raise ZeroDivisionError
        real(stage, name, content, *more)

    monkeypatch.setattr(Stage, "write", write)
    with pytest.raises(ZeroDivisionError):
        site.build()
    assert len(written) == 5
    assert tree(site.output) == before
    assert sorted(path.name for path in site.folder.iterdir()) == [
        ".plainleaf",
        "_site",
        "content",
        "references.bib",
    ]


@pytest.mark.parametrize(
    "words",
    [("--output", "out"), ("--output", "out/"), ("--output", "./deep/er/out"), ("--output", "out/../out")],
)
def test_builds_one_after_the_other(site, words):
    for text in ("One.", "Changed.", "Changed.", "One."):
        site.write("content/articles/fmt.md", article(text))
        result = command(site.folder, "build", *words)
        assert result.status == 0
        page = site.folder / words[1] / "fmt/index.html"
        assert text in page.read_text()
        beside = {path.name for path in page.parents[2].iterdir() if path.name.startswith(".")}
        assert beside <= {".plainleaf"}
