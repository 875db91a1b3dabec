"""Offences recorded by the Metropolitan Police Service, by borough and month, by ward and by small area.

The City of London is another force's and is not in these tables. Rows absent from the release were zero and are filled.
"""

import pandas as pd

from pipeline.observations import observations
from pipeline.periods import calendar_year, month, with_periods
from pipeline.sources.columns import area_code, code, count, number, optional, table, text, twelve_months, word
from pipeline.sources.columns import month as month_column
from pipeline.sources.source import Source, Table

OFFENCES = (
    "drug_possession", "drug_trafficking", "weapon_possession", "violence_with_injury", "homicide",
    "personal_robbery", "residential_burglary", "theft_from_person", "vehicle_offences",
)  # fmt: skip
WARD_OFFENCES = ("drug_possession", "drug_trafficking", "weapon_possession", "violence_with_injury")
# The small-area table of the first release counts these twelve months without a column that says so; later ones have it.
LSOA_MONTHS = "2025-03 to 2026-02"


def _boroughs(crimes: pd.DataFrame) -> pd.DataFrame:
    dated = with_periods(crimes, "month", month)
    return observations(dated.rename(columns={"offence": "measure", "count": "value"}), unit="offences").assign(
        numerator=crimes["count"].astype(float)
    )


def _wards(crimes: pd.DataFrame) -> pd.DataFrame:
    """Return ward counts under their borough: ten ward names occur in two boroughs, so the code leads."""
    named = crimes.assign(
        measure=crimes["offence"],
        category=crimes["ward_code"] + " " + crimes["ward_name"],
        value=crimes["count"],
        numerator=crimes["count"],
    )
    return observations(with_periods(named), category_type="ward", unit="offences")


def _small_areas(areas: pd.DataFrame) -> pd.DataFrame:
    by_area = areas.assign(category_type="lsoa", category=areas["lsoa_code"])
    offences = by_area.assign(
        period=areas.get("period", LSOA_MONTHS),
        measure="drug_offences",
        value=areas["drug_offences_12m"],
        numerator=areas["drug_offences_12m"],
        denominator=areas["population_2021"],
        unit="offences",
    )
    ranks = by_area.assign(period="2025", measure="imd2025_rank", value=areas["imd2025_rank"], unit="rank in England")
    ranked = with_periods(ranks, reader=calendar_year).assign(period_type="point")
    return pd.concat([observations(with_periods(offences)), observations(ranked)], ignore_index=True)


SOURCE = Source(
    id="mps_recorded_crime",
    title="MPS Recorded Crime: Geographic Breakdown",
    publisher="Metropolitan Police Service",
    newer="The Metropolitan Police Service publishes newer months, and revises earlier ones, on the London Datastore.",
    tables=(
        Table(
            "borough_monthly.csv",
            table(area_code=area_code(), offence=word(*OFFENCES), month=month_column(), count=count()),
            _boroughs,
            key=("area_code", "offence", "month"),
            complete=True,
        ),
        Table(
            "ward.csv",
            table(
                ward_code=code(r"E05\d{6}", "the ONS code of a ward"),
                ward_name=text(),
                area_code=area_code(),
                offence=word(*WARD_OFFENCES),
                period=twelve_months(),
                count=count(),
            ),
            _wards,
            key=("ward_code", "offence", "period"),
            complete=True,
        ),
        Table(
            "lsoa_deprivation.csv",
            table(
                lsoa_code=code(r"E01\d{6}", "the ONS code of a small area (LSOA)"),
                area_code=area_code(),
                imd2025_decile=word(*map(str, range(1, 11))),
                imd2025_rank=count(),
                imd2025_score=number(),
                population_2021=count(),
                drug_offences_12m=count(empty=True),
                period=optional(twelve_months()),
            ),
            _small_areas,
            key=("lsoa_code",),
        ),
    ),
)
