"""Words that promise too much.

NHS content guide: no subjective statements; HONcode, justifiability: claims are balanced. "Safe", "proven" and
their kind are fine where something is denied, doubted, asked or limited; only the bare promise is reported.
"""

import re
from collections.abc import Iterator

from plainleaf.quality.content_check import ContentCheck, Found, Subject
from plainleaf.quality.wording import Hit, Rules, Wording

_WHAT_IS_KNOWN = "say what is known: for whom, how often, compared with what"
_SIDE = "(?:side|unwanted|adverse)[ -]effects?"
_IS = r"(?<!you )(?<!they )(?:is|are)|was|were|be|been|being|considered|found"
# "It is safe to stop", "safe from", "a safe place" are about something else.
_NO_PLACE = (
    r"(?! (?:place|space|sex|side|distance|level|limit|dose|way)\b"
    r"| (?:from|with|until|if|only|when|now|for now|at home)\b| to (?!use\b|take\b))"
)
_ENGLISH = Rules(
    [
        Wording(
            rf"(?:{_IS}|completely|totally|perfectly|absolutely|entirely|generally|very) safe{_NO_PLACE}",
            f"no treatment is without risk; {_WHAT_IS_KNOWN}",
        ),
        Wording(
            r"(?:effective|tolerated|natural|gentle|easy|simple|quick) and safe"
            r"|safe and (?:effective|natural|gentle|proven)",
            f"no treatment is without risk; {_WHAT_IS_KNOWN}",
        ),
        Wording(r"(?:scientifically |clinically )?proven", _WHAT_IS_KNOWN),
        Wording(r"cures?", f"few illnesses can be cured; {_WHAT_IS_KNOWN}"),
        Wording(
            r"miracles?|miraculous(?:ly)?|magic bullet|wonder drug",
            "leave it out, and say what studies found",
        ),
        Wording(
            r"breakthroughs?(?! (?:bleeding|pain|infections?|seizures?|symptoms?|medic\w+|dose"
            r"|headaches?|cases?)\b)",
            "leave it out, and say what studies found",
        ),
        Wording(r"revolutionary|game[- ]chang(?:er|ing)", "leave it out, and say what studies found"),
        Wording(
            r"detox(?:es|ing|ify|ifies|ifying|ification)?",
            "say what it does in the body; 'detox' has no agreed meaning",
        ),
        Wording(
            rf"(?:no|without(?: any)?|free of|zero) (?:known )?{_SIDE}",
            f"say which unwanted effects were looked for and how often they came; {_WHAT_IS_KNOWN}",
        ),
        Wording(
            rf"{_SIDE}[- ]free|risk-free|without (?:any )?risks?|no risks?(?= ?(?:[.,;!]|at all|\Z))",
            "no treatment is without risk; say which risks are known",
        ),
        Wording(r"100 ?(?:%|percent|per cent) (?:safe|effective|natural|guaranteed|cured)", _WHAT_IS_KNOWN),
        Wording(r"guarantee[sd]?", "nothing in medicine is certain; say how often it helps"),
        Wording(
            r"(?:is|are|completely|totally|perfectly|absolutely) harmless",
            f"no treatment is without risk; {_WHAT_IS_KNOWN}",
        ),
        Wording(
            r"always works?|never fails?|works? (?:every time|for everyone|for everybody)",
            "say for how many in 100 it works",
        ),
    ]
)
_LO_QUE_SE_SABE = "diga qué se sabe: para quién, con qué frecuencia, comparado con qué"
_SPANISH = Rules(
    [
        Wording(
            r"(?:total|completa|absoluta|perfecta|plena)mente segur[oa]s?|segur[oa]s? y (?:eficaz"
            r"|eficaces|efectiv[oa]s?)"
            r"|(?:tratamiento|método|remedio|producto|suplemento|medicamento)s? (?:muy )?segur[oa]s?",
            f"ningún tratamiento está libre de riesgos; {_LO_QUE_SE_SABE}",
        ),
        Wording(r"(?:científica|clínica)mente (?:probad|demostrad|comprobad)[oa]s?", _LO_QUE_SE_SABE),
        Wording(
            r"(?:la |una )cura (?:para|contra)|curan? (?:la|el|los|las|su|sus|tu)",
            f"pocas enfermedades se curan; {_LO_QUE_SE_SABE}",
        ),
        Wording(
            r"milagros?|milagros[oa]s?|revolucionari[oa]s?|cura milagrosa",
            "déjelo fuera y diga qué hallaron los estudios",
        ),
        Wording(
            r"detox|desintoxica(?:r|n|nte|ntes|ción)?",
            "diga qué hace en el cuerpo; la palabra no tiene un sentido claro",
        ),
        Wording(
            r"(?:sin|ningún|libres? de) (?:efectos? (?:secundarios?|adversos?|no deseados?)|riesgos?)",
            "diga qué efectos y riesgos se conocen",
        ),
        Wording(r"100 ?% (?:segur|eficaz|efectiv|natural|garantizad)\w*", _LO_QUE_SE_SABE),
        Wording(r"garantiza(?:n|mos|d[oa]s?)?", "nada en medicina es seguro; diga con qué frecuencia ayuda"),
        Wording(
            r"(?:es|son|totalmente|completamente) inofensiv[oa]s?|infalibles?",
            f"ningún tratamiento está libre de riesgos; {_LO_QUE_SE_SABE}",
        ),
        Wording(
            r"funcionan? (?:siempre|para todos|en todos)", "diga en cuántas de cada 100 personas funciona"
        ),
    ]
)
_RULES = {"en": _ENGLISH, "es": _SPANISH}
# What makes a promise a denial, a doubt, a question, somebody else's claim, or a statement with limits.
_LIMITED = {
    "en": re.compile(
        r"\b(?:not|cannot|never|no|nor|neither|none|nobody|nothing|without|whether|if|how|unless|until|than"
        r"|may|might|could|can|would|seem(?:s|ed)?|appear(?:s|ed)?|probably|likely|unlikely|possibly|perhaps"
        r"|yet|so far|unproven|claim(?:s|ed|ing)?|says?|said|promis(?:e|es|ed|ing)|doubt\w*|unknown"
        r"|hope[sd]?|hoping|beware|avoid|ask(?:s|ed)?|test(?:s|ed)?|stud(?:y|ies)|trials?|myths?|words? like"
        r"|most|mostly|many|some|often|usually|sometimes)\b|n['’]t\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:no|nunca|ni|ningun[oa]?|ningún|nadie|nada|sin|si|cómo|puede|pueden|podría|podrían|quizás?"
        r"|tal vez|probablemente|parecen?|según|aún|todavía|afirma\w*|dicen?|prome\w+|dud\w+|desconoc\w+"
        r"|evite\w*|cuidado|pregunt\w+|la mayoría|much[oa]s|algun[oa]s|a menudo|a veces|estudios?|ensayos?"
        r"|mitos?)\b",
        re.IGNORECASE,
    ),
}
# A report of what happened promises nothing: "Five people had no side effects."
_REPORTED = re.compile(
    r"\b(?:had|having|report(?:s|ed)?|found|felt|noticed|get|got|tuvo|tuvieron|notaron|notó)\s\Z",
    re.IGNORECASE,
)
_MEDICAL_DETOX = re.compile(r"\b(?:alcohol|drugs?|opioids?|medical|drogas?|médica)\b", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Found]:
    """Yield the bare promises of an edition."""
    for passage in subject.passages:
        for hit in _RULES[subject.lang].hits(passage):
            if not _is_limited(hit, subject.lang):
                quote = passage.block.text[hit.start : hit.end]
                yield Found(
                    f"'{quote}' promises more than medicine can hold",
                    hit.wording.instead,
                    passage.block.position(hit.start),
                    quote,
                )


