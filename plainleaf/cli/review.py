"""The commands `review …`: each stands in a module of its own."""

import click

from plainleaf.cli.lazy_group import LazyGroup

_STEPS = "plainleaf.cli.review_steps"
_COMMANDS = {
    "list": ("plainleaf.cli.review_list", "list_articles"),
    "diff": ("plainleaf.cli.review_diff", "diff"),
    "packet": ("plainleaf.cli.review_packet", "packet"),
    "import": ("plainleaf.cli.review_import", "import_file"),
    "submit": (_STEPS, "submit"),
    "start": (_STEPS, "start"),
    "request-changes": (_STEPS, "request_changes"),
    "approve": (_STEPS, "approve"),
    "retire": (_STEPS, "retire"),
}


@click.group(cls=LazyGroup, table=_COMMANDS)
def review() -> None:
    """The review workflow: where each article stands, and the next step.

    Example: python build.py review approve content/articles/fmt.md --by okafor
    """
