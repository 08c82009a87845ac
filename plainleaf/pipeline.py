"""The whole way on one page: load, check, render, publish.

Each stage takes values and gives values; what goes wrong in a clinic's files is a diagnostic, and only the last
stage touches the output folder.
"""

import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from plainleaf.cache.lasting_memory import LastingMemory
from plainleaf.cache.shelf import Shelf
from plainleaf.loading import Checked, languages, load, picture_cache
from plainleaf.model.diagnostics import Diagnostic, Position, error, has_errors, in_order
from plainleaf.model.progress import Progress, no_progress
from plainleaf.model.project import ConvertedDocument
from plainleaf.output.localize import check_catalogs
from plainleaf.output.publish import Stage
from plainleaf.output.published import StagedFile, read_published, write_published
from plainleaf.output.search import ADDRESS
from plainleaf.output.search_index import SearchIndex, stage_index
from plainleaf.output.spare import Spare
from plainleaf.output.template_fault import TemplateFault
from plainleaf.output.templates import check_syntax, keep_compiled
from plainleaf.read.project_files import shown_path
from plainleaf.read.sources import Sources
from plainleaf.rendering import SiteFiles, WaitingPage
from plainleaf.workers import quiet_in_copies, spread


class Built(NamedTuple):
    """What a build did: nothing was published where `published` is False."""

    diagnostics: list[Diagnostic]
    published: bool
    documents: tuple[ConvertedDocument, ...] = ()
    files: int = 0
    changed: int = 0
    unsearched: str = ""  # why there is no search index, where one was asked for


def check(
    sources: Sources, built: Path | None = None, *, jobs: int = 1, progress: Progress = no_progress
) -> Checked:
    """Return everything that is wrong, templates included; nothing is written.

    `built` is where the site may have been built to: a page that was made from the same is not tried again.
    """
    published = read_published(sources.cache, built) if built else {}
    keys = {name: file.key for name, file in published.items()}
    memory = LastingMemory(Shelf(sources.cache / "texts", writes=False))
    checked = _advised(load(sources, memory=memory, jobs=jobs, progress=progress), jobs, progress)
    if has_errors(checked.diagnostics):
        faults = _unrendered(checked, sources)
    else:
        site = SiteFiles(
            checked, sources.templates, drafts=False, keep=lambda name, key: keys.get(name) == key
        )
        for number, _ in enumerate(site.files()):
            progress("Checking pages", number, 0)
        for part in spread(partial(_try_documents, site), site.waiting, jobs, list[_Fault]):
            site.note_faults(TemplateFault(*fault) for fault in part)
        for _ in site.last_files(SearchIndex(ADDRESS)):
            pass
        faults = site.faults
    return checked._replace(diagnostics=in_order(checked.diagnostics + template_errors(faults, sources)))


def build(
    sources: Sources,
    output: Path,
    *,
    drafts: bool = False,
    strict: bool = False,
    search: bool = False,
    clean: bool = False,
    compress: bool = False,
    jobs: int = 1,
    progress: Progress = no_progress,
) -> Built:
    """Check everything, and publish the site to `output` if nothing is wrong with it.

    With `strict` a warning keeps it from being published, too, advice on the content included, and so does a
    `search` index that can't be made; else the search page is a list. With `clean` nothing is taken from the build
    before; `compress` puts a compressed copy beside each text. At most `jobs` processes work at a time. Raises
    OSError where `output` can't be written.
    """
    shelf = Shelf(sources.cache / "texts")
    published = {} if clean else read_published(sources.cache, output)
    compiled = sources.cache / "templates"
    spare = Spare(sources.cache, output)
    if clean:
        spare.clear()
        picture_cache(sources).keep_only(())
        shelf.clear()
        shutil.rmtree(compiled, ignore_errors=True)
    keep_compiled(compiled)
    checked = load(sources, drafts=drafts, memory=LastingMemory(shelf), jobs=jobs, progress=progress)
    checked = _advised(checked, jobs, progress) if strict else checked
    diagnostics = checked.diagnostics
    if has_errors(diagnostics) or (strict and diagnostics):
        faults = _unrendered(checked, sources)
        return Built(in_order(diagnostics + template_errors(faults, sources)), published=False)
    with Stage(output, published, compress=compress, spare=spare) as stage:
        site = SiteFiles(checked, sources.templates, drafts=drafts, keep=stage.keep)
        for number, file in enumerate(site.files()):
            progress("Making pages", number, 0)
            stage.write(*file)
        _stage_documents(site, stage, jobs, progress)
        index = SearchIndex()
        if search and not site.faults:
            index = stage_index(stage, site.searched, jobs=jobs, progress=progress)
        for file in site.last_files(index):
            stage.write(*file)
        if site.faults:
            faults_found = template_errors(site.faults, sources)
            return Built(in_order(diagnostics + faults_found), published=False)
        if strict and index.fault:
            return Built(diagnostics, published=False, unsearched=index.fault)
        for address, content in checked.pictures.files():
            stage.write(address.lstrip("/"), content)
        stage.write(*site.integrity(stage.digests))
        stage.swap()
    write_published(sources.cache, output, stage.keyed)
    checked.pictures.tidy()
    shelf.tidy()
    return Built(diagnostics, True, checked.documents, stage.files, stage.changed, index.fault)


_Fault = tuple[str, int, str]  # of a template: its name, the line, what is wrong


class _Staged(msgspec.Struct):
    """A part of the pages that was staged, and what went wrong in it."""

    files: dict[str, StagedFile]
    count: int
    changed: int
    faults: list[_Fault]


def _try_documents(site: SiteFiles, waiting: Sequence[WaitingPage]) -> list[_Fault]:
    """Make some of the documents' pages, and return what goes wrong."""
    for _ in site.documents(waiting):
        pass
    return [(fault.name, fault.line, fault.message) for fault in site.faults]


def _stage_documents(site: SiteFiles, stage: Stage, jobs: int, progress: Progress) -> None:
    """Make and stage the documents' pages that the old site has not."""
    told = quiet_in_copies(progress)

    def work(waiting: Sequence[WaitingPage]) -> _Staged:
        part = stage.part()
        for number, file in enumerate(site.documents(waiting)):
            told("Making pages", number, len(waiting))
            part.write(*file)
        faults = [(fault.name, fault.line, fault.message) for fault in site.faults]
        return _Staged(part.keyed, part.files, part.changed, faults)

    for part in spread(work, site.waiting, jobs, _Staged):
        stage.add(part.files, part.count, part.changed)
        site.note_faults(TemplateFault(*fault) for fault in part.faults)


def _advised(checked: Checked, jobs: int, progress: Progress) -> Checked:
    from plainleaf.advice import advised  # noqa: PLC0415 - what gives advice takes long to load

    return advised(checked, jobs, progress)


def _unrendered(checked: Checked, sources: Sources) -> list[TemplateFault]:
    """Return what is wrong in the folder of templates as far as it can be told without rendering."""
    return check_syntax(sources.templates) + check_catalogs(sources.templates, languages(checked.project))


def template_errors(faults: Sequence[TemplateFault], sources: Sources) -> list[Diagnostic]:
    """Return what is wrong in the folder of templates as diagnostics."""
    found = []
    for fault in faults:
        path = shown_path(sources.templates / fault.name) if fault.name else shown_path(sources.templates)
        found.append(error("template", Position(path, fault.line), fault.message))
    return found
