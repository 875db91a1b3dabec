"""A group's share of residents comes from the census counts by group. All figures in this file are invented."""

from pytest import approx

from pipeline.findings import latest_with_limits, resident_shares
from tests.evidence import bundle, rows

RESIDENTS = """
    indicator                 | area_code | period | group_type   | group | numerator | value
    residents_by_ethnic_group | E09000003 | 2021   |              |       |       101 |   101
    residents_by_ethnic_group | E09000003 | 2021   | ethnic group | Asian |        20 |    20
    residents_by_ethnic_group | E09000003 | 2021   | ethnic group | Black |        10 |    10
    residents_by_ethnic_group | E09000003 | 2021   | ethnic group | Mixed |         5 |     5
    residents_by_ethnic_group | E09000003 | 2021   | ethnic group | Other |         5 |     5
    residents_by_ethnic_group | E09000003 | 2021   | ethnic group | White |        60 |    60
    residents_by_ethnic_group | E12000007 | 2021   | ethnic group | Asian |        30 |    30
    residents_by_ethnic_group | E12000007 | 2021   | ethnic group | White |        90 |    90
"""
NEED = """
    indicator        | area_code | period  | value | lower | upper
    alcohol_met_need | E09000003 | 2016/17 |  14.0 |   9.0 |  19.0
    alcohol_met_need | E09000003 | 2017/18 |  13.0 |   9.0 |  18.0
    alcohol_met_need | E09000003 | 2018/19 |  12.0 |       |
"""


def test_shares_are_of_the_groups_and_all_but_white_stand_together_under_no_name():
    shares = resident_shares(bundle(rows(RESIDENTS)))

    assert (shares["Asian"], shares["White"], shares[""]) == approx((20.0, 60.0, 40.0))


def test_another_area_is_asked_for_by_its_code_and_one_without_figures_has_none():
    given = bundle(rows(RESIDENTS))

    assert resident_shares(given, "E12000007")["Asian"] == approx(25.0)
    assert resident_shares(given, "E92000001") == {}


def test_the_latest_year_with_published_limits_is_found_and_not_typed():
    assert latest_with_limits(bundle(rows(NEED)), "alcohol_met_need") == "2017/18"
    assert latest_with_limits(bundle(rows(NEED).assign(lower=float("nan"))), "alcohol_met_need") == ""
