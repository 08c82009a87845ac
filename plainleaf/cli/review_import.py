"""The command `review import`."""

from pathlib import Path

import click

from plainleaf.authoring.review_answer import import_answer
from plainleaf.cli.options import source_options
from plainleaf.cli.review_steps import print_refusal, print_steps
from plainleaf.loading import load
from plainleaf.read.sources import Sources


@click.command("import", epilog="Example: python build.py review import fmt-and-mental-health-answer.json")
@click.argument("answer", metavar="ANSWER", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@source_options
def import_file(sources: Sources, answer: Path) -> int:
    """Enter a reviewer's answer from a review packet into the article's log.

    An answer to a text that has changed since is refused. The file proves nothing about its sender: enter what came
    from the reviewer, and nothing else.
    """
    imported = import_answer(load(sources), sources.content, answer)
    if imported.taken.faults:
        print_refusal(
            imported.taken.faults, imported.document.source.front.review if imported.document else ()
        )
        return 1
    assert imported.document is not None
    print_steps(imported.document.source.path, imported.taken.steps)
    return 0
