"""Each of the twelve starting rules is seen to fire, and not to fire. All figures in this file are invented."""

import pytest

from pipeline.recommendations import Local
from tests.recommendations.asking import ask

STEP = ("mps_recorded_crime", "drug_trafficking", "2024-09-01", "all", "a step, cause not known", "break")


def wards(count: int, before: int) -> str:
    return f"""
        indicator              | area_code | period             | group           | numerator | denominator | value
        drug_trafficking_wards | E09000003 | 2025-03 to 2026-02 | E05000001 Alder | {count}   |         500 | {count / 5}
        drug_trafficking_wards | E09000003 | 2024-03 to 2025-02 | E05000001 Alder | {before}  |         300 | 10.0
        drug_trafficking_wards | E09000003 | 2025-03 to 2026-02 |                 |       500 |         510 | 98.0
        drug_trafficking_wards | E09000003 | 2024-03 to 2025-02 |                 |       300 |         310 | 97.0
    """


@pytest.mark.parametrize(
    ("count", "before", "fires"), [(100, 30, True), (75, 25, True), (74, 20, False), (100, 34, False)]
)
def test_1_one_ward_that_holds_much_and_grew_threefold(count, before, fires):
    made = ask("ward-query", wards(count, before)).recommendations

    assert [one.id for one in made] == (["barnet.ward-query.alder"] if fires else [])


def possession(verdict: str) -> str:
    months = "\n".join(
        f"drug_possession_offences | E09000003 | 2025-{month:02} | 50 | 50 | | " for month in range(1, 13)
    )
    return f"""indicator | area_code | period | numerator | value | london | vs_london
        drug_possession_rate | E09000003 | 2025-03 to 2026-02 | 1700 | 5.7 | 3.6 | {verdict}
        {months}"""


@pytest.mark.parametrize(("verdict", "fires"), [("higher", True), ("similar", False), ("lower", False)])
def test_2_possession_above_london(verdict, fires):
    made = ask("possession-offers", possession(verdict)).recommendations

    assert bool(made) == fires
    assert all("higher than London" in one.why and "21 days" in one.measure.text for one in made)


def two_years(indicator: str, before: tuple[int, int], after: tuple[int, int], flags: str = "") -> str:
    return f"""
        indicator   | area_code | period  | numerator   | denominator | value                         | flags
        {indicator} | E09000003 | 2024/25 | {before[0]} | {before[1]} | {100 * before[0] / before[1]} |
        {indicator} | E09000003 | 2025/26 | {after[0]}  | {after[1]}  | {100 * after[0] / after[1]}   | {flags}
    """


@pytest.mark.parametrize(
    ("before", "after", "fires"),
    [((85, 700), (40, 650), True), ((85, 700), (75, 650), False), ((40, 650), (85, 700), False), ((40, 70), (9, 65), False)],
)  # fmt: skip
def test_3_criminal_justice_share_falls_beyond_chance_on_ten_or_more(before, after, fires):
    figures = two_years("criminal_justice_presentations_share", before, after)

    assert bool(ask("justice-pathways", figures).recommendations) == fires


def met_need(upper: float, upper_before: float, date: str = "2024/25", before: str = "2023/24") -> str:
    return f"""
        indicator        | area_code | period   | numerator | value | lower | upper          | england | vs_england
        alcohol_met_need | E09000003 | {before} |       300 |  10.0 |   8.0 | {upper_before} |    18.0 | lower
        alcohol_met_need | E09000003 | {date}   |       300 |  10.0 |   8.0 | {upper}        |    18.0 | lower
    """


@pytest.mark.parametrize(
    ("upper", "before", "fires"), [(14.0, 15.0, True), (14.0, 19.0, False), (19.0, 14.0, False), (18.0, 14.0, False)]
)
def test_4_alcohol_met_need_below_england_in_two_successive_years(upper, before, fires):
    assert bool(ask("alcohol-routes", met_need(upper, before)).recommendations) == fires


def test_4_years_that_do_not_follow_each_other_are_not_successive():
    assert not ask("alcohol-routes", met_need(14.0, 15.0, before="2021/22")).recommendations


