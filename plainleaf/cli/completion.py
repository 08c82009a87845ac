"""Completion in the shell: the command `completion`, and what articles and people there are to choose from."""

from pathlib import Path

import click
from click.shell_completion import CompletionItem, get_completion_class

from plainleaf.cli.options import project_root
from plainleaf.read.project_files import files_below, read_text
from plainleaf.read.settings import read_people

COMMAND = "plainleaf"
_VARIABLE = "_PLAINLEAF_COMPLETE"


@click.command(epilog='Example: eval "$(plainleaf completion bash)"')
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print what a shell needs to complete the command `plainleaf`.

    It is `build.py` under a name that a shell can complete; `make site` installs it as .venv/bin/plainleaf.
    """
    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(context.find_root().command, {}, COMMAND, _VARIABLE).source())
    return 0


def complete_article(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the articles whose slug or path begins as written."""
    content = _content(context)
    articles = [path for path in files_below(content / "articles") if path.suffix.lower() == ".md"]
    paths = [path.relative_to(content.parent).as_posix() for path in articles]
    names = [path.stem for path in articles] if "/" not in begun else paths
    return [CompletionItem(name) for name in names if name.startswith(begun)]


def complete_person(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the people whose id begins as written, each with the name."""
    text, _ignored = read_text(_content(context) / "people.yaml")
    people, _ignored = read_people(text, "people.yaml")
    return [CompletionItem(id_, help=person.name) for id_, person in people.items() if id_.startswith(begun)]


def _content(context: click.Context) -> Path:
    given = context.params.get("content")
    return given if isinstance(given, Path) else project_root(context.find_object(Path) or Path()) / "content"
