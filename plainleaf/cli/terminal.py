"""What can be shown where a command prints."""

import os
import re
import sys

_STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def has_colour() -> bool:
    """Say whether colour may be used: on a terminal, unless NO_COLOR (https://no-color.org/) is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def printable(words: str) -> str:
    """Return words without the signs that could steer a terminal; line ends stay."""
    return _STEERING.sub("\ufffd", words)
