"""A file dropped in lights up its indicators with no code: examples/ (invented figures), worked out by hand."""

import shutil

import pandas as pd
import pytest
from pytest import approx

from pipeline.dropins import BY_SOURCE
from pipeline.indicators import CATALOGUE
from pipeline.project import Audience
from tests.dropins.drawn import EXAMPLES, calculated, observed, supply
from tests.indicators.drawn import census, row

PROMISED = {
    "L0": "local_in_treatment local_new_presentations local_completion_share local_re_presentation_share "
          "local_treatment_progress_share local_continuity_of_care_share local_long_wait_share local_deaths_in_treatment",
    "L1": "referrals referrals_started_share criminal_justice_referrals referrals_of_cohorts days_to_start",
    "L2": "agreements_signed_share",
    "L3": "engagement_events engagement_attendees",
    "L4": "families_starting_support families_started_share",
    "L5": "people_trained brief_advice_delivered",
    "L6": "community_order_starts community_order_completion_share custody_tests_assessed_share "
          "custody_engaged_within_21_days_share local_reoffending_share",
    "L7": "profile_in_treatment profile_representation",
    "L8": "recovery_need_met_share naloxone_issued_share blood_borne_virus_accepted_share gp_registered_share "
          "health_check_share",
    "L9": "diversion_starts diversion_completion_share",
    "L10": "survey_answer_share",
    "L11": "hotspot_incidents",
    "L12": "drug_arrests drug_charges drug_seizures_local",
    "L13": "deaths_reviewed_share drug_alerts",
    "L14": "alcohol_care_team_seen repeat_admissions",
    "L15": "needle_exchange_visits naloxone_kits hepatitis_c_tested_share",
    "L16": "treatment_posts caseload_per_worker residential_places",
    "L17": "domestic_abuse_share multiple_disadvantage_share dual_diagnosis_share smoking_in_treatment_share",
    "L18": "licensing_reviews workplace_sessions school_education_share shared_care_practices_share",
    "L19": "ward_population",
    "L20": "adults_by_ethnic_group",
}  # fmt: skip


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    """Observations of the four tables of examples/, as Barnet would supply them."""
    folder = tmp_path_factory.mktemp("local")
    shutil.copytree(EXAMPLES, folder / "barnet")
    return observed(folder, *(f"barnet/{path.name}" for path in sorted(EXAMPLES.glob("*.csv"))))


@pytest.fixture
def lit(tmp_path):
    def from_drawing(code, drawing, *indicators, **constants):
        supply(tmp_path, code, drawing, **constants)
        [table] = [one for one in BY_SOURCE.values() if one.code == code]
        return calculated(observed(tmp_path, f"barnet/{table.place}"), *indicators)

    return from_drawing


@pytest.mark.parametrize("code", PROMISED)
def test_each_table_lights_up_what_was_promised(code):
    lit = [entry.id for entry in CATALOGUE.values() if entry.local and BY_SOURCE[entry.sources[0]].code == code]

    assert lit == PROMISED[code].split()


def test_every_example_says_that_it_is_invented():
    for path in EXAMPLES.glob("*.csv"):
        assert set(pd.read_csv(path)["note"]) == {"invented for tests"}


@pytest.mark.parametrize(
    ("indicator", "period", "group", "numerator", "denominator", "value"),
    [
        # L1: 200 + 60 + 40 + 20 referrals in 2024/25; 120 + 30 + 18 + 12 started. Four quarters in 2025/26.
        ("referrals", "2024/25", "", 320, None, 320),
        ("referrals", "2024/25", "GP", 60, None, 60),
        ("referrals", "2025/26", "", 330, None, 330),
        ("referrals", "2025/26", "self, family and friends", 55 + 50 + 60 + 45, None, 210),
        ("referrals", "April 2025 to March 2026", "", 330, None, 330),
        ("referrals", "October to December 2025", "", 93, None, 93),
        ("referrals_started_share", "2024/25", "", 180, 320, 56.25),
        ("referrals_started_share", "2024/25", "criminal justice", 18, 40, 45.0),
        ("criminal_justice_referrals", "2025/26", "", 40, None, 40),
        ("referrals_of_cohorts", "2024/25", "rough sleepers", 34, None, 34),
        # L4: the row for everybody, and the pathways beside it.
        ("families_starting_support", "2025/26", "", 70, None, 70),
        ("families_starting_support", "2025/26", "early help", 40, None, 40),
        ("families_started_share", "2025/26", "", 70, 98, 100 * 70 / 98),
        # L6: 40 + 30 + 20 + 60 orders; 22 + 21 + 11 + 48 completed; tests, assessed and engaged; the cohort.
        ("community_order_starts", "2025/26", "", 150, None, 150),
        ("community_order_completion_share", "2025/26", "", 102, 150, 68.0),
        ("custody_tests_assessed_share", "2025/26", "", 120, 160, 75.0),
        ("custody_engaged_within_21_days_share", "2025/26", "", 48, 120, 40.0),
        ("local_reoffending_share", "2025/26", "", 36, 90, 40.0),
        # L7
        ("profile_in_treatment", "2025/26", "", 1200, None, 1200),
        ("profile_in_treatment", "2025/26", "sex: female", 390, None, 390),
    ],
)
def test_values_are_those_worked_out_by_hand(examples, indicator, period, group, numerator, denominator, value):
    found = row(calculated(examples, indicator), period_label=period, group=group)

    assert found["value"] == approx(value)
    assert found["numerator"] == numerator
    assert pd.isna(found["denominator"]) if denominator is None else found["denominator"] == denominator
    assert found["release"] == "2026-05-01"


