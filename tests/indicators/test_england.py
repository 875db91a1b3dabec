from pipeline.indicators import england
from pipeline.indicators.deprivation import most_deprived_tenth_share
from tests.indicators.drawn import observed, row

ESTIMATES = """
    area_code | period  | measure                     | value  | lower  | upper
    E92000001 | 2016/17 | opiate_crack_users_estimate | 324840 |        |
    E92000001 | 2017/18 | opiate_crack_users_estimate |        |        |
    E92000001 | 2018/19 | opiate_crack_users_estimate | 336531 | 311932 | 360845
"""


def test_a_year_that_was_never_estimated_is_a_gap_and_no_zero():
    estimates = england.opiate_crack_users_england(observed(ESTIMATES))

    assert row(estimates, period_label="2017/18")["state"] == "not available"
    assert row(estimates, period_label="2018/19")["upper"] == 360_845


def test_groups_in_treatment_stand_beside_all():
    adults = england.adults_in_treatment_england(
        observed("""
        area_code | period  | measure                    | value
        E92000001 | 2023/24 | adults_in_treatment        | 310863
        E92000001 | 2023/24 | adults_in_treatment_opiate | 137965
    """)
    )

    assert (row(adults, group="")["value"], row(adults, group="opiate")["group_type"]) == (310_863, "drug group")


def test_a_published_fraction_of_small_areas_is_shown_as_a_percentage():
    fraction = "area_code | period | value\nE09000003 | 2025 | 0.125"

    rows = most_deprived_tenth_share(observed(fraction, measure="imd2025_share_of_lsoas_in_most_deprived_tenth"))

    assert rows["value"].tolist() == [12.5]
