"""The old site is the next one's spare: a build costs what has changed, and nothing in a spare is trusted."""

import gzip
import hashlib
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plainleaf.output import exchange, publish, spare
from plainleaf.output.publish import MARKER, Stage
from plainleaf.output.published import StagedFile, read_published, write_published
from plainleaf.output.spare import Spare
from plainleaf.output.turns import turn
from plainleaf.workers import spread
from tests.tiny_site import ROOT, TinySite, article

LONG = b"Many words. " * 200
SITE = {
    "index.html": b"home",
    "a/index.html": b"page a",
    "b/index.html": b"page b",
    "b/clinician/index.html": b"page b for clinicians",
    "images/deep/er/x.svg": b"<svg/>",
    "long/index.html": LONG,
}


def key_of(name: str, content: bytes) -> bytes:
    return hashlib.sha256(name.encode() + content).digest()


class Clinic:
    """An output, a cache beside it, and a folder of somebody's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "_site"
        self.cache = folder / ".plainleaf"
        self.mine = folder / "mine"
        self.mine.mkdir()
        (self.mine / "index.html").write_bytes(b"mine")
        (self.mine / "diary.txt").write_bytes(b"mine")

    def publish(self, site: dict[str, bytes], *, keyed: bool = True, compress: bool = False) -> Stage:
        """Publish a site; keep what a build would."""
        published = read_published(self.cache, self.output)
        with turn(self.output, wait=0), self.stage(published, compress=compress) as stage:
            for name, content in site.items():
                key = key_of(name, content)
                if not (keyed and stage.keep(name, key)):
                    stage.write(name, content, key if keyed else b"")
            stage.swap()
        write_published(self.cache, self.output, stage.keyed)
        assert self.files() == site
        assert stage.files == len(site)
        self.look()
        return stage

    def stage(self, published: dict[str, StagedFile] | None = None, *, compress: bool = False) -> Stage:
        return Stage(self.output, published, compress=compress, spare=Spare(self.cache, self.output))

    def look(self) -> None:
        """See that there is no litter, no empty folder, and nothing that others may not read."""
        assert {path.name for path in self.folder.iterdir()} <= {"_site", ".plainleaf", "mine"}
        assert {path.name: path.read_bytes() for path in self.mine.iterdir()} == {
            "index.html": b"mine",
            "diary.txt": b"mine",
        }
        folders = [self.output, *(path for path in self.output.rglob("*") if path.is_dir())]
        for path in folders:
            assert any(path.iterdir()), path
            assert not path.is_symlink()
            assert (path.stat().st_mode & 0o777, path.stat().st_uid) == (0o755, os.geteuid()), path

    def files(self) -> dict[str, bytes]:
        """The files of the published site, as a server would read them."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in self.output.rglob("*")
            if not path.is_dir() and path.name != MARKER and path.suffix != ".gz"
        }

    @property
    def spares(self) -> list[Path]:
        return sorted(self.cache.glob("spares/*/site"))

    @property
    def spare(self) -> Path:
        (found,) = self.spares
        return found


@pytest.fixture(scope="module", autouse=True)
def _no_flush():
    """Nobody cuts the power: to wait for the disk takes longer than all else here."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(publish, "flush", lambda _: None)
        yield


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    """A clinic that has a spare."""
    umask = os.umask(0o022)
    clinic = Clinic(tmp_path)
    clinic.publish(SITE)
    clinic.publish(SITE)
    assert len(clinic.spares) == 1
    yield clinic
    os.umask(umask)


@pytest.fixture
def calls(monkeypatch) -> Callable[[], list[str]]:
    """What has been made, linked and removed since it was asked last."""
    made: list[str] = []

    def record(name: str) -> None:
        real = getattr(os, name)

        def recorded(path, *more, **rest):
            result = real(path, *more, **rest)
            inside = re.search(r"(?:\.new|/site)/(.+)", os.fsdecode(more[0] if name == "link" else path))
            if inside and inside[1] != "é":
                made.append(f"{name} {inside[1]}")
            return result

        monkeypatch.setattr(os, name, recorded)

    for name in ("mkdir", "link", "unlink", "rmdir", "remove"):
        record(name)

    def asked() -> list[str]:
        found = sorted(made)
        made.clear()
        return found

    return asked


# A build costs what has changed


def test_what_has_not_changed_costs_nothing(clinic, calls):
    clinic.publish(SITE)
    assert calls() == []
    clinic.publish(SITE, keyed=False)
    assert calls() == []


def test_a_changed_page_costs_that_page_twice(clinic, calls):
    """The spare that comes from the live site has the page's old text yet."""
    changed = {**SITE, "a/index.html": b"new"}
    assert clinic.publish(changed).changed == 1
    assert calls() == ["unlink a/index.html"]
    assert clinic.publish(changed).changed == 0
    assert calls() == ["link a/index.html", "unlink a/index.html"]
    clinic.publish(changed)
    assert calls() == []