def treated(period: str) -> str:
    return f"""
        indicator           | area_code | period   | numerator | value
        adults_in_treatment | E09000003 | {period} |      1400 |  1400
    """


@pytest.mark.parametrize(
    ("period", "tables", "fires"),
    [("2021/22", set(), True), ("2025/26", set(), False), ("2021/22", {"L0", "L1"}, False)],
)
def test_5_an_old_headline_of_which_a_partner_holds_newer(period, tables, fires):
    made = ask("current-figures", treated(period), Local(tables=frozenset(tables))).recommendations

    assert [one.id for one in made] == (["barnet.current-figures"] if fires else [])


def stated(value: float) -> str:
    return f"""
        indicator              | area_code | period  | numerator | denominator | value   | lower | upper
        ethnicity_stated_share | E09000003 | 2025/26 |       950 |        1000 | {value} |  80.0 |  97.0
    """


@pytest.mark.parametrize(
    ("tables", "value", "fires"), [(set(), 95.0, True), ({"L7"}, 89.9, True), ({"L7"}, 90.0, False)]
)
def test_6_no_profile_or_ethnicity_stated_for_too_few(tables, value, fires):
    made = ask("ethnicity-recorded", stated(value), Local(tables=frozenset(tables))).recommendations

    assert bool(made) == fires


def profile(upper: float, england: float) -> str:
    return f"""
        indicator                | area_code | period  | group | numerator | denominator | value | lower | upper   | england
        ethnicity_representation | E09000003 | 2025/26 | Asian |        80 |        1000 |  0.40 |  0.32 | {upper} | {england}
        ethnicity_stated_share   | E09000003 | 2025/26 |       |       950 |        1000 |  95.0 |  93.0 | 96.0    | 97.0
    """


@pytest.mark.parametrize(
    ("upper", "england", "tables", "fires"),
    [
        (0.49, 0.75, {"L7"}, True),
        (0.49, 0.40, {"L7"}, False),  # England's own is as low
        (0.80, 0.90, {"L7"}, False),  # the upper limit is not below 0.8
        (0.49, 0.75, set(), False),  # without the table nothing is asked but the table
    ],
)
def test_6_with_the_profile_a_group_below_england_and_below_four_fifths(upper, england, tables, fires):
    made = ask("ethnicity-access", profile(upper, england), Local(tables=frozenset(tables))).recommendations

    assert [one.id for one in made] == (["barnet.ethnicity-access.asian"] if fires else [])


def supplied(upper: float, england: float) -> str:
    return f"""
        indicator                | area_code | period  | group_type   | group | numerator | denominator | value | lower | upper
        profile_representation   | E09000003 | 2025/26 | ethnic group | Asian |        80 |        1000 |  0.40 |  0.32 | {upper}
        ethnicity_representation | E92000001 | 2020/21 | ethnic group | Asian |        80 |        1000 |  0.10 |  0.09 | 0.11
        ethnicity_representation | E92000001 | 2021/22 | ethnic group | Asian |        80 |        1000 | {england} | 0.01 | 0.90
    """


@pytest.mark.parametrize(("upper", "england", "fires"), [(0.49, 0.75, True), (0.49, 0.40, False), (0.80, 0.90, False)])
def test_6_the_partnerships_own_profile_stands_beside_englands_newest_open_ratio(upper, england, fires):
    made = ask("ethnicity-access", supplied(upper, england), Local(tables=frozenset({"L7"}))).recommendations

    assert bool(made) == fires
    assert all("England's own (0.75" in one.why and one.baseline.period == "2025/26" for one in made)


def women(upper: float, denominator: int, indicator: str = "women_in_treatment_share", lower: float = 20.0) -> str:
    return f"""
        indicator   | area_code | period  | group_type | group  | numerator | denominator   | value | lower   | upper   | england
        {indicator} | E09000003 | 2025/26 | drug group | opiate |        40 | {denominator} |  24.0 | {lower} | {upper} |    30.0
    """


@pytest.mark.parametrize(
    ("upper", "denominator", "fires"), [(28.0, 400, True), (28.0, 99, False), (30.0, 400, False), (31.0, 400, False)]
)
def test_7_women_below_england_in_a_drug_group_of_a_hundred(upper, denominator, fires):
    made = ask("women-pathway", women(upper, denominator)).recommendations

    assert [one.id for one in made] == (["barnet.women-pathway.opiate"] if fires else [])


