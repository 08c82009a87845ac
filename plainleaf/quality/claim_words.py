"""How English and Spanish word a claim, what denies one, and what is advice: the tables of `uncited_claims`.

An entry is a regular expression over one sentence, blind to capitals. Nothing in them repeats without a bound.
"""

from typing import NamedTuple

from plainleaf.quality.patterns import Pattern, pattern, quick


class ClaimWords(NamedTuple):
    """The expressions of one language; those of `exempt` and `points_back` are asked of a sentence's beginning."""

    figure: Pattern
    research: Pattern
    effect: Pattern
    unknown: Pattern  # the sentence says that something is not known
    exempt: Pattern  # advice, a condition, or what the clinic says of itself
    points_back: Pattern  # the sentence goes on about what the one before it cited


_NUMBER = r"(?:\d{1,9}(?:[.,]\d{1,9})?|one|two|three|four|five|six|seven|eight|nine|ten)"
_PEOPLE = (
    r"(?:people|persons|patients|adults|women|men|children|teenagers|babies|participants|volunteers|users"
    r"|deaths)"
)
_CONDITIONS = (
    r"(?:depress\w+|anxiety|mood|mental[ ](?:health|illness)|stress|psychosis|schizophrenia|autism|dementia"
    r"|insomnia|sleep|fatigue|tiredness|migraines?|headaches?|pain|inflammation|infections?|C\.[ ]diff\w*"
    r"|IBS|irritable[ ]bowel|IBD|colitis|Crohn['’]s|di[ae]rrh\w+|constipation|bloating|nausea|reflux|symptoms?"
    r"|cancer|diabetes|obesity|allerg\w+|asthma|relapses?|death|suicide|(?:the|your|their)[ ]risk)"
)
_SINGULAR = (
    r"(?:reduces|improves|treats|prevents|causes|cures|eases|relieves|heals|triggers|worsens|raises|lowers|increases"
    r"|decreases|boosts|helps[ ]with|protects[ ]against|leads[ ]to)"
)
_PLURAL = (
    r"(?:reduce|improve|prevent|cause|cure|ease|relieve|heal|trigger|worsen|raise|lower|increase|decrease|boost"
    r"|help[ ]with|protect[ ]against|lead[ ]to)"
)
_PAST = r"(?:improved|reduced|eased|prevented|relieved|lowered|raised|cured)"
# Up to four words may stand between the verb and the condition, and no comma.
_BETWEEN = r"(?:[ ][\w'’-]{1,30}){0,4}?[ ]"

