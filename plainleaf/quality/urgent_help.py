"""Help where a topic demands it. NHS design system, care cards; Samaritans, media guidelines on suicide.

A page on a mental illness shows where to call in a crisis; one on a procedure or a medicine says when to ask.
"""

from collections.abc import Iterator, Sequence

from plainleaf.model.prose import BlockKind
from plainleaf.quality.content_check import ContentCheck, Found, Subject
from plainleaf.quality.patterns import pattern
from plainleaf.quality.whole_text import at_title, has_box, is_long, sentences

_MENTIONS = 3  # sentences (own default): once or twice it is a word in passing
_CRISIS = {
    "en": pattern(
        r"\b (?: suicid\w+ | self-harm\w* | end(?:ing)?[ ](?:your|their|my)[ ]life | "
        r"kill(?:ing)?[ ](?:yourself|themselves|myself)"
        r" | want(?:ing)?[ ]to[ ]die | harm(?:ing)?[ ]yourself )\b"
    ),
    "es": pattern(
        r"\b (?: suicid\w+ | autolesi\w+ | quitarse[ ]la[ ]vida | querer[ ]morir | hacerse[ ]daño )\b"
    ),
}
_CONDITION = {
    "en": pattern(
        r"\b (?: depressi(?:on|ve) | anxiety | psychosis | psychotic | schizophrenia | bipolar | "
        r"eating[ -]disorders? | anorexia"
        r" | bulimia | PTSD | post-traumatic | panic[ -](?:attacks?|disorder) | mental[ -](?:health|illness) )\b"
    ),
    "es": pattern(
        r"\b (?: depresi(?:ón|va|vo) | ansiedad | psicosis | esquizofrenia | bipolar | anorexia | bulimia"
        r" | trastornos?[ ]aliment\w+ | ataques?[ ]de[ ]pánico | salud[ ]mental | depression | anxiety )\b"
    ),
}
_PROCEDURE = {
    "en": pattern(
        r"\b (?: FMT | \w{0,10}transplant\w* | probiotics? | medicines? | medications? | "
        r"\w{0,10}depressants? | antibiotics? | colonoscopy"
        r" | endoscopy | surgery | supplements? | drugs? | tablets? | capsules? )\b"
    ),
    "es": pattern(
        r"\b (?: TMF | FMT | trasplantes? | probióticos? | medicamentos? | antidepresivos? | antibióticos? "
        r"| colonoscopia"
        r" | endoscopia | cirugía | suplementos? | pastillas? | cápsulas? )\b"
    ),
}
_ASK = {
    "en": pattern(
        r"\b (?: call | see | tell | ask | contact | phone | (?:talk|speak)(?:ing)?[ ](?:to|with) ) [ ]"
        r" (?: your | a | the | our ) [ ] (?:own[ ])? (?: doctor | GP | nurse | pharmacist | care[ ]team | "
        r"clinic | team | midwife )"
    ),
    "es": pattern(
        r"\b (?: llame | vea | diga | pregunte | consulte | contacte | hable | pida ) \b (?:[ ]\w{1,12}){0,3}?"
        r" [ ] (?: médic[oa] | doctora? | enfermer[oa] | farmacéutic[oa] | equipo | clínica )"
    ),
}


def find(subject: Subject) -> Iterator[Found]:
    """Yield the articles that leave a reader in need without a way to help."""
    crisis = _needs_crisis_card(subject)
    if crisis and not _shows_crisis_card(subject):
        yield Found(
            f"the text is about {crisis}, and shows no crisis lines", _card_hint(subject), at_title(subject)
        )
    if (
        is_long(subject)
        and _PROCEDURE[subject.lang].search(_headline(subject))
        and not _says_whom_to_ask(subject)
    ):
        message = "the text is about a treatment, and nothing says when to ask a doctor"
        hint = "write a box  ::: action Call your doctor if  with what readers must not wait with"
        yield Found(message, hint, at_title(subject))


def _headline(subject: Subject) -> str:
    front = subject.document.source.front
    return ". ".join((front.title, *(topic.replace("-", " ") for topic in front.topics)))


def _needs_crisis_card(subject: Subject) -> str:
    """Return what the text is about that asks for crisis lines, or ""."""
    text = [sentence.text for _, sentence in sentences(subject)]
    text += [
        passage.block.text
        for passage in subject.of(BlockKind.HEADING, BlockKind.BOX_TITLE, BlockKind.KEY_POINT)
    ]
    crisis, condition = _CRISIS[subject.lang], _CONDITION[subject.lang]
    for line in (_headline(subject), *text):
        found = crisis.search(line)
        if found:
            return found[0].lower()
    found = condition.search(_headline(subject))
    return found[0].lower() if found else _often(text, subject.lang)


def _often(lines: Sequence[str], lang: str) -> str:
    counts: dict[str, int] = {}
    for line in lines:
        for word in {match[0].lower() for match in _CONDITION[lang].find_all(line)}:
            counts[word] = counts.get(word, 0) + 1
            if counts[word] == _MENTIONS:
                return word
    return ""


def _shows_crisis_card(subject: Subject) -> bool:
    """Say whether crisis lines stand on the page: the site's card by a topic, or a box of the text's own."""
    settings, topics = subject.settings, subject.document.source.front.topics
    if settings.crisis is not None and settings.crisis_topics.intersection(topics):
        return True
    return has_box(subject, "crisis")


def _card_hint(subject: Subject) -> str:
    settings = subject.settings
    if settings.crisis is None or not settings.crisis_topics:
        return "put your crisis lines and their topics into content/site.yaml, or write a box  ::: crisis"
    topics = ", ".join(sorted(settings.crisis_topics))
    return f"give it one of the topics that show the card: {topics}; or write a box  ::: crisis"


def _says_whom_to_ask(subject: Subject) -> bool:
    if has_box(subject, "action", "warning", "crisis"):
        return True
    ask = _ASK[subject.lang]
    return any(ask.search(sentence.text) for _, sentence in sentences(subject))


CHECK = ContentCheck(
    code="urgent-help",
    rule="A text on a mental illness shows crisis lines; one on a treatment says when to ask a doctor.",
    why="Somebody who reads about despair may be in it. Somebody who takes a medicine must know when not to wait.",
    source="NHS design system, care cards; Samaritans, media guidelines",
    find=find,
    bad=(
        "---\ntitle: Living with depression\n---\nSmall steps help.",
        "Some people think of suicide when pain does not stop.",
        "---\ntitle: What probiotics are\n---\n"
        + "A capsule holds many tiny living things that are grown in a tank. " * 26,
        "---\nlang: es\ntitle: Vivir con depresión\n---\nLos pasos pequeños ayudan.",
    ),
    good=(
        (
            "---\ntitle: Living with depression\n---\nSmall steps help.\n\n::: crisis Call now if you want to "
            "end your life\nCall 988.\n:::"
        ),
        "Anxiety before a test is common. Tell the nurse about it.",
        "---\ntitle: What probiotics are\n---\n"
        + "A capsule holds many tiny living things that are grown in a tank. " * 26
        + "Ask your doctor before you take one.",
    ),
    languages=frozenset(_CRISIS),
)
