"""Words that make people their illness, or blame them for it.

NHS content guide, Inclusive content; National Institutes of Health, Style Guide: person-first and destigmatizing
language; CDC, Preferred terms.
"""

from collections.abc import Iterator

from plainleaf.quality.content_check import ContentCheck, Found, Subject
from plainleaf.quality.wording import Rules, Wording

_ILLNESS = (
    r"(?:(?:a|an|the|their|this|chronic|mental|severe) )*(?:stroke|cancer|depression|anxiety|illness"
    r"|disease|disorder|condition|burns?"
    r"|AIDS|HIV|dementia|heart attack|IBS|epilepsy|diabetes|suicide|addiction)"
)
_TREATMENT = (
    r"(?:treatments?|therap(?:y|ies)|medications?|medicines?|antibiotics?|antidepressants?|drugs?"
    r"|chemotherapy)"
)
# Of people as a group, and not before a noun: "the elderly", no "elderly care unit".
_ALONE = (
    r"(?=[.,;:!?)]|\Z| (?:are|is|may|can|could|need|have|should|must|will|often|who|with|in|at|and|or"
    r"|to|from)\b)"
)
_ENGLISH = Rules(
    [
        Wording(r"suffer(?:s|ed|ing)? from", "has, lives with"),
        Wording(r"sufferers?", "people with …"),
        Wording(
            r"(?:stroke|cancer|burn|AIDS|HIV|suicide|dementia) victims?", "people who had …, people with …"
        ),
        Wording(rf"victims? of {_ILLNESS}", "people who had …, people with …"),
        Wording(r"(?:afflicted|stricken) (?:with|by)", "has, lives with"),
        Wording(
            r"(?:diabetic|epileptic|asthmatic|arthritic|hemophiliac|haemophiliac)s",
            "people with diabetes (epilepsy, asthma …)",
        ),
        Wording(
            r"an? (?:diabetic|epileptic|asthmatic|schizophrenic|anorexic|bulimic)(?= (?:who|may|must"
            r"|should|can|has|is|needs)\b|[.,;?!]|\Z)",
            "a person with diabetes (epilepsy, asthma …)",
        ),
        Wording(r"schizophrenics|schizophrenic (?:patients?|people|persons?)", "people with schizophrenia"),
        Wording(
            r"anorexics|bulimics|depressives|psychotics|manic-depressives?",
            "people with anorexia (depression, psychosis …)",
        ),
        Wording(rf"the (?:mentally ill|depressed|insane){_ALONE}", "people with a mental illness"),
        Wording(r"mentally ill (?:patients?|people|persons?)", "people with a mental illness"),
        Wording(rf"the (?:disabled|handicapped|infirm){_ALONE}", "disabled people, people with a disability"),
        Wording(r"handicapped|crippled?s?", "disabled"),
        Wording(r"(?:mentally )?retard(?:ed|ation)", "person with a learning (intellectual) disability"),
        Wording(r"wheelchair-bound|(?:confined|bound) to a wheelchair", "uses a wheelchair"),
        Wording(
            rf"the obese{_ALONE}|obese (?:patients?|people|persons?|adults|children|women|men)",
            "people with obesity",
        ),
        Wording(rf"the elderly{_ALONE}", "older people"),
        Wording(r"(?:drug |heroin |opioid )?addicts?", "person with an addiction"),
        Wording(r"(?:drug|substance|alcohol) abusers?|junkies?", "person who uses drugs (alcohol)"),
        Wording(r"(?:drug|substance|alcohol) abuse", "drug use, alcohol problem"),
        Wording(
            r"alcoholics(?! anonymous)|an alcoholic(?= (?:who|may|must|should|can|has|is)\b|[.,;?!]|\Z)",
            "people with an alcohol problem",
        ),
        Wording(r"commit(?:s|ted|ting)? suicide", "died by suicide, ended his or her life"),
        Wording(r"(?:successful|completed) suicides?", "death by suicide"),
        Wording(r"(?:failed|unsuccessful) suicides?(?: attempts?)?", "suicide attempt"),
        Wording(
            r"(?:patients?|people|women|men|adults|children|those|you)(?: who| that)?(?: have| had| has)?"
            r" fail(?:ed|s)? (?:(?:to respond to|on|at least|first-line|other|standard|all|one|two|several|prior"
            r"|previous) )*"
            rf"{_TREATMENT}",
            "the treatment did not help them",
        ),
        Wording(r"non-?complian(?:t|ce)", "has not been able to take …; say what made it hard"),
        Wording(r"lunatics?|craz(?:y|ies)|insane|psychos", "person with a mental illness, or leave it out"),
        Wording(r"normal people", "people without …"),
    ]
)
_ENFERMEDAD = (
    r"(?:una? |la |el )?(?:ictus|cáncer|depresión|ansiedad|enfermedad|trastorno|SIDA|sida|VIH|demencia"
    r"|infarto|epilepsia|diabetes|suicidio)"
)
_SPANISH = Rules(
    [
        Wording(
            r"sufr(?:e|en|ir|ía|ían|ió|ieron) de"
            r"|sufr(?:e|en) (?:una? )?(?:depresión|ansiedad|cáncer|enfermedad)",
            "tiene, vive con",
        ),
        Wording(rf"víctimas? de {_ENFERMEDAD}", "personas que han tenido …, personas con …"),
        Wording(r"(?:afligid|aquejad)[oa]s? (?:de|por)", "tiene, vive con"),
        Wording(
            r"(?:los|las|un|una) (?:diabétic|epiléptic|asmátic)[oa]s?",
            "personas con diabetes (epilepsia, asma)",
        ),
        Wording(r"esquizofrénic[oa]s?", "personas con esquizofrenia"),
        Wording(
            r"(?:los|las|un|una) (?:anoréxic|bulímic|depresiv)[oa]s?",
            "personas con anorexia (bulimia, depresión)",
        ),
        Wording(r"enferm[oa]s? mental(?:es)?", "personas con una enfermedad mental"),
        Wording(r"drogadict[oa]s?|(?:los|las|un|una) adict[oa]s?|yonquis?", "personas con una adicción"),
        Wording(r"(?:los|un) alcohólicos?", "personas con un problema de alcohol"),
        Wording(
            r"discapacitad[oa]s?|minusválid[oa]s?|lisiad[oa]s?|(?:los|las|un|una) inválid[oa]s?",
            "personas con discapacidad",
        ),
        Wording(r"retras(?:o|ad[oa]s?) mental(?:es)?", "discapacidad intelectual"),
        Wording(r"(?:postrad|confinad)[oa]s? (?:a|en) una silla de ruedas", "usa una silla de ruedas"),
        Wording(r"(?:los|las) obes[oa]s", "personas con obesidad"),
        Wording(r"(?:los|las) ancian[oa]s", "personas mayores"),
        Wording(r"comet(?:e|en|er|ió|ieron|ido) (?:un )?suicidio", "murió por suicidio"),
        Wording(
            r"suicidios? (?:consumados?|exitosos?|fallidos?|fracasados?)",
            "muerte por suicidio, intento de suicidio",
        ),
        Wording(
            r"pacientes? (?:que )?(?:fracasaron|fracasa|fracasan) (?:a|con|en) (?:el |los )?tratamientos?",
            "el tratamiento no les ayudó",
        ),
        Wording(r"pacientes? incumplidor(?:es)?", "personas que no han podido tomar …"),
        Wording(
            r"(?:un |una |los |las )loc[oa]s?|demente(?:s)?|lunátic[oa]s?",
            "persona con una enfermedad mental, o déjelo fuera",
        ),
        Wording(r"personas normales|gente normal", "personas sin …"),
    ]
)
_RULES = {"en": _ENGLISH, "es": _SPANISH}


