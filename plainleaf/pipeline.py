"""The whole way on one page: load, check, render, publish.

Each stage takes values and gives values; what goes wrong in a clinic's files is a diagnostic, and only the last
stage touches the output folder.
"""

import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from plainleaf.advice import advised
from plainleaf.loading import Checked, Sources, languages, load, picture_cache
from plainleaf.model.diagnostics import Diagnostic, Position, error, has_errors, in_order
from plainleaf.model.progress import Progress, no_progress
from plainleaf.model.project import ConvertedDocument
from plainleaf.output.localize import check_catalogs
from plainleaf.output.publish import Stage
from plainleaf.output.search import ADDRESS, SearchFault, make_index
from plainleaf.output.template_fault import TemplateFault
from plainleaf.output.templates import check_syntax
from plainleaf.read.project_files import shown_path
from plainleaf.rendering import SiteFiles


class Built(NamedTuple):
    """What a build did: nothing was published where `published` is False."""

    diagnostics: list[Diagnostic]
    published: bool
    documents: tuple[ConvertedDocument, ...] = ()
    files: int = 0
    changed: int = 0
    unsearched: str = ""  # why there is no search index, where one was asked for


def check(sources: Sources, progress: Progress = no_progress) -> Checked:
    """Return everything that is wrong, templates included; nothing is written."""
    checked = advised(load(sources, progress=progress))
    if has_errors(checked.diagnostics):
        faults = _unrendered(checked, sources)
    else:
        site = SiteFiles(checked, sources.templates, drafts=False)
        for number, _ in enumerate(itertools.chain(site.files(), site.last_files(ADDRESS))):
            progress("Checking pages", number, 0)
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
    progress: Progress = no_progress,
) -> Built:
    """Check everything, and publish the site to `output` if nothing is wrong with it.

    With `strict` a warning keeps it from being published, too, advice on the content included, and so does a
    `search` index that can't be made; else the search page is a list. With `clean` pictures are made anew;
    `compress` puts a compressed copy beside each text. Raises OSError where `output` can't be written.
    """
    if clean:
        picture_cache(sources).keep_only(())
    checked = load(sources, drafts=drafts, progress=progress)
    checked = advised(checked) if strict else checked
    diagnostics = checked.diagnostics
    if has_errors(diagnostics) or (strict and diagnostics):
        faults = _unrendered(checked, sources)
        return Built(in_order(diagnostics + template_errors(faults, sources)), published=False)
    with Stage(output, compress=compress) as stage:
        site = SiteFiles(checked, sources.templates, drafts=drafts)
        for number, (name, content) in enumerate(site.files()):
            progress("Making pages", number, 0)
            stage.write(name, content)
        index, unsearched = _add_index(stage, site.searched) if search and not site.faults else ("", "")
        for name, content in site.last_files(index):
            stage.write(name, content)
        if site.faults:
            faults_found = template_errors(site.faults, sources)
            return Built(in_order(diagnostics + faults_found), published=False)
        if strict and unsearched:
            return Built(diagnostics, published=False, unsearched=unsearched)
        for address, content in checked.pictures.files():
            stage.write(address.lstrip("/"), content)
        stage.write(*site.integrity(stage.digests))
        stage.swap()
    checked.pictures.tidy()
    return Built(diagnostics, True, checked.documents, stage.files, stage.changed, unsearched)


def _add_index(stage: Stage, searched: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """Stage the search index of the staged pages; return its address, or "" and why there is none."""
    audiences = list(dict.fromkeys(audience for found in searched.values() for audience in found))
    if not audiences:  # of no page at all Pagefind would make an index of every page
        return "", ""
    try:
        for name, content in make_index(stage.folder, audiences):
            stage.write(name, content)
    except SearchFault as fault:
        return "", str(fault)
    return ADDRESS, ""


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