ENGLISH = ClaimWords(
    figure=quick(
        " in | of |%|cent|people|persons|patients|adults|men|children|teenagers|babies|participants|volunteers"
        "|users|deaths|fold|twice|times",
        rf"""
        (?<![\w.,]) \d{{1,9}} (?:[.,]\d{{1,9}})? [ ]? (?: % | per[ ]?cent\b)
        | (?<!page[ ])(?<!part[ ])(?<!step[ ])(?<!week[ ])(?<!stage[ ])(?<!day[ ])(?<!grade[ ])
          \b{_NUMBER} [ ] (?: in | out[ ]of | of) [ ] (?: every[ ] | the[ ] )? \d
        | \b{_NUMBER} [ ] (?: in | out[ ]of) [ ] (?: every[ ] )? (?: two|three|four|five|six|eight|ten|twenty)\b
        | \b(?: thirds?|quarters?|half) [ ] of [ ] (?: all[ ] | the[ ] )? {_PEOPLE}\b
        | (?<!groups[ ]of[ ])(?<!group[ ]of[ ]) (?<![\w.,]) \d{{1,9}} (?:,\d{{3}}){{0,3}}
          (?: [ ] (?! (?:and|or|to|if|when|in|of|for|with|who|the|years?|weeks?|months?|days?|hours?|minutes?) \b )
          [a-z-]{{1,20}} ){{0,2}}? [ ] {_PEOPLE}\b
        | \b{_NUMBER} -? fold\b
        | \b(?: twice | {_NUMBER}[ ]times) [ ] (?: as[ ](?:likely|often|common|high|many|much) | more |
          less | higher | lower)\b
        """,
    ),
    research=quick(
        "stud|trial|research|evidence|review|meta-|scientist|experiment|survey",
        r"""
        (?<!what[ ])(?<!whether[ ])(?<!how[ ]) \b
        (?: stud(?:y|ies) | trials? | research(?:ers)? | evidence | (?<!the[ ])reviews? | meta-analys[ei]s
          | scientists | experiments? | surveys?) \b
        (?: [ ] (?! (?:to|will|would|can|cannot|could|should|must|not|never|no|whether|that|who) \b)
          [\w'’-]{1,30} ){0,4}?
        [ ] (?: shows? | showed | (?:has|have)[ ](?:shown|found|linked|suggested) | found | finds |
          suggests? | suggested
          | proves? | proved | demonstrates? | demonstrated | confirms? | confirmed | concludes? | concluded
          | indicates? | indicated ) \b
        """,
    ),
    effect=quick(
        "reduc|improv|treat|prevent|cause|cure|ease|relieve|heal|trigger|worsen|raise|lower|boost|help|protect|lead|linked"
        "|associated|tied|play",
        rf"""
        (?: (?<!who[ ])(?<!that[ ])(?<!which[ ])(?<!what[ ])(?<!not[ ]) \b{_SINGULAR}
          | \b(?: can | may | might | could) [ ] (?: also[ ] | help[ ] )? (?: {_PLURAL} | treat)
          | \b(?! (?:this|always|is|was|us|his|its|does|has|as|unless|perhaps|sometimes|doctors) [ ])
            [a-z-]{{2,30}}s [ ] {_PLURAL}
          | \b(?! (?:a|an|the|with|of|and|for|your|their|be|been|is|are|was|were|not|or|by|more|less|no|have
            |has) [ ])
            [a-z-]{{2,30}} [ ] {_PAST}
          | \b(?: is | are ) [ ] (?:also[ ])? (?: linked[ ](?:to|with) | associated[ ]with | tied[ ]to )
          | \b plays?[ ] an? [ ] (?:\w{{1,20}}[ ])? (?:part|role) [ ] in )
        {_BETWEEN} {_CONDITIONS}\b
        """,
    ),
    unknown=pattern(
        r"""
        \b nobody[ ]knows | \b no[ ]one[ ]knows | \b(?: is|are|was|were|it['’]s)[ ](?: still[ ]|yet[ ])?
          (?:unknown|unclear|uncertain|open)\b
        | \b not[ ] (?: yet[ ] | fully[ ] | well[ ] | been[ ] )? (?: known | clear | proven | shown |
          established | certain | understood
          | tested | studied )\b
        | n['’]t[ ](?:yet[ ])?(?:know|known|clear|proven)\b
        | \b(?: do | did | can | could)[ ]not[ ](?:yet[ ])?(?: know | tell | say )\b | \b cannot[ ](?:tell|say)\b
        | \b(?: has|have|had|did|does|do)(?:[ ]not|n['’]t)[ ](?:yet[ ])? (?:
          show|shown|prove|proven|find|found|look|looked)\b
        | \b no[ ] (?:\w{1,20}[ ])? (?: evidence|stud(?:y|ies)|trials?|proof|research|reviews?|reports?)\b
        | \b we[ ]found[ ](?:no|none)\b | \b too[ ]early\b | \b still[ ]being[ ](?:tested|studied)\b | \A Whether\b
        """
    ),
    exempt=pattern(
        r"""
        (?: please[ ] )?
        (?: talk|tell|ask|call|see|do|don['’]t|never|avoid|take|try|write|read|keep|check|speak|contact
          |listen|remember
          | go|get|bring|use|eat|drink|stop|start|look|make|let|help|discuss|note|imagine|think|picture|say
            |seek|visit
          | if|we[ ](?:meet|offer|see|treat|run|work|ask|invite|test|check)|our[ ](?:clinic|team|practice
            |group)s?) \b
        """
    ),
    points_back=pattern(
        r"""
        (?: but[ ] | and[ ] | so[ ] )?
        (?: it | its | they | their | this | that | these | those | both | such | others? |
          most[ ]of[ ](?:them|these)
          | the[ ](?:study|studies|trial|trials|review|authors|researchers|other|others|rest|same|two|team
            |effect|benefit|link)
          | in[ ](?:this|that|the[ ]same) | of[ ](?:these|those|them) ) \b
        """
    ),
)

_NUMERO = r"(?:\d{1,9}(?:[.,]\d{1,9})?|una?o?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)"
_PERSONAS = (
    r"(?:personas|pacientes|adultos|mujeres|hombres|niños|niñas|adolescentes|bebés|participantes|voluntarios"
    r"|muertes)"
)
_ENFERMEDADES = (
    r"(?:depresi\w+|ansiedad|ánimo|salud[ ]mental|estrés|psicosis|esquizofrenia|autismo|demencia|insomnio|sueño"
    r"|fatiga|cansancio|migrañas?|dolor(?:es)?|inflamación|infecci(?:ón|ones)|C\.[ ]diff\w*|SII"
    r"|intestino[ ]irritable|colitis"
    r"|diarrea|estreñimiento|hinchazón|náuseas|reflujo|síntomas?|cáncer|diabetes|obesidad|alergias?|asma"
    r"|recaídas?|muerte|suicidio|(?:el|su)[ ]riesgo)"
)

