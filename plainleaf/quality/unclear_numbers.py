"""Numbers that are hard to picture.

PIF TICK, communicating risk; NHS content guide, Numbers; CDC Clear Communication Index 15 to 17. Trevena et al,
BMC Med Inform Decis Mak 2013 (presenting quantitative information): natural frequencies, one denominator, no "1 in
x" pairs, and never a relative risk alone.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plainleaf.model.prose import BlockKind, ProseBlock
from plainleaf.quality.content_check import ContentCheck, Found, Subject
from plainleaf.quality.patterns import pattern, quick

# In a table's cell the header may say what the figures are of; a question quotes the reader.
_LOOKED_AT = (
    BlockKind.SUMMARY,
    BlockKind.KEY_POINT,
    BlockKind.PARAGRAPH,
    BlockKind.ITEM,
    BlockKind.DEFINITION,
    BlockKind.CAPTION,
)
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "twenty": 20}
_WORDS |= {"dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "ocho": 8, "diez": 10, "veinte": 20}
_ROUND = frozenset({10, 100, 1000, 10_000, 100_000})  # other numbers are those of the people in a study

_PERCENT = quick(
    "%|cent|ciento", r"(?<![\w.,]) (\d{1,3}) ([.,]\d{1,3})? [ ]? (?: % | per[ ]?cent\b | por[ ]ciento\b)"
)
_FREQUENCY = quick(
    "10",
    r"\b (?: in | out[ ]of | of | de ) [ ] (?:every[ ] | cada[ ])? (10{1,5} | 10{0,2},000) \b (?! [.,]\d | [ ]?%)",
)
_ABSOLUTE = (
    pattern(  # what lets a relative word stand: "3 of 20 people", and "we found no 'in 100 people' figure"
        r"\b (?: in | out[ ]of | of | de ) [ ] (?:every[ ] | cada[ ])? (?:10{1,5} | 10{0,2},000) \b"
        r"| \b \d{1,6} [ ] (?: in | out[ ]of | of | de ) [ ] (?:every[ ] | cada[ ] | the[ ])? \d{1,6} \b"
    )
)
_ONE_IN = quick(
    " in | out of | de cada ",
    r"\b (?: 1 | one | una? | uno ) [ ] (?: in | out[ ]of | de[ ]cada ) [ ] (?:every[ ])?"
    rf" (\d{{1,3}}(?:,?\d{{3}})? | {' | '.join(_WORDS)}) \b",
)
_DECIMAL_FREQUENCY = quick(
    " in | out of ", r"(?<![\w.,]) \d{1,6}\.\d{1,3} [ ] (?: in | out[ ]of ) [ ] (?:every[ ])? \d"
)
_THOUSANDS = re.compile(
    r"(?<![\w.,+/#-])\d{5,7}(?= (?:[a-z-]{1,20} ){0,2}(?:people|patients|adults|women|men|children"
    r"|participants|steps|cases)\b)"
)
_STATISTICS = quick(
    "ratio|relative|interval|signific|mean|ci|p=|p =|p<|p <|p>|p >|p≤|p ≤|razón|relativo|ic ",
    r"confidence[ ]intervals? | \b \d\d[ ]?%[ ]CI \b | \b p [ ]? [=<>≤] [ ]? 0?\.\d{1,6} | \b "
    r"(?:odds|hazard|risk)[ ]ratios?"
    r"| \b relative[ ]risks? | standardi[sz]ed[ ]mean[ ]differences? | statistically[ ](?:in)?significant"
    r"| intervalos?[ ]de[ ]confianza | \b IC[ ](?:del[ ])? \d\d | razón[ ]de[ ](?:probabilidades|momios)"
    r"| riesgos?[ ]relativos? | estadísticamente[ ]significativ[oa]s?",
)
_COUNT = r"(?: \d{1,3} (?:[.,]\d{1,3})? | two|three|four|five|six|seven|eight|nine|ten|dos|tres|cuatro|cinco|diez )"
_RELATIVE = {
    "en": quick(
        "fold|twice|times|doubl|halv|tripl|half|%|cent|risk|chance|odds|rate",
        rf"\b (?: {_COUNT} -? fold ) \b"
        rf"| \b (?: twice | {_COUNT}[ ]times ) [ ] (?: as | more | less ) [ ] "
        rf"(?:likely|often|common|high|frequent)\b"
        r"| \b (?: doubl|halv|tripl ) (?:es|e|ed|ing) [ ] (?:the|your|their) [ ] "
        r"(?:risk|chances?|odds|rate|number)\b"
        r"| \b half[ ]the[ ]risk\b"
        r"| (?<![\w.,]) \d{1,3} (?:\.\d{1,3})? [ ]? (?: % | per[ ]?cent) [ ] (?: "
        r"fewer|less|more|higher|lower|greater|reduction"
        r"|increase|drop|rise|decrease|improvement ) \b"
        r"| \b (?: risk|chances?|odds|rates? ) [ ] (?:\w{1,20}[ ]){0,3}? by [ ] (?: \d{1,3}[ ]?% | half | "
        r"a[ ]third )",
    ),
    "es": quick(
        "doble|veces|duplic|triplic|%",
        rf"\b el[ ]doble[ ]de [ ] (?:probable|probabilidad\w*|riesgo|frecuente|veces) | \b {_COUNT} [ ] "
        rf"veces [ ] (?:más|menos|mayor|menor)\b"
        r"| \b (?:duplic|triplic) \w{1,5} [ ] (?:el|su) [ ] riesgo"
        r"| (?<![\w.,]) \d{1,3} (?:,\d{1,3})? [ ]? % [ ] (?: más|menos|mayor|menor ) \b",
    ),
}


class _Language(NamedTuple):
    one: str  # how one figure is written well
    both: str


_WRITTEN = {
    "en": _Language("{} in {} people", "{} do not"),
    "es": _Language("{} de cada {} personas", "{} no"),
}


def find(subject: Subject) -> Iterator[Found]:
    """Yield the numbers that most readers can't picture, or take for larger than they are."""
    blocks = [passage.block for passage in subject.of(*_LOOKED_AT)]
    for number, block in enumerate(blocks):
        text = block.text
        statistics = _STATISTICS.search(text)
        if statistics:
            message = f"'{statistics[0]}' is a term of statistics"
            hint = "say plainly how many people were better or worse, and how sure that is"
            yield _found(block, statistics, message, hint)
        near = blocks[number : number + 2]
        yield from _relative(near, subject.lang)
        if not statistics:
            yield from _percentages(near, subject.lang)
        yield from _written_badly(block, subject.lang)
    yield from _pairs(blocks)


