"""Residents aged 18 and over on census day, 21 March 2021, by ethnic group: boroughs and England.

The base for adults in treatment, which ons_census cannot give: its ethnic groups are of all ages. Counts are changed a
little by the publisher to protect people, so they do not add up exactly to other census tables.
"""

import pandas as pd

from pipeline.areas import ENGLAND
from pipeline.observations import observations
from pipeline.sources.columns import area_code, count, table, text, word
from pipeline.sources.ons_census import BROAD_GROUPS, CENSUS_DAY
from pipeline.sources.source import Source, Table

AGE = "18 and over"


def _adults(adults: pd.DataFrame) -> pd.DataFrame:
    return observations(
        adults.assign(
            category=adults["broad_group"] + " | " + adults["detailed_group"],
            value=adults["residents"],
            numerator=adults["residents"],
        ),
        measure="residents",
        unit="residents",
        age=AGE,
        category_type="ethnic group",
        period_label="2021",
        period_start=CENSUS_DAY,
        period_end=CENSUS_DAY,
        period_type="point",
    )


SOURCE = Source(
    id="ons_adults_by_ethnicity",
    title="Census 2021: residents aged 18 and over by ethnic group",
    publisher="Office for National Statistics",
    newer="This is the latest census.",
    tables=(
        Table(
            "adults.csv",
            table(
                area_code=area_code(ENGLAND.code),
                broad_group=word(*BROAD_GROUPS),
                detailed_group=text(),
                residents=count(),
            ),
            _adults,
            key=("area_code", "broad_group", "detailed_group"),
        ),
    ),
    optional=True,
)
