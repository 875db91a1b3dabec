"""Adults in alcohol treatment as a share of adults dependent on alcohol (met need), boroughs and England.

The estimates of 2010/11 to 2014/15 are calendar-year ones under a financial year's label. The estimate of 2018/19 is
the mean of the three before it and the counts are no longer rounded: breaks.csv flags that year as a query.
"""

import pandas as pd

from pipeline.areas import ENGLAND
from pipeline.observations import observations
from pipeline.periods import financial_year as read_year
from pipeline.periods import with_periods
from pipeline.sources.columns import area_code, financial_year, number, table, word
from pipeline.sources.source import Source, Table
from pipeline.states import Flag

UNITS = {"alcohol_dependent_adults_estimate": "adults", "in_alcohol_treatment": "adults", "met_need_percent": "%"}
COUNTED = "in_alcohol_treatment"  # people counted; the other measures rest on the model


def _met_need(need: pd.DataFrame) -> pd.DataFrame:
    counted = need["measure"] == COUNTED
    flagged = need.assign(
        unit=need["measure"].map(UNITS),
        numerator=need["value"].where(counted),
        flags=counted.map({True: "", False: Flag.MODELLED.value}),
    )
    return observations(with_periods(flagged, reader=read_year), age="18 and over")


SOURCE = Source(
    id="ons_alcohol_treatment",
    title="Alcohol treatment and met need",
    publisher="Office for National Statistics, from Public Health England and NDTMS",
    newer=(
        "The Office for Health Improvement and Disparities publishes unmet need for alcohol treatment for 2019/20 and "
        "2020/21 (Fingertips 93532); it is not held here."
    ),
    newer_of="2018-19",
    tables=(
        Table(
            "met_need.csv",
            table(area_code=area_code(ENGLAND.code), measure=word(*UNITS), period=financial_year(), value=number()),
            _met_need,
            key=("area_code", "measure", "period"),
        ),
    ),
)