def _found(block: ProseBlock, match: re.Match[str], message: str, hint: str) -> Found:
    return Found(message, hint, block.position(match.start()), match[0])


def _relative(blocks: Sequence[ProseBlock], lang: str) -> Iterator[Found]:
    """Yield a relative word of the first block, unless that block or the next has absolute figures.

    Where none are known, the text may say so: "We found no figure in 100 people".
    """
    found = _RELATIVE[lang].search(blocks[0].text)
    if found and not any(_ABSOLUTE.search(block.text) for block in blocks):
        message = f"'{found[0]}' says nothing without how many people it was before"
        hint = "give both figures out of the same number, such as '2 in 100 instead of 1 in 100'"
        yield _found(blocks[0], found, message, hint)


def _percentages(blocks: Sequence[ProseBlock], lang: str) -> Iterator[Found]:
    """Yield the first percentage of the first block that has no figure in 100 near it, or that has decimals.

    A percentage that is part of a relative word is told as such.
    """
    block = blocks[0]
    percentages = list(_PERCENT.find_all(block.text))
    if not percentages:
        return
    relative = [match.span() for match in _RELATIVE[lang].find_all(block.text)]
    absolute = any(
        not found[0].startswith("1 in") for near in blocks for found in _ABSOLUTE.find_all(near.text)
    )
    for found in percentages:
        share = float(f"{found[1]}{(found[2] or '').replace(',', '.')}")
        if (
            any(start <= found.start() < end for start, end in relative)
            or share > 100
            or (not found[2] and share in (0, 100))
        ):
            continue
        out_of = 100 if share >= 1 else 1000
        count = round(share * out_of / 100)
        one = _WRITTEN[lang].one.format(count, f"{out_of:,}")
        both = _WRITTEN[lang].both.format(f"{out_of - count:,}")
        if not absolute:
            hint = f"write '{one}', and the other side where it helps: '{both}'"
            yield _found(block, found, f"'{found[0]}' is harder to picture than people are", hint)
            return
        if found[2]:
            yield _found(block, found, f"'{found[0]}' is more exact than a reader needs", f"write '{one}'")
            return


