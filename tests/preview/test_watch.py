import asyncio
import os
import shutil

import pytest

from plainleaf.preview import watch as watch_module
from plainleaf.preview.watch import changes, is_noise

FMT = "content/articles/fmt.md"


@pytest.mark.parametrize(
    "name", [".fmt.md.swp", "fmt.md~", "4913", ".#fmt.md", "#fmt.md#", "~$fmt.docx", "x.tmp", ".DS_Store"]
)
def test_what_editors_make_for_themselves_is_noise(name):
    assert is_noise(name)


@pytest.mark.parametrize("name", ["fmt.md", "site.yaml", "references.bib", "leaf.svg", "4913.md", "a~b.md"])
def test_what_authors_write_is_none(name):
    assert not is_noise(name)


def watch(sources, *steps):
    """Do each step when the one before it was seen; return what was seen of each."""

    async def seen():
        stopped = asyncio.Event()
        found = []
        stream = (burst async for burst in changes(sources, stopped, lambda: False) if burst != frozenset())
        assert await anext(stream) is None  # the watch stands
        waiting = asyncio.ensure_future(anext(stream))
        for step in steps:
            step()
            found.append(await asyncio.wait_for(waiting, 20))
            waiting = asyncio.ensure_future(anext(stream))
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        return found

    return asyncio.run(seen())


def test_a_save_is_seen_however_the_editor_does_it(site):
    article, bibliography = site.folder / FMT, site.folder / "references.bib"

    def by_rename(path):
        other = path.with_name(f".{path.name}.new")
        other.write_text(path.read_text() + "\n")
        os.replace(other, path)

    assert watch(
        site.sources,
        lambda: article.write_text(article.read_text() + "\n"),
        lambda: by_rename(article),
        lambda: by_rename(bibliography),
        lambda: bibliography.write_text(bibliography.read_text() + "\n"),
    ) == [{article}, {article}, {bibliography}, {bibliography}]


def test_noise_and_other_files_are_not_seen(site):
    article = site.folder / FMT

    def save():
        (site.folder / "notes.txt").write_text("beside the bibliography")
        article.with_name("4913").write_text("")
        article.with_name(".fmt.md.swp").write_text("")
        article.write_text(article.read_text() + "\n")

    assert watch(site.sources, save) == [{article}]


def test_a_folder_that_goes_and_comes_is_seen(site):
    content, away = site.folder / "content", site.folder / "away"
    gone, back = watch(site.sources, lambda: shutil.move(content, away), lambda: shutil.move(away, content))
    assert gone is None or content in gone
    assert back is None or content in back


def test_when_it_is_quiet_again_all_files_are_looked_at_once(site, monkeypatch):
    monkeypatch.setattr(watch_module, "_QUIET", 0)
    article = site.folder / FMT

    async def seen():
        stopped = asyncio.Event()
        stream = changes(site.sources, stopped, lambda: False)
        assert await anext(stream) is None
        found = []
        for number in range(2):
            article.write_text(article.read_text() + f"{number}\n")
            found += [await asyncio.wait_for(anext(stream), 20) for _ in range(2)]
        return found

    assert asyncio.run(seen()) == [{article}, frozenset()] * 2
