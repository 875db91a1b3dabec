"""Deaths of people in treatment by local authority, three years together: observed, and as a ratio to those expected.

There only where a release was fetched. The periods of successive editions overlap.
"""

import pandas as pd

from pipeline.areas import ENGLAND, LONDON, MERGED
from pipeline.observations import observations
from pipeline.periods import Period, month, with_periods
from pipeline.sources.columns import area_code, code, number, table, text, word
from pipeline.sources.source import Source, Table
from pipeline.states import State

UNITS = {"ratio": "observed deaths for each expected", "observed": "deaths"}
_MONTHS = {12: "FY", 36: "3y"}


def _period(label: str) -> Period:
    """Read "2022-04 to 2025-03"; ValueError where it is neither one year nor three."""
    start, end = month(label[:7]).start, month(label[-7:]).end
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    return Period(f"{start:%B %Y} to {end:%B %Y}", start, end, _MONTHS[months])


def _deaths(deaths: pd.DataFrame) -> pd.DataFrame:
    counted = deaths["measure"] == "observed"
    return observations(
        with_periods(deaths, reader=_period).assign(
            measure="deaths_in_" + deaths["treatment"] + "_treatment_" + deaths["measure"],
            unit=deaths["measure"].map(UNITS),
            numerator=deaths["value"].where(counted),
        )
    )


SOURCE = Source(
    id="ohid_treatment_deaths",
    title="Deaths in drug and alcohol treatment by local authority",
    publisher="Office for Health Improvement and Disparities",
    newer="The Office for Health Improvement and Disparities publishes a newer edition each year.",
    optional=True,
    tables=(
        Table(
            "deaths.csv",
            table(
                area_code=area_code(*(area.code for area in MERGED), LONDON.code, ENGLAND.code),
                period=code(r"\d{4}-04 to \d{4}-03", "financial years like 2022-04 to 2025-03"),
                age=text(),
                treatment=word("drug", "alcohol", "all"),
                measure=word(*UNITS),
                value=number(empty=True),
                lower=number(empty=True),
                upper=number(empty=True),
                state=word(*(state.value for state in State)),
            ),
            _deaths,
            key=("area_code", "period", "age", "treatment", "measure"),
        ),
    ),
)
