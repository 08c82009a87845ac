"""A build that is killed, has no room, or meets another one: `_site/` is the old site or the new one, whole.

The number of kills is that of PLAINLEAF_KILLS (`make kill`: 100).
"""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.command import DAY, content, process, tree
from tests.tiny_site import ROOT, TinySite, article

KILLS = int(os.environ.get("PLAINLEAF_KILLS", "3"))
TEXTS = ("The old text.", "The new text.")


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return TinySite(tmp_path, {f"content/articles/a{number}.md": article("Text.") for number in range(5)})


def write(site: TinySite, text: str) -> None:
    for number in range(5):
        site.write(f"content/articles/a{number}.md", article(text))


def start(site: TinySite, *words: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), "build", "--today", DAY, *words],
        cwd=site.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def build(site: TinySite, text: str) -> dict[str, bytes]:
    write(site, text)
    result = process(site.folder, "build", "--today", DAY)
    assert result.status == 0, result.err
    return content(site.output)


def litter(site: TinySite) -> list[str]:
    return [path.name for path in site.folder.iterdir() if path.name.startswith("._site")]


@pytest.mark.kill
@pytest.mark.timeout(120 + 30 * KILLS)
def test_a_kill_at_any_moment(site):
    began = time.monotonic()
    whole = [build(site, text) for text in TEXTS]
    seconds = (time.monotonic() - began) / 2
    seed = random.randrange(2**32)
    moments = random.Random(seed)
    killed = ended = swapped = 0
    while killed < KILLS:
        new = (killed + ended) % 2  # the other one was built last
        write(site, TEXTS[new])
        running = start(site)
        try:
            running.wait(moments.uniform(0, seconds))
            ended += 1
            continue
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGKILL)
            running.wait()
            killed += 1
        found = content(site.output)
        assert found in whole, f"seed {seed}, kill {killed}: neither the old site nor the new one"
        swapped += found == whole[new]
        assert build(site, TEXTS[new]) == whole[new], f"seed {seed}, kill {killed}: not the new site"
        assert litter(site) == []
    sys.stdout.write(
        f"seed {seed}: {killed} killed within {seconds:.2f} s, {swapped} of them after the exchange\n"
    )


def test_two_builds_at_once_both_succeed(site):
    whole = build(site, TEXTS[0])
    write(site, TEXTS[1])
    running = [start(site) for _ in range(3)]
    assert [one.wait(60) for one in running] == [0, 0, 0]
    assert content(site.output) == build(site, TEXTS[1]) != whole
    assert litter(site) == []


def no_room() -> None:
    """Let no file grow beyond some bytes: as with a full disk, a write fails half-way."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))


@pytest.mark.parametrize("words", [(), ("--no-search",)])
def test_where_a_file_can_not_be_written_the_old_site_stays(site, words):
    build(site, TEXTS[0])
    before = tree(site.output)
    write(site, TEXTS[1])
    result = process(site.folder, "build", "--today", DAY, *words, preexec_fn=no_room)
    assert result.status == 2
    assert "File too large" in result.err
    assert tree(site.output) == before
    assert litter(site) == []


@pytest.fixture
def small_disk(tmp_path: Path):
    """A disk of 4 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk(site, small_disk):
    output = small_disk / "_site"
    assert process(site.folder, "build", "--today", DAY, "--output", output).status == 0
    before = tree(output)
    with (small_disk / "film").open("wb", buffering=0) as film, pytest.raises(OSError, match="No space left"):
        film.writelines(bytes(1000) for _ in range(10_000))
    write(site, TEXTS[1])
    result = process(site.folder, "build", "--today", DAY, "--output", output)
    assert result.status == 2
    assert "No space left" in result.err
    assert tree(output) == before
    assert sorted(path.name for path in small_disk.iterdir()) == ["_site", "film"]
    (small_disk / "film").unlink()
    assert process(site.folder, "build", "--today", DAY, "--output", output).status == 0
    assert "The new text." in (output / "a0/index.html").read_text()


def test_a_full_disk_that_has_the_spare_as_well(small_disk):
    pages = {f"content/articles/a{number}.md": article(TEXTS[0]) for number in range(5)}
    site = TinySite(small_disk, pages)
    for text in (TEXTS[0], TEXTS[1], TEXTS[0]):
        build(site, text)
    (spare,) = (small_disk / ".plainleaf/spares").glob("*/site")
    assert b"The new text." in (spare / "a0/index.html").read_bytes()
    before = tree(site.output)
    long = "\n\n".join([TEXTS[1] * 100] * 30)
    write(site, long)  # the room of the spare's own pages is not enough
    with (small_disk / "film").open("wb", buffering=0) as film, pytest.raises(OSError, match="No space left"):
        film.writelines(bytes(1000) for _ in range(10_000))
    result = process(site.folder, "build", "--today", DAY)
    assert result.status == 2
    assert "No space left" in result.err
    assert tree(site.output) == before
    assert litter(site) == []
    assert not list((small_disk / ".plainleaf/spares").glob("*/site"))
    (small_disk / "film").unlink()
    assert b"The new text." in build(site, TEXTS[1])["a0/index.html"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_that_may_not_be_written(site):
    build(site, TEXTS[0])
    site.folder.chmod(0o555)
    try:
        assert process(site.folder, "build", "--today", DAY).status == 2
    finally:
        site.folder.chmod(0o755)


def test_an_output_on_a_disk_that_is_read_only(site, small_disk):
    output = small_disk / "_site"
    assert process(site.folder, "build", "--today", DAY, "--output", output).status == 0
    before = tree(output)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    write(site, TEXTS[1])
    result = process(site.folder, "build", "--today", DAY, "--output", output)
    assert result.status == 2
    assert "Read-only file system" in result.err
    assert tree(output) == before


def test_a_disk_of_its_own_is_no_output_but_a_folder_on_it_is(site, small_disk):
    result = process(site.folder, "build", "--today", DAY, "--output", small_disk)
    assert result.status == 2
    assert f"is a disk of its own; choose a folder on it, such as --output {small_disk}/site" in result.err
    assert process(site.folder, "build", "--today", DAY, "--output", small_disk / "site").status == 0
    assert [path.name for path in small_disk.iterdir()] == ["site"]
