"""The command `new`."""

from pathlib import Path

import click

from plainleaf.authoring.new_article import (
    MOST_BYTES,
    NewArticleFault,
    Source,
    Wish,
    plan_article,
    write_article,
)
from plainleaf.cli.completion import complete_article, complete_person
from plainleaf.cli.options import source_options
from plainleaf.cli.terminal import tell
from plainleaf.imports.bring_in import KINDS, ImportFault
from plainleaf.model.diagnostics import Position, error
from plainleaf.read.fields import language_tag
from plainleaf.read.project_files import shown_path
from plainleaf.read.sources import Sources


@click.command(
    epilog='Example: python build.py new "What is FMT?"  or, with a text from a word processor:'
    ' python build.py new "What is FMT?" --from fmt.docx'
)
@click.argument("title", metavar="TITLE")
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Bring in a text: .docx, .txt or .md.",
)
@click.option(
    "--author",
    default="",
    metavar="ID",
    help="Who writes it, by id in people.yaml.",
    shell_complete=complete_person,
)
@click.option("--lang", default="", metavar="TAG", help="Its language, such as es. Default: the site's.")
@click.option(
    "--translation-of",
    default="",
    metavar="SLUG",
    help="The article that it translates.",
    shell_complete=complete_article,
)
@source_options
def new(sources: Sources, title: str, file: Path | None, author: str, lang: str, translation_of: str) -> int:
    """Begin an article: a draft with its front matter filled in.

    No file that is there is ever changed. Whatever of a text from a word processor could not be kept is told.
    """
    if not any(letter.isalnum() for letter in title):
        raise click.BadParameter("the title has no letters", param_hint="TITLE")
    tag = language_tag(lang) if lang else ""
    if tag is None:
        raise click.BadParameter(f"'{lang}' is no language tag; write it as es or pt-BR", param_hint="--lang")
    wish = Wish(title, sources.today, author, tag, translation_of)
    try:
        article = plan_article(sources.content, sources.bibliography, wish, _source(file))
        write_article(article)
    except ImportFault as fault:
        assert file
        tell([error("import-file", Position(shown_path(file)), str(fault), fault.hint)])
        click.echo("refused: nothing was written", err=True)
        return 1
    except NewArticleFault as fault:
        click.echo(f"error: {fault}\n    hint: {fault.hint}\nrefused: nothing was written", err=True)
        return 1
    for notice in article.notices:
        click.echo(f"note: {notice}", err=True)
    for path in article.files:
        click.echo(shown_path(path))
    click.echo(f"next: {_next_step(article.open_references)}")
    return 0


def _source(file: Path | None) -> Source | None:
    """Return the file that is brought in. Raises click.BadParameter, OSError."""
    if file is None:
        return None
    kind = file.suffix.lower()
    if kind not in KINDS:
        what = f"'{file.name}' is no {', '.join(KINDS[:-2])} or {KINDS[-2]}"
        raise click.BadParameter(f"{what}; save it as .docx in your word processor", param_hint="--from")
    if file.stat().st_size > MOST_BYTES:
        raise click.BadParameter(f"{file.name} is too large to be an article", param_hint="--from")
    return Source(file.read_bytes(), kind)


def _next_step(open_references: int) -> str:
    if open_references:
        works = f"{open_references} reference{'' if open_references == 1 else 's'}"
        return f"find the citation keys of {works} (in its front matter, todo-…), then: python build.py check"
    return "write where it says 'To do:', then: python build.py check"
