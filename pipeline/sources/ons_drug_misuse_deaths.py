"""Deaths related to drug misuse: rolling totals of three years, two pairs of areas merged, no London row.

The periods overlap, so they are not tested for trend; a rate divides by the sum of three years' population.
"""

import pandas as pd

from pipeline.observations import observations
from pipeline.periods import three_years as read_three_years
from pipeline.periods import with_periods
from pipeline.sources.columns import count, table, three_years
from pipeline.sources.merged import area_name, code_or_merged, fill_merged, fits_name
from pipeline.sources.source import Source, Table


def _deaths(deaths: pd.DataFrame) -> pd.DataFrame:
    dated = with_periods(fill_merged(deaths), reader=read_three_years)
    counted = dated.assign(value=deaths["deaths"], numerator=deaths["deaths"])
    return observations(counted, measure="drug_misuse_deaths", unit="deaths")


SOURCE = Source(
    id="ons_drug_misuse_deaths",
    title="Deaths related to drug misuse by local authority, three-year totals",
    publisher="Office for National Statistics",
    newer=(
        "The Office for National Statistics publishes later three-year figures by local authority; "
        "the rate for 2022-24 is on Public health profiles (Fingertips 92432)."
    ),
    newer_of="2016-18",
    tables=(
        Table(
            "three_year.csv",
            table(
                fits_name(),
                area_code=code_or_merged(),
                area_name=area_name(),
                period=three_years(),
                deaths=count(),
            ),
            _deaths,
            key=("area_name", "period"),
        ),
    ),
)
