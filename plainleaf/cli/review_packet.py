"""The command `review packet`."""

from pathlib import Path

import click

from plainleaf.advice import advice_on
from plainleaf.authoring.atomic_files import replace_file
from plainleaf.authoring.review_packet import findings_of, make_packet, packet_file
from plainleaf.cli.articles import find_article
from plainleaf.cli.completion import complete_article
from plainleaf.cli.options import source_options
from plainleaf.cli.terminal import tell
from plainleaf.loading import load
from plainleaf.markup.engine import MarkdownEngine
from plainleaf.read.sources import Sources

# In the first lines of every packet: a file without it is somebody's own, and is not written over.
_MARK = b'data-packet="'
_HEAD = 500


@click.command("packet", epilog="Example: python build.py review packet content/articles/fmt.md")
@click.argument("file", metavar="FILE", shell_complete=complete_article)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Default: SLUG-review.html in this folder.",
)
@source_options
def packet(sources: Sources, file: str, output: Path | None) -> int:
    """Write one HTML file for a reviewer without an account.

    It has the page as readers see it, what has changed since the last approval, each claim beside its source, the
    findings, and a form. Its answer is entered with: review import
    """
    checked = load(sources)
    document = find_article(checked, sources, file)
    output = output or Path(packet_file(document))
    if output.exists() and _MARK not in _beginning(output):
        raise click.UsageError(f"{output} is there and is no review packet; name another file with --output")
    advice = advice_on(document, checked.project, MarkdownEngine()).diagnostics
    made = make_packet(checked, sources, document, [*findings_of(checked, document), *advice])
    if made.faults:
        tell(made.faults)
        click.echo("no packet was written", err=True)
        return 1
    replace_file(output, made.content)
    click.echo(f"{document.source.path}: packet written to {output} ({len(made.content) // 1000} kB)")
    click.echo(f"when the answer comes back: build.py review import {document.slug}-answer.json")
    return 0


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)
