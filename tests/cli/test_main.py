"""The list of commands is shown without loading any."""

import subprocess
import sys

import click
import pytest

from plainleaf.cli.main import plainleaf
from plainleaf.cli.review import review
from tests.tiny_site import ROOT


@pytest.mark.parametrize("group", [plainleaf, review], ids=lambda group: group.name)
def test_the_table_says_what_the_commands_say(group):
    context = click.Context(group)
    for name, (_, _, line) in group._table.items():
        assert line == group.get_command(context, name).get_short_help_str(1000), name


def test_help_loads_nothing_that_builds():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", str(ROOT / "build.py"), "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "plainleaf.cli.main" in loaded
    assert loaded.isdisjoint(
        {"markdown", "jinja2", "yaml", "bibtexparser", "babel", "plainleaf.loading", "msgspec"}
    )