def deaths(number: int) -> str:
    return f"""
        indicator                 | area_code | period  | numerator | value | lower | upper | london | vs_london
        drug_poisoning_death_rate | E09000003 | 2022-24 | {number}  |   1.0 |   0.5 |   1.9 |    5.0 | lower
    """


@pytest.mark.parametrize(("number", "fires"), [(10, True), (9, False)])
def test_8_ten_deaths_in_three_years_whatever_the_comparison(number, fires):
    made = ask("deaths-panel", deaths(number)).recommendations

    assert bool(made) == fires
    assert all(one.interpretation.startswith("In 2022 to 2024, 10 people died from drug poisoning") for one in made)


@pytest.mark.parametrize(
    ("before", "after", "fires"),
    [((60, 600), (110, 600), True), ((60, 600), (70, 600), False), ((10, 600), (49, 600), False), ((110, 600), (60, 600), False)],
)  # fmt: skip
def test_9_parents_fifty_or_more_and_their_share_up_beyond_chance(before, after, fires):
    figures = two_years("parents_living_with_children_share", before, after)

    assert bool(ask("parents-protocol", figures).recommendations) == fires


@pytest.mark.parametrize(("lower", "fires"), [(31.0, True), (30.0, False), (20.0, False)])
def test_10_aged_fifty_and_over_above_england(lower, fires):
    figures = women(45.0, 400, "aged_50_and_over_in_treatment_share", lower)

    assert bool(ask("older-adults-health", figures).recommendations) == fires


TRAFFICKING = """
    indicator             | area_code | period             | numerator | value | london | vs_london
    drug_trafficking_rate | E09000003 | 2025-03 to 2026-02 |       900 |   2.3 |    2.4 | similar
"""


@pytest.mark.parametrize(
    ("measures", "tables", "wanted"),
    [
        (("Increase arrests and charges for drug offences",), set(), "arrests and charges"),
        (("Amount of Class A and B seized",), set(), "seizures"),
        (("Fewer hospital discharges without a plan",), set(), None),
        (("Increase arrests",), {"L12"}, None),
        ((), set(), None),
    ],
)
def test_11_a_local_measure_of_charges_or_seizures_is_not_met_by_offences(measures, tables, wanted):
    made = ask("enforcement-figures", TRAFFICKING, Local(tables=frozenset(tables), measures=measures)).recommendations

    assert [one.object for one in made] == ([f"figures of {wanted} (table L12)"] if wanted else [])


@pytest.mark.parametrize(
    ("measures", "why"),
    [
        ((), "not looked for, no measure of the partnership's own is on file"),
        (("More referrals",), "looked for and not found"),
    ],
)
def test_11_is_not_looked_for_where_no_measure_is_on_file(measures, why):
    [silent] = ask("enforcement-figures", TRAFFICKING, Local(measures=measures)).silent

    assert silent.why == why


def six_years(first: int, last: int, london_last: int) -> str:
    lines = ["indicator | area_code | period | numerator | value"]
    for area, start, end in (("E09000003", first, last), ("E12000007", 3000, london_last)):
        for year in range(2019, 2025):
            count = start if year == 2019 else end
            lines.append(f"drug_trafficking_rate | {area} | {year}/{year - 1999} | {count} | {count / 100}")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("first", "last", "london", "breaks", "refused"),
    [
        (100, 850, 15000, (STEP,), True),  # a listed break
        (100, 850, 15000, (), True),  # a step in the whole of London
        (100, 850, 3000, (), False),  # ours alone
        (100, 105, 15000, (STEP,), False),  # no change that anybody would tell
    ],
)
def test_12_a_change_with_a_break_or_a_step_of_london_asks_nothing_and_says_why(first, last, london, breaks, refused):
    drafts = ask("change-with-a-break", six_years(first, last, london), breaks=breaks)

    assert not drafts.recommendations
    assert [one.rule for one in drafts.refused] == ([12] if refused else [])
    assert all(one.words.startswith("No recommendation. A change that comes with") for one in drafts.refused)
