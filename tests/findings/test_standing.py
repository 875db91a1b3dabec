"""What stands for a metric is the first of its evidence with a value here. All figures in this file are invented."""

from dataclasses import replace

from pipeline.findings import Age
from pipeline.findings.standing import figures_of, newest_level, standing, standings
from pipeline.indicators import CATALOGUE
from pipeline.national import METRICS, Metric, Stand, Standing, metric
from tests.evidence import bundle, rows

FIGURES = """
    indicator                        | area_code | period  | numerator | value | england | vs_england | state
    drug_misuse_death_rate_published | E09000003 | 2022-24 |           |   3.3 |     5.8 | not tested | ok
    drug_misuse_death_rate_published | E09000001 | 2022-24 |           |       |         |            | not available
    opiate_crack_users_england       | E92000001 | 2019/20 |    341032 | 341032 |        |            | ok
    adults_in_alcohol_treatment      | E09000003 | 2018/19 |       389 |   389 |         |            | ok
    smoking                          | E09000003 | 2024    |           |   9.0 |    10.4 | not tested | ok
"""


def given(area: str = "E09000003"):
    topics = tuple(sorted({entry.topic for entry in CATALOGUE.values()}))
    return replace(bundle(rows(FIGURES), area=area), topics=topics)


def test_the_metrics_own_figure_is_shown_and_judged():
    here = standing(given(), metric("H5"))

    assert here.standing == Standing.SHOWN
    assert [figure.judged.verdict for figure in here.figures] == ["not tested"]


def test_a_figure_that_comes_near_says_why():
    here = standing(given(), metric("H9"))  # adults in treatment are of another borough, those for alcohol at hand

    assert here.standing == Standing.PROXY
    assert here.note.startswith("Adults treated for alcohol only")


def test_an_england_figure_stands_for_no_borough():
    here = standing(given(), metric("H2"))

    assert here.standing == Standing.NATIONAL
    assert [figure.row["area_code"] for figure in here.figures] == ["E92000001"]
    assert here.figures[0].judged is None and here.figures[0].age == Age.HISTORICAL


def test_a_borough_without_the_figure_has_a_stated_gap_and_a_metric_made_for_no_borough_has_none():
    city = given("E09000001")

    assert standing(city, metric("H5")).standing == Standing.GAP
    assert standing(city, metric("H7")).standing == Standing.NATIONAL
    assert "No figure" in standing(city, metric("H5")).note


def test_every_metric_stands_somehow_in_a_borough_without_any_figures():
    empty = replace(given("E09000012"), rows=given().rows.iloc[:0])

    assert [one.metric.id for one in standings(empty)] == list(METRICS)
    assert {one.standing for one in standings(empty)} == {Standing.NATIONAL, Standing.GAP}


def test_a_table_of_the_partnerships_own_moves_a_metric_up():
    text = """
        indicator                      | area_code | period             | group         | numerator | denominator | value
        local_continuity_of_care_share | E09000003 | 2025-04 to 2026-03 |               |        18 |          60 |  30.0
        recovery_need_met_share        | E09000003 | 2025/26            | accommodation |        62 |         140 |  44.3
        recovery_need_met_share        | E09000003 | 2025/26            | mental health |        30 |          90 |  33.3
    """
    supplied = replace(given(), rows=rows(text))

    before, after = ([standing(one, metric(name)) for name in ("H10", "SM17", "SM20")] for one in (given(), supplied))

    assert [one.standing for one in before] == [Standing.GAP] * 3
    assert [one.standing for one in after] == [Standing.SHOWN, Standing.PROXY, Standing.SHOWN]
    assert [one.figures[0].row["value"] for one in after] == [30.0, 44.3, 33.3]  # each need its own


def test_an_indicator_that_no_table_lights_up_is_passed_over():
    held: Metric = replace(metric("H5"), evidence=(Stand(Standing.SHOWN, ("not_in_the_catalogue",), ""),))

    assert standing(given(), held).standing == Standing.GAP


def test_figures_beside_a_measure_are_the_boroughs_own_or_else_a_wider_areas_by_name():
    figures = figures_of(given(), ["opiate_crack_users_england", "smoking", "obesity", "not_in_the_catalogue"])

    assert [(one.indicator, one.judged.area.name) for one in figures] == [
        ("opiate_crack_users_england", "England"), ("smoking", "Barnet"),
    ]  # fmt: skip


def test_where_other_boroughs_have_the_figure_england_does_not_stand_in():
    text = """
        indicator           | area_code | period  | numerator | value
        adults_in_treatment | E09000003 | 2021/22 |      1465 |  1465
        adults_in_treatment | E92000001 | 2021/22 |    289215 | 289215
    """

    assert figures_of(bundle(rows(text), area="E09000012"), ["adults_in_treatment"]) == []


def test_the_newest_value_is_judged_though_others_have_newer_ones():
    text = """
        indicator | area_code | period | value | england | vs_england
        smoking   | E09000003 | 2022   |   9.0 |    10.4 | not tested
        smoking   | E09000004 | 2024   |   7.0 |    10.4 | not tested
    """

    assert newest_level(bundle(rows(text)), "smoking").facts["period"] == "2022"
