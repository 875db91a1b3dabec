"""The rules by which figures are read, as printed in the methods chapter: one place, in words for a board."""

METHODS = (
    (
        "One window for recorded crime",
        "Headlines use the latest 12 months at hand and name them. Financial years are for charts; an unfinished year is "
        "never shown as a year.",
    ),
    (
        "Higher or lower than London (police figures)",
        "Said only where the borough's limits leave London's rate out and the gap is at least a tenth of it. Recorded "
        "crime varies between boroughs far more than chance alone, so the word significant is never used for it. London "
        "is the sum of the 32 Metropolitan Police boroughs; the City of London has its own force and is left out of both.",
    ),
    (
        "Better, worse and similar (health figures)",
        "Judged against a comparator's value where confidence limits exist: a range that includes the value is similar. "
        "Where the direction has no better end, higher and lower are used.",
    ),
    (
        "Not tested",
        "Where a publisher's table holds a value without its limits, the value, England and the range of boroughs are shown "
        "and nothing is called better or worse.",
    ),
    (
        "Many comparisons",
        "Of 30 comparisons at the 95% level, one or two would stand out by chance alone.",
    ),
    (
        "Rates",
        "Crime: for each 1,000 residents; from 2020/21 on residents of Census 2021 held fixed, before on mid-year estimates. "
        "The two bases are never joined. Deaths and admissions: for each 100,000 residents at mid-year, not adjusted for age "
        "unless said. Limits: exact for fewer than 10 events, Byar's method from 10; Wilson's for shares.",
    ),
    (
        "Age of evidence",
        "Counted from the end of the period to the date of this edition: up to 18 months current, up to 36 the latest at "
        "hand, beyond that historical: said in the past tense, without a tile or a status.",
    ),
    (
        "Shorthand",
        "[x] not available; [c] not shown, to protect people; [z] not applicable; [e] estimated by a model; [p] provisional; "
        "[u] low reliability.",
    ),
    (
        "Protecting people",
        "Only published open tables are used. Homicide is shown as a count, without rate or rank. Nothing finer than the "
        "publisher's own table is made.",
    ),
)
