"""England's adults in treatment and estimates of opiate and crack use: background for every borough, held by none.

The published table prints 0 for the year that was never estimated (2017/18): an empty cell here, read as not available.
"""

import pandas as pd

from pipeline.areas import ENGLAND
from pipeline.observations import observations
from pipeline.periods import financial_year as read_year
from pipeline.periods import with_periods
from pipeline.sources.columns import code, financial_year, note, number, table, text
from pipeline.sources.source import Source, Table


def _england(values: pd.DataFrame) -> pd.DataFrame:
    """Return the values; a published note travels as the row's category (category_type "note")."""
    in_treatment = values["measure"].str.startswith("adults_")
    noted = values.assign(
        age=in_treatment.map({True: "18 and over", False: "15 to 64"}),
        category=values["note"],
        category_type=(values["note"] != "").map({True: "note", False: ""}),
    )
    return observations(with_periods(noted, reader=read_year), area_code=ENGLAND.code)


SOURCE = Source(
    id="ohid_england",
    title="Adult substance misuse treatment statistics, and estimates of opiate and crack use",
    publisher="Office for Health Improvement and Disparities",
    newer="Treatment statistics for 2024/25 are published; none later than 2023/24 is held here.",
    newer_of="2023-24",
    tables=(
        Table(
            "england.csv",
            table(
                measure=code(r"[a-z][a-z0-9_]+", "a measure's name in lower case"),
                period=financial_year(),
                value=number(empty=True),
                lower=number(empty=True),
                upper=number(empty=True),
                unit=text(),
                note=note(),
            ),
            _england,
            key=("measure", "period"),
        ),
    ),
)
