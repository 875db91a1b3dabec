"""The verdicts of all series at once are those of statistics.trend for each of them."""

import pandas as pd
import pytest

from pipeline.indicators.recent import COUNTS, SMALL, with_trend
from pipeline.statistics.trend import recent_trend
from tests.indicators.entries import drawn_rows, entry

YEARS = [f"{year}/{year - 1999}" for year in range(2015, 2025)]


def series(counts, area="E09000003", base=1000, flags="", **columns):
    first = len(YEARS) - len(counts)
    lines = "\n".join(
        f"{area} | {year} | {count} | {base} | {100 * count / base} | {count / base} | {400 * count / base + 1} | {flags}"
        for year, count in zip(YEARS[first:], counts, strict=True)
    )
    header = "area_code | period | numerator | denominator | value | lower | upper | flags\n"
    return drawn_rows(header + lines).assign(**columns)


def newest(rows, **facts):
    judged = with_trend(rows, entry(**facts))
    return judged.sort_values("period_end")["trend"].iloc[-1]


@pytest.mark.parametrize(
    "counts", [[100, 130, 160, 190, 220], [220, 190, 160, 130, 100], [100, 101, 99, 100, 102], [1, 100, 130, 160, 190, 220]]
)  # fmt: skip
@pytest.mark.parametrize("kind", ["proportion", "rate"])
def test_the_verdict_is_that_of_the_statistic(counts, kind):
    rows = series(counts)

    [expected] = recent_trend(rows, "proportion" if kind == "proportion" else "value")["verdict"]
    assert newest(rows, kind=kind) == expected


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (lambda rows: rows.iloc[1:], "fewer than 5 annual points"),
        (lambda rows: rows.drop(2), "a year is missing between the points"),
        (
            lambda rows: rows.assign(flags=["", "", "break before", "", ""]),
            "a break in the series lies between the points",
        ),
        (
            lambda rows: rows.assign(flags=["", "", "", "", "fixed denominator"]),
            "the denominator changes between the points",
        ),
        (lambda rows: rows.assign(state=["ok", "ok", "not available", "ok", "ok"]), "a figure is not available"),
        (lambda rows: rows.assign(upper=float("nan")), "limits are not published"),
        (lambda rows: rows.assign(flags=["partial period", "", "", "", ""]), "a partial year is among the points"),
    ],
)
def test_why_there_is_no_trend(changed, reason):
    rows = changed(series([100] * 6 if reason.startswith("a year") else [100] * 5)).reset_index(drop=True)

    assert newest(rows, kind="rate") == reason
    assert recent_trend(rows, "value")["reason"].tolist() == [reason]


def test_a_break_before_the_first_of_the_five_is_no_matter():
    rows = series([100, 130, 160, 190, 220]).assign(flags=["break before", "", "", "", ""])

    assert newest(rows, kind="rate") == "no significant change" or newest(rows, kind="proportion") == "increasing"


def test_pooled_years_overlap_and_have_no_trend():
    rows = series([100] * 5)
    pooled = rows.assign(period_type="3y", period_start=rows["period_start"] - pd.DateOffset(years=2))

    assert newest(pooled, headline="3y", kind="rate").startswith("periods overlap")


def test_months_that_have_no_years_are_not_annual():
    months = series([100] * 5).assign(period_type="month")
    months = months.assign(period_end=months["period_start"] + pd.DateOffset(days=29))

    assert newest(months, headline="month", kind="count") == "not annual figures"


def test_small_numbers_and_bare_counts_are_not_tested():
    assert newest(series([100, 100, 9, 100, 100]), kind="rate") == SMALL
    assert newest(series([100] * 5).assign(lower=float("nan")), kind="count") == COUNTS


def test_only_the_newest_row_of_each_series_has_a_trend():
    rows = pd.concat(
        [series([100, 130, 160, 190, 220]), series([220, 190, 160, 130, 100], "E09000005")], ignore_index=True
    )

    judged = with_trend(rows, entry(kind="proportion"))

    assert judged["trend"].tolist() == [*[""] * 4, "increasing", *[""] * 4, "decreasing"]


def test_twelve_months_are_judged_by_their_financial_years():
    latest = series([240]).assign(period_type="rolling12")
    rows = pd.concat([series([100, 130, 160, 190, 220]), latest], ignore_index=True)

    judged = with_trend(rows, entry(kind="proportion", headline="rolling12"))

    assert judged["trend"].tolist() == ["", "", "", "", "increasing", "increasing"]
