"""Deaths related to drug poisoning by area, and by substance for London and England: year of registration.

About half of the deaths registered in a year happened the year before. A death can mention several substances.
"""

import pandas as pd

from pipeline.areas import AREAS, ENGLAND, LONDON
from pipeline.observations import observations
from pipeline.periods import calendar_year as read_year
from pipeline.periods import with_periods
from pipeline.sources.columns import area_code, calendar_year, count, table, word
from pipeline.sources.source import Source, Table

ENGLAND_AND_WALES = "K04000001"  # published as a total; no area of ours, and never a comparator beside England
TOTALS = (LONDON.code, ENGLAND.code, ENGLAND_AND_WALES)


def _deaths(deaths: pd.DataFrame) -> pd.DataFrame:
    ours = deaths[deaths["area_code"].isin(list(AREAS))]
    counted = ours.assign(value=ours["deaths"], numerator=ours["deaths"], unit="deaths")
    return with_periods(counted, "registration_year", read_year)


def _by_area(deaths: pd.DataFrame) -> pd.DataFrame:
    return observations(_deaths(deaths), measure="drug_poisoning_deaths")


def _by_substance(deaths: pd.DataFrame) -> pd.DataFrame:
    named = _deaths(deaths).rename(columns={"substance": "category"})
    return observations(named, measure="drug_poisoning_deaths_by_substance", category_type="substance")


SOURCE = Source(
    id="ons_drug_poisoning",
    title="Deaths related to drug poisoning by local authority",
    publisher="Office for National Statistics",
    newer="The Office for National Statistics publishes 2021 to 2023 by local authority too; they are not held here.",
    newer_of="2020",
    tables=(
        Table(
            "by_area.csv",
            table(area_code=area_code(*TOTALS), registration_year=calendar_year(), deaths=count()),
            _by_area,
            key=("area_code", "registration_year"),
        ),
        Table(
            "by_substance.csv",
            table(
                registration_year=calendar_year(),
                area_code=area_code(*TOTALS),
                substance=word("all_drug_poisonings", "any_opiate"),
                deaths=count(),
            ),
            _by_substance,
            key=("registration_year", "area_code", "substance"),
        ),
    ),
)
