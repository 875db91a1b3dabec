"""Latest values of Public health profiles: a value, its unit and its period; no count, no limits and no London row.

Without limits nothing is tested: a value is shown beside England and the range of boroughs.
"""

import pandas as pd

from pipeline.areas import ENGLAND
from pipeline.observations import observations
from pipeline.periods import Period, read_period, three_years, with_periods
from pipeline.sources.columns import any_year_or_three, area_code, code, number, table, text
from pipeline.sources.source import Source, Table

DEPRIVATION = "94240"  # an index made once, not a year's figure


def _period(label: str) -> Period:
    """Read "2022-24" as three years: as a month it would not exist."""
    return three_years(label) if "-" in label else read_period(label)


def _latest(values: pd.DataFrame) -> pd.DataFrame:
    dated = with_periods(values.assign(measure=values["indicator_id"]), reader=_period)
    return observations(
        dated.assign(period_type=dated["period_type"].mask(dated["indicator_id"] == DEPRIVATION, "point"))
    )


SOURCE = Source(
    id="fingertips",
    title="Public health profiles (Fingertips): latest values",
    publisher="Office for Health Improvement and Disparities",
    newer="These were the latest values when accessed; the publisher adds new periods and has confidence limits.",
    tables=(
        Table(
            "latest.csv",
            table(
                area_code=area_code(ENGLAND.code),
                indicator_id=code(r"\d{3,6}", "the number of a Fingertips indicator"),
                key=text(),
                label=text(),
                unit=text(),
                period=any_year_or_three(),
                value=number(),
            ),
            _latest,
            key=("area_code", "indicator_id"),
        ),
    ),
)
