r"""The only door to pylatexenc: LaTeX as bibliographies use it, to plain Unicode text.

Almost every value of a real bibliography is plain, or needs nothing more than its protecting
braces dropped and an accent or two composed. Those are decoded here with one regular expression, about fifty
times faster than by pylatexenc's full parser, which is kept for what is left: formulas and rarer macros.
"""

import logging
import re
import unicodedata
from functools import lru_cache

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from pylatexenc.latexwalker import LatexWalker
from pylatexenc.latexwalker import get_default_latex_context_db as get_walker_context_db
from pylatexenc.macrospec import MacroSpec

# It would warn on standard error of a macro without its argument; such a text is simply printed.
logging.getLogger("pylatexenc").setLevel(logging.CRITICAL + 1)

# A longer value is no title: it is spared the full parser, whose time grows faster than the text.
_LONGEST_PARSED = 20_000

_NEEDS_DECODING = re.compile(r"[\\{}$~`]|--|''")

# What XML and HTML forbid in a text, and what no reader can see: controls, surrogates, non-characters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff]"
)

_VERBATIM_ADDRESS = re.compile(r"\\url\s*\{([^{}]*)\}|(https?://[^\s{}]+)")

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "b": "\u0331",
    "d": "\u0323",
}  # fmt: skip

_WORDS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
    "textless": "<", "textgreater": ">", "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_",
    "textbar": "|", "textbackslash": "\ufdd1", "textendash": "–", "textemdash": "—", "textquoteright": "’",
    "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”", "textquotesingle": "'",
    "textquotedbl": '"', "textdegree": "°", "textmu": "µ", "textregistered": "®", "texttrademark": "™",
    "textcopyright": "©", "textperiodcentered": "·", "textellipsis": "…", "ldots": "…", "dots": "…",
    "textdollar": "$", "textpercent": "%", "S": "§", "P": "¶", "slash": "/", "newline": " ", "relax": "",
    "em": "", "it": "", "bf": "", "sc": "", "rm": "", "sl": "", "itshape": "", "bfseries": "",
    "today": "",  # never: a build has to give the same bytes on every day
}  # fmt: skip

# Whatever they do to the look of their argument, its words stay.
_FORMATS = frozenset(
    "emph textit textbf textsc textrm textsf texttt textup textmd textnormal text mathrm mkbibemph".split()
)

_CHARACTERS = {" ": " ", ",": " ", ";": " ", ":": " ", "!": "", "/": "", "-": "", "\\": " ", "\n": " "}

# Read from the left, so that "\\'a" is a line break and a quotation mark, not an accent.
_MACRO = re.compile(
    r"""\\(?:
      (?P<accent>[`'^"~=.]) \s*
        (?: \{(?P<in_braces>\\[ij]|[A-Za-z])\} | (?P<bare>\\[ij](?![A-Za-z])|[A-Za-z]) )
    | (?P<letter_accent>[cvuHkrbd])
        (?: \s*\{(?P<letter_in_braces>\\[ij]|[A-Za-z])\} | \s+(?P<letter_bare>\\[ij](?![A-Za-z])|[A-Za-z]) )
    | (?P<escaped>[&%$\#_@] | [~^](?=\{\}))
    | (?P<format>[A-Za-z]+)\s*(?=\{[^}])
    | (?P<character>[ ,;:!/\-\\\n])
    | (?P<word>[A-Za-z]+) (?:\s+|\{\})?
    | (?P<other>)
    )""",
    re.VERBOSE,
)

_SINGLE_QUOTES = re.compile(r"(?<![\\\w`])`([^`']*[^`'\\\s])'(?![\w'])")

