"""The commands `cite list|add|check|refresh`."""

import datetime
import json
import os
from collections.abc import Sequence
from pathlib import Path

import click

from plainleaf.authoring.cite_entries import KeyFault, add_entries
from plainleaf.authoring.retraction_snapshot import refresh_snapshot
from plainleaf.bibliography.additions import is_citation_key
from plainleaf.cli import reports
from plainleaf.cli.options import day, source_options
from plainleaf.cli.terminal import tell
from plainleaf.loading import Checked, load
from plainleaf.model.diagnostics import has_errors, in_order
from plainleaf.model.nearest import did_you_mean
from plainleaf.read.project_files import shown_path
from plainleaf.read.retractions import RETRACTIONS
from plainleaf.read.sources import Sources
from plainleaf.site.citing import Citing, citings
from plainleaf.site.evidence_checks import check_evidence, check_unused

_OF_SOURCES = ("bib-", "citation-", "evidence-", "retractions-")


@click.group()
def cite() -> None:
    """The bibliography: what cites what, new works, and works that hold no longer.

    Example: python build.py cite add pubmed.nbib
    """


@cite.command("add", epilog="Example: python build.py cite add pubmed.nbib zotero.ris --dry-run")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--key", default="", metavar="KEY", help="The citation key, where the file holds one work.")
@click.option("--dry-run", is_flag=True, help="Print what would be added, and write nothing.")
@source_options
def add(sources: Sources, files: tuple[Path, ...], key: str, dry_run: bool) -> int:
    """Add the works of .nbib, .ris and .bib files to the end of the bibliography.

    What is there already, by DOI or PMID, is not added again, and the rest of the bibliography stays as it is. The
    exit status is 1 where a work could not be added.
    """
    for file in files:
        if not file.is_file():
            raise click.UsageError(f"there is no file {file}")
    if key and not is_citation_key(key):
        raise click.BadParameter(
            "a key is letters, digits, - _ . : and +, such as green2023fmt", param_hint="--key"
        )
    try:
        added = add_entries(files, sources.bibliography, key=key, dry_run=dry_run)
    except KeyFault as fault:
        raise click.BadParameter(str(fault), param_hint="--key") from fault
    tell(in_order(added.diagnostics))
    if dry_run:
        click.echo(added.text.replace("\r\n", "\n"), nl=False)
    else:
        for addition in added.additions:
            click.echo(f"[@{addition.key}]  {addition.reference.title}")
    works = f"{len(added.additions)} work{'' if len(added.additions) == 1 else 's'}"
    done = "would be added to" if dry_run else "added to"
    click.echo(f"{works} {done} {shown_path(sources.bibliography)}", err=dry_run)
    return 1 if has_errors(added.diagnostics) else 0


@cite.command("list", epilog="Example: python build.py cite list green2023fmt")
@click.argument("what", required=False, metavar="[KEY|FILE]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@source_options
def list_citations(sources: Sources, what: str | None, form: str) -> int:
    """List what cites each work, or with KEY what cites that one, or with FILE what an article cites.

    Works that nothing cites are marked.
    """
    checked = load(sources)
    known = checked.project.bibliography.references
    found = citings(checked.documents, checked.project)
    keys: Sequence[str] = list(dict.fromkeys([*known, *(citing.key for citing in found)]))
    if what is not None:
        path = _path_of(checked, sources, what)
        if path:
            found = [citing for citing in found if citing.path == path]
            keys = [key for key in keys if any(citing.key == key for citing in found)]
        elif what.removeprefix("@") in keys:
            keys = [what.removeprefix("@")]
            found = [citing for citing in found if citing.key in keys]
        else:
            paths = [document.source.path for document in checked.documents]
            hint = did_you_mean(what, [*keys, *paths])
            raise click.UsageError(
                f"'{what}' is no citation key and no article" + (f"; {hint}" if hint else "")
            )
    click.echo(_as_json(checked, keys, found) if form == "json" else _as_table(checked, keys, found))
    return 0


def _path_of(checked: Checked, sources: Sources, what: str) -> str:
    """Return the path of the document that a path or a slug names, "" for none."""
    wanted = [
        os.path.realpath(Path(folder, what)) for folder in ("", sources.content.parent, sources.content)
    ]
    sourced = [document.source for document in checked.documents]
    by_path = [
        source for source in sourced if os.path.realpath(sources.content / source.content_path) in wanted
    ]
    found = by_path or [source for source in sourced if source.front.slug == what]
    return found[0].path if found else ""


def _as_table(checked: Checked, keys: Sequence[str], found: Sequence[Citing]) -> str:
    known = checked.project.bibliography.references
    rows = [("KEY", "KIND", "TIMES", "CITED BY", "LINES")]
    for key in keys:
        kind = str(known[key].evidence_type) if key in known else "(unknown)"
        mark = f"{kind}, retracted" if key in known and known[key].retracted else kind
        of_key = [citing for citing in found if citing.key == key]
        for citing in of_key:
            lines = ", ".join(map(str, citing.lines)) or "(listed, not cited)"
            rows.append((key, mark, str(citing.times), citing.path, lines))
        if not of_key:
            rows.append((key, mark, "-", "(not cited)", ""))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]).rstrip()
        for row in rows
    )


