"""Knife crime recorded by the Metropolitan Police Service, by borough and month, with its positive outcomes.

Positive outcomes are counted in the month of the outcome: they can exceed the offences and are no rate of that month.
Knife crime with injury is a part of knife crime; the two never add up.
"""

import pandas as pd

from pipeline.observations import observations
from pipeline.periods import month, with_periods
from pipeline.sources.columns import area_code, count, table, word
from pipeline.sources.columns import month as month_column
from pipeline.sources.source import Source, Table

UNITS = {"offences": "offences", "positive_outcomes": "outcomes"}


def _boroughs(crimes: pd.DataFrame) -> pd.DataFrame:
    named = crimes.assign(
        measure=crimes["offence"],
        category=crimes["outcome"],
        unit=crimes["outcome"].map(UNITS),
        value=crimes["count"],
        numerator=crimes["count"],
    )
    return observations(with_periods(named, "month", month), category_type="outcome")


SOURCE = Source(
    id="mps_knife_crime",
    title="MPS Monthly Crime Dashboard: knife crime",
    publisher="Metropolitan Police Service",
    newer="The Metropolitan Police Service publishes newer months on the London Datastore.",
    tables=(
        Table(
            "borough_monthly.csv",
            table(
                area_code=area_code(),
                offence=word("knife_crime", "knife_crime_with_injury"),
                outcome=word(*UNITS),
                month=month_column(),
                count=count(),
            ),
            _boroughs,
            key=("area_code", "offence", "outcome", "month"),
            complete=True,
        ),
    ),
)
