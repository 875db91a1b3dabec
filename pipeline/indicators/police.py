"""Recorded crime as the Metropolitan Police publishes it: counts by borough and month, and what travels with them."""

import pandas as pd

from pipeline.areas import LONDON
from pipeline.errors import PipelineError

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


def borough_months(mps_recorded_crime: pd.DataFrame, offences: tuple[str, ...]) -> pd.DataFrame:
    """Return the offences, added up, that each borough's police recorded in each month."""
    whole_borough = (mps_recorded_crime["category_type"] == "") & (mps_recorded_crime["period_type"] == "month")
    months = mps_recorded_crime[whole_borough & mps_recorded_crime["measure"].isin(offences)]
    absent = sorted(set(offences) - set(months["measure"]))
    if absent:
        raise PipelineError(f"The police table holds no {', '.join(absent)}: a sum without it would be too low.")
    keys = ["area_code", "period_label", "period_start", "period_end", "period_type"]
    return months.groupby(keys, as_index=False)[["numerator"]].sum(skipna=False)


def with_london(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with London after them: the sum of the boroughs at hand, above and below the line alike."""
    keys = [name for name in rows if name not in {"area_code", "numerator", "denominator"}]
    sums = rows.groupby(keys, as_index=False)[[name for name in rows if name not in {*keys, "area_code"}]]
    return pd.concat([rows, sums.sum(skipna=False).assign(area_code=LONDON.code)], ignore_index=True)
