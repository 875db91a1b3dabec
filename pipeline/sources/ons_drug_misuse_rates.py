"""Death rates from drug misuse, age-standardised by the publisher: three years together, with 95% limits.

Rates on few deaths are not shown (suppressed) or of low reliability, as the publisher marks them. The periods overlap,
so they are not tested for trend; merged areas are nobody's own. Never joined to Fingertips 92432 or to our crude rate.
"""

import pandas as pd

from pipeline.observations import observations
from pipeline.periods import three_years as read_three_years
from pipeline.periods import with_periods
from pipeline.sources.columns import count, number, table, three_years, word
from pipeline.sources.merged import area_name, code_or_merged, fill_merged, fits_name
from pipeline.sources.source import Source, Table
from pipeline.states import Flag, State, join_flags

SHOWN = (State.OK.value, State.SUPPRESSED.value, State.NOT_AVAILABLE.value)
RELIABILITY = ("as usual", "low")


def _rates(rates: pd.DataFrame) -> pd.DataFrame:
    dated = with_periods(fill_merged(rates), reader=read_three_years)
    low = (rates["reliability"] == "low").map({True: Flag.LOW_RELIABILITY.value, False: ""})
    flags = [join_flags(filter(None, pair)) for pair in zip(dated["flags"], low, strict=True)]
    named = dated.rename(columns={"rate": "value", "shown": "state"}).assign(flags=flags, numerator=rates["deaths"])
    return observations(
        named, measure="drug_misuse_death_rate_standardised", unit="per 100,000 people, age-standardised"
    )


SOURCE = Source(
    id="ons_drug_misuse_rates",
    title="Age-standardised death rates from drug misuse by local authority, three years together",
    publisher="Office for National Statistics",
    newer="The Office for National Statistics publishes a newer period each autumn.",
    tables=(
        Table(
            "three_year_rate.csv",
            table(
                fits_name(),
                area_code=code_or_merged(),
                area_name=area_name(),
                period=three_years(),
                deaths=count(empty=True),
                rate=number(empty=True),
                lower=number(empty=True),
                upper=number(empty=True),
                shown=word(*SHOWN),
                reliability=word(*RELIABILITY),
            ),
            _rates,
            key=("area_name", "period"),
        ),
    ),
    optional=True,
)
