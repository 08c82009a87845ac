"""Numbers as they are spoken: 1,054 is "one thousand fifty-four", the year 2019 "twenty nineteen".

SMOG's directions have figures read aloud before their syllables are counted (McLaughlin 1969; the handout of
UNM Hospitals says the same).
"""

import re
from collections.abc import Iterator

_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
_ENGLISH_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_SPANISH = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis"
    " diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco"
    " veintiséis"
    " veintisiete veintiocho veintinueve"
).split()
_SPANISH_TENS = "_ _ _ treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_SPANISH_HUNDREDS = (
    "_ ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
).split()
_THOUSANDS = re.compile(r"[.,](?=\d{3}(?:\D|$))")
_LONGEST = 9  # digits; longer ones are read digit by digit, as a telephone number is


def spoken(number: str, lang: str) -> str:
    """Return the words for a figure as written (`1,054`, `3.5`, `2019`); Spanish for `es`, else English."""
    words = _spanish if lang == "es" else _english
    whole, *decimals = re.split(r"[.,]", _THOUSANDS.sub("", number))
    if len(whole) > _LONGEST or (len(whole) > 1 and whole[0] == "0"):
        found = [word for digit in whole for word in words(int(digit))]
    elif lang != "es" and number == whole and _is_year(int(whole)):
        found = [*words(int(whole) // 100), *(words(int(whole) % 100) if int(whole) % 100 else ["hundred"])]
    else:
        found = list(words(int(whole)))
    for part in decimals:
        found.append("coma" if lang == "es" else "point")
        found += [word for digit in part for word in words(int(digit))]
    return " ".join(found)


def _is_year(value: int) -> bool:
    return 1100 <= value <= 1999 or 2010 <= value <= 2099


def _english(value: int) -> Iterator[str]:
    for size, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= size:
            yield from _english(value // size)
            yield name
            if value % size:
                yield from _english(value % size)
            return
    if value < 20:
        yield _ENGLISH[value]
    else:
        unit = value % 10
        yield _ENGLISH_TENS[value // 10] + (f"-{_ENGLISH[unit]}" if unit else "")


def _spanish(value: int) -> Iterator[str]:
    for size, one, many in ((1_000_000, "un millón", "millones"), (1000, "mil", "mil")):
        if value >= size:
            if value // size > 1:
                yield from _spanish(value // size)
            yield many if value // size > 1 else one
            if value % size:
                yield from _spanish(value % size)
            return
    if value == 100:
        yield "cien"
    elif value > 100:
        yield _SPANISH_HUNDREDS[value // 100]
        if value % 100:
            yield from _spanish(value % 100)
    elif value < 30:
        yield _SPANISH[value]
    else:
        yield _SPANISH_TENS[value // 10]
        if value % 10:
            yield from ("y", _SPANISH[value % 10])
