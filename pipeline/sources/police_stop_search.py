"""Searches of people and vehicles by London's two police forces, as they publish them on data.police.uk.

London rows are all searches of a force; borough rows, where there are any, are those that a boundary places.
Ethnicity as the person defined it and as the officer saw it are two breakdowns of the same searches: never added.
"""

import pandas as pd

from pipeline.areas import LONDON
from pipeline.observations import observations
from pipeline.periods import month, with_periods
from pipeline.sources.columns import area_code, count, table, text, word
from pipeline.sources.columns import month as month_column
from pipeline.sources.source import Source, Table

FORCES = {"metropolitan": "Metropolitan Police Service", "city-of-london": "City of London Police"}
BREAKDOWNS = ("all", "self-defined ethnicity", "officer-defined ethnicity", "outcome")


def _searches(searches: pd.DataFrame) -> pd.DataFrame:
    parts = ["force", "object_of_search", "breakdown", "group"]
    named = searches.assign(
        category=searches[parts].agg(" | ".join, axis=1), value=searches["count"], numerator=searches["count"]
    )
    return observations(
        with_periods(named, "month", month),
        measure="stop_and_search",
        category_type="force | object of search | breakdown | group",
        unit="searches",
    )


SOURCE = Source(
    id="police_stop_search",
    title="Stop and search",
    publisher="Home Office, data.police.uk",
    newer="The police forces publish newer months on data.police.uk.",
    tables=(
        Table(
            "searches.csv",
            table(
                area_code=area_code(LONDON.code),
                force=word(*FORCES.values()),
                month=month_column(),
                object_of_search=text(),
                breakdown=word(*BREAKDOWNS),
                group=text(),
                count=count(),
            ),
            _searches,
            key=("area_code", "force", "month", "object_of_search", "breakdown", "group"),
        ),
    ),
    optional=True,
)
