"""The commands `review …`: each stands in a module of its own."""

import click

from plainleaf.cli.lazy_group import LazyGroup

_STEPS = "plainleaf.cli.review_steps"
_COMMANDS = {
    "list": (
        "plainleaf.cli.review_list",
        "list_articles",
        "List every article with its status, its due date and its reviewer; what needs action comes first.",
    ),
    "diff": (
        "plainleaf.cli.review_diff",
        "diff",
        "Show what has changed in an article since it was approved last: [-words that went-]{+words that came+}.",
    ),
    "packet": (
        "plainleaf.cli.review_packet",
        "packet",
        "Write one HTML file for a reviewer without an account.",
    ),
    "import": (
        "plainleaf.cli.review_import",
        "import_file",
        "Enter a reviewer's answer from a review packet into the article's log.",
    ),
    "submit": (_STEPS, "submit", "Hand an article in for review."),
    "start": (_STEPS, "start", "Take an article under review."),
    "request-changes": (_STEPS, "request_changes", "Send an article back to its authors."),
    "approve": (_STEPS, "approve", "Approve exactly the text that the file holds now."),
    "retire": (_STEPS, "retire", "Withdraw an article: its address answers with a short notice."),
}


@click.group(cls=LazyGroup, table=_COMMANDS)
def review() -> None:
    """The review workflow: where each article stands, and the next step.

    Example: python build.py review approve content/articles/fmt.md --by okafor
    """
