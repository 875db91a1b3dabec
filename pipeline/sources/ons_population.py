"""Residents at mid-year, by area and year and by age band, before rebasing to Census 2021: never joined to the census.

The London and England rows are totals of their own. Age bands have no split at 18.
"""

import pandas as pd

from pipeline.areas import ENGLAND, LONDON
from pipeline.observations import observations
from pipeline.periods import calendar_year as read_year
from pipeline.periods import with_periods
from pipeline.sources.columns import area_code, calendar_year, code, count, table
from pipeline.sources.source import Source, Table


def _residents(residents: pd.DataFrame) -> pd.DataFrame:
    counted = residents.assign(value=residents["population"], numerator=residents["population"])
    return observations(with_periods(counted, "year", read_year), measure="residents", unit="residents")


def _by_age(residents: pd.DataFrame) -> pd.DataFrame:
    return _residents(residents.rename(columns={"age_band": "age"}))


SOURCE = Source(
    id="ons_population",
    title="Mid-year population estimates",
    publisher="Office for National Statistics",
    newer="The Office for National Statistics publishes newer estimates, based on Census 2021; none is held here.",
    newer_of="2020",
    tables=(
        Table(
            "total.csv",
            table(area_code=area_code(LONDON.code, ENGLAND.code), year=calendar_year(), population=count()),
            _residents,
            key=("area_code", "year"),
        ),
        Table(
            "age_band.csv",
            table(
                area_code=area_code(),
                year=calendar_year(),
                age_band=code(r"\d{1,2}-\d{1,2}|90\+", "an age band like 15-19 or 90+"),
                population=count(),
            ),
            _by_age,
            key=("area_code", "year", "age_band"),
        ),
    ),
)
