"""A change is judged with limits between two like periods; few are only counted. Invented figures; limits of domain.md 4.8."""

import pytest

from pipeline import phrases
from pipeline.findings import change
from tests.evidence import bundle, rows


def shares(before: tuple[int, int], after: tuple[int, int], flags: str = "") -> str:
    return f"""
        indicator                | area_code | period  | numerator   | denominator | value                        | flags
        women_in_treatment_share | E09000003 | 2024/25 | {before[0]} | {before[1]} | {100 * before[0] / before[1]} |
        women_in_treatment_share | E09000003 | 2025/26 | {after[0]}  | {after[1]}  | {100 * after[0] / after[1]}  | {flags}
    """


def counts(before: int, after: int) -> str:
    return f"""
        indicator         | area_code | period  | numerator | value
        new_presentations | E09000003 | 2024/25 | {before}  | {before}
        new_presentations | E09000003 | 2025/26 | {after}   | {after}
    """


def test_a_share_changes_by_percentage_points_with_newcombes_limits():
    finding = change(bundle(rows(shares((62, 700), (33, 730)))), "women_in_treatment_share")

    assert finding.verdict == "fallen"
    # domain.md 4.8: 33/730 less 62/700 is -0.043366 (-0.070017 to -0.017567)
    found = [finding.facts[name] for name in ("difference", "difference_lower", "difference_upper")]
    assert found == pytest.approx([-4.3366, -7.0017, -1.7567], abs=0.0001)
    assert "a difference of −4.3 percentage points (−7.0 to −1.8)" in phrases.sentence(finding)


def test_twenty_four_and_twenty_one_is_no_change_beyond_chance():
    finding = change(bundle(rows(counts(24, 21))), "new_presentations")

    assert finding.verdict == "no clear change"
    # domain.md 4.8: 21 against 24 is 0.875 (0.487150 to 1.571640)
    assert "0.88 times as many (0.49 to 1.57)" in phrases.sentence(finding)


@pytest.mark.parametrize("before", [0, 9])
def test_a_base_below_ten_prints_counts_only(before):
    finding = change(bundle(rows(counts(before, 40))), "new_presentations")
    said = phrases.sentence(finding)

    assert finding.verdict == "too few to compare"
    assert f"went from {before} to 40 adults; numbers this small vary by chance." in said
    assert "%" not in said and "times" not in said


def test_a_break_before_the_newer_year_leaves_two_figures_and_no_verdict():
    finding = change(bundle(rows(shares((62, 700), (33, 730), "break before"))), "women_in_treatment_share")

    assert finding.verdict == "not comparable" and not finding.usable
    assert "The two are not comparable: a break in the series lies between." in phrases.sentence(finding)


def test_a_change_of_denominator_is_not_a_change():
    finding = change(bundle(rows(shares((62, 700), (33, 730), "fixed denominator"))), "women_in_treatment_share")

    assert finding.facts["reason"] == "the denominator changes between them"


def test_a_query_on_the_newer_figure_is_not_told_as_a_change():
    finding = change(bundle(rows(shares((62, 700), (33, 730), "query"))), "women_in_treatment_share")

    assert finding.verdict == "not comparable"


def test_recorded_crime_needs_a_tenth_more_than_chance():
    text = """
        indicator             | area_code | period  | numerator | denominator | value
        drug_possession_rate  | E09000003 | 2012/13 |     10000 |      300000 |  33.3
        drug_possession_rate  | E09000003 | 2013/14 |     10900 |      300000 |  36.3
    """
    assert change(bundle(rows(text)), "drug_possession_rate").verdict == "no clear change"


def test_pooled_years_are_compared_with_the_pool_that_does_not_overlap():
    text = """
        indicator              | area_code | period  | numerator | denominator | value
        drug_misuse_death_rate | E09000003 | 2013-15 |        30 |     1000000 |   3.0
        drug_misuse_death_rate | E09000003 | 2015-17 |        90 |     1000000 |   9.0
        drug_misuse_death_rate | E09000003 | 2016-18 |        60 |     1000000 |   6.0
    """
    finding = change(bundle(rows(text)), "drug_misuse_death_rate")

    assert [one.period for one in finding.evidence] == ["2013-15", "2016-18"]


def test_a_single_year_is_a_gap():
    assert change(bundle(rows(counts(24, 21)).iloc[1:]), "new_presentations").kind == "gap"


def test_recorded_crime_is_told_by_its_counts_without_limits():
    text = """
        indicator             | area_code | period  | numerator | denominator | value
        drug_possession_rate  | E09000003 | 2012/13 |       500 |      300000 |   1.7
        drug_possession_rate  | E09000003 | 2013/14 |       600 |      300000 |   2.0
    """
    said = phrases.sentence(change(bundle(rows(text)), "drug_possession_rate"))

    assert said.endswith("recorded drug possession offences in Barnet rose from 500 to 600 (20.0% more).")


def test_homicides_are_two_counts_and_nothing_more():
    text = """
        indicator | area_code | period  | numerator | value
        homicide  | E09000003 | 2012/13 |        12 |    12
        homicide  | E09000003 | 2013/14 |        30 |    30
    """
    said = phrases.sentence(change(bundle(rows(text)), "homicide"))

    assert "went from 12 offences to 30 offences; the change is not tested." in said
    assert "times" not in said and "%" not in said


def test_rounded_counts_are_not_printed_as_the_base_of_a_percentage():
    said = phrases.sentence(change(bundle(rows(shares((62, 700), (33, 730), "rounded"))), "women_in_treatment_share"))

    assert "fell from about 8.9% to about 4.5%" in said and "of 700" not in said