_SUPERSCRIPTS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_SUBSCRIPTS = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_SCRIPT_MACRO = re.compile(r"\\text(super|sub)script\s*\{([0-9+\-]+)\}")
_SCRIPT_IN_FORMULA = re.compile(r"([_^])(?:\{\s*([0-9+\-]+)\s*\}|([0-9]))")
_FORMULA = re.compile(r"(?<!\\)\$((?:[^$\\]|\\.)+)\$", re.DOTALL)
_SUM_OF_MONEY = re.compile(r"\d[\d.,]*(?:\s.*)?(?<!\\)\b[A-Za-z]{2,}")
_BARE_DOLLAR = re.compile(r"(?<!\\)\$")
_UNESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)([%&#])")
_HYPERLINK = re.compile(r"\\href\s*\{(?:[^{}]|\{[^{}]*\})*\}\s*(?=\{)")
_MACRO_NAME = re.compile(r"\\([A-Za-z]+)\*?(?![A-Za-z])(?!\s*[\[{])")
_TAG = re.compile(r"\\[A-Za-z]+\*?\s?|\\|[{}$]")


def decode_latex(value: str) -> str:
    r"""Return the value as one line of plain Unicode text (NFC), for a title, a name or a journal.

    Accents, dashes, quotation marks and the usual macros become characters, formulas become Greek letters
    and sub- or superscript digits, italic and protecting braces are dropped. A macro that nobody knows stays
    as it is written rather than vanish with the meaning of its sentence. Addresses inside (`\url{…}`, `https://…`)
    keep their characters. HTML is text like any other: whoever prints it escapes it. Never raises.
    """
    if not _NEEDS_DECODING.search(value):
        return clean_text(value)
    if "\\href" in value:
        value = _HYPERLINK.sub("", value)
    if "://" not in value and "\\url" not in value:
        return clean_text(_decode(value))
    pieces = []
    end = 0
    for match in _VERBATIM_ADDRESS.finditer(value):
        pieces += [_decode(value[end : match.start()]), decode_address(match[1] or match[2] or "")]
        end = match.end()
    return clean_text("".join([*pieces, _decode(value[end:])]))


def decode_address(value: str) -> str:
    r"""Return a web address or a DOI with only its escapes undone (`\_`, `\&`, `\%`, `{\_}`).

    Nothing else of LaTeX applies inside one: `%20` is no comment there, and `~` no space.
    """
    if "\\" not in value and "{" not in value and "$" not in value:
        return value
    value = re.sub(r"\{\\([_&%#$])\}", r"\1", value)
    value = re.sub(r"\\([_&%#$~^{}])(?:\{\})?", r"\1", value)
    value = value.replace("$<$", "<").replace("$>$", ">").replace("$\\sim$", "~")
    return re.sub(
        r"\{?\\(textless|textgreater|textasciitilde|textunderscore)(?![A-Za-z])(?:\{\}|\s+|(?=[^\s]|$))\}?",
        lambda macro: _WORDS[macro[1]],
        value,
    )


def clean_text(value: str) -> str:
    """Return the text on one line, in NFC, without characters that a page or a feed can't hold."""
    if not (value.isascii() and value.isprintable()):
        value = _FORBIDDEN.sub("", unicodedata.normalize("NFC", value))
    return " ".join(value.split())


def _decode(value: str) -> str:
    value = _SINGLE_QUOTES.sub(r"‘\1’", value)
    simple = _decode_simply(value)
    return _decode_by_parser(value) if simple is None else simple


def _decode_simply(value: str) -> str | None:
    """Decode what needs no parser; None where the value needs one."""
    if "\\{" in value or "\\}" in value or _BARE_DOLLAR.search(value):
        return None
    # Before the macros, so that what these give ("\textasciitilde") isn't read again.
    text = re.sub(r"(?<!\\)~", " ", value)
    if "--" in text:
        text = text.replace("---", "—").replace("--", "–")
    if "``" in text or "''" in text:
        text = re.sub(r"(?<!\\)``", "“", text)
        text = re.sub(r"(?<!\\)''", "”", text)
    if "\\" in text:
        text = _MACRO.sub(_macro_text, text)
        if "\\" in text:
            return None
    return text.replace("{", "").replace("}", "").replace("\ufdd1", "\\")


def _macro_text(macro: re.Match[str]) -> str:
    """Return the text for a macro that needs no parser; anything with a backslash for one that does."""
    if accent := macro["accent"]:
        return _accented(accent, macro["in_braces"] or macro["bare"])
    if accent := macro["letter_accent"]:
        return _accented(accent, macro["letter_in_braces"] or macro["letter_bare"])
    if escaped := macro["escaped"]:
        return escaped
    if name := macro["format"]:
        return "" if name in _FORMATS else "\\"
    if character := macro["character"]:
        return _CHARACTERS[character]
    return _WORDS.get(macro["word"] or "", "\\")


def _accented(accent: str, letter: str) -> str:
    return unicodedata.normalize("NFC", letter.lstrip("\\") + _ACCENTS[accent])


@lru_cache(maxsize=2048)
def _decode_by_parser(value: str) -> str:
    """Decode with pylatexenc, after disarming what it would misread or drop in silence."""
    if len(value) > _LONGEST_PARSED:
        return _without_markup(value)
    prepared = _UNESCAPED.sub(r"\1\\\2", value)  # a bare % would cut the rest, a bare & vanish
    prepared = _with_prices_escaped(prepared)
    prepared = _SCRIPT_MACRO.sub(lambda script: _script(script[2], raised=script[1] == "super"), prepared)
    prepared = _FORMULA.sub(
        lambda formula: "$" + _SCRIPT_IN_FORMULA.sub(_formula_script, formula[1]) + "$", prepared
    )
    prepared = _MACRO_NAME.sub(_kept_macro, prepared)
    try:
        nodes, _, _ = LatexWalker(prepared, latex_context=_WALKER_CONTEXT).get_latex_nodes()
        text = str(_RENDERER.nodelist_to_text(nodes))
    except Exception:  # noqa: BLE001 (a parser may fail in any way on a broken formula; the text must not)
        return _without_markup(value)
    return text.replace("\ufdd1", "\\")


def _without_markup(value: str) -> str:
    return _TAG.sub("", value)


def _with_prices_escaped(value: str) -> str:
    """Escape each dollar sign that opens no formula: it has no partner, or stands before a sum of money."""
    places = [dollar.start() for dollar in _BARE_DOLLAR.finditer(value)]
    prices = []
    while places:
        place = places.pop(0)
        if places and not _SUM_OF_MONEY.match(value, place + 1, places[0]):
            del places[0]
        else:
            prices.append(place)
    for place in reversed(prices):
        value = f"{value[:place]}\\{value[place:]}"
    return value


def _formula_script(script: re.Match[str]) -> str:
    return _script(script[2] or script[3], raised=script[1] == "^")


def _script(digits: str, *, raised: bool) -> str:
    return digits.translate(_SUPERSCRIPTS if raised else _SUBSCRIPTS)


def _kept_macro(macro: re.Match[str]) -> str:
    """Return our own text for a macro that we know, the macro itself for one that nobody knows."""
    name = macro[1]
    if name in _WORDS:
        return _WORDS[name] + "{}"
    if (
        _TEXT_CONTEXT.get_macro_spec(name) is _UNKNOWN_TEXT
        and _WALKER_CONTEXT.get_macro_spec(name) is _UNKNOWN
    ):
        return f"\ufdd1{name}"
    return macro[0]


def _plain(name: str) -> MacroTextSpec:
    return MacroTextSpec(name, simplify_repl="%s")


_WALKER_CONTEXT = get_walker_context_db()
_WALKER_CONTEXT.add_context_category(
    "plainleaf",
    prepend=True,
    macros=[MacroSpec(name, "{") for name in ("mbox", "hbox", "url", "mkbibemph", "enquote", "ce")],
)
_UNKNOWN = _WALKER_CONTEXT.get_macro_spec("nobodyknowsthis")

_TEXT_CONTEXT = get_default_latex_context_db()
_TEXT_CONTEXT.add_context_category(
    "plainleaf",
    prepend=True,
    macros=[
        *(_plain(name) for name in ("mbox", "hbox", "url", "mkbibemph", "ce")),
        MacroTextSpec("enquote", simplify_repl="“%s”"),
        MacroTextSpec("textasciicircum", simplify_repl="^"),  # it would be the accent's own sign
        MacroTextSpec("textasciitilde", simplify_repl="~"),
        MacroTextSpec("cite", discard=True),
        MacroTextSpec("footnote", discard=True),
    ],
)
_UNKNOWN_TEXT = _TEXT_CONTEXT.get_macro_spec("nobodyknowsthis")


_RENDERER = LatexNodes2Text(latex_context=_TEXT_CONTEXT, math_mode="text")
