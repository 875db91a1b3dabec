"""Authorities that are most like each borough, nearest first: a list of names with a rank, not a figure about people.

There only where a release was fetched. The rank is the value; the peer is the category. A mean over peers is made of
their counts, never of their rates, and never holds the borough itself.
"""

import pandas as pd

from pipeline.observations import observations
from pipeline.periods import calendar_year, with_periods
from pipeline.sources.columns import area_code, code, count, table, text
from pipeline.sources.source import Source, Table

CENSUS = "2021"  # what the likeness is measured on


def _peers(peers: pd.DataFrame) -> pd.DataFrame:
    return observations(
        with_periods(peers.assign(period=CENSUS), reader=calendar_year).assign(
            measure="peer_rank", category=peers["peer_name"], value=peers["rank"], period_type="point"
        ),
        category_type="peer",
        unit="rank, 1 is nearest",
    )


SOURCE = Source(
    id="nhs_peers",
    title="Peer groups of local authorities",
    publisher="NHS England, as listed by the Office for Health Improvement and Disparities",
    newer="Peer groups are made anew after a census or a change of boundaries.",
    optional=True,
    tables=(
        Table(
            "peers.csv",
            table(
                area_code=area_code(),
                rank=count(),
                peer_code=code(r"E\d{8}|elsewhere", "an ONS code, or elsewhere"),
                peer_name=text(),
                model=text(),
            ),
            _peers,
            key=("area_code", "rank"),
        ),
    ),
)