def test_a_new_page_costs_that_page_twice(clinic, calls):
    more = {**SITE, "new/deep/index.html": b"new"}
    for also in ([], ["link new/deep/index.html"]):
        clinic.publish(more)
        assert calls() == [*also, "mkdir new", "mkdir new/deep"]
    clinic.publish(more)
    assert calls() == []


def test_a_page_that_is_gone_costs_that_page_twice(clinic, calls):
    less = {name: content for name, content in SITE.items() if not name.startswith("images")}
    for _ in range(2):
        clinic.publish(less)
        gone = ["rmdir images", "rmdir images/deep", "rmdir images/deep/er", "unlink images/deep/er/x.svg"]
        assert calls() == gone
    clinic.publish(less)
    assert calls() == []


def test_the_same_files_stay_the_same_files(clinic):
    before = {name: (clinic.output / name).stat() for name in SITE}
    for text in (b"new", b"newer", b"new"):
        clinic.publish({**SITE, "a/index.html": text})
        for name in SITE.keys() - {"a/index.html"}:
            after = (clinic.output / name).stat()
            assert (after.st_ino, after.st_mtime_ns) == (before[name].st_ino, before[name].st_mtime_ns)


SITES = [
    SITE,
    {},
    {"a": b"a file now", "index.html/index.html": b"a folder now"},
    {"a/index.html/index.html": b"deeper"},
    {"b/clinician": b"a file now", "images/deep/index.html": b"x"},
    {**SITE, "b/index.html": b"page a", "a/index.html": b"page b"},
    {name: content + b"!" for name, content in SITE.items()},
]


@pytest.mark.parametrize("second", SITES)
@pytest.mark.parametrize("first", SITES)
def test_any_site_after_any_other(clinic, first, second):
    for number, site in enumerate((first, second, second, first, first, second)):
        clinic.publish(site, keyed=number % 3 != 1)


def test_what_is_searched_is_what_was_staged(clinic):
    """Pagefind reads the stage before it is the site."""
    (clinic.spare / "a/strange.html").write_bytes(b"strange")
    with clinic.stage(read_published(clinic.cache, clinic.output)) as stage:
        for name in ("a/index.html", "b/clinician/index.html"):
            assert stage.keep(name, key_of(name, SITE[name]))
        stage.write("new/index.html", b"new")
        found = {path.relative_to(stage.folder).as_posix() for path in stage.folder.rglob("*")}
        assert found == {
            "a", "a/index.html", "b", "b/clinician", "b/clinician/index.html", "new", "new/index.html"
        }  # fmt: skip
        stage.write("b/index.html", b"afterwards")
        stage.write("images/deep/er/x.svg", b"afterwards")
        stage.swap()
    assert clinic.files().keys() == {
        "a/index.html", "b/clinician/index.html", "new/index.html", "b/index.html", "images/deep/er/x.svg"
    }  # fmt: skip


@pytest.mark.parametrize("compress", [True, False])
def test_copies_of_the_process_stage_parts(clinic, compress):
    clinic.publish(SITE, compress=compress)
    clinic.publish(SITE, compress=compress)
    pages = {f"p{number}/index.html": LONG + b"%d" % number for number in range(100)}
    pages |= {"a": b"a file now", "index.html/index.html": b"a folder now", "b/index.html": LONG + b"b"}
    for words in (b"", b" changed", b" changed"):
        with clinic.stage(compress=compress) as stage:

            def work(names, stage=stage, words=words):
                part = stage.part()
                for name in names:
                    part.write(name, pages[name] + words, b"key")
                return list(part.keyed.values())

            for keyed in spread(work, list(pages), 3, list[StagedFile]):
                stage.add({file.name: file for file in keyed}, len(keyed), 0)
            stage.swap()
        assert clinic.files() == {name: content + words for name, content in pages.items()}
        copies = {path.parent.name: path for path in clinic.output.rglob("*.gz")}
        assert len(copies) == (101 if compress else 0)
        assert all(gzip.decompress(path.read_bytes()).endswith(words) for path in copies.values())
        clinic.look()
        assert len(clinic.spares) == 1


