"""Estimates of people who use opiates, crack or either, by borough: numbers and rates with 95% limits.

There only where a release was fetched. Modelled; a year or area without an estimate is not available, never zero.
"""

import pandas as pd

from pipeline.areas import ENGLAND, LONDON, MERGED
from pipeline.observations import observations
from pipeline.periods import financial_year as read_year
from pipeline.periods import with_periods
from pipeline.sources.columns import area_code, financial_year, number, table, word
from pipeline.sources.source import Source, Table
from pipeline.states import Flag, State

UNITS = {"users": "people aged 15 to 64", "rate": "per 1,000 aged 15 to 64"}
DRUGS = ("opiate_crack", "opiate", "crack")  # the first holds the other two, which overlap: never added


def _prevalence(estimates: pd.DataFrame) -> pd.DataFrame:
    return observations(
        with_periods(estimates, reader=read_year).assign(
            measure=estimates["drug"] + "_users_" + estimates["measure"].map({"users": "estimate", "rate": "rate"}),
            unit=estimates["measure"].map(UNITS),
            denominator=estimates["population"],
        ),
        age="15 to 64",
        flags=Flag.MODELLED.value,
    )


SOURCE = Source(
    id="ohid_prevalence",
    title="Estimates of opiate and crack use by local authority",
    publisher="Office for Health Improvement and Disparities",
    newer="The Office for Health Improvement and Disparities publishes later estimates from time to time.",
    optional=True,
    tables=(
        Table(
            "prevalence.csv",
            table(
                area_code=area_code(*(area.code for area in MERGED), LONDON.code, ENGLAND.code),
                period=financial_year(),
                drug=word(*DRUGS),
                measure=word(*UNITS),
                value=number(empty=True),
                lower=number(empty=True),
                upper=number(empty=True),
                population=number(empty=True),
                state=word(*(state.value for state in State)),
            ),
            _prevalence,
            key=("area_code", "period", "drug", "measure"),
        ),
    ),
)
