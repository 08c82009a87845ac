r"""Plain text to LaTeX for a bibliography's entry; `latex_text.decode_latex` gives the same text again."""

import re

from plainleaf.bibliography.latex_text import clean_text

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\lbrace{}",
        "}": r"\rbrace{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "`": r"\textasciigrave{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
# What LaTeX would join to a dash or to a quotation mark.
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')")
_WORD = re.compile(r"(?<![\\\w])[^\W_]+(?:-[^\W_]+)*")


def escape_latex(text: str) -> str:
    """Return the text with everything escaped that means something in LaTeX."""
    return _LIGATURE.sub("{}", clean_text(text).translate(_ESCAPES))


def escape_title(title: str) -> str:
    """Return a title with everything escaped, and braces around words that must keep their capitals."""
    return _WORD.sub(_with_capitals_kept, escape_latex(title))


def _with_capitals_kept(word: re.Match[str]) -> str:
    """Put a word in braces that has capitals beyond its first letter: FMT, mRNA, but not Gut-Brain."""
    pieces = word[0].split("-")
    return f"{{{word[0]}}}" if any(letter.isupper() for piece in pieces for letter in piece[1:]) else word[0]