# Nothing in a spare is trusted


def edit(tree: Path, _: Path) -> None:
    """In place: it is the live site's file, too."""
    for path in tree.rglob("*.html"):
        path.write_bytes(b"evil")


def edit_unseen(tree: Path, _: Path) -> None:
    """With the size of the page."""
    for path in tree.rglob("*.html"):
        path.write_bytes(b"x" * path.stat().st_size)


def replace(tree: Path, _: Path) -> None:
    for path in tree.rglob("*.html"):
        found, content = path.stat(), path.read_bytes()
        path.unlink()
        path.write_bytes(b"x" * len(content))
        os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def mix_up(tree: Path, _: Path) -> None:
    os.unlink(tree / "a/index.html")
    os.link(tree / "index.html", tree / "a/index.html")
    os.rename(tree / "b", tree / "c")


def add(tree: Path, _: Path) -> None:
    for name in ("evil.html", "a/evil.html", "evil/deep/evil.html", ".hidden", "a/.hidden/x", "b/\udcff"):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_bytes(b"evil")
    (tree / "empty/deep").mkdir(parents=True)


def remove(tree: Path, _: Path) -> None:
    shutil.rmtree(tree / "images")
    os.unlink(tree / "a/index.html")
    os.unlink(tree / MARKER)


def remove_all(tree: Path, _: Path) -> None:
    for path in tree.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def link_files(tree: Path, mine: Path) -> None:
    for name in ("a/index.html", "a/more.html", MARKER):
        (tree / name).unlink(missing_ok=True)
        (tree / name).symlink_to(mine / "diary.txt")


def link_folders(tree: Path, mine: Path) -> None:
    shutil.rmtree(tree / "a")
    (tree / "a").symlink_to(mine)
    (tree / "more").symlink_to(mine)
    (tree / "b/loop").symlink_to("..")
    (tree / "nowhere").symlink_to("nowhere")


def pipes(tree: Path, _: Path) -> None:
    os.unlink(tree / "a/index.html")
    os.mkfifo(tree / "a/index.html")
    os.mkfifo(tree / "pipe")


def swap_kinds(tree: Path, _: Path) -> None:
    shutil.rmtree(tree / "a")
    (tree / "a").write_bytes(b"a file")
    (tree / "index.html").unlink()
    (tree / "index.html").mkdir()
    (tree / "index.html/x").write_bytes(b"x")


def close(tree: Path, _: Path) -> None:
    (tree / "b/clinician").chmod(0o700)


def close_all(tree: Path, _: Path) -> None:
    tree.chmod(0o700)


def mark_marker(tree: Path, _: Path) -> None:
    os.unlink(tree / MARKER)
    (tree / MARKER).mkdir()


TAMPERED = [
    edit, edit_unseen, replace, mix_up, add, remove, remove_all, link_files, link_folders, pipes, swap_kinds, close, close_all,
    mark_marker,
]  # fmt: skip


@pytest.mark.parametrize("keyed", [True, False])
@pytest.mark.parametrize("tamper", TAMPERED)
def test_a_spare_that_somebody_changed(clinic, tamper, keyed):
    for site in (SITE, {**SITE, "a/index.html": b"new"}, {"b/index.html": b"all"}):
        tamper(clinic.spare, clinic.mine)
        clinic.publish(site, keyed=keyed)
        clinic.publish(site, keyed=keyed)
        clinic.publish(SITE)
        clinic.publish(SITE)


@pytest.mark.parametrize("keyed", [True, False])
@pytest.mark.parametrize("tamper", [tamper for tamper in TAMPERED if tamper not in (mark_marker, remove_all)])
def test_a_site_that_somebody_changed(clinic, tamper, keyed):
    """Its files are the spare's as well."""
    tamper(clinic.output, clinic.mine)
    for site in (SITE, SITE, {**SITE, "a/index.html": b"new"}):
        clinic.publish(site, keyed=keyed)


