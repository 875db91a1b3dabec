"""Estimates of adults dependent on alcohol: modelled, wide, with limits only for 2015/16 to 2017/18.

Years to 2014 are calendar years and later ones financial years; the population table has no adults, so no rate is made.
"""

import pandas as pd

from pipeline.observations import observations
from pipeline.periods import with_periods
from pipeline.sources.columns import any_year, area_code, count, table
from pipeline.sources.source import Source, Table
from pipeline.states import Flag


def _estimates(estimates: pd.DataFrame) -> pd.DataFrame:
    return observations(
        with_periods(estimates.rename(columns={"estimate": "value"})),
        measure="alcohol_dependent_adults",
        age="18 and over",
        unit="adults",
        flags=Flag.MODELLED.value,
    )


SOURCE = Source(
    id="phe_alcohol_dependence",
    title="Estimates of alcohol dependent adults",
    publisher="Public Health England with the University of Sheffield",
    newer=(
        "The Office for Health Improvement and Disparities publishes unmet need for alcohol treatment for 2019/20 and "
        "2020/21 (Fingertips 93532); it is not held here."
    ),
    newer_of="2017-18",
    tables=(
        Table(
            "estimate.csv",
            table(
                area_code=area_code(),
                period=any_year(),
                estimate=count(),
                lower=count(empty=True),
                upper=count(empty=True),
            ),
            _estimates,
            key=("area_code", "period"),
        ),
    ),
)
