"""What makes values of a clinic's files: this program and its libraries. What another one made is of no use."""

import hashlib
import os
import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def engine_version() -> bytes:
    """Return a digest of the package's sources, of Python's version, and of the names of all installed libraries.

    An installed library has a folder `NAME-VERSION.dist-info` beside it, so its version need not be asked for.
    """
    seen = hashlib.sha256(sys.version.encode())
    for folder in sys.path:
        if os.path.isdir(folder):
            for name in sorted(os.listdir(folder)):
                if name.endswith(".dist-info"):
                    seen.update(f"{name}\n".encode())
    for path in sorted(_PACKAGE.rglob("*.py")):
        seen.update(f"\n{path.relative_to(_PACKAGE)}\n".encode() + hashlib.sha256(path.read_bytes()).digest())
    return seen.digest()


def name_of(made_from: tuple[str | bytes, ...]) -> str:
    """Return the name of what this program makes of some texts."""
    digest = hashlib.sha256(engine_version())
    for text in made_from:
        content = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()