def _is_limited(hit: Hit, lang: str) -> bool:
    start, end = hit.start - hit.sentence_start, hit.end - hit.sentence_start
    before, matched, behind = hit.sentence[:start], hit.sentence[start:end], hit.sentence[end:]
    if hit.sentence.rstrip("\"'”’)").endswith("?"):
        return True
    if matched.casefold().startswith(("detox", "desintox")) and _MEDICAL_DETOX.search(hit.sentence):
        return True
    return bool(_REPORTED.search(before) or any(_LIMITED[lang].search(part) for part in (before, behind)))


CHECK = ContentCheck(
    code="absolute-word",
    rule="Nothing is called safe, proven or a cure without saying for whom and how sure it is.",
    why="A promise that medicine can't keep costs trust, and leads people to wrong choices.",
    source="NHS content guide, How we write; HONcode, justifiability",
    find=find,
    bad=(
        "FMT is completely safe and helps at once.",
        "This is a proven cure.",
        "The capsules have no side effects.",
        "It is a breakthrough.",
        "The tea helps you detox.",
        "Your recovery is guaranteed.",
    ),
    good=(
        "## Is FMT safe?\n\nFMT has risks.",
        "It is not a cure. Nobody knows whether it is safe.",
        "FMT may be safe for most people.",
        "Five people had no side effects.",
        "Breakthrough bleeding can happen. Keep your tablets in a safe place.",
        "You may need alcohol detox in hospital.",
        'Beware of words like "miracle" and "guaranteed".',
        "Doctors cannot guarantee that it helps.",
    ),
    languages=frozenset({"en", "es"}),
)
