"""How far offences gather in few places: the share of the top ones, the Lorenz curve and the Gini coefficient.

Limits treat the places as fixed and the offences as a multinomial draw, by formula alone: no random numbers.
Some concentration comes from chance even over equal places: `gini_by_chance` says how much, and the number of
places must be printed. Sources: Gini 1914; Wilson 1927; Bernasco and Steenbeek 2017 (J Quant Criminol 33:451) and
Mohler et al. 2019 (J Quant Criminol 35:655) on few offences over many places.
"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import special

from pipeline.errors import PipelineError
from pipeline.statistics.inputs import Column, Estimate, complete, counts, normal_quantile
from pipeline.statistics.rates import wilson


def top_share(offences: ArrayLike, top: int, confidence: float = 0.95) -> Estimate:
    """Return the share (0 to 1) of all offences in the `top` places with most, with Wilson limits.

    The places were picked because they are high, so the share runs a little high and the limits do not show it: set
    it beside top / number of places, and test a rise in the same named places. NaN when nothing was recorded.
    PipelineError: a missing or negative count, or a `top` below 1 or above the number of places.
    """
    x = _places(offences)
    if not 1 <= top <= x.size:
        raise PipelineError(f"top: {top} of {x.size} places cannot be taken: give 1 to {x.size}.")
    total = x.sum()
    most = min(
        np.sort(x)[x.size - top :].sum(), total
    )  # summed in another order, a rounding error may exceed the total
    limits = wilson(most, total, confidence)
    return Estimate(np.asarray(most / total if total else np.nan), limits.lower, limits.upper)


def lorenz(offences: ArrayLike) -> pd.DataFrame:
    """Return the Lorenz curve: columns places and offences, cumulative shares (0 to 1) from the fewest, first row 0, 0.

    The shares of offences are NaN when nothing was recorded.
    """
    x = np.sort(_places(offences))
    total = x.sum()
    shares = np.append(0, x.cumsum()) / (total if total else np.nan)
    return pd.DataFrame({"places": np.arange(x.size + 1) / x.size, "offences": shares})


def gini(offences: ArrayLike, confidence: float = 0.95) -> Estimate:
    """Return the Gini coefficient of offences over places: 0 when all have the same, near 1 when one has all.

    Limits: delta method over the multinomial, given the order of the places, kept within 0 to 1; too narrow for
    fewer than about 50 offences. NaN when nothing was recorded.
    """
    x = np.sort(_places(offences))
    total = x.sum()
    if total == 0:
        return Estimate(*(np.asarray(np.nan),) * 3)
    weight = (2 * np.arange(1, x.size + 1) - x.size - 1) / x.size  # the coefficient is the sum of weight times share
    share = x / total
    value = (weight * share).sum()
    error = np.sqrt(max(0.0, (weight**2 * share).sum() - value**2) / total)
    spread = normal_quantile(confidence) * error
    return Estimate(np.asarray(value), np.asarray(max(0.0, value - spread)), np.asarray(min(1.0, value + spread)))


def gini_by_chance(offences: ArrayLike) -> float:
    """Return the Gini coefficient to be expected from chance alone, were all places equal, with as many offences.

    Half the mean difference of two Poisson counts over their mean: exp(-2m) (I0(2m) + I1(2m)), m offences a place.
    NaN when nothing was recorded.
    """
    x = _places(offences)
    mean = x.mean()
    return float(special.ive(0, 2 * mean) + special.ive(1, 2 * mean)) if mean > 0 else float("nan")


def _places(offences: ArrayLike) -> Column:
    x = np.atleast_1d(complete(counts(offences, "offences"), "offences"))
    if x.ndim != 1 or x.size == 0:
        raise PipelineError("offences: one column of counts is needed, a row for each place.")
    return x