@pytest.mark.parametrize("place", ["site", "spare"])
def test_a_compressed_copy_that_somebody_changed(clinic, place):
    for _ in range(3):
        clinic.publish(SITE, compress=True)
    tree = clinic.output if place == "site" else clinic.spare
    (tree / "long/index.html.gz").write_bytes(gzip.compress(b"evil"))
    for _ in range(3):
        clinic.publish(SITE, compress=True)
        assert gzip.decompress((clinic.output / "long/index.html.gz").read_bytes()) == LONG


@pytest.mark.parametrize("what", ["link to a folder", "link to a spare", "file", "link to nothing"])
def test_a_spare_that_is_no_folder(clinic, what):
    os.rename(clinic.spare, away := clinic.cache / "away")
    place = clinic.cache / "spares" / next((clinic.cache / "spares").iterdir()).name / "site"
    if what == "file":
        place.write_bytes(b"x")
    else:
        place.symlink_to({"link to a folder": clinic.mine, "link to a spare": away}.get(what, "nothing"))
    clinic.publish({**SITE, "a/index.html": b"new"})
    assert {path.name for path in away.iterdir()} == {path.name for path in clinic.output.iterdir()}
    assert clinic.spare.is_dir()
    assert not clinic.spare.is_symlink()


@pytest.mark.parametrize("has_spare", [True, False])
@pytest.mark.parametrize("keyed", [True, False])
def test_a_link_to_the_same_page_elsewhere_is_no_page(clinic, keyed, has_spare):
    """Whoever may write there could change the page later on."""
    if not has_spare:
        shutil.rmtree(clinic.cache / "spares")
    page = clinic.output / "a/index.html"
    os.rename(page, away := clinic.cache / "away.html")
    page.symlink_to(away)
    clinic.publish(SITE, keyed=keyed)
    assert not page.is_symlink()


@pytest.mark.timeout(20)
def test_nobody_waits_for_a_pipe(clinic):
    site = {**SITE, "empty.txt": b""}
    clinic.publish(site)
    (clinic.output / "empty.txt").unlink()
    os.mkfifo(clinic.output / "empty.txt")
    clinic.publish(site, keyed=False)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_a_folder_of_somebody_else_is_not_used(clinic):
    os.chown(clinic.spare / "a", 12345, 12345)
    clinic.publish(SITE)
    clinic.publish(SITE)


def test_folders_have_the_rights_that_new_ones_would_have(clinic):
    os.umask(0o077)
    with clinic.stage() as stage:
        stage.write("a/index.html", b"a")
        stage.swap()
    assert stat.S_IMODE((clinic.output / "a").stat().st_mode) == 0o700
    assert stat.S_IMODE(clinic.output.stat().st_mode) == 0o755


CHANGES = st.sampled_from(["-", "x", "longer"])
NAMES = st.sampled_from(
    ["a", "b/c", "a/index.html", "b/index.html", "b/c/index.html", "b/c/d/e", "B/index.html"]
)


def has_room(site: dict[str, bytes]) -> bool:
    return not any(other.startswith(f"{name}/") for name in site for other in site)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(
    builds=st.lists(
        st.tuples(
            st.dictionaries(NAMES, CHANGES.map(str.encode), max_size=5).filter(has_room),
            st.lists(st.tuples(NAMES, CHANGES, st.sampled_from(["site", "spare"])), max_size=3),
            st.booleans(),
            st.booleans(),
        ),
        min_size=2,
        max_size=6,
    )
)
def test_any_sites_with_any_hands_in_between(builds, tmp_path_factory):
    clinic = Clinic(tmp_path_factory.mktemp("clinic"))
    for site, hands, keyed, compress in builds:
        for name, change, where in hands:
            for tree in clinic.spares if where == "spare" else [clinic.output]:
                interfere(tree / name, change, clinic.mine)
        clinic.publish(site, keyed=keyed, compress=compress)
    shutil.rmtree(clinic.folder)


def interfere(path: Path, change: str, mine: Path) -> None:
    """Remove a file or a folder, lay a link, or write; never by a link, into what is somebody's own."""
    if mine in path.resolve().parents:
        return
    try:
        if change == "-" and path.is_dir():
            shutil.rmtree(path)
        elif change == "-":
            path.unlink()
        elif not path.exists():
            path.parent.mkdir(parents=True)
            path.symlink_to(mine)
        else:
            path.write_text(change)
    except OSError:
        return


# What goes wrong


