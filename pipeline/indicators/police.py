"""Recorded crime as the Metropolitan Police publishes it: counts by borough and month, and what travels with them."""

import pandas as pd

from pipeline.areas import LONDON
from pipeline.errors import PipelineError
from pipeline.indicators.indicator import calculated
from pipeline.indicators.residents import with_crime_residents
from pipeline.indicators.windows import whole_years
from pipeline.statistics.rates import crude_rate

RECORDED = (
    "Recorded offences follow police activity and recording practice as well as behaviour; they do not measure use."
)
RESIDENTS = (
    "Rates divide by residents, so places with many visitors or workers look higher; from 2020/21 on by the residents"
    " counted in the 2021 census, held fixed, and before by yearly estimates: the two are not one series."
)
WITHOUT_CITY = "London here is the 32 boroughs of the Metropolitan Police: the City of London has its own force."
REVISED = "The Metropolitan Police revises its figures: the release is named."
NEWEST = "The newest month of drug trafficking looks incomplete and is provisional."
STEP = "Drug trafficking rose in one step across London in September 2024; the cause is not known."
NEW_SYSTEM = (
    "A new crime recording system came in early in 2024, so figures before and after March 2024 are not compared."
)
SMALL_CHANCE = (
    "Confidence limits show chance only and are too narrow for recorded crime: differences below 10% are not called."
)

RATE_CAVEATS = (RECORDED, RESIDENTS, WITHOUT_CITY, NEW_SYSTEM, SMALL_CHANCE, REVISED)
CRIME = {"topic": "supply", "priority": 1}
RATE = {
    **CRIME, "unit": "per 1,000 residents", "kind": "rate", "decimals": 1, "comparators": ("London",),
    "rule": "recorded crime", "headline": "rolling12",
}  # fmt: skip
MONTHS = {
    **CRIME, "unit": "offences", "kind": "count", "decimals": 0, "comparators": (), "rule": "not tested",
    "headline": "month",
}  # fmt: skip


def yearly_rates(months: pd.DataFrame, census: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Return the rate for each 1,000 residents of every whole year of months, with London's."""
    years = whole_years(months)
    return calculated(crude_rate(with_london(with_crime_residents(years, census, population)), per=1_000))


def yearly_counts(months: pd.DataFrame) -> pd.DataFrame:
    """Return the count of every whole year of months, with London's."""
    years = with_london(whole_years(months))
    return calculated(years.assign(value=years["numerator"]))


def monthly_counts(months: pd.DataFrame, first: str = "") -> pd.DataFrame:
    """Return the count of every month (from the month `first` on), with London's."""
    shown = with_london(months[months["period_start"] >= pd.Timestamp(first)] if first else months)
    return calculated(shown.assign(value=shown["numerator"]))


def borough_months(mps_recorded_crime: pd.DataFrame, offences: tuple[str, ...]) -> pd.DataFrame:
    """Return the offences, added up, that each borough's police recorded in each month."""
    whole_borough = (mps_recorded_crime["category_type"] == "") & (mps_recorded_crime["period_type"] == "month")
    months = mps_recorded_crime[whole_borough & mps_recorded_crime["measure"].isin(offences)]
    absent = sorted(set(offences) - set(months["measure"]))
    if absent:
        raise PipelineError(f"The police table holds no {', '.join(absent)}: a sum without it would be too low.")
    keys = ["area_code", "period_label", "period_start", "period_end", "period_type"]
    if len(offences) == 1:  # nothing to add up, and adding up 6,000 rows of text keys takes its time
        return months[[*keys, "numerator"]].reset_index(drop=True)
    return months.groupby(keys, as_index=False)[["numerator"]].sum(skipna=False)


def with_london(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with London after them: the sum of the boroughs at hand, above and below the line alike."""
    keys = [name for name in rows if name not in {"area_code", "numerator", "denominator"}]
    sums = rows.groupby(keys, as_index=False)[[name for name in rows if name not in {*keys, "area_code"}]]
    return pd.concat([rows, sums.sum(skipna=False).assign(area_code=LONDON.code)], ignore_index=True)
