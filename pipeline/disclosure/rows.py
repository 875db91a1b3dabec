"""Rows as they may be shown: small counts emptied of every number in every column, the others rounded as the rule says."""

import numpy as np
import pandas as pd

from pipeline.disclosure.knowledge import nearest
from pipeline.disclosure.rules import Rule
from pipeline.errors import PipelineError
from pipeline.states import Flag, State, add_flag, split_flags

# Columns that say which row it is; every other column of a suppressed row must be empty of numbers.
LABELS = frozenset({
    "source", "release", "indicator", "measure", "area_code", "area", "period_label", "period_start", "period_end",
    "period_type", "group_type", "group", "sex", "age", "category_type", "category", "unit", "row", "state", "flags",
})  # fmt: skip


def small(counts: pd.Series, rule: Rule) -> pd.Series:
    """Return True where the rule hides the count itself (primary suppression)."""
    return counts.gt(0) & counts.lt(rule.threshold)


def protected(
    frame: pd.DataFrame, rule: Rule, counts: tuple[str, ...] = ("numerator",), also: pd.Series | None = None
) -> pd.DataFrame:
    """Return the rows as they may be shown: small ones (and those in `also`) emptied of every number, others rounded.

    `counts`: the columns that count people; a row is hidden if any of them is small. `value` follows the counts.
    """
    check_counts(frame, counts)
    gone = pd.concat([small(frame[name], rule) for name in counts], axis=1).any(axis=1)
    gone = gone if also is None else gone | also
    shown_rows = _rounded(frame, rule, counts) if rule.base > 1 else _with_zeros(frame, counts[0])
    return _emptied(shown_rows, gone)


def check_counts(frame: pd.DataFrame, counts: tuple[str, ...]) -> None:
    """Refuse counts of people that are negative or broken (PipelineError naming column and row)."""
    for name in counts:
        wrong = frame[name].notna() & (frame[name].lt(0) | frame[name].mod(1).ne(0))
        if wrong.any():
            row, count = next((row, count) for row, count in frame.loc[wrong, name].items())
            raise PipelineError(f"{name}, row {row!s}: {count} is not a count of people.\nCorrect the source.")


def _rounded(frame: pd.DataFrame, rule: Rule, counts: tuple[str, ...]) -> pd.DataFrame:
    """Round every count; a value that is the count follows it, a rate does where the rule says so."""
    rows = frame.copy()
    for name in counts:
        rows[name] = _nearest(frame[name], rule.base)
    if "value" in rows:
        is_count = frame["value"].eq(frame[counts[0]])
        rows["value"] = rows["value"].mask(is_count, rows[counts[0]])
        if rule.rates_from_rounded:
            rows = _rates_follow(rows, frame, counts, ~is_count)
    if "flags" in rows:
        exact = frame[counts[0]].eq(0) if rule.threshold else pd.Series(False, index=frame.index)
        rows["flags"] = [_flags(cell, none) for cell, none in zip(rows["flags"], exact, strict=True)]
    return rows


def _rates_follow(rows: pd.DataFrame, exact: pd.DataFrame, counts: tuple[str, ...], rates: pd.Series) -> pd.DataFrame:
    """Scale rates to the rounded counts; limits go, because they were made from the exact ones."""
    rows["value"] = rows["value"].astype(float)
    for name, sign in zip(counts, (1, -1), strict=False):
        factor = (rows[name] / exact[name].where(exact[name] > 0)) ** sign
        rows.loc[rates, "value"] *= factor.where(exact[name] > 0, 1.0 if sign == 1 else np.nan)[rates]
    limits = [name for name in ("lower", "upper") if name in rows]
    rows[limits] = float("nan")
    return _stated(rows, exact["value"].notna() & ~np.isfinite(rows["value"]))


def _stated(rows: pd.DataFrame, lost: pd.Series) -> pd.DataFrame:
    """Say so where a base rounded to 0 leaves no rate."""
    if lost.any():
        state = rows["state"] if "state" in rows else pd.Series(State.OK.value, index=rows.index)
        rows["state"] = state.mask(lost, State.CANNOT_CALCULATE.value)
    return rows.assign(value=rows["value"].mask(lost))


def _flags(cell: str, exact_none: bool) -> str:
    if exact_none:
        return add_flag(cell, Flag.ZERO)
    return ";".join(sorted((split_flags(cell) - {Flag.ZERO}) | {Flag.ROUNDED}))


def _with_zeros(frame: pd.DataFrame, count: str) -> pd.DataFrame:
    if "flags" not in frame:
        return frame.copy()
    flags = [
        add_flag(cell, Flag.ZERO) if none else cell
        for cell, none in zip(frame["flags"], frame[count].eq(0), strict=True)
    ]
    return frame.assign(flags=flags)


def _nearest(counts: pd.Series, base: int) -> pd.Series:
    return counts.map(lambda count: float(nearest(int(count), base)), na_action="ignore").astype(float)


def _emptied(frame: pd.DataFrame, gone: pd.Series) -> pd.DataFrame:
    """Return the rows with nothing but labels where `gone`: no number, no text that may hold one, no flag but the state."""
    rows = frame.copy()
    for name in rows.columns.difference(sorted(LABELS)):
        text = pd.api.types.is_object_dtype(rows[name]) or pd.api.types.is_string_dtype(rows[name])
        rows[name] = rows[name].mask(gone, "") if text else rows[name].mask(gone)
    if "flags" in rows:
        rows["flags"] = rows["flags"].mask(gone, "")
    if "state" not in rows:
        rows["state"] = State.OK.value
    return rows.assign(state=rows["state"].mask(gone, State.SUPPRESSED.value))


def numbers_left(frame: pd.DataFrame) -> pd.DataFrame:
    """Return (row, column, found) for every number that a suppressed row still holds, in figures or in text."""
    rows = frame[frame["state"].eq(State.SUPPRESSED.value)]
    cells = [
        (row, name, value)
        for name in rows.columns.difference(sorted(LABELS))
        for row, value in rows[name].items()
        if pd.notna(value) and any(letter.isdigit() for letter in str(value))
    ]
    return pd.DataFrame(cells, columns=["row", "column", "found"])
