"""English Indices of Deprivation 2025 by borough: average score, its rank among 296 areas, and the most deprived tenth.

The last is a fraction of the borough's small areas, not a percentage.
"""

import pandas as pd

from pipeline.observations import observations
from pipeline.periods import calendar_year, with_periods
from pipeline.sources.columns import area_code, number, table
from pipeline.sources.source import Source, Table

# Column of the file -> measure and unit.
MEASURES = {
    "imd2025_average_score": ("imd2025_average_score", "score"),
    "imd2025_rank_of_average_score_of_296": ("imd2025_rank_of_average_score", "rank of 296, 1 is most deprived"),
    "imd2025_share_of_lsoas_in_most_deprived_10_percent": (
        "imd2025_share_of_lsoas_in_most_deprived_tenth",
        "fraction of small areas",
    ),
}


def _boroughs(deprivation: pd.DataFrame) -> pd.DataFrame:
    long = deprivation.melt(["area_code", "row"], list(MEASURES), var_name="column")
    named = long.assign(
        measure=long["column"].map({column: measure for column, (measure, _) in MEASURES.items()}),
        unit=long["column"].map({column: unit for column, (_, unit) in MEASURES.items()}),
        period="2025",
    )
    return observations(with_periods(named, reader=calendar_year), period_type="point")


SOURCE = Source(
    id="imd",
    title="English Indices of Deprivation 2025: local authority summaries",
    publisher="Ministry of Housing, Communities and Local Government",
    newer="These are the latest indices.",
    tables=(
        Table(
            "borough.csv",
            table(area_code=area_code(), **dict.fromkeys(MEASURES, number())),
            _boroughs,
            key=("area_code",),
        ),
    ),
)
