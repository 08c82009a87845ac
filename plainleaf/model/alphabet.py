"""The place of a name in an alphabetical list."""

import unicodedata

# An accent makes no other letter of a vowel, but ñ is one: it stands behind n (Ortografía de la RAE, 2010).
_BEHIND_N = str.maketrans({"ñ": "n\N{LATIN SMALL LETTER EZH}"})


def sort_key(name: str) -> str:
    """Return what a name is sorted by: without capitals, accents, and signs before its first letter or digit."""
    plain = name.casefold()
    if not plain.isascii():  # what is, is plain already: a site of thousands sorts its titles at each edit
        letters = unicodedata.normalize("NFC", plain).translate(_BEHIND_N)
        parted = unicodedata.normalize("NFKD", letters)
        plain = "".join(each for each in parted if not unicodedata.combining(each))
    start = next((number for number, each in enumerate(plain) if each.isalnum()), 0)
    return plain[start:]


def first_letter(name: str) -> str:
    """Return the letter under which a list has a name, "0-9" for a digit and for a name without letters."""
    key = sort_key(name)
    if key.startswith(_BEHIND_N[ord("ñ")]):
        return "Ñ"
    return key[0].upper() if key[:1].isalpha() else "0-9"
