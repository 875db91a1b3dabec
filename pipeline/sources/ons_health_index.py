"""Six indicators of the ONS Health Index for 32 boroughs, 2015 to 2021; units as best known where the copy is silent.

Values that only repeat a neighbouring year were left out of the copy, so a year may be absent.
"""

import pandas as pd

from pipeline.observations import observations
from pipeline.periods import calendar_year as read_year
from pipeline.periods import with_periods
from pipeline.sources.columns import area_code, calendar_year, number, table, text
from pipeline.sources.source import Source, Table


def _selected(values: pd.DataFrame) -> pd.DataFrame:
    return observations(with_periods(values.rename(columns={"indicator": "measure"}), "year", read_year))


SOURCE = Source(
    id="ons_health_index",
    title="Health Index for England: selected indicators",
    publisher="Office for National Statistics",
    newer="No newer issue is known here.",
    newer_of="2021",
    tables=(
        Table(
            "selected.csv",
            table(area_code=area_code(), year=calendar_year(), indicator=text(), value=number(), unit=text()),
            _selected,
            key=("area_code", "year", "indicator"),
        ),
    ),
)