def test_shares_have_wilson_limits(examples):
    share = row(calculated(examples, "custody_engaged_within_21_days_share"), period_type="FY")

    # Wilson (score) limits of 48 of 120, checked with statsmodels' proportion_confint(48, 120, method="wilson").
    assert (share["lower"], share["upper"]) == approx((31.6764, 48.9439), abs=1e-4)


def drawn_census(**shares):
    """A drawn census of 100,000 residents, so many hundredths of them in each group."""
    template = census(E09000003=100_000).iloc[[0]].assign(source="ons_census", release="2021", row=2)
    return pd.concat([
        template.assign(category_type="ethnic group", category=f"{name} | all", value=1000.0 * share, numerator=1000.0 * share)
        for name, share in shares.items()
    ])  # fmt: skip


CENSUS = drawn_census(Asian=20, Black=10, Mixed=5, White=60, Other=5)


def test_representation_is_beside_the_census_without_adults(examples):
    ratios = calculated(pd.concat([examples, CENSUS]), "profile_representation").query("period_type == 'FY'")

    # 1,200 in treatment less 100 not stated: 132 of 1,100 is 12%, beside 20% of residents.
    assert row(ratios, group="Asian")["value"] == approx(0.12 / 0.20)
    assert row(ratios, group="White")["value"] == approx((726 / 1100) / 0.60)
    assert row(ratios, group="")["value"] == approx((374 / 1100) / 0.40)


@pytest.mark.parametrize(
    ("drawing", "asian"),
    [
        ("Asian | 3000\nBlack | 1000\nMixed | 500\nWhite | 5000\nOther | 500", 0.30),
        ("Asian | 3000\nWhite | 7000", 0.20),  # not every group: the census stands
    ],
)
def test_adults_that_the_partnership_supplied_are_the_base(examples, tmp_path, drawing, asian):
    supply(
        tmp_path,
        "L20",
        f"ethnic_group | residents\n{drawing}",
        period_type="CY",
        period_start="2021-01-01",
        period_end="2021-12-31",
    )
    adults = observed(tmp_path, "barnet/L20-adults_by_ethnicity.csv")

    rows = calculated(pd.concat([examples, CENSUS, adults]), "profile_representation").query("period_type == 'FY'")

    assert row(rows, group="Asian")["value"] == approx((132 / 1100) / asian)


@pytest.mark.parametrize(
    ("code", "drawing", "indicator", "group", "value"),
    [
        ("L2", "agreement | partner | agreement_status\nsharing | police | signed\nsharing | probation | drafted\n"
               "sharing | council | signed", "agreements_signed_share", "", 100 * 2 / 3),
        ("L3", "event_id | event_type | attendees\n1 | workshop | 20\n2 | outreach | 14\n3 | workshop | 6",
         "engagement_events", "workshop", 2),
        ("L3", "event_id | event_type | attendees\n1 | workshop | 20\n2 | outreach | 14\n3 | workshop | 6",
         "engagement_attendees", "", 40),
        ("L5", "course | sector | people_trained | iba_delivered\niba | housing | 12 | 80\nnaloxone | police | 30 | ",
         "people_trained", "", 42),
        ("L5", "course | sector | people_trained | iba_delivered\niba | housing | 12 | 80\nnaloxone | police | 30 | ",
         "brief_advice_delivered", "housing", 80),
        ("L8", "need | people_with_need | people_received | naloxone_offered | naloxone_issued\n"
               "employment | 140 | 62 | | \naccommodation | 60 | 38 | | \nall | | | 200 | 150",
         "recovery_need_met_share", "", 50.0),
        ("L8", "need | naloxone_offered | naloxone_issued\nall | 200 | 150", "naloxone_issued_share", "", 75.0),
        ("L9", "activity | starts | completions\nboxing | 20 | 15\nmusic | 30 | 15", "diversion_completion_share", "", 60.0),
        ("L10", "question | answer | n_weighted_pct | n_unweighted | design_effect\nDealing | a problem | 28.5 | 400 | 1.2",
         "survey_answer_share", "Dealing: a problem", 28.5),
        ("L11", "hotspot_id | indicator | count\nH1 | asb_calls | 31\nH2 | asb_calls | 12\nH1 | needle_finds | 7",
         "hotspot_incidents", "H1", 38),
        ("L12", "offence | drug_class | arrests | charges | seizures\ntrafficking | | 85 | 52 | \n | A | | | 40\n | B | | | 90",
         "drug_seizures_local", "", 130),
        ("L12", "offence | drug_class | arrests | charges | seizures\ntrafficking | | 85 | 52 | \n | A | | | 40\n | B | | | 90",
         "drug_charges", "", 52),
        ("L13", "death_group | deaths | reviewed\ndrug | 24 | 18\nalcohol | 16 | 12", "deaths_reviewed_share", "", 75.0),
        ("L13", "substance | alerts\nnitazenes | 3\nketamine | 1", "drug_alerts", "nitazenes", 3),
        ("L14", "hospital | seen_by_care_team\nBarnet | 210", "alcohol_care_team_seen", "", 210),
        ("L15", "site | needle_exchange_visits\npharmacy | 800\noutreach | 20", "needle_exchange_visits", "", 820),
        ("L16", "staff_group | posts | posts_filled | caseload\nkey_worker | 24.5 | 20 | 900\nnurse | 4 | 4 | 60",
         "caseload_per_worker", "", 960 / 24),
        ("L16", "staff_group | posts | posts_filled | caseload\nkey_worker | 24.5 | 20 | 900\nnurse | 4 | 4 | 60",
         "treatment_posts", "", 28.5),
        ("L17", "people_asked | smoking\n900 | 540", "smoking_in_treatment_share", "", 60.0),
        ("L18", "schools | schools_with_programme\n24 | 15", "school_education_share", "", 62.5),
    ],
)  # fmt: skip
def test_the_other_tables_too(lit, code, drawing, indicator, group, value):
    found = lit(code, drawing, indicator).query("period_type == 'FY'")

    assert row(found, group=group)["value"] == approx(value)