def find(subject: Subject) -> Iterator[Found]:
    """Yield the words that put the illness before the person, with what to write instead."""
    for passage in subject.passages:
        for hit in _RULES[subject.lang].hits(passage):
            quote = passage.block.text[hit.start : hit.end]
            yield Found(
                f"'{quote}' can hurt or shame the people it is about",
                f"write: {hit.wording.instead}",
                passage.block.position(hit.start),
                quote,
            )


CHECK = ContentCheck(
    code="person-first",
    rule="The person comes before the illness, and nobody is blamed for one.",
    why="People who feel judged read no further, and ask for help later.",
    source="NHS content guide, Inclusive content; NIH Style Guide, person-first language; CDC, Preferred terms",
    find=find,
    bad=(
        "Many people suffer from depression.",
        "Diabetics should be careful.",
        "It is for patients who failed antibiotics.",
        "He committed suicide.",
        "It helps the mentally ill.",
    ),
    good=(
        "Many people live with depression.",
        "Diabetic ketoacidosis is an emergency. People with diabetes should be careful.",
        "The antibiotics did not help them. The treatment failed.",
        "He died by suicide. Alcoholic drinks can make it worse.",
        "Alcoholics Anonymous has groups near you.",
    ),
    languages=frozenset({"en", "es"}),
)
