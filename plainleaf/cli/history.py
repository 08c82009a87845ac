"""The command `history`."""

import datetime

import click
import msgspec

from plainleaf.authoring.approved_texts import approved_file
from plainleaf.cli.options import day, source_options
from plainleaf.cli.terminal import show_table, tell
from plainleaf.model.nearest import did_you_mean
from plainleaf.published.publications import Publication, of_article, read_publications, shown_on
from plainleaf.read.project_files import shown_path
from plainleaf.read.sources import Sources


@click.command(epilog="Example: python build.py history fmt-and-mental-health --on 2026-03-01")
@click.argument("article", required=False, metavar="[ARTICLE]")
@click.option("--on", type=day, metavar="YYYY-MM-DD", help="Only what was published on that day.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@source_options
def history(sources: Sources, article: str | None, on: datetime.date | None, form: str) -> int:
    """Show what was published when, of all articles or of one (its slug).

    Every build adds to publications.jsonl what its articles show otherwise than before. The last column is the file
    with the text, where that was kept when it was approved.
    """
    path = sources.history
    if not path.exists():
        raise click.UsageError(f"there is no {path.name} beside {sources.content}: nothing was published yet")
    records, faults = read_publications(path)
    tell(faults)
    if article is not None:
        names = {record.article for record in records}
        records = list(of_article(records, article))
        if not records:
            hint = did_you_mean(article, names)
            raise click.UsageError(
                f"no article '{article}' was ever published" + (f"; {hint}" if hint else "")
            )
    records = shown_on(records, on) if on else records
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(records), indent=2).decode())
        return 0
    if not records:
        click.echo("nothing was published then", err=True)
        return 0
    heads = ("SINCE", "STATUS", "VERSION", "REVIEWER", "ADDRESS", "TEXT")
    show_table(heads, [_row(record, sources) for record in records])
    return 0


def _row(record: Publication, sources: Sources) -> tuple[str, ...]:
    kept = approved_file(sources.content, record.digest) if record.digest else None
    address = record.base_url.rstrip("/") + record.address if record.address else f"/{record.article}/"
    return (
        str(record.on),
        record.status,
        record.version or "-",
        record.reviewer or "-",
        address,
        shown_path(kept) if kept and kept.is_file() else "-",
    )
