"""The tables that treatment services, commissioners and the health service hold: L0, L1, L7, L8, L13 to L17."""

from pipeline.dropins.table import CHARACTERISTICS, DropIn, count, groups, number, same, text, word

PROVIDER = "the treatment provider"
SUBSTANCE_GROUPS = {
    "opiate": "opiate", "nonopiate": "non-opiate", "nonopiate_alcohol": "non-opiate and alcohol", "alcohol": "alcohol",
}  # fmt: skip
SUBSTANCES = groups("substance_group", "drug group as NDTMS counts it: they exclude each other", SUBSTANCE_GROUPS)
MEASURES = {
    "in_treatment": "people in treatment in the period", "new_presentations": "people who started treatment",
    "exits": "people who left treatment", "successful_completions": "people who completed treatment; out of those in treatment",
    "re_presentations": "people who came back within six months; out of those who completed",
    "treatment_progress": "people who completed, are abstinent or use much less; out of those in treatment",
    "continuity_of_care": "people who started within three weeks of leaving prison; out of those transferred",
    "waits_over_3w": "first treatments that waited over three weeks; out of first treatments",
    "deaths_in_treatment": "people who died while in treatment",
}  # fmt: skip
SOURCE_GROUPS = {
    "self": "self, family and friends", "gp": "GP", "hospital": "hospital", "cjs": "criminal justice",
    "asc": "adult social care", "csc": "children's social care", "housing": "housing", "mh": "mental health",
    "education": "education", "other": "other",
}  # fmt: skip
COHORTS = same(
    "rough_sleepers", "offenders", "families", "young_people", "co_occurring_mental_health", "exploitation",
    "care_leavers", "pregnant", "veterans", "other",
)  # fmt: skip

