"""What every statistic asks of its input: figures as columns of numbers, each refused by name, row and value."""

from numbers import Real
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

from pipeline.errors import PipelineError

Column = NDArray[np.float64]


class Estimate(NamedTuple):
    """A value with its lower and upper confidence limit, each a column or one number."""

    value: Column
    lower: Column
    upper: Column


def numbers(values: ArrayLike, name: str) -> Column:
    """Return the figures as floats; NaN stays NaN (not published). Text, dates and infinity are refused."""
    raw = np.asarray(values)
    if (
        raw.dtype.kind not in "biuf"
    ):  # text, dates or a mixture: "12" was read wrongly upstream, so it is not taken as 12
        raw = np.asarray(values, dtype=object)
        empty = np.asarray(pd.isna(raw))
        known = np.array([isinstance(one, Real) for one in raw.ravel()], dtype=bool).reshape(raw.shape)
        refuse(~(known | empty), "is not a number", values, name)
        raw = np.where(empty, np.nan, raw)
    column = raw.astype("float64")
    refuse(np.isinf(column), "is not a finite number", values, name)
    return column


def counts(values: ArrayLike, name: str) -> Column:
    """Return the counts, whole or fractional (attributable cases); below zero is refused, NaN stays."""
    column = numbers(values, name)
    refuse(column < 0, "is below zero: not a count", values, name)
    return column


def populations(values: ArrayLike, name: str) -> Column:
    """Return the populations; zero or less is refused (nobody can have no rate), NaN stays."""
    column = numbers(values, name)
    refuse(column <= 0, "is not a population: it must be above zero", values, name)
    return column


def complete(column: Column, name: str) -> Column:
    """Return the column as it is; a missing figure in it is refused, where one would spoil the whole result."""
    refuse(np.isnan(column), "is missing, and this calculation needs every figure", column, name)
    return column


def refuse(bad: NDArray[np.bool_], why: str, values: ArrayLike, name: str) -> None:
    """Raise a PipelineError naming the column, the first bad row and its value, if any value is bad."""
    if not np.any(bad):
        return
    first = int(np.flatnonzero(bad)[0])
    row = values.index[first] if isinstance(values, pd.Series) else first
    value = np.ravel(np.asarray(values, dtype=object))[first]
    raise PipelineError(
        f"{name}: {np.sum(bad)} of {np.size(bad)} figures cannot be used.\n"
        f"The first, in row {row}: {value} {why}.\n"
        "Correct the table that the figure comes from."
    )


def share_of(confidence: float) -> float:
    """Read 0.95 or 95 as the share 0.95; below 90% a limit would mislead, and 100% would be certainty."""
    share = confidence / 100 if confidence >= 90 else confidence
    if not 0.9 <= share < 1:
        raise PipelineError(f"A confidence of {confidence:g} is not offered: give 0.9 to below 1, or 90 to below 100.")
    return share


def normal_quantile(confidence: float) -> float:
    """Return the standard normal deviate of a two-sided confidence: 1.959964 for 95%, 3.090232 for 99.8%."""
    return float(special.ndtri(0.5 + share_of(confidence) / 2))
