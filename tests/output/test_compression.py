"""`build --compress`: copies for servers, the same from the same content, and made once."""

import gzip

import pytest

from plainleaf.output import publish
from plainleaf.output.compression import compressed, is_worth_it, uncompressed
from plainleaf.output.publish import Stage
from tests.cli.command import command, content
from tests.published.sites import make_site

LONG = b"Many words. " * 200


@pytest.mark.parametrize(
    ("name", "data", "worth"),
    [("a/index.html", LONG, True), ("site.css", LONG, True), ("x.svg", LONG, True), ("a/index.html", b"short", False),
     ("photo.webp", LONG, False), ("icon.png", LONG, False), ("pagefind/x.pf_index", LONG, False)],
)  # fmt: skip
def test_what_is_compressed(name, data, worth):
    assert is_worth_it(name, len(data)) is worth


def test_the_same_bytes_every_time_and_back_again():
    assert compressed(LONG) == compressed(LONG)
    assert compressed(LONG)[4:8] == bytes(4)  # no time in it
    assert uncompressed(compressed(LONG)) == LONG
    assert len(compressed(LONG)) < len(LONG) / 10


@pytest.mark.parametrize("data", [b"", b"no gzip", compressed(LONG)[:-1], compressed(LONG)[:40]])
def test_what_is_damaged_is_nothing(data):
    assert not uncompressed(data)


def put(output, text=LONG):
    with Stage(output, compress=True) as stage:
        stage.write("index.html", text)
        stage.swap()
    return output / "index.html.gz"


def test_a_copy_that_is_there_is_linked(tmp_path, monkeypatch):
    copy = put(tmp_path / "_site")
    inode = copy.stat().st_ino
    monkeypatch.setattr(publish, "compressed", None)  # nothing is compressed again
    assert put(tmp_path / "_site").stat().st_ino == inode


@pytest.mark.parametrize("damage", [b"", b"evil", gzip.compress(b"evil", mtime=0)])
def test_a_copy_that_is_damaged_is_made_anew(tmp_path, damage):
    copy = put(tmp_path / "_site")
    copy.write_bytes(damage)
    assert uncompressed(put(tmp_path / "_site").read_bytes()) == LONG


def test_a_text_that_changes_changes_its_copy(tmp_path):
    put(tmp_path / "_site")
    assert uncompressed(put(tmp_path / "_site", LONG + b"!").read_bytes()) == LONG + b"!"


def test_a_site_with_copies_is_the_same_site(tmp_path):
    site = make_site(tmp_path)
    command(site.folder, "build", "--no-search")
    plain = content(site.output)
    assert command(site.folder, "build", "--no-search", "--compress").status == 0
    both = content(site.output)
    copies = {name for name in both if name.endswith(".gz")}
    assert "good/index.html.gz" in copies
    assert {name: data for name, data in both.items() if name not in copies} == plain
    assert all(gzip.decompress(both[name]) == plain[name.removesuffix(".gz")] for name in copies)
    assert command(site.folder, "audit").err == "no errors, no warnings\n"
    command(site.folder, "build", "--no-search")
    assert content(site.output) == plain
