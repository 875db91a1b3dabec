"""What may carry a recommendation, and what never can by itself. All figures in this file are invented."""

from dataclasses import replace

import pandas as pd
import pytest

from pipeline.recommendations import Local, draft
from tests.evidence import rows
from tests.recommendations.asking import ask, given, rule
from tests.recommendations.test_rules_fire import deaths, met_need, stated, treated, two_years, wards, women

PARENTS = "parents_living_with_children_share"


def test_action_on_historical_figures_alone_asks_for_the_current_ones_first():
    [made] = ask("alcohol-routes", met_need(14.0, 15.0, "2017/18", "2016/17")).recommendations

    assert made.action.startswith("First obtain current figures from the commissioner (table L0")
    assert "Then agree routes into alcohol treatment" in made.action
    assert "barnet.alcohol_met_need.holding" in made.finding_ids


def test_action_on_current_figures_has_no_step_before_it():
    [made] = ask("alcohol-routes", met_need(14.0, 15.0)).recommendations

    assert made.first == "" and made.action.startswith("Agree routes")


def test_historical_figures_that_nobody_holds_newer_carry_nothing():
    smoking = met_need(14.0, 15.0, "2018", "2017").replace("alcohol_met_need", "smoking")

    drafts = draft(given(smoking), rules=[replace(rule("alcohol-routes"), indicators=("smoking",))])

    assert not drafts.recommendations
    assert "historical, and nobody is known to hold newer" in drafts.refused[0].why


def test_a_newer_figure_of_the_same_matter_carries_what_an_old_count_began():
    newer = """
        indicator                        | area_code | period  | value | england | vs_england
        drug_misuse_death_rate_published | E09000003 | 2022-24 |   3.3 |     5.8 | not tested
    """
    old = deaths(20).replace("2022-24", "2018-20")

    [made] = ask("deaths-panel", pd.concat([rows(old), rows(newer)])).recommendations

    assert made.first == ""
    assert made.finding_ids == (
        "barnet.drug_poisoning_death_rate.level",
        "barnet.drug_misuse_death_rate_published.level",
    )


@pytest.mark.parametrize("flags", ["break before", "query", "fixed denominator"])
def test_what_is_not_comparable_is_refused_with_the_reason(flags):
    drafts = ask("parents-protocol", two_years(PARENTS, (60, 600), (110, 600), flags))

    assert not drafts.recommendations
    assert "not comparable: that cannot carry a recommendation by itself" in drafts.refused[0].why


@pytest.mark.parametrize(
    ("key", "figures"), [("ethnicity-recorded", stated(95.0)), ("current-figures", treated("2021/22"))]
)
def test_asking_for_evidence_rests_on_who_holds_it_never_on_a_gap_alone(key, figures):
    [made] = ask(key, figures).recommendations

    assert any(finding.usable for finding in made.findings)


def test_a_gap_alone_asks_for_the_table_with_the_holder_as_its_ground():
    missing = rows(stated(95.0)).assign(state="not available", value=float("nan"))

    [made] = ask("ethnicity-recorded", missing).recommendations

    assert {finding.kind for finding in made.findings} == {"gap", "holding"}


@pytest.mark.parametrize(
    ("key", "figures"),
    [
        ("ward-query", wards(100, 30)),
        ("women-pathway", women(28.0, 400)),
        ("alcohol-routes", met_need(14.0, 15.0)),
        ("deaths-panel", deaths(20)),
    ],
)
def test_every_draft_keeps_its_findings_and_says_it_is_a_draft(key, figures):
    [made] = ask(key, figures, Local()).recommendations

    assert made.label == "Draft for the partnership"
    assert made.finding_ids and all(name.startswith("barnet.") for name in made.finding_ids)
    assert (made.by_when, made.target) == ("", "")
    assert made.terms["Target"] == "target not set by the partnership"
