"""A recommendation prints its owner, date, measure, baseline and target, blanks in words. Invented figures throughout."""

import pytest

from pipeline.linter import lint
from pipeline.local.data import BoroughData, Member, Partnership, Service
from pipeline.recommendations import Local, framework_rows, owner_of, plan_rows
from tests.recommendations.asking import ask, given
from tests.recommendations.test_rules_fire import deaths, met_need, stated, wards, women

SUGGESTED = "to be agreed (the draft suggests: Commissioner with the Integrated Care Board)"


@pytest.mark.parametrize(
    ("seats", "owner"),
    [
        ((), SUGGESTED),
        (("Director of Public Health, Council",), SUGGESTED),
        (("Head of Commissioning, Council",), "Head of Commissioning, Council with the Integrated Care Board (to be agreed)"),
        (("Head of Commissioning", "Locality lead, Integrated Care Board"),
         "Head of Commissioning with Locality lead, Integrated Care Board"),
    ],
)  # fmt: skip
def test_the_owner_is_a_seat_of_the_partnership_or_to_be_agreed(seats, owner):
    [made] = ask("alcohol-routes", met_need(14.0, 15.0), Local(roles=seats)).recommendations

    assert made.terms["Owner"] == owner


@pytest.mark.parametrize(
    ("named", "seat", "found"),
    [
        ("Director of Public Health", "Assistant Director, Public Health, Council", False),
        ("Director of Public Health", "Deputy Director of Public Health", False),
        ("Director of Public Health", "Director of Public Health and Prevention", True),
        ("Commissioner", "Police and Crime Commissioner", False),
        ("the treatment provider", "Service Manager, Hopewell (treatment provider)", True),
    ],
)
def test_a_seat_is_recognised_by_its_role_and_not_by_a_word_in_it(named, seat, found):
    assert (owner_of(named, [seat]) == seat) == found


def test_seats_come_from_governance_and_members_and_a_provider_of_treatment_says_so():
    local = BoroughData(
        "E09000003",
        partnership=Partnership(sro_role="Director of Public Health"),
        members=(
            Member("Hopewell", "Service Manager", "member", "invented"),
            Member("Probation", "", "member", "invented"),
        ),
        services=(Service("adults", "Hopewell", "Adult treatment", "adults", "invented"),),
    )

    assert Local.of(local).roles == (
        "Director of Public Health", "Service Manager, Hopewell (treatment provider)", "Probation",
    )  # fmt: skip


def test_the_baseline_is_the_measures_own_value_with_its_period():
    [made] = ask("ethnicity-recorded", stated(95.0)).recommendations

    assert made.baseline.period == "2025/26"
    assert made.baseline.words == "2025/26: 95.0% of adults in treatment (80.0% to 97.0%)"


def test_a_historical_baseline_says_so():
    [made] = ask("ethnicity-recorded", stated(95.0).replace("2025/26", "2021/22")).recommendations

    assert made.baseline.words.startswith("2021/22 (historical): 95.0%")


def test_the_best_figure_of_a_measure_is_its_baseline_and_its_gap_names_who_could_supply_it():
    families = """
        indicator                          | area_code | period             | numerator | denominator | value
        parents_living_with_children_share | E09000003 | 2024/25            |        60 |         600 |  10.0
        parents_living_with_children_share | E09000003 | 2025/26            |       110 |         600 |  18.3
        families_starting_support          | E09000003 | 2025-04 to 2026-03 |        40 |             |  40
    """
    [made] = ask("parents-protocol", families).recommendations
    [without] = ask("parents-protocol", families.rsplit("families_starting", 1)[0]).recommendations

    assert made.baseline.words == "the 12 months to March 2026: 40 families" and made.gap is None
    assert without.baseline.words == "no figure at hand" and without.gap.facts["table"].startswith("L4")


def test_without_a_figure_the_baseline_says_so():
    [made] = ask("deaths-panel", deaths(20)).recommendations

    assert made.terms["Baseline"] == "no figure at hand"


PRINTED = {
    "deaths-panel": deaths(20),
    "ward-query": wards(100, 30),
    "alcohol-routes": met_need(14, 15),
    "women-pathway": women(28.0, 400),
}


@pytest.mark.parametrize("key", PRINTED)
def test_what_is_printed_passes_the_linter(key):
    [made] = ask(key, PRINTED[key]).recommendations

    assert lint(made.why) == [] and lint(made.action) == []


def test_the_plan_row_keeps_the_findings_and_leaves_the_partnerships_columns_empty():
    [made] = ask("deaths-panel", deaths(20)).recommendations

    [row] = plan_rows([made])

    assert row.finding_ids == made.finding_ids and row.recommendation_ids == (made.id,)
    assert (row.due, row.delivery_status, row.milestone, row.start) == ("", "", "", "")
    assert row.outcome == "Reduced drug-related deaths and harm"
    assert row.lead == "to be agreed (the draft suggests: Director of Public Health)"


def test_the_framework_row_keeps_the_findings_and_sets_no_target():
    shown = given(stated(95.0))
    [made] = ask("ethnicity-recorded", stated(95.0)).recommendations

    [row] = framework_rows(shown, [made])

    assert row.finding_ids == made.finding_ids and row.recommendation_ids == (made.id,)
    assert row.target == "target not set by the partnership"
    assert row.source == "ndtms" and row.baseline == made.baseline


def test_an_id_stays_when_the_figures_change():
    first = ask("women-pathway", women(28.0, 400)).recommendations[0]
    later = ask("women-pathway", women(27.0, 300), date="2027-11-22").recommendations[0]

    assert first.id == later.id
