"""Plainleaf's command: `python build.py --help`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from plainleaf.cli.main import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], Path(__file__).resolve().parent))
