"""One build at a time for one output; what a killed one has left goes, and a lock dies with its holder."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from plainleaf.output import turns
from plainleaf.output.publish import MARKER, Stage
from plainleaf.output.turns import BusyFault, turn
from tests.tiny_site import ROOT

# Holds the turn, says so, and ends when it is told to; a child of its own lives on.
HOLDER = """
import subprocess, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from plainleaf.output.turns import turn
with turn(Path(sys.argv[2]), wait=0):
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(20)"], close_fds=False, stdin=-3, stdout=-3, stderr=-3)
    print(child.pid, flush=True)
    sys.stdin.read()
child.kill()
"""


class Holder:
    """Another process that has its turn."""

    def __init__(self, output: Path) -> None:
        words = [sys.executable, "-c", HOLDER, str(ROOT), str(output)]
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.child = int(self.process.stdout.readline())

    def end(self) -> None:
        self.process.communicate(timeout=20)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "_site"


@pytest.fixture
def holder(output: Path):
    held = Holder(output)
    yield held
    held.process.kill()
    held.process.wait()
    held.process.stdin.close()
    held.process.stdout.close()
    try:
        os.kill(held.child, signal.SIGKILL)
    except ProcessLookupError:
        return


def beside(output: Path) -> list[str]:
    return sorted(path.name for path in output.parent.iterdir())


def take(output: Path, wait: float = 0) -> list[str]:
    """Have a turn; return the notices."""
    told: list[str] = []
    with turn(output, wait=wait, notice=told.append):
        assert f".{output.name}.lock" in beside(output)
    return told


def test_a_turn_leaves_nothing(output):
    assert take(output) == []
    assert beside(output) == []


def test_of_two_builds_the_second_is_told_who_is_at_work(output, holder):
    with pytest.raises(BusyFault) as fault:
        take(output)
    assert str(fault.value) == f"another build (process {holder.process.pid}) is at work on {output}"
    holder.end()
    assert take(output) == []
    assert beside(output) == []


def test_the_second_build_waits_for_the_first(output, holder):
    told = []

    def notice(busy: str) -> None:
        told.append(busy)
        holder.end()

    with turn(output, wait=20, notice=notice):
        assert told == [f"another build (process {holder.process.pid}) is at work on {output}"]
    assert beside(output) == []


def test_the_lock_dies_with_its_holder_and_not_with_its_children(output, holder):
    holder.process.kill()
    holder.process.wait()
    os.kill(holder.child, 0)  # it is still there
    assert beside(output) == ["._site.lock"]
    assert take(output) == []
    assert beside(output) == []


def test_another_output_has_a_lock_of_its_own(output, holder):
    assert take(output.with_name("other")) == []


def test_by_a_link_the_lock_is_that_of_the_place(output, holder, tmp_path):
    output.mkdir()
    (tmp_path / "current").symlink_to("_site")
    with pytest.raises(BusyFault):
        take(tmp_path / "current")


def test_a_lock_whose_name_is_gone_is_none(output, monkeypatch):
    """Between opening the file and locking it, the build before may have removed it."""
    real, removed = turns._locked, []

    def locked(handle: int) -> bool:
        if not removed:
            removed.append((output.parent / "._site.lock").unlink())
        return real(handle)

    monkeypatch.setattr(turns, "_locked", locked)
    assert take(output) == []
    assert len(removed) == 1


def put(folder: Path, content: bytes = b"x", *, marked: bool = True) -> None:
    (folder / "fmt").mkdir(parents=True)
    (folder / "fmt/index.html").write_bytes(content)
    if marked:
        (folder / MARKER).write_bytes(b"")


def test_what_killed_builds_left_goes_and_nothing_else(output):
    put(output)
    for name in ("._site.abc.new", "._site.x_y.new", "._site.abc.old"):
        put(output.parent / name)
    strangers = ["._other.abc.new", "._site.notes", "_site.abc.new"]  # of another output, and by another name
    for name in strangers:
        put(output.parent / name)
    (output.parent / "._site.file.new").write_bytes(b"a file is not ours")
    take(output)
    assert beside(output) == sorted([*strangers, "._site.file.new", "_site"])


@pytest.mark.parametrize("name", ["a b", "ünï", "[a-z]", "si*te", "what?"])
def test_any_name_of_an_output(tmp_path, name):
    output = tmp_path / name
    put(tmp_path / f".{name}.abc.new")
    put(tmp_path / ".b.abc.new")
    take(output)
    assert beside(output) == [".b.abc.new"]


def test_a_site_that_a_kill_has_moved_away_is_put_back(output):
    """Where two folders can't be exchanged there is a moment without a site."""
    put(output.parent / "._site.abc.new", b"new")
    put(output.parent / "._site.abc.old", b"old")
    with turn(output, wait=0):
        assert (output / "fmt/index.html").read_bytes() == b"old"
    assert beside(output) == ["_site"]


def test_a_folder_that_is_no_site_is_not_put_back(output):
    put(output.parent / "._site.abc.old", marked=False)
    take(output)
    assert beside(output) == []


@pytest.mark.parametrize("name", ["_site", "new/_site", "new/nested/deep/_site"])
def test_a_build_that_fails_leaves_no_empty_folders(tmp_path, name):
    before = list(tmp_path.rglob("*"))
    with pytest.raises(ZeroDivisionError), turn(tmp_path / name, wait=0), Stage(tmp_path / name):
        raise ZeroDivisionError
    assert list(tmp_path.rglob("*")) == before


def test_folders_that_hold_the_site_stay(tmp_path):
    output = tmp_path / "new/nested/_site"
    with turn(output, wait=0), Stage(output) as stage:
        stage.write("index.html", b"x")
        stage.swap()
    assert (output / "index.html").read_bytes() == b"x"


def test_folders_that_were_there_stay(tmp_path):
    (tmp_path / "mine/empty").mkdir(parents=True)
    take(tmp_path / "mine/empty/_site")
    assert (tmp_path / "mine/empty").is_dir()


def test_a_folder_that_grows_while_it_is_cleared_goes_in_the_end(output, monkeypatch):
    put(output.parent / "._site.abc.new")
    real, calls = turns.shutil.rmtree, []

    def rmtree(path, **rest):
        calls.append(path)
        if len(calls) > 3:
            real(path, **rest)

    monkeypatch.setattr(turns.shutil, "rmtree", rmtree)
    monkeypatch.setattr(turns.time, "sleep", lambda _: None)
    take(output)
    assert len(calls) == 4
    assert beside(output) == []


def test_a_lock_is_no_link_that_somebody_has_laid(output):
    target = output.parent / "mine"
    target.write_text("mine")
    (output.parent / "._site.lock").symlink_to(target)
    with pytest.raises(OSError, match="symbolic link"):
        take(output)
    assert target.read_text() == "mine"
