"""A citation key for a work that has none yet: family name, year and first word of the title, `green2023fmt`."""

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from itertools import count

from plainleaf.model.references import Name

# Words that say nothing of what a title is about, in the languages that works of this field are titled in.
_SAYS_NOTHING = frozenset(
    """a an and are as at between by do does for from how in into is it its of on or the their to versus vs what
    when which with without el la los las un una de del y en por para con die der das ein eine und von zur zum le
    les des du et dans effect effects efficacy role use study analysis""".split()
)
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "–": "-",
        "‐": "-",
    }
)
_TAGS = re.compile(r"</?[a-z]+>")
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_WORD = 20


def propose_key(names: Sequence[Name], year: int | None, title: str, taken: Container[str]) -> str:
    """Return a key of small letters a to z and digits; `taken` has those in use, in small letters.

    Where one is taken, a letter from b on is put behind it: the work that was there first is a.
    """
    words = (word.replace("-", "") for word in _WORD.findall(_ascii(_TAGS.sub("", title))))
    telling = (word for word in words if len(word) > 1 and word not in _SAYS_NOTHING and not word.isdigit())
    about = next(telling, "")
    family = _of_name(names[0]) if names else ""
    key = "".join((family, str(year or ""), about[:_LONGEST_WORD])) or "work"
    return next(key + suffix for suffix in _suffixes() if key + suffix not in taken)


def _of_name(name: Name) -> str:
    """Return the family name without its particle; of an organisation its initials, or its first word."""
    if not name.literal:
        return re.sub(r"[^a-z0-9]", "", _ascii(name.family))
    words: list[str] = re.findall(r"[a-z0-9]+", _ascii(name.literal))
    telling = [word for word in words if word not in _SAYS_NOTHING]
    if len(telling) > 2:
        return "".join(word[0] for word in telling)
    return (telling or words or [""])[0]


def _ascii(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return decomposed.encode("ascii", errors="ignore").decode()


def _suffixes() -> Iterator[str]:
    yield ""
    yield from "bcdefghijklmnopqrstuvwxyz"
    yield from (f"x{number}" for number in count(1))
