"""Residents of all ages on census day, 21 March 2021, by sex and by ethnic group: boroughs and England.

Nothing here is adults only: a rate for adults on this base says "all ages". London is the sum of its 33 areas.
"""

import pandas as pd

from pipeline.areas import ENGLAND
from pipeline.observations import observations
from pipeline.sources.columns import area_code, count, table, text, word
from pipeline.sources.source import Source, Table

CENSUS_DAY = pd.Timestamp("2021-03-21")
SEXES = {"residents": "persons", "females": "female", "males": "male"}
BROAD_GROUPS = ("Asian", "Black", "Mixed", "White", "Other")


def _on_census_day(residents: pd.DataFrame) -> pd.DataFrame:
    return observations(
        residents.assign(numerator=residents["value"]),
        measure="residents",
        unit="residents",
        period_label="2021",
        period_start=CENSUS_DAY,
        period_end=CENSUS_DAY,
        period_type="point",
    )


def _by_sex(residents: pd.DataFrame) -> pd.DataFrame:
    columns = residents.rename(columns=SEXES)
    return _on_census_day(columns.melt(["area_code", "row"], list(SEXES.values()), var_name="sex"))


def _by_ethnic_group(residents: pd.DataFrame) -> pd.DataFrame:
    named = residents.assign(category=residents["broad_group"] + " | " + residents["detailed_group"])
    return _on_census_day(named.rename(columns={"residents": "value"}).assign(category_type="ethnic group"))


SOURCE = Source(
    id="ons_census",
    title="Census 2021: residents by sex and by ethnic group",
    publisher="Office for National Statistics",
    newer="This is the latest census.",
    tables=(
        Table(
            "sex.csv",
            table(area_code=area_code(ENGLAND.code), residents=count(), females=count(), males=count()),
            _by_sex,
            key=("area_code",),
        ),
        Table(
            "ethnicity.csv",
            table(
                area_code=area_code(ENGLAND.code),
                broad_group=word(*BROAD_GROUPS),
                detailed_group=text(),
                residents=count(),
            ),
            _by_ethnic_group,
            key=("area_code", "broad_group", "detailed_group"),
        ),
    ),
)
