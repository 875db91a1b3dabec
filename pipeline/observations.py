"""The tidy table of everything published: one row for each count or value, with its state, flags and source row."""

import pandas as pd
import pandera.pandas as pa

from pipeline.areas import AREAS
from pipeline.states import State, join_flags, split_flags

PERIOD_TYPES = ("month", "quarter", "FY", "CY", "rolling12", "3y", "point")
TEXT = (
    "source", "release", "area_code", "period_label", "period_type", "measure", "sex", "age",
    "category_type", "category", "unit", "state", "flags",
)  # fmt: skip
NUMBERS = ("value", "lower", "upper", "numerator", "denominator")
DATES = ("period_start", "period_end")
COLUMNS = (
    "source", "release", "area_code", "period_start", "period_end", "period_label", "period_type", "measure",
    "sex", "age", "category_type", "category", "value", "lower", "upper", "numerator", "denominator",
    "unit", "state", "flags", "row",
)  # fmt: skip
DEFAULTS = {
    "sex": "persons", "age": "all ages", "category_type": "", "category": "", "flags": "", "state": State.OK.value,
    "value": float("nan"), "lower": float("nan"), "upper": float("nan"),
    "numerator": float("nan"), "denominator": float("nan"),
}  # fmt: skip


def observations(frame: pd.DataFrame, **constants: object) -> pd.DataFrame:
    """Return the frame with every observation column, in order and typed; absent ones take their default.

    `period` columns come from `pipeline.periods`; `row` is the line of the raw file (the header is line 1).
    A row without a value whose state was not set is marked not available, never left as a bare gap.
    """
    full = frame.copy()
    for name, constant in constants.items():
        full[name] = constant  # type: ignore[call-overload]
    for name, value in DEFAULTS.items():
        if name not in full:
            full[name] = value  # type: ignore[call-overload]
    missing = full["value"].isna() & (full["state"] == State.OK.value)
    full["state"] = full["state"].astype(str).mask(missing, State.NOT_AVAILABLE.value)
    for name in NUMBERS:
        full[name] = full[name].astype("float64")
    for name in set(TEXT) & set(full.columns):
        full[name] = full[name].astype("str")
    return full[[name for name in COLUMNS if name in full]]


def _known_flags(cells: pd.Series) -> pd.Series:
    return cells.map(lambda cell: join_flags(split_flags(cell)) == cell)


SCHEMA = pa.DataFrameSchema(
    {
        "area_code": pa.Column(str, pa.Check(lambda codes: codes.isin(list(AREAS)), name="known area")),
        "period_type": pa.Column(str, pa.Check.isin(PERIOD_TYPES)),
        "state": pa.Column(str, pa.Check.isin([state.value for state in State])),
        "flags": pa.Column(str, pa.Check(_known_flags, name="known flags")),
        "value": pa.Column(float, nullable=True),
        "row": pa.Column(int, pa.Check.ge(0)),
    },
    checks=pa.Check(
        lambda frame: (frame["state"] == State.OK.value) == frame["value"].notna(),
        name="a value if and only if the state is ok",
    ),
)
