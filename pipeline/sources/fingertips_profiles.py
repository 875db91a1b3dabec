"""Public health profiles in full: every period with 95% limits, count and denominator, the London region included.

There only where a release was fetched. An indicator measured over three years overlaps with the one before.
"""

import pandas as pd

from pipeline.areas import ENGLAND, LONDON, MERGED
from pipeline.observations import observations
from pipeline.periods import Period, financial_year, read_period, three_years, with_periods
from pipeline.sources.columns import area_code, code, note, number, table, text, word
from pipeline.sources.source import Source, Table
from pipeline.states import Flag, State, join_flags

DEPRIVATION = ("93553", "94240")  # indices made once, not a year's figures
_PERIOD = r"\d{4}|\d{4}/\d{2}|\d{4}-\d{2}|\d{4}/\d{2} to \d{4}/\d{2}"
_MERGED = {area.code for area in MERGED}


def _period(label: str) -> Period:
    """Read "2022-24" and "2021/22 to 2023/24" as three years: as a month the first would not exist."""
    first, _, last = label.partition(" to ")
    if last:
        return Period(label, financial_year(first).start, financial_year(last).end, "3y")
    return three_years(label) if "-" in label else read_period(label)


def _values(values: pd.DataFrame) -> pd.DataFrame:
    dated = with_periods(values, reader=_period)
    return observations(
        dated.assign(
            measure=values["indicator_id"],
            sex=values["sex"].str.lower(),
            numerator=values["count"],
            flags=_flags(values),
            period_type=dated["period_type"].mask(values["indicator_id"].isin(DEPRIVATION), "point"),
        )
    )


def _flags(values: pd.DataFrame) -> list[str]:
    """Return what to know of each value; a count with a fraction was estimated, not counted."""
    told = {
        Flag.MERGED_AREA: values["area_code"].isin(_MERGED),
        Flag.LOW_RELIABILITY: values["note"].str.contains("caution|data quality", case=False) & values["value"].notna(),
        Flag.MODELLED: values["count"] % 1 > 0,
    }
    return [
        join_flags(flag for flag, holds in zip(told, row, strict=True) if holds)
        for row in zip(*told.values(), strict=True)
    ]


SOURCE = Source(
    id="fingertips_profiles",
    title="Public health profiles (Fingertips): all periods with confidence limits",
    publisher="Office for Health Improvement and Disparities",
    newer="These were the values when fetched; the publisher adds new periods.",
    optional=True,
    tables=(
        Table(
            "values.csv",
            table(
                area_code=area_code(*_MERGED, LONDON.code, ENGLAND.code),
                indicator_id=code(r"\d{3,6}", "the number of a Fingertips indicator"),
                name=text(),
                unit=text(),
                polarity=word("high is good", "low is good", "no judgement"),
                sex=text(),
                age=text(),
                period=code(_PERIOD, "a period like 2024, 2024/25, 2022-24 or 2021/22 to 2023/24"),
                value=number(empty=True),
                lower=number(empty=True),
                upper=number(empty=True),
                count=number(empty=True),
                denominator=number(empty=True),
                note=note(),
                state=word(*(state.value for state in State)),
            ),
            _values,
            key=("area_code", "indicator_id", "sex", "age", "period"),
        ),
    ),
)
