"""NDTMS monthly reports, adults and young people in treatment: windows of twelve months and years to date.

There only where a release was fetched. Provisional and revised month by month; windows overlap, so no trend is tested.
"""

import pandas as pd

from pipeline.areas import ENGLAND
from pipeline.observations import observations
from pipeline.periods import Period, month, with_periods
from pipeline.sources.columns import area_code, code, number, table, text, word
from pipeline.sources.source import Source, Table
from pipeline.states import Flag, State

AGES = {"adults": "18 and over", "young_people": "under 18"}


def _months(label: str) -> int:
    start, end = month(label[:7]).start, month(label[-7:]).end
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _period(label: str) -> Period:
    """Read "2024-07 to 2025-06" as twelve months; fewer, from April on, are a financial year so far."""
    start, end = month(label[:7]).start, month(label[-7:]).end
    return Period(f"{start:%B %Y} to {end:%B %Y}", start, end, "rolling12" if _months(label) == 12 else "FY")


def _monthly(figures: pd.DataFrame) -> pd.DataFrame:
    so_far = figures["period"].map(_months) < 12
    both = f"{Flag.PARTIAL_PERIOD.value};{Flag.PROVISIONAL.value}"
    return observations(
        with_periods(figures, reader=_period).assign(
            measure="monthly_" + figures["section"],
            age=figures["cohort"].map(AGES),
            category=figures["item"],
            numerator=figures["value"].where(figures["unit"] == "people"),
            flags=so_far.map({True: both, False: Flag.PROVISIONAL.value}),
        ),
        category_type="row of the report",
    )


SOURCE = Source(
    id="ndtms_monthly",
    title="National Drug Treatment Monitoring System: provisional monthly reports",
    publisher="Office for Health Improvement and Disparities",
    newer="A newer report is published each month; figures are provisional until the year's statistics.",
    optional=True,
    tables=(
        Table(
            "monthly.csv",
            table(
                area_code=area_code(ENGLAND.code),
                cohort=word(*AGES),
                section=code(r"[a-z][a-z0-9_]*", "a section's name in lower case"),
                item=text(),
                period=code(
                    r"\d{4}-(0[1-9]|1[0-2]) to \d{4}-(0[1-9]|1[0-2])", "a window of months like 2024-07 to 2025-06"
                ),
                unit=word("people", "%"),
                value=number(empty=True),
                state=word(*(state.value for state in State)),
            ),
            _monthly,
            key=("area_code", "cohort", "section", "item", "period"),
        ),
    ),
)