NDTMS = DropIn(
    "L0", "ndtms", "Treatment figures", "the provider's data lead",
    "Figures of the treatment monitoring system that only the partnership may hold: they are never in a public report.",
    (
        SUBSTANCES,
        word("measure", "what is counted", MEASURES, "in_treatment"),
        count("numerator", "people counted", "1240", flow=False),
        count("denominator", "people out of whom they are counted; empty for a plain count", "", flow=False),
    ),
    parts=(("numerator", "denominator"),), restricted=True, long="measure",
)  # fmt: skip
REFERRALS = DropIn(
    "L1", "referrals", "Referrals to treatment", PROVIDER,
    "How people are referred to treatment, by whom, and how many of them start.",
    (
        groups("source_group", "who referred", SOURCE_GROUPS, "self"),
        groups("special_cohort", "a group of people that the partnership watches over", COHORTS, overlaps=True),
        SUBSTANCES,
        count("referrals", "referrals received in the period", "120"),
        count("assessed", "of these, assessed", "96"),
        count("started_treatment", "of these, started treatment", "84"),
        number("median_days_to_start", "median days from referral to start", "12", "days", base="started_treatment"),
    ),
    parts=(("assessed", "referrals"), ("started_treatment", "referrals")),
)  # fmt: skip
PROFILE = DropIn(
    "L7", "profile", "Who is in treatment", PROVIDER,
    "Who is in treatment by ethnic group, sex, age and other characteristics, with those who did not state it.",
    (
        word("dimension", "the characteristic; empty for everybody", CHARACTERISTICS, "sex", needed=False),
        text("category", "the group of that characteristic, or not stated; ONS words for ethnic groups, ONS codes for wards",
             "female"),
        count("in_treatment", "people in treatment in the period", "410", flow=False),
        count("new_presentations", "people who started treatment in the period", "190", flow=False),
    ),
    pairs=(("dimension", "category"),),
)  # fmt: skip
RECOVERY = DropIn(
    "L8", "recovery", "Recovery support and physical health", PROVIDER,
    "Which needs of people in treatment are met, and naloxone, blood-borne viruses, GP registration and health checks.",
    (
        groups("need", "what was needed; all is all needs together, so a person with two needs counts twice",
               same("employment", "education", "accommodation", "mental_health", "physical_health", "family", "finance",
                    "other"), "employment"),
        count("people_with_need", "people with the need", "140", flow=False),
        count("people_received", "of these, received help with it", "62", flow=False),
        count("people_in_treatment", "people in treatment; this and the columns after it in the row of all needs", "",
              flow=False),
        count("naloxone_offered", "people at risk of overdose who were offered naloxone", "", flow=False),
        count("naloxone_issued", "of these, took a kit home", "", flow=False),
        count("bbv_offered", "people offered a test for blood-borne viruses", "", flow=False),
        count("bbv_accepted", "of these, accepted", "", flow=False),
        count("gp_registered", "people in treatment registered with a GP", "", flow=False),
        count("health_check", "people in treatment with a physical health check in the period", "", flow=False),
    ),
    parts=(
        ("people_received", "people_with_need"), ("naloxone_issued", "naloxone_offered"), ("bbv_accepted", "bbv_offered"),
        ("gp_registered", "people_in_treatment"), ("health_check", "people_in_treatment"),
    ),
)  # fmt: skip
DEATHS_REVIEWED = DropIn(
    "L13", "deaths_reviewed", "Deaths reviewed and drug alerts", "the Director of Public Health",
    "How many drug and alcohol deaths a panel has reviewed, and which alerts about drugs were given.",
    (
        groups("death_group", "what the death was related to", same("drug", "alcohol", "drug_and_alcohol", "suicide"), "drug"),
        groups("substance", "the substance of an alert",
               same("nitazenes", "fentanyl", "synthetic_cannabinoids", "nitrous_oxide", "ketamine", "benzodiazepines", "other")),
        count("deaths", "deaths that the panel knows of", "24"),
        count("reviewed", "of these, reviewed", "18"),
        count("alerts", "alerts given to services and the public", "", people=False),
    ),
    parts=(("reviewed", "deaths"),),
)  # fmt: skip
HOSPITAL = DropIn(
    "L14", "hospital", "Hospital alcohol care and repeat admissions", "the Integrated Care Board",
    "Patients whom the hospital's alcohol care team sees, and people who are admitted again and again.",
    (
        groups("hospital", "name of the hospital"),
        count("patients_identified", "patients found to depend on alcohol", "300"),
        count("seen_by_care_team", "of these, seen by the alcohol care team", "210"),
        count("people_admitted", "people admitted for drugs or alcohol", "260", flow=False),
        count("three_or_more", "of these, admitted three times or more in the twelve months", "31", flow=False),
    ),
    parts=(("seen_by_care_team", "patients_identified"), ("three_or_more", "people_admitted")),
)  # fmt: skip
HARM_REDUCTION = DropIn(
    "L15", "harm_reduction", "Harm reduction", PROVIDER,
    "Needle exchange, naloxone kits and tests for hepatitis C.",
    (
        groups("site", "where", same("pharmacy", "service", "outreach", "hostel", "other"), "pharmacy"),
        count("needle_exchange_visits", "visits to needle exchange", "820"),
        count("naloxone_kits", "kits given out", "150"),
        count("ever_injected", "people in treatment who have ever injected", "", flow=False),
        count("hepatitis_c_tested", "of these, tested for hepatitis C", "", flow=False),
    ),
    parts=(("hepatitis_c_tested", "ever_injected"),),
)  # fmt: skip
CAPACITY = DropIn(
    "L16", "capacity", "Capacity of treatment", "the commissioner",
    "Posts, caseload and places for rehabilitation and detoxification, as on the last day of the period.",
    (
        groups("staff_group", "kind of post",
               same("key_worker", "nurse", "doctor", "psychologist", "peer", "manager", "other"), "key_worker"),
        groups("place_type", "kind of place", same("rehabilitation", "detoxification")),
        number("posts", "posts in the budget, whole-time equivalent", "24.5", "posts", adds=True),
        number("posts_filled", "of these, filled", "21", "posts", adds=True),
        count("caseload", "people on the caseload of these posts", "980", flow=False),
        count("places", "places bought or at hand", "", people=False, flow=False),
    ),
    parts=(("posts_filled", "posts"),),
)  # fmt: skip
COMPLEX_NEEDS = DropIn(
    "L17", "complex_needs", "Complex needs of people in treatment", PROVIDER,
    "How many people in treatment live with domestic abuse, several disadvantages, mental ill health, or smoke.",
    (
        count("people_asked", "people in treatment who were asked", "900", flow=False),
        count("domestic_abuse", "of these, have experienced domestic abuse", "160", flow=False),
        count("multiple_disadvantage", "of these, face three or more of homelessness, offending, mental ill health, "
              "domestic abuse and substance use", "210", flow=False),
        count("dual_diagnosis", "of these, need mental health treatment too", "480", flow=False),
        count("smoking", "of these, smoke", "530", flow=False),
    ),
    parts=(
        ("domestic_abuse", "people_asked"), ("multiple_disadvantage", "people_asked"), ("dual_diagnosis", "people_asked"),
        ("smoking", "people_asked"),
    ),
)  # fmt: skip
TREATMENT = (NDTMS, REFERRALS, PROFILE, RECOVERY, DEATHS_REVIEWED, HOSPITAL, HARM_REDUCTION, CAPACITY, COMPLEX_NEEDS)
