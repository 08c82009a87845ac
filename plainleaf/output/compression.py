"""Compressed copies of files, for servers that send them as they are: the same bytes from the same content.

gzip alone: every browser and server knows it, and Python has it. Brotli would save some 15 % more, for one more
library in each clinic and a module that Debian's nginx has to be given.
"""

import gzip
import zlib

ENDING = ".gz"
_TEXTS = (".html", ".css", ".js", ".svg", ".xml", ".json", ".webmanifest", ".txt")
_SMALLEST = 1000  # bytes: what fits into one packet is not sent faster


def is_worth_it(name: str, size: int) -> bool:
    """Say whether a file of so many bytes gets smaller: a text that is not tiny. Pictures are packed already."""
    return name.endswith(_TEXTS) and size >= _SMALLEST


def compressed(content: bytes) -> bytes:
    """Return a file in the form of gzip (RFC 1952), without the time."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def uncompressed(data: bytes) -> bytes | None:
    """Return what was compressed, or None if nothing was."""
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        return None
