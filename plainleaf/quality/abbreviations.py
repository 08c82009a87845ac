"""Abbreviations that are nowhere explained.

WCAG 2.2, 3.1.4, asks for a way to the expanded form; the NHS content guide spells out what is used first. An
abbreviation is explained by its long form beside it, by `<abbr title>`, or by an entry in the clinic's glossary,
which opens on the page. A heading may use it before the text explains it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plainleaf.model.prose import BlockKind, ProseBlock
from plainleaf.quality.content_check import ContentCheck, Found, Passage, Subject
from plainleaf.quality.wording import own_text, sentence_around

_TOKEN = re.compile(r"(?<![\w@#/.-])[A-Za-z][A-Za-z0-9]*(?:[-&][A-Za-z0-9]+)*(?![\w@/]|\.\w)")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9&-]*[A-Z0-9]")
# mRNA, eGFR, HbA1c; no McBride, no PubMed.
_MIXED = re.compile(r"(?=.*[A-Z].*[A-Z])(?!.*[a-z]{2})[A-Za-z0-9]+")
# Numerals, numbers of trials, chromosomes, B12 and F32, and (from six letters on) words in capitals.
_NO_ABBREVIATION = re.compile(r"[IVX]+|[A-Z]+\d{4,}|X[XY]|[A-Z]\d+|[A-Z]{6,}")
# What to send to a number: "text AYUDA to 988".
_KEYWORD = re.compile(r"\b(?:text|type|send|envíe|escriba)\s\Z", re.IGNORECASE)
_TITLES = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.BOX_TITLE})

# Known better short than long (NHS content guide, A to Z), countries, units, degrees, times of day.
KNOWN = frozenset(
    """
    AIDS AM BBC BSc CD COVID COVID-19 DIY DNA DVD EU FAQ GP HIV ID IU IQ MD MSc NHS OK PC PDF PhD PIN PM QR RNA
    SMS SOS TV UK UN UNICEF URL US USA USB UV VIP
    ADN EE EEUU ONU SIDA UE UU VIH
    """.split()
)
# "MRI scan" says what it is; spelled out it would be harder.
_SAYS_WHAT_IT_IS = re.compile(r"\s(?:scan|scanner|image)s?\b")
_SCANS = frozenset({"CAT", "CT", "MRI", "PET"})
# Words in capitals are shouting, which is no matter of this check.
_SHOUTED = frozenset(
    """
    ALL AND ANY ARE ASK AT BE BUT CALL CAN DO DOES DON EAT FOR FREE GET HELP HOW IF IN IS KNOW MAY MORE MUST NEED
    NEVER NEW NO NOT NOW OF OFF ON ONE ONLY OR OUT SEE STAY STOP TAKE TALK TEXT THE TO USE WHAT WHEN WHY WITH YES
    YOU YOUR EL LA LLAME NUNCA SI SIN SU TODO USTED
    """.split()
)
_SMALL_WORDS = frozenset("a and de del el en for in la las los of on the to with y".split())
_WORD = re.compile(r"[^\W\d_]+")
_LONG_FORM_BEHIND = re.compile(
    r"\s*\(([^()]{3,120})\)|,? (?:is short for|stands for|means|significa|quiere decir) (.{3,80})"
)


class _Use(NamedTuple):
    passage: Passage
    start: int
    end: int
    is_explained: bool


def find(subject: Subject) -> Iterator[Found]:
    """Yield each abbreviation that is not explained by the end of the sentence that uses it first."""
    in_glossary = {
        abbreviation
        for term in subject.glossary
        for form in (term.name, *term.also)
        for abbreviation, _ in abbreviations_in(form)
    }
    for abbreviation, uses in _uses(subject).items():
        if abbreviation in in_glossary:
            continue
        explained = next((number for number, use in enumerate(uses) if use.is_explained), None)
        in_text = (number for number, use in enumerate(uses) if use.passage.block.kind not in _TITLES)
        first = next(in_text, 0)
        if explained is not None and explained <= _same_sentence(uses, first):
            continue
        use = uses[first]
        at = use.passage.block.position(use.start)
        if explained is None:
            message = f"'{abbreviation}' is not explained"
        else:
            later = uses[explained].passage.block.position(uses[explained].start)
            message = f"'{abbreviation}' is used before it is explained (line {later.line})"
        yield Found(
            message,
            f"spell it out where it first stands: 'long form ({abbreviation})'; or explain it in the"
            f" glossary",
            at,
            use.passage.block.text[use.start : use.end],
        )


def abbreviations_in(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the abbreviations of a text, without the s of a plural, each with its match."""
    for found in _TOKEN.finditer(text):
        word = found[0][:-1] if found[0].endswith("s") and found[0][:-1].isupper() else found[0]
        if (_CAPITALS.fullmatch(word) or _MIXED.fullmatch(word)) and not _NO_ABBREVIATION.fullmatch(word):
            yield word, found


