"""Everybody from groups, years from months: what is added up, what never is, and what is reported. Invented figures."""

import pandas as pd
import pytest

from pipeline.areas import AREAS
from pipeline.indicators.local_totals import totals
from tests.dropins.drawn import calculated, observed, supply
from tests.indicators.drawn import row

QUARTERS = (
    ("2025-04-01", "2025-06-30"),
    ("2025-07-01", "2025-09-30"),
    ("2025-10-01", "2025-12-31"),
    ("2026-01-01", "2026-03-31"),
)


def spans(kind, periods, *columns):
    """A drawing with one row for each period and the cells of that row behind it."""
    lines = [f"{kind} | {start} | {end} | {cells}" for (start, end), cells in zip(periods, columns[1:], strict=False)]
    return "\n".join([f"period_type | period_start | period_end | {columns[0]}", *lines])


def months(first, count):
    starts = pd.date_range(first, periods=count, freq="MS")
    return [(f"{start:%Y-%m-%d}", f"{start + pd.offsets.MonthEnd():%Y-%m-%d}") for start in starts]


@pytest.fixture
def reported(tmp_path):
    def from_drawing(drawing, *indicators, code="L1", area="E09000003", **constants):
        borough = AREAS[area]
        names = {"area_code": area, "area_name": borough.name}
        supply(tmp_path, code, drawing, borough=borough.slug, **{**names, **constants})
        files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("L*.csv"))
        return calculated(observed(tmp_path, *files), *indicators, area=area)

    return from_drawing


def held(rows):
    return rows[rows["period_end"].notna()]


def test_four_quarters_make_a_year_and_three_make_none(reported):
    whole = held(reported(spans("quarter", QUARTERS, "referrals", 10, 20, 30, 40), "referrals"))
    part = held(reported(spans("quarter", QUARTERS, "referrals", 10, 20, 30), "referrals"))

    assert row(whole, period_type="FY")["value"] == 100
    assert set(part["period_type"]) == {"quarter"}


def test_twelve_months_that_are_no_financial_year_are_reported_as_twelve_months(reported):
    drawing = spans("month", months("2025-06-01", 12), "referrals", *range(1, 13))
    rows = held(reported(drawing, "referrals", extract_date="2026-06-05"))

    reported_row = row(rows, period_type="rolling12")
    assert (reported_row["value"], reported_row["period_label"]) == (78, "June 2025 to May 2026")
    assert "FY" not in set(rows["period_type"])


def test_the_newest_twelve_months_are_reported_beside_the_years(reported):
    drawing = spans("month", months("2024-04-01", 26), "referrals", *([1] * 24), 5, 6)
    rows = held(reported(drawing, "referrals", extract_date="2026-06-05"))

    assert row(rows, period_label="2024/25")["value"] == 12
    assert row(rows, period_type="rolling12")["value"] == 10 + 11
    assert row(rows, period_type="rolling12")["period_label"] == "June 2025 to May 2026"


def test_a_month_without_a_row_leaves_no_year(reported):
    drawing = spans("month", [*months("2025-04-01", 5), *months("2025-10-01", 6)], "referrals", *([3] * 11))

    assert set(held(reported(drawing, "referrals"))["period_type"]) == {"month"}


def test_a_year_that_was_supplied_is_not_replaced(reported):
    drawing = spans("quarter", QUARTERS, "referrals", 10, 20, 30, 39) + "\nFY | | | 100"

    assert row(held(reported(drawing, "referrals")), period_type="FY")["value"] == 100


def test_rolling_twelve_months_are_reported_as_they_are(reported):
    drawing = "period_type | period_start | period_end | referrals\nrolling12 | 2025-02-01 | 2026-01-31 | 91"

    assert row(held(reported(drawing, "referrals")), period_type="rolling12")["value"] == 91


def test_people_in_treatment_are_never_added_over_months(reported):
    drawing = spans("month", months("2025-04-01", 12), "in_treatment", *([800] * 12))

    assert set(held(reported(drawing, "profile_in_treatment", code="L7"))["period_type"]) == {"month"}


def test_groups_are_added_up_where_there_is_no_row_for_everybody(reported):
    drawing = "source_group | substance_group | referrals\nself | alcohol | 30\nself | opiate | 10\ngp | alcohol | 5"
    rows = held(reported(drawing, "referrals")).query("period_type == 'FY'")

    assert row(rows, group="")["value"] == 45
    assert row(rows, group="self, family and friends")["value"] == 40
    assert row(rows, group="drug group: alcohol")["value"] == 35


def test_cohorts_that_overlap_are_never_added_up(reported):
    rows = reported("special_cohort | referrals\nfamilies | 9\noffenders | 8", "referrals_of_cohorts")

    assert row(held(rows), group="families")["value"] == 9
    assert row(rows[rows["period_type"] == "rolling12"], group="")["state"] == "not available"


def test_adults_and_young_people_make_everybody(reported):
    rows = held(reported("cohort | referrals\nadult | 40\nyp | 9", "referrals")).query("period_type == 'FY'")

    assert row(rows, group="")["value"] == 49
    assert row(rows, group="age group: young people")["value"] == 9


def test_one_cohort_alone_is_everybody_of_its_table(reported):
    rows = held(reported("cohort | source_group | referrals\nadult | self | 40", "referrals")).query(
        "period_type == 'FY'"
    )

    assert set(rows["group"]) == {"", "self, family and friends"}


def test_one_hidden_month_leaves_the_year_unknown(reported):
    drawing = spans("quarter", QUARTERS, "referrals | sdc_state", "10 | raw", "20 | raw", " | suppressed", "40 | raw")

    assert set(held(reported(drawing, "referrals"))["period_type"]) == {"quarter"}


def test_a_sum_is_provisional_if_a_part_is(reported):
    drawing = spans(
        "quarter", QUARTERS, "referrals | status", "10 | final", "20 | final", "30 | final", "40 | provisional"
    )
    rows = held(reported(drawing, "referrals"))

    assert row(rows, period_type="FY")["flags"] == "provisional"
    assert row(rows, period_label="April to June 2025")["flags"] == ""


def test_rounded_figures_say_so(reported):
    rows = held(reported("referrals | started_treatment\n40 | 25", "referrals_started_share", sdc_state="rounded5"))

    assert row(rows, period_type="FY")["flags"] == "rounded"


def test_each_borough_reports_its_own_newest_period(reported):
    reported("referrals\n40", "referrals", area="E09000005")
    earlier = "period_start | period_end | referrals\n2023-04-01 | 2024-03-31 | 7"

    own = reported(earlier, "referrals")

    assert row(own, period_type="rolling12")["value"] == 7


def test_a_question_may_be_called_like_a_column(reported):
    drawing = "question | answer | n_weighted_pct | n_unweighted\nstate | bad | 28.5 | 400"
    rows = held(reported(drawing, "survey_answer_share", code="L10"))

    assert row(rows, group="state: bad")["value"] == 28.5


def test_totals_keep_every_row_that_was_supplied(tmp_path):
    from pipeline.dropins import BY_SOURCE  # noqa: PLC0415

    supply(tmp_path, "L1", "source_group | referrals\nself | 30\nall | 44")
    rows = totals(observed(tmp_path, "barnet/L1-referrals.csv"), BY_SOURCE["local_referrals"])

    assert sorted(rows["value"]) == [30, 44]
