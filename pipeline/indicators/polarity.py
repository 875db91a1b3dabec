"""Which way is better, as data: a table for a consultant to read and change, and what may never stand in it.

Rule (interpretation.md 2): recorded offences, numbers in treatment, admissions, representation and custody are higher
or lower, not better or worse. An indicator that is not in the table has no polarity.
"""

HIGHER, LOWER = "higher is better", "lower is better"
POLARITY = {
    "alcohol_met_need": HIGHER,
    "treatment_completion_share": HIGHER,
    "completion_without_return_share": HIGHER,
    "return_after_completion_share": LOWER,
    "treatment_drop_out_share": LOWER,
    "deaths_in_treatment": LOWER,
    "waits_within_three_weeks_share": HIGHER,
    "opiate_crack_not_in_treatment_england": LOWER,
    "drug_poisoning_deaths": LOWER,
    "drug_poisoning_death_rate": LOWER,
    "drug_misuse_death_rate": LOWER,
    "drug_misuse_death_rate_published": LOWER,
    "smoking": LOWER,
    "obesity": LOWER,
    "physical_inactivity": LOWER,
    "under75_liver_mortality": LOWER,
    "under75_cardiovascular_mortality": LOWER,
    "under75_cancer_mortality": LOWER,
    "under75_respiratory_mortality": LOWER,
    "suicide": LOWER,
    "child_poverty": LOWER,
    "unemployment": LOWER,
    "fuel_poverty": LOWER,
    "air_pollution_deaths": LOWER,
    "health_index_smoking": LOWER,
    "health_index_pupil_absence": LOWER,
    "health_index_young_people_in_education": HIGHER,
    # The partnership's own tables.
    "local_completion_share": HIGHER,
    "local_re_presentation_share": LOWER,
    "local_treatment_progress_share": HIGHER,
    "local_continuity_of_care_share": HIGHER,
    "local_long_wait_share": LOWER,
    "local_deaths_in_treatment": LOWER,
    "referrals_started_share": HIGHER,
    "days_to_start": LOWER,
    "agreements_signed_share": HIGHER,
    "families_started_share": HIGHER,
    "community_order_completion_share": HIGHER,
    "local_reoffending_share": LOWER,
    "recovery_need_met_share": HIGHER,
    "naloxone_issued_share": HIGHER,
    "blood_borne_virus_accepted_share": HIGHER,
    "gp_registered_share": HIGHER,
    "health_check_share": HIGHER,
    "diversion_completion_share": HIGHER,
    "deaths_reviewed_share": HIGHER,
    "hepatitis_c_tested_share": HIGHER,
    "school_education_share": HIGHER,
    "shared_care_practices_share": HIGHER,
}

# Why no direction of these is better; each with the shapes of the ids it holds for (* stands for anything).
NEUTRAL = {
    "recorded offences follow police activity": (
        "*_offences", "*_wards", "*_crime_rate", "*_with_injury_rate", "*_possession_rate", "*_trafficking_rate",
        "*_robbery_rate", "*_burglary_rate", "*_theft_from_person_rate", "theft_from_person_rate", "*_by_fifth*",
        "trafficking_possession_ratio", "homicide", "*_positive_outcomes", "drug_seizure*", "drug_arrests", "drug_charges",
        "hotspot_incidents",
    ),
    "more or fewer people in treatment may be more need or better access": (
        "adults_in_treatment*", "adults_starting_treatment*", "adults_in_alcohol_treatment", "new_presentations",
        "treatment_settings", "exit_reasons", "children_living_with_*",
    ),
    "admissions move with how hospitals admit and record": ("drug_admissions_*", "*_admissions", "*_self_harm"),
    "who is in treatment tells of need as well as of access": (
        "*_in_treatment_share", "*_by_ethnicity", "*_representation", "referral_source", "*_presentations_share",
    ),
    "custody counts people whom the police dealt with": ("custody_*",),
}  # fmt: skip
