"""How many syllables a word has when it is read aloud, in English and Spanish.

English: groups of vowels, put right by rules, and words that no rule gets right. Spanish: its spelling says
it; two strong vowels part, and so does a weak one with an accent (RAE, Ortografía de la lengua española,
2010: diptongos, triptongos, hiatos). Figures count as they are spoken, and abbreviations letter by letter,
for so they are read.
"""

import functools
import itertools
import re

from plainleaf.quality.spoken_numbers import spoken

_PIECES = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SPELLED = re.compile(r"([A-Z]{2,6})s?")
# Abbreviations that are read as words.
_READ_AS_WORDS = frozenset("AIDS COVID FODMAP NASA NATO NICE PIN SARS SIDA UNICEF".split())

# Words that the rules get wrong, by their number of syllables.
_EXCEPTIONS = {
    1: """ache ached aches aren't eye eyes queue quiche weren't""",
    2: """acne being beings business cafe camera canyon colonel evening every fluoride frontier giant giants
        headache headaches hygiene jagged lion lions marriage naked premier real really ruin sacred soldier
        someone whereas wicked""",
    3: """anyone areas average businesses casually cereal cereals coyote everyone everything familial heroin ideas
        ileal ileum karate linear loneliness lunatic meiosis nuclear nuclei nucleus pancreas pancreatic
        parliament recipe recipes syncope vegetable vegetables""",
    4: """apostrophe catastrophe diabetes difficile epitome""",
}
_COUNTED = {word: count for count, words in _EXCEPTIONS.items() for word in words.split()}
# Letters that are written and not heard as a vowel: put away before groups of vowels are counted.
_SILENT = (
    (re.compile(r"ically$"), "icly"),  # basically: the "al" is not spoken
    (re.compile(r"gue(?=s?$)"), "g"),  # fatigue
    (re.compile(r"qu"), "kw"),
    (re.compile(r"gu(?=[aey]|i(?!ng|ty))"), "g"),  # guess, guide; not arguing
    (re.compile(r"^y(?=[aeiou])|(?<=[aeiou])y(?=[aeiou])"), "j"),  # year, player
    (  # safely, hopeful, lifelike
        re.compile(
            r"(?:(?<=[aeiouy][^aeiouy])|(?<=[aeiouy][^aeiouy][^aeiouyl]))e"
            r"(?=(?:ful|less|ly|ness|some|wise|ward|like|time|work|place|thing|body|line|house|back"
            r"|board)(?:s|ly)?$)"
        ),
        "",
    ),
    (  # movement, management; not element, supplement
        re.compile(r"(?:(?<=[aeiouy][^aeiouyl])|(?<=[nr][cg])|(?<=dg|lv|rs))e(?=ments?$)"),
        "",
    ),
    (  # something, lifelong, everyday
        re.compile(
            r"^(some|there|where|here|home|life|wide|side|whole|stake|house|time|fire|base|face|name"
            r"|make|space|safe|care"
            r"|love|nine|take|type|line|bone)(?=[^aeiouyrnld]\w)"
        ),
        lambda found: found[0][:-1],
    ),
    (re.compile(r"^every(?=.)"), "evry"),
    (re.compile(r"^fore(?=[chkmw])"), "for"),  # forehead
    (re.compile(r"(?<=[^aeiou])(?<![^aeiouylr]l)e$"), ""),  # time, goodbye; not table
    (re.compile(r"(?<=[^aeiousxzcg])(?<!ch|sh)(?<![^aeiouylr]l)es$"), "s"),  # times; not causes
    (re.compile(r"(?<=[^aeiouytd])(?<![^aeiouylr]l)ed(?=$|ly$)"), "d"),  # caused; not treated
)
# Where one group of vowels is two syllables, or a syllable has no vowel that is written.
_APART = re.compile(
    r"""
      (?<![cgst])(?<!ll)i(?=a(?!ge|r$))|[ct]i(?=at)  # diarrhea, association; not social, marriage
    | (?<![ct])i(?=a$)|i(?=o$|os$|us|um|u$)  # bacteria, ratio, bacterium; not dementia
    | ^sci(?=en)|(?<![ct])i(?=en(?!d))(?<=.i)(?<!^fri)  # science, nutrient; not patient, friend
    | i(?=et(?:y|i|$|s|ed|ar|er|ly))|i(?=ing)  # anxiety, diet, studying
    | (?:(?<=[aeiouy][^aeiouy])|(?<=[aeiouy][^aeiouy][^aeiouy]))i(?=ers?$|est$)  # earlier
    | (?<![cgstxln])(?<!behav)i(?=o)|[ln]i(?=o[^nr])|ysi(?=o)  # period, physiology; not million
    | u(?=a(?!d|s)|ou|e[lnt]|in|it[iy]|ici|a$)|(?<![rg])u(?=id)  # evaluate, influence, fluid, suicide
    | e(?=o(?!u|p|w|rg|n$))|(?<![gh])e(?=on$)|(?:^g|st)e(?=o[pc])  # video, neon, geopolitical; not surgeon
    | e(?=um|us)|(?<![cg])e(?=ous)  # nucleus, spontaneous
    | (?<![wn])(?<![aeiou])y(?=[aeiou])|(?<=[aeiouyj])e(?=ing)  # myopia, seeing
    | cre(?=at[eio])|the(?=at[re])  # create, theater
    | (?:(?<=[aeiouy][^aeiouy])|(?<=[aeiouy][^aeiouy][^aeiouy]))e(?=a$)  # area, nausea
    | o(?=ing|e[mt]|ic(?![ei]))|a(?=os|ic(?!a)|is[mt])  # going, poem, stoic, chaos
    | ^re(?=act|al[il]|affirm|ass|app|open|org|us|in[fitv]|eng|ent|el[e]|ev|ex)|^de(?=act)  # react
    | ^co(?=ord|op|ef|inc|ex|au)|^pre(?=ex|em|op)  # cooperate
    | ^(?:anti|auto|cardio|dermato|electro|endo|entero|extra|gastro|hepato|hydro|immuno|intra|macro|micro
    |multi|neuro|nephro|onco|osteo|psycho|semi|ultra)(?=[aeou]|i[^a])|^mc(?=[^aeiou])  # neuroimaging
    | sm(?=s?$)|thm(?=s?$)|[tbcg]r(?=s?$)|[dsv]n't$  # rhythm, fibre, isn't
    """,
    re.VERBOSE,
)
_ES_SILENT = re.compile(r"(?<=[qg])u(?=[eiéí])|(?<=[aeiouáéíóúü])h(?=[aeiouáéíóúü])")
_ES_VOWELS = re.compile(r"(?:[aeiouáéíóúü]|y(?![aeiouáéíóúü]))+")
_ES_STRONG = frozenset("aeoáéó")
_ES_ACCENTED_WEAK = frozenset("íú")