def _written_badly(block: ProseBlock, lang: str) -> Iterator[Found]:
    """Yield different round numbers of people in one block, decimals of people, and thousands without a comma."""
    denominators: dict[int, re.Match[str]] = {}
    for found in _FREQUENCY.find_all(block.text):
        denominators.setdefault(int(found[1].replace(",", "")), found)
    if len(_ROUND.intersection(denominators)) > 1:
        sizes = sorted(denominators)
        last = max(denominators.values(), key=lambda match: match.start())
        message = f"figures out of {sizes[0]:,} and out of {sizes[-1]:,} stand side by side"
        yield _found(block, last, message, "give all of them out of the same number of people")
    for found in _DECIMAL_FREQUENCY.find_all(block.text):
        hint = "round it, or count out of 1,000"
        yield _found(block, found, f"'{found[0]} …' cuts a person in pieces", hint)
    if lang == "en":
        for found in _THOUSANDS.finditer(block.text):
            yield _found(block, found, f"'{found[0]}' is hard to read", f"write {int(found[0]):,}")


def _pairs(blocks: Sequence[ProseBlock]) -> Iterator[Found]:
    """Yield what is "1 in x" where another x came before: readers take the larger x for the larger risk."""
    seen: dict[int, str] = {}
    for block in blocks:
        for found in _ONE_IN.find_all(block.text):
            word = found[1].lower().replace(",", "")
            size = _WORDS.get(word) or int(word)
            if seen and size not in seen:
                first = next(iter(seen.values()))
                message = f"'{first}' and '{found[0]}' are hard to compare"
                yield _found(block, found, message, "give both out of the same number, such as 100")
            seen.setdefault(size, found[0])


CHECK = ContentCheck(
    code="number-unclear",
    rule="Numbers are people out of 100, never a relative risk alone, and all out of the same number.",
    why="Most readers can picture 39 in 100 people. A percentage or 'twice the risk' misleads them.",
    source="PIF TICK, communicating risk; CDC Clear Communication Index, 15 to 17; Trevena 2013",
    find=find,
    bad=(
        "About 39% of people with IBS have anxiety [@a2020].",
        "Stress makes IBS threefold more common: three times as common [@a2020].",
        "With the capsules, relapses were 40% less common [@a2020].",
        "Some 1 in 8 people have it [@a2020]. A serious problem is seen in 1 in 20 [@a2020].",
        "About 5 in 100 had a rash, and 8 in 1,000 a fever [@a2020].",
        "The study had 12000 people [@a2020].",
        "Mood was better (95% CI 1.2 to 3.4) [@a2020].",
        "---\nlang: es\n---\nEl 39 % de las personas tienen ansiedad [@a2020].",
    ),
    good=(
        "About 39 in 100 people with IBS (39%) have anxiety, and 61 do not [@a2020].",
        "It was twice as common: 2 in 100 people had it instead of 1 in 100 [@a2020].",
        "In 13 of 16 people it stopped, and with the other drug in 4 of 13 [@a2020].",
        "Text 85258, or call 0800 1110111. Clean your hands with a gel that you can trust 100%.",
        "People got it about twice as often [@a2020].\n\nWe found no figure in 100 people for this.",
        "---\nlang: es\n---\nUnas 39 de cada 100 personas tienen ansiedad [@a2020].",
    ),
    languages=frozenset(_RELATIVE),
)