def _as_json(checked: Checked, keys: Sequence[str], found: Sequence[Citing]) -> str:
    known = checked.project.bibliography.references
    works = [
        {
            "key": key,
            "title": known[key].title if key in known else None,
            "evidence": str(known[key].evidence_type) if key in known else None,
            "retracted": key in known and known[key].retracted,
            "cited_by": [
                {"path": citing.path, "count": citing.times, "lines": citing.lines}
                for citing in found
                if citing.key == key
            ],
        }
        for key in keys
    ]
    articles = [
        {
            "path": path,
            "cites": [
                {"key": citing.key, "count": citing.times, "lines": citing.lines}
                for citing in found
                if citing.path == path
            ],
        }
        for path in sorted({citing.path for citing in found})
    ]
    return json.dumps({"works": works, "articles": articles}, indent=2)


@cite.command("check", epilog="Example: python build.py cite check --strict")
@click.option("--strict", is_flag=True, help="End with status 1 on a warning, too.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)
@source_options
def check(sources: Sources, strict: bool, form: str) -> int:
    """Report what is wrong with the sources: incomplete, unused, aged, retracted, or not what they are called."""
    checked = load(sources)
    files = {checked.project.bibliography.path, shown_path(sources.content / RETRACTIONS)}
    found = [d for d in checked.diagnostics if d.code.startswith(_OF_SOURCES) or d.path in files]
    found += check_evidence(checked.documents, checked.project)
    found += check_unused(checked.documents, checked.project)
    diagnostics = in_order(found)
    tell(diagnostics, form)
    if form == "text":
        as_of = checked.project.retractions_as_of
        known = f"retractions are known until {as_of}" if as_of else "retractions: no dated snapshot"
        click.echo(f"{reports.counted(diagnostics)}; {known}", err=True)
    return 1 if has_errors(diagnostics) or (strict and diagnostics) else 0


@cite.command("refresh", epilog="Example: python build.py cite refresh ~/Downloads/retraction_watch.csv")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--as-of", type=day, metavar="YYYY-MM-DD", help="The day of the data. Default: when FILE was downloaded."
)
@source_options
def refresh(sources: Sources, file: Path, as_of: datetime.date | None) -> int:
    """Make content/retractions.csv out of a file of the Retraction Watch data, which Crossref gives to all.

    Nothing is fetched from the network. docs/citing.md says where the file is.
    """
    if not file.is_file():
        raise click.UsageError(f"there is no file {file}")
    target = sources.content / RETRACTIONS
    snapshot = refresh_snapshot(file, target, sources.today, as_of)
    if snapshot.diagnostics:
        tell(snapshot.diagnostics)
        click.echo("refused: nothing was written", err=True)
        return 1
    newest = f", the newest of {snapshot.newest}" if snapshot.newest else ""
    click.echo(f"{shown_path(target)}: {snapshot.notices} notices as of {snapshot.as_of}{newest}")
    return 0
