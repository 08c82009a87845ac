"""Looks for an input that a target can't stand: `python -m tests.fuzz.fuzz TARGET [SECONDS]`, or `make fuzz`.

Atheris changes the bytes of the corpus and keeps what reaches new lines of ours and of the libraries below us. What
ends in an exception is written to tests/fuzz/finds/; mend it, and move the file to tests/fuzz/corpus/TARGET/.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["plainleaf", "markdown", "bibtexparser", "pylatexenc", "mammoth"]):
    from tests.fuzz.targets import TARGETS

_HERE = Path(__file__).parent


def main() -> None:
    """Run one target for some seconds."""
    name, seconds = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "60"
    finds, work = _HERE / "finds", _HERE / "work" / name
    for folder in (finds, work):
        folder.mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_total_time={seconds}", "-max_len=4096", "-timeout=10", "-rss_limit_mb=2000",
        f"-artifact_prefix={finds}/{name}-", str(work), str(_HERE / "corpus" / name),
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
