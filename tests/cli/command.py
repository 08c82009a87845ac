"""Runs `build.py` from a folder: in this process, or as users do."""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from plainleaf.cli.main import run
from tests.tiny_site import ROOT

DAY = "2026-01-15"
_DIAGNOSTIC = re.compile(r"\S.*:[0-9]+:[0-9]+: (error|warning): .+ \[[a-z-]+\]\Z")


class Result(NamedTuple):
    """What a command came to."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The diagnostics on standard error, each as `path:line:column: severity: message [code]`."""
        return [line for line in self.err.splitlines() if _DIAGNOSTIC.match(line)]

    @property
    def codes(self) -> list[str]:
        """The codes of these diagnostics."""
        return [line.rpartition("[")[2][:-1] for line in self.lines]

    @property
    def rows(self) -> list[dict]:
        """What `--format json` printed."""
        return json.loads(self.out)


def command(folder: Path, *words: object, day: str | None = DAY) -> Result:
    """Run a command line in this process, standing in a folder."""
    arguments = [*map(str, words), *(("--today", day) if day else ())]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(arguments, ROOT)
    return checked(Result(status, out.getvalue(), err.getvalue()))


def process(folder: Path, *words: object, environment: Mapping[str, str] | None = None, **rest) -> Result:
    """Run `python build.py …` in a process of its own."""
    found = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *map(str, words)],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        timeout=60,
        check=False,
        **rest,
    )
    out, err = (stream.decode("utf-8", errors="replace") for stream in (found.stdout, found.stderr))
    return checked(Result(found.returncode, out, err))


def checked(result: Result) -> Result:
    """Whatever happens, a user never sees a traceback, and nothing is our own fault."""
    assert "Traceback" not in result.err
    assert "itself is at fault" not in result.err
    assert result.status in (0, 1, 2)
    assert result.status == 0 or result.err or result.out
    return result


def tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder, with its bytes and its time stamp."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files
    }


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its bytes."""
    return {name: data for name, (data, _) in tree(folder).items()}