@pytest.mark.parametrize("fault", [ValueError, OSError, KeyboardInterrupt])
def test_a_fault_takes_the_spare_with_it(clinic, fault):
    def build() -> None:
        with clinic.stage() as stage:
            stage.write("a/index.html", b"half")
            raise fault

    with pytest.raises(fault):
        build()
    assert clinic.files() == SITE
    clinic.look()
    assert clinic.spares == []
    clinic.publish({**SITE, "a/index.html": b"new"})


def test_a_stage_that_is_not_swapped_is_still_a_spare(clinic, calls):
    with clinic.stage() as stage:
        stage.write("a/index.html", b"half")
    assert calls() == ["unlink a/index.html"]
    assert clinic.files() == SITE
    clinic.look()
    clinic.publish(SITE)
    assert calls() == ["link a/index.html", "unlink a/index.html"]


@pytest.mark.parametrize("site", [None, SITE])
def test_a_new_stage_that_is_not_swapped_is_no_spare(tmp_path, site):
    clinic = Clinic(tmp_path)
    if site:
        clinic.publish(site)
    with clinic.stage() as stage:
        stage.write("a/index.html", b"half")
    assert clinic.spares == []


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from plainleaf.output.publish import Stage
from plainleaf.output.spare import Spare
with Stage(Path(sys.argv[2]), spare=Spare(Path(sys.argv[3]), Path(sys.argv[2]))) as stage:
    stage.write("a/index.html", b"half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_build_takes_the_spare_with_it(clinic):
    words = [sys.executable, "-c", KILLED, str(ROOT), str(clinic.output), str(clinic.cache)]
    assert subprocess.run(words, check=False).returncode == -signal.SIGKILL
    assert clinic.files() == SITE
    assert clinic.spares == []
    clinic.publish(SITE)
    clinic.publish({**SITE, "a/index.html": b"new"})
    assert len(clinic.spares) == 1


def test_two_builds_at_once_do_not_mix(clinic):
    with clinic.stage() as one, clinic.stage() as two:
        one.write("index.html", b"one")
        two.write("index.html", b"two")
        one.write("a.html", b"one")
        two.write("b.html", b"two")
        one.swap()
        assert clinic.files() == {"index.html": b"one", "a.html": b"one"}
        two.swap()
        assert clinic.files() == {"index.html": b"two", "b.html": b"two"}
    clinic.look()
    clinic.publish(SITE)


def test_a_file_of_the_spare_that_goes_meanwhile_is_not_missed(clinic):
    with clinic.stage() as stage:
        staged = next(path for path in clinic.folder.iterdir() if path.name.endswith(".new"))
        shutil.rmtree(staged / "images")
        stage.write("a/index.html", b"new")
        stage.swap()
    assert clinic.files() == {"a/index.html": b"new"}


@contextmanager
def another_disk(monkeypatch) -> Iterator[None]:
    real = os.rename

    def rename(source, target):
        if ("spares" in str(source)) != ("spares" in str(target)):
            raise OSError(18, "Invalid cross-device link")
        real(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", rename)
        yield


def test_on_another_disk_there_is_no_spare(clinic, monkeypatch):
    with another_disk(monkeypatch):
        clinic.publish({**SITE, "a/index.html": b"new"})
    assert list(clinic.cache.glob("spares/*")) == []
    clinic.publish(SITE)
    clinic.publish(SITE)


def test_without_hard_links_there_is_no_spare(clinic, monkeypatch):
    with monkeypatch.context() as patched:

        def link(*_):
            raise OSError(95, "Operation not supported")

        patched.setattr(os, "link", link)
        clinic.publish({name: content + b"!" for name, content in SITE.items()})
        (clinic.output / MARKER).write_bytes(b"x")
        clinic.publish(SITE)
        assert clinic.spares == []
    clinic.publish(SITE)


def test_without_an_exchange_of_folders(clinic, monkeypatch, calls):
    monkeypatch.setattr(exchange, "_rename_exchange", lambda *_: False)
    changed = {**SITE, "a/index.html": b"new"}
    clinic.publish(changed)
    clinic.publish(changed)
    calls()
    clinic.publish(changed)
    assert calls() == []


def test_where_one_name_can_mean_another_there_is_no_spare(clinic, monkeypatch):
    """A page that moves from Fmt/ to fmt/ would go with its old name."""
    monkeypatch.setattr(spare, "_OTHERS", (spare._NAME,))
    clinic.publish({**SITE, "a/index.html": b"new"})
    assert clinic.spares == []
    clinic.publish(SITE)
    assert clinic.spares == []


def test_a_cache_that_is_no_folder(tmp_path):
    clinic = Clinic(tmp_path)
    clinic.cache.write_text("a file")
    for text in (b"a", b"b", b"c"):
        clinic.publish({**SITE, "a/index.html": text})
    assert clinic.cache.read_text() == "a file"


def test_an_empty_folder_that_somebody_made_is_no_spare(tmp_path):
    clinic = Clinic(tmp_path)
    clinic.output.mkdir(mode=0o700)
    clinic.publish(SITE)
    assert clinic.spares == []


def test_by_a_link_the_spare_is_that_of_the_place(clinic, calls):
    link = clinic.cache / "current"
    link.symlink_to("../_site")
    with Stage(link, spare=Spare(clinic.cache, link)) as stage:
        for name, content in SITE.items():
            stage.write(name, content)
        stage.swap()
    assert calls() == []
    assert link.is_symlink()
    assert len(clinic.spares) == 1


# Room


def test_the_spare_of_an_output_that_is_gone_is_forgotten(clinic):
    other = clinic.cache / "other"
    for _ in range(2):
        with Stage(other, spare=Spare(clinic.cache, other)) as stage:
            stage.write("index.html", b"x")
            stage.swap()
    assert len(clinic.spares) == 2
    shutil.rmtree(other)
    clinic.publish(SITE)
    assert len(list((clinic.cache / "spares").iterdir())) == 1
    assert len(clinic.spares) == 1


def test_nothing_of_anybody_else_goes(clinic):
    spares = clinic.cache / "spares"
    (spares / "notes").mkdir()
    (spares / "notes/output").write_bytes(b"/gone")  # not under the name that belongs to it
    (spares / "empty").mkdir()
    (spares / "file").write_bytes(b"x")
    (spares / hashlib.sha256(b"/gone").hexdigest()).symlink_to(clinic.mine)
    clinic.publish(SITE)
    assert {path.name for path in spares.iterdir()} >= {"notes", "empty", "file"}
    assert len(clinic.spares) == 1


def test_an_output_among_the_spares_has_none(tmp_path):
    clinic = Clinic(tmp_path)
    clinic.output = clinic.cache / "spares"
    for _ in range(3):
        with clinic.stage() as stage:
            stage.write("index.html", b"x")
            stage.swap()
        assert clinic.files() == {"index.html": b"x"}
        assert [path.name for path in clinic.cache.iterdir()] == ["spares"]


# The whole way


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return TinySite(
        tmp_path, {f"content/articles/{name}.md": article(f"Text of {name}.") for name in ("a", "b", "c")}
    )


def state(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*.*")}


def test_builds_with_a_spare_are_the_same_as_without(site):
    def compare() -> None:
        site.build(search=True)
        with_spare = state(site.output)
        os.rename(site.folder / ".plainleaf", site.folder / "away")
        os.rename(site.output, site.folder / "built")
        site.build(search=True)
        assert state(site.output) == with_spare
        for new, old in ((".plainleaf", "away"), ("_site", "built")):
            shutil.rmtree(site.folder / new)
            os.rename(site.folder / old, site.folder / new)

    compare()
    site.write(
        "content/articles/b.md", article("It was withdrawn, and searched no more.", title="Another title")
    )
    compare()
    (site.folder / "content/articles/c.md").unlink()
    compare()
    for holder in (site.folder / ".plainleaf/spares").iterdir():
        (holder / "site/c").mkdir(exist_ok=True)
        (holder / "site/c/index.html").write_bytes(
            b"<html data-audience=patient><p data-pagefind-body>evil</p></html>"
        )
    site.write("content/articles/a.md", article("Other words to be searched."))
    compare()


def test_clean_uses_no_spare(site, monkeypatch):
    for _ in range(3):
        site.build()
        site.write("content/articles/a.md", article("Changed."))
    assert list(site.folder.glob(".plainleaf/spares/*/site"))
    (spare_of_a,) = site.folder.glob(".plainleaf/spares/*/site/a")
    found = spare_of_a / "evil"
    found.mkdir()
    made = []
    real = os.mkdir

    def mkdir(path, *more, **rest):
        made.append(os.fsdecode(path))
        real(path, *more, **rest)

    monkeypatch.setattr(os, "mkdir", mkdir)
    site.build(clean=True)
    assert any(path.endswith(".new/a") for path in made)
    assert not found.exists()
