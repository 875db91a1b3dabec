"""Drug seizures by the two police forces of London: force level, so background and never a borough's figure.

Classes and drugs overlap (all_drugs holds them all): they are never added. One large seizure moves a year's quantity.
"""

import pandas as pd

from pipeline.areas import LONDON
from pipeline.observations import observations
from pipeline.periods import financial_year as read_year
from pipeline.periods import with_periods
from pipeline.sources.columns import financial_year, number, table, word
from pipeline.sources.source import Source, Table

UNITS = {"count": "seizures", "kg": "kg"}


def _forces(seizures: pd.DataFrame) -> pd.DataFrame:
    named = seizures.assign(
        category=seizures["police_force"] + " | " + seizures["drug"],
        numerator=seizures["value"].where(seizures["unit"] == "count"),
        unit=seizures["unit"].map(UNITS),
    )
    return observations(
        with_periods(named, reader=read_year), area_code=LONDON.code, category_type="police force and drug"
    )


SOURCE = Source(
    id="home_office_seizures",
    title="Seizures of drugs in England and Wales",
    publisher="Home Office",
    newer="The Home Office publishes seizures by police force every year; no newer year is held here.",
    newer_of="2018-19",
    tables=(
        Table(
            "police_force.csv",
            table(
                police_force=word("Metropolitan Police Service", "City of London Police"),
                period=financial_year(),
                measure=word("seizures", "quantity"),
                drug=word(
                    "all_drugs", "class_a", "class_b", "cannabis", "herbal_cannabis", "cocaine", "crack", "heroin"
                ),
                unit=word(*UNITS),
                value=number(),
            ),
            _forces,
            key=("police_force", "period", "measure", "drug"),
        ),
    ),
)
