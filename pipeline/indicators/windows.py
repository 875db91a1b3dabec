"""Months and years gathered into the periods that a report speaks of, each only if all of it is there."""

import pandas as pd

from pipeline.periods import three_years, with_periods

MONTHS_OF_A_YEAR = 12


def whole_years(months: pd.DataFrame) -> pd.DataFrame:
    """Return counts of each area for every whole financial year, the latest twelve months and the twelve before.

    `months` has area_code, period_start and numerator. A year with months missing, such as this one, is left out.
    """
    first = months["period_start"].dt.to_period("M")
    gathered = pd.concat([months.assign(period=_financial_years(first)), months.assign(period=_latest_twelve(first))])
    present = gathered.groupby("period")["period_start"].nunique()
    whole = gathered[gathered["period"].isin(present[present == MONTHS_OF_A_YEAR].index)]
    sums = whole.groupby(["area_code", "period"], as_index=False)[["numerator"]].sum(skipna=False)
    return with_periods(sums).drop(columns="period")


def _financial_years(months: pd.Series) -> pd.Series:
    start = months.dt.year - (months.dt.month < 4)
    return start.astype(str) + "/" + ((start + 1) % 100).astype(str).str.zfill(2)


def _latest_twelve(months: pd.Series) -> pd.Series:
    """Name for each of the latest 24 months its run of twelve, counted back from the newest month of all."""
    newest = months.max()
    names = {}
    for last in (newest, newest - MONTHS_OF_A_YEAR):
        first = last - (MONTHS_OF_A_YEAR - 1)
        names.update(dict.fromkeys(pd.period_range(first, last, freq="M"), f"{first} to {last}"))
    return months.map(names)


def three_year_sums(annual: pd.DataFrame) -> pd.DataFrame:
    """Return the sums of every three years in a row for each area; a gap in the years leaves its windows out.

    `annual` has area_code, year, numerator and denominator. The windows overlap: they are not tested for trend.
    """
    windows = pd.concat([annual.assign(last=annual["year"] + later) for later in range(3)])
    sums = windows.groupby(["area_code", "last"], as_index=False).agg(
        years=("year", "size"), numerator=("numerator", "sum"), denominator=("denominator", "sum")
    )
    sums = sums[sums["years"] == 3]
    labels = (sums["last"] - 2).astype(str) + "-" + (sums["last"] % 100).astype(str).str.zfill(2)
    return with_periods(sums.assign(period=labels), reader=three_years).drop(columns=["period", "last", "years"])
