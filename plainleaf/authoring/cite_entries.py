"""Adds works from other programs' files to the bibliography; what stands there stays byte for byte."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from plainleaf.authoring.atomic_files import replace_file
from plainleaf.bibliography.additions import Addition, appended, plan_additions, still_reads
from plainleaf.bibliography.bibtex import parse_bibliography
from plainleaf.bibliography.imports.candidates import parse_candidates
from plainleaf.model.diagnostics import Diagnostic, Position, error
from plainleaf.read.project_files import read_text, shown_path
from plainleaf.read.text_files import decode_text


class KeyFault(Exception):
    """The key can't be given; the message says why."""


class Added(NamedTuple):
    """What came of the files: `text` is what is put behind the bibliography, "" where nothing is."""

    additions: list[Addition]
    text: str
    diagnostics: list[Diagnostic]


def add_entries(files: Sequence[Path], path: Path, *, key: str = "", dry_run: bool = False) -> Added:
    """Add all works that can be added, and say of the others why not. Raises OSError where it can't be written.

    With `dry_run` nothing is written. `key` is for a single work. Raises KeyFault.
    """
    candidates, diagnostics = [], []
    for file in files:
        text, faults = read_text(file)
        found, more = parse_candidates(text, shown_path(file)) if not faults else ([], [])
        candidates += found
        diagnostics += faults + more
    data = path.read_bytes() if os.path.lexists(path) else b""
    text, faults = decode_text(data, shown_path(path))
    if faults:
        return Added([], "", diagnostics + faults)
    before = parse_bibliography(text, shown_path(path))
    if key and len(candidates) > 1:
        raise KeyFault(f"a key is given to one work, and these files hold {len(candidates)}")
    if key in before.references:
        raise KeyFault(f"'{key}' is in {before.path} already, on line {before.references[key].line}")
    additions, more = plan_additions(candidates, before, key)
    diagnostics += more
    if not additions:
        return Added([], "", diagnostics)
    addition = appended(data.decode("utf-8"), additions)
    changed = data + addition.encode("utf-8")
    after = parse_bibliography(decode_text(changed, before.path)[0], before.path)
    if not still_reads(before, after, additions):
        line = text.count("\n") + 1
        message = "what was to be added would not read the same behind what stands here"
        hint = "look for an @string with the name of a month, and mend what this tells: build.py cite check"
        fault = error("bib-syntax", Position(before.path, line), message, hint)
        return Added([], "", [*diagnostics, fault])
    if not dry_run:
        replace_file(path, changed)
    return Added(additions, addition, diagnostics)