def test_a_median_comes_as_it_is_and_is_never_added_up(lit):
    drawing = "source_group | started_treatment | median_days_to_start\nself | 40 | 11\ngp | 20 | 16"
    rows = lit("L1", drawing, "days_to_start").query("period_type == 'FY'")

    assert row(rows, group="GP")["value"] == 16
    assert "" not in set(rows["group"])


def test_wards_and_adults_are_of_their_calendar_year(lit):
    year = {"period_type": "CY", "period_start": "2024-01-01", "period_end": "2024-12-31"}
    drawing = "ward_code | residents\nE05013628 | 17250\nE05013629 | 16000"

    rows = lit("L19", drawing, "ward_population", **year).query("period_type == 'CY'")

    assert row(rows, group="")["value"] == 33250
    assert row(rows, group="E05013628")["period_label"] == "2024"


def test_the_limits_of_a_survey_use_its_design_effect(lit):
    drawing = "question | answer | n_weighted_pct | n_unweighted | design_effect\nDealing | a problem | 25 | 480 | 1.2"
    found = row(lit("L10", drawing, "survey_answer_share"), group="Dealing: a problem")

    # Wilson limits of 100 of 400 (480 / 1.2), checked with statsmodels.
    assert (found["lower"], found["upper"]) == approx((21.0079, 29.4677), abs=1e-4)


def test_all_other_boroughs_have_a_stated_gap(examples):
    rows = calculated(examples, "referrals", area="E09000005")

    assert rows["state"].tolist() == ["not available"]
    assert rows["release"].tolist() == ["not supplied"]


def test_nothing_supplied_is_no_fault_and_every_area_has_its_gap():
    nothing = observed_nothing()

    rows = calculated(nothing, "referrals", "smoking_in_treatment_share")

    assert set(rows["state"]) == {"not available"} and len(rows) == 2


def observed_nothing():
    """A census alone."""
    return census(E09000003=10).assign(source="ons_census", release="2021", row=2)


def test_a_restricted_table_never_reaches_the_public(tmp_path):
    supply(
        tmp_path, "L0", "measure | numerator | denominator\nin_treatment | 1240 | \nsuccessful_completions | 130 | 1240"
    )
    rows = observed(tmp_path, "barnet/restricted/L0-ndtms.csv")
    wanted = ("local_in_treatment", "local_completion_share")

    public = calculated(rows, *wanted, audience=Audience.PUBLIC)
    partners = calculated(rows, *wanted, audience=Audience.PARTNERS)

    assert public["value"].isna().all() and set(public["state"]) == {"not available"}
    assert row(partners, indicator="local_in_treatment", period_type="FY")["value"] == 1240
    assert row(partners, indicator="local_completion_share", period_type="FY")["value"] == approx(100 * 130 / 1240)


def test_nothing_stands_beside_a_figure_of_the_partnerships_own():
    local = [entry for entry in CATALOGUE.values() if entry.local]

    assert len(local) == 59
    assert not any(entry.benchmarks or entry.comparators for entry in local)
    assert {entry.rule for entry in local} == {"not tested"}
