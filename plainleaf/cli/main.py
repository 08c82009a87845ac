"""The front door: words in, diagnostics and an exit status out.

Exit status: 0 done; 1 the content has errors; 2 wrong usage or a place that can't be read or written.
"""

import io
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from plainleaf.cli.lazy_group import LazyGroup

_COMMANDS = {
    "build": ("plainleaf.cli.build", "build", "Check everything, and publish the site in one step."),
    "check": ("plainleaf.cli.build", "check", "Report everything that is wrong, and write nothing."),
    "cite": (
        "plainleaf.cli.cite",
        "cite",
        "The bibliography: what cites what, new works, and works that hold no longer.",
    ),
    "serve": (
        "plainleaf.cli.serve",
        "serve",
        "Show the site while you write: drafts, too, and what is wrong where it stands.",
    ),
    "audit": (
        "plainleaf.cli.published",
        "audit",
        "Look at a built site (default: _site/) again: links, anchors, digests, drafts, approvals.",
    ),
    "verify": (
        "plainleaf.cli.published",
        "verify",
        "Tell whether what is published at an address, or in a folder, is what was approved.",
    ),
    "history": (
        "plainleaf.cli.history",
        "history",
        "Show what was published when, of all articles or of one (its slug).",
    ),
    "new": ("plainleaf.cli.new", "new", "Begin an article: a draft with its front matter filled in."),
    "review": (
        "plainleaf.cli.review",
        "review",
        "The review workflow: where each article stands, and the next step.",
    ),
    "completion": (
        "plainleaf.cli.completion",
        "completion",
        "Print what a shell needs to complete the command `plainleaf`.",
    ),
}


class _Commands(LazyGroup):
    """All commands; without one, builds."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        is_command = args and (not args[0].startswith("-") or args[0] in ("--help", "-h", "--version"))
        if not is_command and not ctx.resilient_parsing:  # which is how a shell asks for completions
            args = ["build", *args]
        return super().parse_args(ctx, args)


def _show_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        import tomllib  # noqa: PLC0415 - of all the words, this one alone needs it

        project = context.obj / "pyproject.toml"
        click.echo(f"plainleaf {tomllib.loads(project.read_text(encoding='utf-8'))['project']['version']}")
        context.exit()


@click.command(cls=_Commands, table=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version.",
)
def plainleaf() -> None:
    """Plainleaf makes a website for patients out of Markdown articles and a bibliography.

    Without a command it builds the site.

    Example: python build.py check
    """


def main() -> None:
    """Run the command line as the command `plainleaf`, which an installation puts beside Python."""
    sys.exit(run(sys.argv[1:], Path(__file__).resolve().parents[2], "plainleaf"))


def run(arguments: Sequence[str], installed: Path, name: str = "build.py") -> int:
    """Run a command line, and return its exit status. `installed` is the folder of build.py.

    By its `name` a shell asks for completions: in the environment's variable _PLAINLEAF_COMPLETE.
    """
    for stream in (sys.stdout, sys.stderr):
        # Names of files need not be text, and not every terminal can write every letter.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = plainleaf.main(args=list(arguments), prog_name=name, standalone_mode=False, obj=installed)
        return status if isinstance(status, int) else 0
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    except click.exceptions.Abort:
        click.echo("stopped", err=True)
        return 130
    except OSError as fault:
        name = f"{fault.filename}: " if fault.filename else ""
        click.echo(f"error: {name}{fault.strerror or fault}", err=True)
        return 2
    except Exception as fault:  # noqa: BLE001 - a user never sees a traceback
        return _own_fault(fault)


def _own_fault(fault: Exception) -> int:
    """Say that Plainleaf itself is at fault, and keep the traceback for whoever mends it."""
    import tempfile  # noqa: PLC0415 - rarely needed, and every command would wait for it
    import traceback  # noqa: PLC0415

    with tempfile.NamedTemporaryFile(
        "w", prefix="plainleaf-", suffix=".txt", delete=False, encoding="utf-8"
    ) as report:
        traceback.print_exception(fault, file=report)
    click.echo(
        f"error: Plainleaf itself is at fault ({type(fault).__name__}); nothing was published.\n"
        f"    hint: please report it, together with the file {report.name}",
        err=True,
    )
    return 2
