"""A group of commands whose modules are loaded when they are asked for."""

from collections.abc import Mapping
from typing import Any

import click

from plainleaf.model.nearest import did_you_mean


class LazyGroup(click.Group):
    """A group with a table: the name of each command, its module, its name in there, and its first line of help."""

    def __init__(self, *args: Any, table: Mapping[str, tuple[str, str, str]], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self._table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the table."""
        return list(self._table)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands for --help, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in self._table.items()])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, whose module is loaded now."""
        if cmd_name not in self._table:
            return None
        module, name, _ = self._table[cmd_name]
        command = getattr(__import__(module, fromlist=[name]), name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that a word names, or say which one is near."""
        if args[0] not in self._table:
            hint = did_you_mean(args[0], self._table) or f"the commands are: {', '.join(self._table)}"
            ctx.fail(f"there is no command '{args[0]}'; {hint}")
        return super().resolve_command(ctx, args)
