import pandas as pd
from numpy import nan

from pipeline.indicators.windows import three_year_sums, whole_years
from tests.indicators.drawn import monthly, row

BARNET = "E09000003"


def test_a_financial_year_is_april_to_march():
    months = monthly(BARNET, "drug_trafficking", "2023-03", [100, *[1] * 12, 100])

    years = whole_years(months)

    assert row(years, period_type="FY")["numerator"] == 12
    assert row(years, period_type="FY")["period_label"] == "2023/24"


def test_eleven_months_are_never_a_year():
    months = monthly(BARNET, "drug_trafficking", "2024-04", [1] * 23)

    years = whole_years(months)

    assert years.loc[years["period_type"] == "FY", "period_label"].tolist() == ["2024/25"]


def test_the_latest_twelve_months_and_the_twelve_before_end_with_the_newest_month():
    months = monthly(BARNET, "drug_trafficking", "2024-02", [100, *[1] * 12, *[2] * 12])

    years = whole_years(months)

    latest = years[years["period_type"] == "rolling12"].set_index("period_label")["numerator"]
    assert latest.to_dict() == {"March 2024 to February 2025": 12, "March 2025 to February 2026": 24}


def test_a_missing_count_makes_no_sum():
    months = monthly(BARNET, "drug_trafficking", "2024-04", [*[1] * 11, nan])

    years = whole_years(months)

    assert years["numerator"].isna().all()


def test_three_years_are_pooled_above_and_below_the_line():
    annual = yearly({2018: 10, 2019: 20, 2020: 13})

    [pooled] = three_year_sums(annual).to_dict("records")

    assert (pooled["period_label"], pooled["numerator"], pooled["denominator"]) == ("2018-20", 43, 3_000)


def test_a_gap_in_the_years_leaves_its_windows_out():
    annual = yearly({2014: 1, 2015: 1, 2017: 1, 2018: 1})

    assert three_year_sums(annual).empty


def yearly(counts):
    return pd.DataFrame(
        {"area_code": BARNET, "year": counts.keys(), "numerator": counts.values(), "denominator": 1_000}
    )
