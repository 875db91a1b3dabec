"""What holds of every published source, those that are not yet known included: shares, limits, counts and periods."""

import re
from collections.abc import Callable

import pandas as pd
import pandera.pandas as pa

from pipeline.areas import AREAS
from pipeline.contracts.contract import OBSERVED, Rules, Tables, rule, rules
from pipeline.release import issue_of
from pipeline.states import Flag, State

# No count of people or of events in an area is above these: the largest area of each kind in Census 2021, rounded up.
RESIDENTS = {"borough": 400_000, "merged": 500_000, "joint": 500_000, "region": 9_500_000, "country": 62_000_000}
_SHOWN = ["row", "area_code", "measure", "category", "sex", "age", "period_label"]
_TINY = 1e-9
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_YEARS = re.compile(r"(\d{2})(\d{2})-(\d{2})")
_YEAR = re.compile(r"\d{4}")


def last_day(release: str) -> pd.Timestamp | None:
    """Return the day after which a release of this name holds nothing; None for a name that says no date.

    "2026-04" ends with the month, "2024-25" with the financial year, "2022-24" with the last of three years.
    """
    if _DAY.fullmatch(release):
        return pd.Timestamp(release)
    if _MONTH.fullmatch(release):
        return pd.Timestamp(f"{release}-01") + pd.offsets.MonthEnd(0)
    years = _YEARS.fullmatch(release)
    if years:
        financial = (int(years[2]) + 1) % 100 == int(years[3])
        return pd.Timestamp(f"{years[1]}{years[3]}-{'03-31' if financial else '12-31'}")
    return pd.Timestamp(f"{release}-12-31") if _YEAR.fullmatch(release) else None


def general_rules(since: str, release: str) -> tuple[Rules, ...]:
    """Return the rules that hold of every source whose first period starts in the month `since`, for one release."""
    return (
        rules(
            OBSERVED,
            _with("state", "value"),
            rule("there is a value if and only if the state is ok", _stated),
            rule("an area is one that reports know", lambda frame: frame["area_code"].isin(list(AREAS))),
        ),
        rules(
            OBSERVED,
            _with("unit", "value"),
            rule("a share is 0 to 100 per cent", _share),
            rule("a fraction is 0 to 1", _fraction),
        ),
        rules(OBSERVED, _with("value", "lower", "upper"), rule("the limits enclose the value", _enclosed)),
        rules(
            OBSERVED,
            _counts,
            rule("a count is a whole number", lambda frame: ~(frame["numerator"] % 1 > 0)),
            rule("a count is at most the residents of the largest such area", _at_most_residents),
        ),
        rules(
            OBSERVED, _with("unit", "numerator", "denominator"), rule("the part of a share is at most the whole", _part)
        ),
        rules(OBSERVED, _with("period_start", "period_end"), *_span(since, release)),
    )


def _with(*columns: str) -> Callable[[Tables], pd.DataFrame]:
    return lambda tables: tables[OBSERVED][[*_SHOWN, *columns]]


def _counts(tables: Tables) -> pd.DataFrame:
    """Counts, with the most that there can be; an estimate is no whole number and no count."""
    frame = tables[OBSERVED]
    modelled = frame["flags"].map({cell: Flag.MODELLED.value in cell for cell in frame["flags"].unique()}).astype(bool)
    counted = frame.loc[frame["numerator"].notna() & ~modelled, [*_SHOWN, "numerator"]]
    most = counted["area_code"].map({code: RESIDENTS[area.kind] for code, area in AREAS.items()})
    return counted.assign(residents=most.astype(float))


def _span(since: str, release: str) -> list[pa.Check]:
    first, last = pd.Timestamp(f"{since}-01"), last_day(issue_of(release))
    checks = [
        rule(f"no period starts before {since}, when this source does", lambda frame: frame["period_start"] >= first)
    ]
    if last is not None:
        words = f"no period ends after {last:%Y-%m-%d}, the last day of release {release}"
        checks.append(rule(words, lambda frame: frame["period_end"] <= last))
    return checks


def _stated(frame: pd.DataFrame) -> pd.Series:
    return frame["value"].notna() == frame["state"].eq(State.OK.value)


def _share(frame: pd.DataFrame) -> pd.Series:
    return ~(frame["unit"].str.startswith("%") & ~frame["value"].between(0, 100) & frame["value"].notna())


def _fraction(frame: pd.DataFrame) -> pd.Series:
    return ~(frame["unit"].str.startswith("fraction") & ~frame["value"].between(0, 1) & frame["value"].notna())


def _enclosed(frame: pd.DataFrame) -> pd.Series:
    below = frame["lower"] > frame["value"] * (1 + _TINY)
    above = frame["upper"] < frame["value"] * (1 - _TINY)
    return ~(below | above | (frame["lower"] > frame["upper"]))


def _at_most_residents(frame: pd.DataFrame) -> pd.Series:
    return ~(frame["numerator"] > frame["residents"])


def _part(frame: pd.DataFrame) -> pd.Series:
    return ~(frame["unit"].str.startswith("%") & (frame["numerator"] > frame["denominator"]))
