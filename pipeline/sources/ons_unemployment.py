"""Unemployment rate of residents aged 16 and over, with 95% limits: modelled for boroughs, from a survey for London.

The model borrows strength from the count of claimants; London's rate comes from the Annual Population Survey alone. The
City of London has none.
"""

import pandas as pd

from pipeline.areas import BOROUGH_CODES, ENGLAND, LONDON
from pipeline.observations import observations
from pipeline.periods import with_periods
from pipeline.sources.columns import area_code, code, number, table, word
from pipeline.sources.source import Source, Table
from pipeline.states import Flag, State

SHOWN = (State.OK.value, State.SUPPRESSED.value, State.NOT_AVAILABLE.value)
_PERIOD = r"(19|20)\d\d(-(0[1-9]|1[0-2]) to (19|20)\d\d-(0[1-9]|1[0-2]))?"


def _rates(rates: pd.DataFrame) -> pd.DataFrame:
    modelled = rates["area_code"].isin(BOROUGH_CODES).map({True: Flag.MODELLED.value, False: ""})
    named = rates.rename(columns={"rate": "value", "shown": "state"}).assign(flags=modelled)
    return observations(
        with_periods(named),
        measure="unemployment_rate",
        unit="% of economically active residents",
        age="16 and over",
    )


SOURCE = Source(
    id="ons_unemployment",
    title="Model-based estimates of unemployment",
    publisher="Office for National Statistics",
    newer="The Office for National Statistics publishes newer twelve months each quarter on Nomis.",
    tables=(
        Table(
            "rate.csv",
            table(
                area_code=area_code(LONDON.code, ENGLAND.code),
                period=code(_PERIOD, "a year like 2024 or twelve months like 2024-04 to 2025-03"),
                rate=number(empty=True),
                lower=number(empty=True),
                upper=number(empty=True),
                shown=word(*SHOWN),
            ),
            _rates,
            key=("area_code", "period"),
        ),
    ),
    optional=True,
)