def syllables(word: str, lang: str) -> int:
    """Return the number of syllables of a word as written: Spanish for `es`, else English."""
    return sum(_of_piece(piece, lang) for piece in _PIECES.findall(word))


@functools.lru_cache(maxsize=8192)
def _of_piece(piece: str, lang: str) -> int:
    if piece[0].isdecimal():
        return sum(syllables(word, lang) for word in spoken(piece, lang).split())
    letters = _SPELLED.fullmatch(piece)
    if letters and letters[1] not in _READ_AS_WORDS:
        return len(letters[1]) + 2 * letters[1].count("W") * (lang != "es")
    return _spanish(piece.lower()) if lang == "es" else _english(piece.lower().replace("’", "'"))


def _english(word: str) -> int:
    if word in _COUNTED:
        return _COUNTED[word]
    for pattern, heard in _SILENT:
        word = pattern.sub(heard, word)
    return max(1, len(_VOWELS.findall(word)) + len(_APART.findall(word)))


def _spanish(word: str) -> int:
    heard = _ES_SILENT.sub("", word)
    return max(1, sum(1 + _hiatuses(group) for group in _ES_VOWELS.findall(heard)))


def _hiatuses(vowels: str) -> int:
    """Return at how many places a row of vowels parts: le-er, dí-a, chi-i-ta; not in cau-sa, cui-da."""
    return sum(
        first == second
        or (first in _ES_STRONG and second in _ES_STRONG)
        or (first in _ES_ACCENTED_WEAK and second in _ES_STRONG)
        or (first in _ES_STRONG and second in _ES_ACCENTED_WEAK)
        for first, second in itertools.pairwise(vowels)
    )
