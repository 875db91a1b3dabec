"""The tables that the council, the police, probation and their partners hold: L2 to L6, L9 to L12, L18 to L20."""

from pipeline.dropins.table import DropIn, Tally, count, day, groups, number, same, text, word

PUBLIC_HEALTH = "the council's public health team"
DATA_TEAM = "the council's data team"

AGREEMENTS = DropIn(
    "L2", "agreements", "Information-sharing agreements", "the partnership's data lead",
    "Which partners have signed which agreement: one row for each agreement and partner, as on the last day of the period.",
    (
        groups("agreement", "name of the agreement", example="information-sharing agreement"),
        text("partner", "organisation", "treatment provider", needed=True),
        day("signed_date", "when it signed", "2025-09-30"),
        day("review_date", "when it is reviewed", "2026-09-30"),
        text("dpia_ref", "reference of the data protection impact assessment", "DPIA 12"),
        text("datasets", "which data flow", "referrals"),
        word("agreement_status", "where it stands", same("signed", "drafted", "not_started", "lapsed"), "signed"),
    ),
    ids=("partner",), tallies=(Tally("agreements", flow=False), Tally("signed", "agreement_status", "signed", flow=False)),
    parts=(("signed", "agreements"),),
)  # fmt: skip
ENGAGEMENT = DropIn(
    "L3", "engagement", "Community engagement", PUBLIC_HEALTH,
    "Events with communities: one row for each event, in the month, quarter or year in which it took place.",
    (
        text("event_id", "number of the event in your own list", "2025-014", needed=True),
        groups("event_type", "kind of event",
               same("drop_in", "workshop", "outreach", "consultation", "awareness", "other"), "outreach"),
        groups("community", "the community that it was for", example="all"),
        groups("ward_code", "ONS code of the ward; all where it was for the whole borough", example="all"),
        count("attendees", "people who came", "34"),
    ),
    ids=("event_id",), tallies=(Tally("events"),),
)  # fmt: skip
FAMILIES = DropIn(
    "L4", "families", "Families in structured support", "Family Services",
    "Families affected by drugs or alcohol: how many are referred to support and how many start.",
    (
        groups("pathway", "how they come",
               same("early_help", "social_care", "treatment_service", "school", "health", "self", "other"), "early_help"),
        count("families_referred", "families referred in the period", "60"),
        count("families_started", "of these, started support", "45"),
        count("children_in_households", "children who live in the families that started", "81"),
    ),
    parts=(("families_started", "families_referred"),),
)  # fmt: skip
TRAINING = DropIn(
    "L5", "training", "Training and brief advice", PUBLIC_HEALTH,
    "People trained to talk about drugs and alcohol, and brief advice they have given.",
    (
        groups("course", "kind of course; iba is identification and brief advice",
               {"iba": "identification and brief advice", **same("awareness", "naloxone", "other")}, "iba"),
        groups("sector", "where the trained people work",
               same("primary_care", "hospital", "social_care", "housing", "police", "probation", "education", "voluntary",
                    "community", "other"), "housing"),
        count("sessions", "sessions held", "8", people=False),
        count("people_trained", "people trained", "96"),
        count("iba_delivered", "brief advice given to residents", ""),
    ),
)  # fmt: skip
JUSTICE = DropIn(
    "L6", "justice", "Criminal justice pathways", "the Probation Service",
    "Orders with treatment, tests in custody and what follows, and reoffending of the borough's own cohort.",
    (
        groups("order_type", "drr, atr, mhtr: community orders with drug, alcohol or mental health treatment; yri: youth "
               "restorative intervention; ooc: out-of-court disposal; custody_test: drug test in custody",
               {"drr": "drug rehabilitation requirement", "atr": "alcohol treatment requirement",
                "mhtr": "mental health treatment requirement", "yri": "youth restorative intervention",
                "ooc": "out-of-court disposal", "custody_test": "test in custody"}, "drr"),
        count("starts", "orders started", "40"),
        count("completions", "orders completed, out of those started in the period", "22"),
        count("breaches", "orders breached", "6"),
        count("positive_tests", "positive tests in custody", ""),
        count("assessed", "of these, assessed", ""),
        count("engaged_21d", "of those assessed, engaged in treatment within 21 days", ""),
        count("reoffended", "people of the cohort who reoffended", "", flow=False),
        count("cohort_n", "people in the cohort", "", flow=False),
    ),
    parts=(
        ("completions", "starts"), ("assessed", "positive_tests"), ("engaged_21d", "assessed"), ("reoffended", "cohort_n"),
    ),
)  # fmt: skip
DIVERSION = DropIn(
    "L9", "diversion", "Diversionary activities", "the youth justice service",
    "Activities that keep people away from drugs and crime: places, starts and completions.",
    (
        groups("activity", "name of the activity", example="sports mentoring"),
        count("places", "places on offer", "40", people=False),
        count("starts", "people who started", "36"),
        count("completions", "of these, completed", "25"),
    ),
    parts=(("completions", "starts"),),
)  # fmt: skip
SURVEY = DropIn(
    "L10", "survey", "Residents' survey", "the council's survey team",
    "What residents say of drugs, street drinking and safety: one row for each question and answer.",
    (
        text("question", "the question in a few words", "drug use or dealing is a problem", needed=True),
        text("answer", "the answer", "very or fairly big problem", needed=True),
        number("n_weighted_pct", "percentage who gave it, weighted", "28.5", "%", base="n_unweighted"),
        count("n_unweighted", "people who answered the question, not weighted", "400", flow=False),
        number("design_effect", "design effect of the survey; 1 where none is known", "1.2", ""),
    ),
    pairs=(("question", "answer"),),
)  # fmt: skip
HOTSPOTS = DropIn(
    "L11", "hotspots", "Hotspots", "the community safety team",
    "What is counted at places that the partnership watches: never an address, a number for each place.",
    (
        groups("hotspot_id", "number of the place in your own list", example="H1"),
        groups("indicator", "what is counted",
               same("offences", "asb_calls", "needle_finds", "street_drinking", "other"), "asb_calls"),
        count("count", "how many", "31"),
    ),
)  # fmt: skip
ENFORCEMENT = DropIn(
    "L12", "enforcement", "Arrests, charges and seizures", "the police",
    "Arrests and charges for drug offences, and drugs seized, in the borough.",
    (
        groups("offence", "kind of offence", same("trafficking", "possession"), "trafficking"),
        groups("drug_class", "class of the drug", {"A": "class A", "B": "class B", "C": "class C", "other": "other"}),
        count("arrests", "arrests", "85"),
        count("charges", "people charged", "52"),
        count("seizures", "seizures", ""),
        number("quantity_g", "quantity seized, in grams", "", "g", base="seizures", adds=True),
    ),
)  # fmt: skip
PREVENTION = DropIn(
    "L18", "prevention", "Prevention in licensing, workplaces, schools and general practice", PUBLIC_HEALTH,
    "Reviews of licences, sessions in workplaces, schools that teach about drugs, and practices with shared care.",
    (
        count("licensing_reviews", "licence reviews with a public health representation", "6", people=False),
        count("workplace_sessions", "sessions in workplaces", "9", people=False),
        count("schools", "schools in the borough", "24", people=False, flow=False),
        count("schools_with_programme", "of these, teach the agreed programme", "15", people=False, flow=False),
        count("practices", "GP practices in the borough", "50", people=False, flow=False),
        count("practices_shared_care", "of these, prescribe together with the treatment provider", "12", people=False,
              flow=False),
    ),
    parts=(("schools_with_programme", "schools"), ("practices_shared_care", "practices")),
)  # fmt: skip
WARD_POPULATION = DropIn(
    "L19", "ward_population", "Residents by ward", DATA_TEAM,
    "Residents of each ward as the base of ward rates; the calendar year of the estimate is the period.",
    (
        groups("ward_code", "ONS code of the ward", example="E05013628"),
        count("residents", "residents of all ages", "17250", people=False, flow=False),
    ),
    periods=("CY",),
)  # fmt: skip
ADULTS_BY_ETHNICITY = DropIn(
    "L20", "adults_by_ethnicity", "Adults by ethnic group", DATA_TEAM,
    "Residents aged 18 and over in all five ethnic groups, beside whom people in treatment are counted; the period is a year.",
    (
        groups("ethnic_group", "broad ethnic group of the census", same("Asian", "Black", "Mixed", "White", "Other"), "Asian"),
        count("residents", "residents aged 18 and over", "54000", people=False, flow=False),
    ),
    periods=("CY",),
)  # fmt: skip
COMMUNITY = (
    AGREEMENTS, ENGAGEMENT, FAMILIES, TRAINING, JUSTICE, DIVERSION, SURVEY, HOTSPOTS, ENFORCEMENT, PREVENTION, WARD_POPULATION,
    ADULTS_BY_ETHNICITY,
)  # fmt: skip
