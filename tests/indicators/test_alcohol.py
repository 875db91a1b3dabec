import pandas as pd
from pytest import approx

from pipeline.indicators.alcohol import alcohol_dependent_adults, alcohol_met_need
from tests.indicators.drawn import observed, row

NEED = """
    area_code | period  | measure                           | value | flags
    E09000003 | 2017/18 | met_need_percent                  | 20    | modelled
    E09000003 | 2017/18 | in_alcohol_treatment              | 400   |
    E09000003 | 2017/18 | alcohol_dependent_adults_estimate | 2000  | modelled
    E09000003 | 2018/19 | in_alcohol_treatment              | 300   | query
    E09000003 | 2018/19 | met_need_percent                  | 15    | modelled
    E09000003 | 2018/19 | alcohol_dependent_adults_estimate | 2000  | modelled
"""
ESTIMATES = """
    area_code | period  | value | lower | upper
    E09000003 | 2014    | 1900  |       |
    E09000003 | 2017/18 | 2000  | 1600  | 2500
    E09000005 | 2017/18 | 2000  | 10    | 20
"""


def met_need(period):
    need = alcohol_met_need(observed(NEED), observed(ESTIMATES, measure="alcohol_dependent_adults"))
    return row(need, period_label=period)


def test_met_need_is_the_treated_out_of_the_estimate():
    need = met_need("2017/18")

    assert (need["numerator"], need["denominator"], need["value"]) == (400, 2000, 20)


def test_its_limits_turn_those_of_the_estimate_round():
    need = met_need("2017/18")

    assert (need["lower"], need["upper"]) == approx((16, 25))  # 400 of 2,500 and 400 of 1,600


def test_a_year_without_a_published_interval_has_no_limits():
    need = met_need("2018/19")

    assert need["value"] == 15
    assert pd.isna([need["lower"], need["upper"]]).all()


def test_a_doubt_about_any_part_is_a_doubt_about_the_share():
    assert met_need("2018/19")["flags"] == "modelled;query"
    assert met_need("2017/18")["flags"] == "modelled"


def test_dependent_adults_keep_the_published_limits():
    adults = alcohol_dependent_adults(observed(ESTIMATES, measure="alcohol_dependent_adults", flags="modelled"))

    latest = row(adults, area_code="E09000003", period_label="2017/18")
    assert (latest["value"], latest["lower"], latest["upper"], latest["flags"]) == (2000, 1600, 2500, "modelled")
