"""Completion in a shell, and help: each command says what it does with an example."""

import os
import subprocess
import sys

import click
import pytest

from plainleaf.cli.main import plainleaf
from tests.cli.command import command
from tests.tiny_site import ROOT

PROGRAM = "import sys; sys.path.insert(0, sys.argv.pop(1)); from plainleaf.cli.main import main; sys.argv[0] = 'plainleaf'; main()"


def completed(clinic, *words: str) -> list[str]:
    """What bash would be offered after some words, the last of which is begun."""
    found = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ROOT)],
        cwd=clinic, capture_output=True, text=True, check=False,
        env={
            **os.environ,
            "_PLAINLEAF_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(["plainleaf", *words]),
            "COMP_CWORD": str(len(words)),
        },
    )  # fmt: skip
    assert found.stderr == ""
    return [line.partition(",")[2] for line in found.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["re"], ["review"]),
        (["review", "req"], ["request-changes"]),
        (["review", "submit", "f"], ["fmt"]),
        (["review", "submit", "content/articles/f"], ["content/articles/fmt.md"]),
        (["review", "submit", "fmt", "--by", ""], ["rivera", "okafor"]),
        (["new", "A", "--author", "r"], ["rivera"]),
        (["new", "A", "--fr"], ["--from"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["review", "submit", "--content", "nowhere", "x"], []),
    ],
)
def test_what_is_offered(clinic, words, expected):
    assert completed(clinic, *words) == expected


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_asks_for_plainleaf(clinic, shell):
    result = command(clinic, "completion", shell, day=None)
    assert result.status == 0
    assert "_PLAINLEAF_COMPLETE" in result.out
    assert f"{shell}_complete" in result.out


def test_bash_completes(clinic, tmp_path):
    """The script, in a real bash: a command `plainleaf`, its completion, and what is offered for a word."""
    program = tmp_path / "plainleaf"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{PROGRAM}" "{ROOT}" "$@"\n')
    program.chmod(0o755)
    script = (
        'eval "$(plainleaf completion bash)"; COMP_WORDS=(plainleaf review start f); COMP_CWORD=3;'
        ' _plainleaf_completion plainleaf f start; echo "${COMPREPLY[@]}"'
    )
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    found = subprocess.run(
        ["bash", "--norc", "-c", script],
        cwd=clinic,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stdout == "fmt\n", found.stderr


def commands(group: click.Group, *names: str):
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        yield " ".join([*names, name])
        if isinstance(found, click.Group):
            yield from commands(found, *names, name)


@pytest.mark.parametrize("words", ["", *commands(plainleaf)])
def test_every_help_has_an_example(clinic, words):
    result = command(clinic, *words.split(), "--help", day=None)
    assert result.status == 0
    assert "Example:" in result.out
