"""A recommendation prints its owner, date, measure, baseline and target, blanks in words. Invented figures throughout."""

import pytest

from pipeline.linter import lint
from pipeline.recommendations import Local, framework_rows, plan_rows
from tests.recommendations.asking import ask, given
from tests.recommendations.test_rules_fire import deaths, met_need, stated, wards, women


@pytest.mark.parametrize(
    ("roles", "owner"),
    [
        (None, "Commissioner with the Integrated Care Board"),
        (frozenset({"Commissioner"}), "Commissioner"),
        (frozenset({"Integrated Care Board"}), "the Integrated Care Board"),
        (frozenset({"Director of Public Health"}), "to be agreed"),
    ],
)
def test_the_owner_is_a_role_of_the_governance_file_or_to_be_agreed(roles, owner):
    [made] = ask("alcohol-routes", met_need(14.0, 15.0), Local(roles=roles)).recommendations

    assert made.terms["Owner"] == owner


def test_the_baseline_is_the_measures_own_value_with_its_period():
    [made] = ask("ethnicity-recorded", stated(95.0)).recommendations

    assert made.baseline.period == "2025/26"
    assert made.baseline.words == "95.0% of adults in treatment (80.0% to 97.0%) (2025/26)"


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
    assert (row.outcome, row.lead) == ("Reduced drug-related deaths and harm", "Director of Public Health")


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