def _uses(subject: Subject) -> dict[str, list[_Use]]:
    found: dict[str, list[_Use]] = {}
    for passage in subject.passages:
        block = passage.block
        if block.text.isupper() and len(block.text.split()) > 1:
            continue
        text = own_text(block)
        for abbreviation, match in abbreviations_in(text):
            if abbreviation in KNOWN or abbreviation in _SHOUTED or _KEYWORD.search(text, 0, match.start()):
                continue
            if abbreviation in _SCANS and _SAYS_WHAT_IT_IS.match(text, match.end()):
                continue
            explained = is_explained_at(block, abbreviation, match.start(), match.end())
            found.setdefault(abbreviation, []).append(_Use(passage, match.start(), match.end(), explained))
    return found


def is_explained_at(block: ProseBlock, abbreviation: str, start: int, end: int) -> bool:
    """Say whether the long form is near: `long form (ABC)`, `ABC (long form)`, `long form, ABC`."""
    if any(span.kind == "abbr" and span.target and span.start <= start < span.end for span in block.spans):
        return True
    before = block.text[:start].rstrip("\"'“‘ ")
    if before.endswith("(") and _WORD.search(before):
        return True
    if _initials_end_with(before[-200:], abbreviation):
        return True
    behind = _LONG_FORM_BEHIND.match(block.text, end)
    if behind is None:
        return False
    return behind[1] is None or _initial(abbreviation) in {
        word[0].lower() for word in _WORD.findall(behind[1])
    }


def _initial(abbreviation: str) -> str:
    return next(letter for letter in abbreviation if letter.isupper()).lower()


def _initials_end_with(before: str, abbreviation: str) -> bool:
    """Say whether the last words before an abbreviation spell it: "confidence interval, CI"."""
    initials = "".join(word[0].lower() for word in _WORD.findall(before) if word.lower() not in _SMALL_WORDS)
    letters = "".join(letter.lower() for letter in abbreviation if letter.isalpha())
    return len(letters) > 1 and initials.endswith(letters)


def _same_sentence(uses: list[_Use], first: int) -> int:
    """Return the last use that stands in the same sentence as a use."""
    passage = uses[first].passage
    sentence, start = sentence_around(passage, uses[first].start)
    last = first
    for number in range(first + 1, len(uses)):
        if uses[number].passage is passage and uses[number].start < start + len(sentence):
            last = number
    return last


CHECK = ContentCheck(
    code="abbreviation-unexplained",
    rule="An abbreviation is spelled out where it is first used, or explained in the glossary.",
    why="A reader who does not know the letters can't look them up, and a screen reader spells them out.",
    source="WCAG 2.2, 3.1.4; NHS content guide, Abbreviations and acronyms",
    find=find,
    bad=(
        "Your doctor may offer CBT.",
        "An SSRI can help. A selective serotonin reuptake inhibitor (SSRI) takes weeks.",
        "Tests of eGFR show how your kidneys work.",
    ),
    good=(
        "Cognitive behavioral therapy (CBT) can help. Ask for CBT.",
        "You may be offered CBT (cognitive behavioral therapy).",
        "## What is CBT?\n\nCognitive behavioral therapy (CBT) is a talking therapy.",
        "In the UK, the NHS tests for HIV and COVID-19.",
        "You may have an MRI scan. Type II is rare.",
        'Ask for <abbr title="cognitive behavioral therapy">CBT</abbr>.',
        "Do NOT stop. Read PubMed and `SSRI`.",
    ),
    languages=frozenset({"en", "es"}),
)
