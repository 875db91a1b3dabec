"""The words by which a sentence is read, as patterns: data that a consultant can read and change."""

ABOUT = "about|around|some|near|nearly|almost|roughly|approximately|over|just under|just over|an estimated|circa"
DURATIONS = "month|year|week|day|hour|quarter"
REFERENCES = (
    "[Ss]ections?|[Cc]hapters?|[Tt]ables?|[Ff]igures? (?=[A-Z]?\\d+\\b(?!%))|[Rr]ules?|[Pp]riorit(?:y|ies)|"
    "[Oo]utcomes?|[Aa]ppendix|[Pp]ages?|[Nn]otes?|[Vv]ersion|"
    "[Yy]ear|Fingertips|indicator|WCAG|paragraphs?|items?|steps?|phases?|tiers?|levels?|v(?=\\d)"
)

PEOPLE = (
    "people|persons?|adults?|residents?|clients?|patients?|children|parents?|wom[ae]n|m[ae]n|girls|boys|"
    "pupils|students|users|starters|"
    "presentations?|referrals?|admissions?|deaths?|offences?|crimes?|homicides?|seizures?|arrests?|charges|"
    "completions?|cases|kits|"
    "beds|places|posts|households|families|offenders?|victims?|drinkers|smokers|stays|episodes|attendances|"
    "assessments|releases|young"
)

RISE = (
    "rose|rises?|risen|rising|increas(?:e|es|ed|ing)|grew|grows?|grown|growing|growth|climb(?:s|ed)?|"
    "jump(?:s|ed)?|went up|gone up|"
    "going up|goes up|gain(?:s|ed)?|"
    # not "made up 34%", "followed up", "set up", nor "up to 40" where it only rounds
    r"(?<!make )(?<!makes )(?<!made )(?<!making )(?<!set )(?<!sets )(?<!follow )(?<!followed )(?<!take )(?<!taken )(?<!sign )"
    r"(?<!signed )(?<!pick )(?<!picked )(?<!add )(?<!added )up(?! to \d)"
)
FALL = (
    "fell|falls?|fallen|falling|decreas(?:e|es|ed|ing)|reduc(?:ed|es|tions?|ing)|dropp(?:ed|ing)|drops?|"
    "declin(?:e|es|ed|ing)|"
    "went down|gone down|going down|goes down|shrank|shrunk|lowered|cut|down"
)
MORE = "higher|above|more|greater|larger|exceeds?|exceed(?:ed|ing)|outstrips?|bigger"
LESS = "lower|below|fewer|less|smaller|beneath"
COMPARED = "against|compared (?:with|to)|versus|vs?\\.?"

COUNTRY = "England|national(?:ly)?|nationwide|the country|Great Britain|the UK"
REGION = "London(?:-wide)?(?!'s Burning)|the capital|regional(?:ly)?|the region"
HERE = "the borough|borough's|our own|our|ours|local(?:ly)?|here"

OFFENCES = (
    "offences?|recorded crime|crimes?|trafficking|drug possession|possession|violence with injury|weapons?|"
    "robber(?:y|ies)|"
    "burglar(?:y|ies)|homicides?|knife|theft"
)
EVENTS = "admissions?|deaths?|mortality|offences?|homicides?|crimes?|hospital stays"

CAUSES = (
    "because of|because|due to(?! (?:be|start|begin|end|close|open|report|meet|run|launch|go|move|take|have|"
    "publish|finish|expire)\\b)|owing to|driven by|caused by|(?:as )?(?:a|the|one) (?:direct )?(?:results?|"
    "consequences?) of|"
    "result(?:ed|ing|s) (?:from|in)|led to|leads to|leading to|thanks to|attribut(?:able|ed) to|explained by|"
    "on account of|"
    "brought about by|down to the|stems? from|stemmed from|fuelled by|as a consequence"
)
METHODS = (
    "pool(?:ed|s)?|print(?:ed|s)?|show(?:n|s)?|publish(?:ed|es)?|counts?|counted|tested|tests?|compar(?:ed|"
    "es)|compare|judged|judge|left out|"
    "round(?:ed)?|suppressed|hidden|withheld|given|made|held|used|calculated|worked out|joined|added|drawn|"
    "named|merged|excluded|"
    "included|available|missing|reliable|meaningful|comparable|complete|provisional|open|known|years old"
)
DECISIONS = (
    "will be|is to be|are to be|agreed?|agrees|decided|decides|recommend\\w*|asks?|asked|should|propos\\w+|"
    "chosen|chose|prioriti\\w+"
)
SUBSTANCES = (
    "alcohol|drugs?|any drug|poisoning|opiates?|opioids?|smoking|tobacco|substances?|overdose|an? (?:mental|"
    "drug|controlled)|"
    "nitazenes?|cocaine|heroin|cannabis|illicit"
)
CONDITIONS = (
    "deaths?|admissions?|conditions?|disorders?|diseases?|harms?|poisonings?|illness(?:es)?|registered|died|"
    "hospital stays"
)

OBLIGED = (
    "(?:legislation|statute|the law|an Act)(?: \\w+){0,2}? (?:requires?|states?|says|obliges?|demands?|"
    "mandates?|compels?)|required by (?:law|legislation|statute)|statutory (?:duty|duties|requirement|"
    "obligation|responsibility)|(?<!controlled )by law|"
    "legal(?:ly)? (?:requirement|duty|obligation|required|obliged|bound)|under (?:the )?(?:law|legislation)|"
    "required (?:in|under) (?:law|legislation|statute)|mandated by (?:law|legislation|Parliament)"
)
PARTNERSHIP = (
    "partnerships?|needs assessments?|delivery plans?|performance framework|outcomes framework|senior "
    "responsible owner|SRO|"
    "drugs? strateg(?:y|ies)|annual (?:review|report|progress)|CDPs?|treatment plan|local plan"
)
REAL_DUTIES = (
    "Serious Violence|Equality Act|Crime and Disorder|Care Act|Data Protection|UK GDPR|Domestic Abuse|Misuse "
    "of Drugs|Children Act|"
    "Accessibility|Health and Social Care|Police, Crime|Licensing Act|Homelessness Reduction|Health and Care "
    "Act|Safeguarding"
)