SPANISH = ClaimWords(
    figure=quick(
        " de |%|ciento|personas|pacientes|adultos|mujeres|hombres|niñ|adolescentes|bebés|participantes"
        "|voluntarios|muertes|veces",
        rf"""
        (?<![\w.,]) \d{{1,9}} (?:[.,]\d{{1,9}})? [ ]? (?: % | por[ ]ciento\b)
        | \b{_NUMERO} [ ] de [ ] (?: cada[ ] (?:\d|dos|tres|cuatro|cinco|diez) | (?:los[ ]|las[ ])?
          \d{{1,6}} [ ] {_PERSONAS})
        | (?<!grupos[ ]de[ ])(?<!grupo[ ]de[ ]) (?<![\w.,]) \d{{1,9}} (?:[.,]\d{{3}}){{0,3}} [ ] {_PERSONAS}\b
        | \b(?: tercio|mitad|cuarta[ ]parte) [ ] de [ ] (?:las[ ]|los[ ]) {_PERSONAS}\b
        | \b el[ ]doble[ ]de\b | \b{_NUMERO} [ ] veces [ ] (?: más | menos | mayor | menor)\b
        """,
    ),
    research=quick(
        "estudi|ensayo|investiga|evidencia|revisi|científic|metaanálisis|experimento",
        r"""
        (?<!que[ ]los[ ])(?<!lo[ ]que[ ]) \b
        (?: estudios? | ensayos? | investigaci(?:ón|ones) | investigadores | evidencia | revisi(?:ón|ones)
          | científicos
          | metaanálisis | experimentos? ) \b
        (?: [ ] (?! (?:no|nunca|para|que|si|ningún) \b) [\w-]{1,30} ){0,4}?
        [ ] (?: muestran? | mostró | mostraron | halló | hallaron | encontró | encontraron | sugieren? |
          sugirió | sugirieron
          | indican? | indicó | indicaron | demuestran? | demostró | demostraron | concluyen? | concluyó |
            concluyeron
          | confirman? | confirmó | han?[ ](?:demostrado|mostrado|encontrado|hallado) ) \b
        """,
    ),
    effect=quick(
        "reduc|mejora|alivia|previen|preven|causa|provoca|cura|trata|aumenta|disminu|empeora|desencadena"
        "|asocia|relaciona|vincula",
        rf"""
        (?: (?<!que[ ])(?<!no[ ])(?<!quien[ ]) \b
            (?: reduce|mejora|alivia|previene|causa|provoca|cura|trata|aumenta|disminuye|empeora|desencadena)n?
          | \b se[ ] (?:asocian?|relacionan?|vinculan?) [ ] (?:a|con)
          | \b pueden? [ ] (?: reducir|mejorar|aliviar|prevenir|causar|provocar|curar|tratar|aumentar
            |disminuir|empeorar) )
        {_BETWEEN} {_ENFERMEDADES}\b
        """,
    ),
    unknown=pattern(
        r"""
        \b no[ ]se[ ](?:sabe|conoce|ha[ ](?:probado|demostrado|estudiado)) | \b nadie[ ]sabe | \b se[ ]desconoce
        | \b no[ ](?:está|es|queda)[ ](?:claro|seguro|probado|demostrado)
        | \b no[ ](?:hay|existen?|encontramos|hallamos|sabemos|podemos[ ]decir)\b
        | \b no[ ](?:han?|mostró|demostró)\b | \b ningún[ ](?:estudio|ensayo)\b | \b (?:todavía|aún)[ ]no\b
          | \A Si\b
        """
    ),
    exempt=pattern(
        r"""
        (?: por[ ]favor,?[ ] )?
        (?: hable|diga|dígale|pregunte|llame|consulte|vea|no|nunca|evite|tome|pruebe|escriba|lea|compruebe
          |escuche|recuerde
          | vaya|pida|traiga|use|coma|beba|deje|busque|visite|imagine|piense|si|nuestr[oa]s?|ofrecemos ) \b
        """
    ),
    points_back=pattern(
        r"""
        (?: pero[ ] | y[ ] )?
        (?: est[aeo]s? | es[aeo]s? | ambos | ambas | ell[oa]s |
          l[oa]s[ ](?:autores|investigadores|demás|otr[oa]s|mism[oa]s)
          | el[ ](?:estudio|ensayo|efecto|beneficio) | la[ ]revisión | de[ ]ell[oa]s ) \b
        """
    ),
)

BY_LANGUAGE = {"en": ENGLISH, "es": SPANISH}
