"""A fact box: what happens with and without something, out of the same number of people."""

import msgspec


class FactBox(msgspec.Struct, frozen=True):
    """`with_count` and `without_count` of `out_of` people had the outcome; `source` is a citation key."""

    outcome: str
    with_count: int
    without_count: int
    out_of: int
    source: str
