"""Monthly counts: trend, season and rest; whether there is a season; and whether a date changed level or slope.

Counts vary more than Poisson, so every test and limit uses the quasi-Poisson dispersion (Pearson).
Sources: classical decomposition as in Kendall and Stuart; Stolwijk, Straatman and Zielhuis 1999 (J Epidemiol Community
Health 53:235) for harmonics; Newey and West 1987 for residuals that follow each other; Lopez Bernal, Cummins and
Gasparrini 2017 (Int J Epidemiol 46:348) for the interrupted series.
A series may not run over a break of recording: cut it there first.
"""

import warnings
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import special

from pipeline.errors import PipelineError
from pipeline.states import State
from pipeline.statistics.inputs import Column, Estimate, complete, counts, normal_quantile, numbers, populations

MONTHS = 12
FEWEST_TO_DECOMPOSE = 24
FEWEST_TO_TEST = 36
FEWEST_EACH_SIDE = 8
P_SEASONAL = 0.01
Impact = Literal["level", "level and slope"]
_NONE = Estimate(*(np.asarray(np.nan),) * 3)
SEASONAL, NO_SEASON, CANNOT = "seasonal", "no season shown", State.CANNOT_CALCULATE.value


def decompose(monthly: ArrayLike) -> pd.DataFrame:
    """Return trend, seasonal and residual of a monthly series, one row a month, which add up to it.

    Classical additive: the trend is the centred 2x12 mean, the season the mean of what is left in each month of the
    year, centred to sum 0. The first and the last six months have neither trend nor residual (NaN).
    The index is the series' own. PipelineError: fewer than 24 months, or a missing one.
    """
    y = complete(numbers(monthly, "monthly"), "monthly")
    if y.ndim != 1 or y.size < FEWEST_TO_DECOMPOSE:
        raise PipelineError(f"monthly: {y.size} months; a season needs {FEWEST_TO_DECOMPOSE} or more, in one series.")
    trend = np.full(y.size, np.nan)
    trend[6:-6] = np.convolve(y, np.r_[0.5, np.ones(11), 0.5] / MONTHS, mode="valid")
    month = np.arange(y.size) % MONTHS
    pattern = np.array([np.nanmean((y - trend)[month == one]) for one in range(MONTHS)])
    seasonal = (pattern - pattern.mean())[month]
    index = monthly.index if isinstance(monthly, pd.Series) else None
    return pd.DataFrame({"trend": trend, "seasonal": seasonal, "residual": y - trend - seasonal}, index=index)


@dataclass(frozen=True)
class Season:
    """Whether monthly counts have a season, by how much, and when; `reason` says why where it cannot be judged.

    `p_value`: F test of the harmonics; `dispersion` 1 if chance alone; `autocorrelation` of neighbouring months;
    `peak_to_trough`: fitted high month over low month; months 1 to 12. NaN and 0 where it cannot be judged.
    """

    verdict: str
    p_value: float = float("nan")
    dispersion: float = float("nan")
    autocorrelation: float = float("nan")
    peak_to_trough: float = float("nan")
    peak_month: int = 0
    trough_month: int = 0
    reason: str = ""


def seasonality(monthly: ArrayLike, first_month: int = 1) -> Season:
    """Return whether a season is shown by monthly counts, the first of which is of month `first_month` (1 to 12).

    Quasi-Poisson regression on a log-linear trend, with and without a yearly and a half-yearly wave; F test of the
    four wave terms. Months that follow each other are not independent, so F is divided by the spectrum of a first-
    order autoregression at the yearly wave (autocorrelation of the residuals, corrected for the terms fitted).
    "seasonal" needs p below 0.01: in simulated series without a season (36 to 120 months, autocorrelation 0 to 0.6)
    3% or fewer were called so. "cannot be calculated" for fewer than 36 months or no events.
    PipelineError: a missing or negative count.
    """
    y = complete(counts(monthly, "monthly"), "monthly")
    if y.size < FEWEST_TO_TEST or not y.any():
        reason = "no events" if y.size >= FEWEST_TO_TEST else f"fewer than {FEWEST_TO_TEST} months"
        return Season(CANNOT, reason=reason)
    time = np.arange(y.size, dtype="float64")
    base, waves = np.column_stack([np.ones_like(time), time / y.size]), _waves(time, 2)
    plain, full = _fit(y, base), _fit(y, np.column_stack([base, waves]))
    left, terms = full.resid_pearson, base.shape[1] + waves.shape[1]
    following = float(np.clip((left[1:] * left[:-1]).sum() / ((left**2).sum() or 1.0) + terms / y.size, 0, 0.95))
    spectrum = (1 - following**2) / (1 + following**2 - 2 * following * np.cos(2 * np.pi / MONTHS))
    statistic = (plain.deviance - full.deviance) / waves.shape[1] / max(1.0, _dispersion(full)) / spectrum
    p_value = float(special.fdtrc(waves.shape[1], y.size - terms, max(0.0, statistic)))
    pattern = _waves(np.arange(MONTHS, dtype="float64"), 2) @ full.params[base.shape[1] :]
    peak, trough = int(pattern.argmax()), int(pattern.argmin())
    return Season(
        SEASONAL if p_value < P_SEASONAL else NO_SEASON, p_value, _dispersion(full), following,
        float(np.exp(pattern[peak] - pattern[trough])),
        (first_month - 1 + peak) % MONTHS + 1, (first_month - 1 + trough) % MONTHS + 1,
    )  # fmt: skip


@dataclass(frozen=True)
class Interruption:
    """What changed at a date: the ratio of level, and of slope for a month, each with 95% limits.

    `fitted` and `counterfactual` (had nothing happened) are monthly counts; `durbin_watson` near 2 means that
    residuals do not follow each other. Everything is NaN or empty where `reason` says why it cannot be calculated.
    """

    state: State
    reason: str
    level: Estimate
    slope: Estimate
    dispersion: float
    durbin_watson: float
    fitted: Column
    counterfactual: Column


def interrupted(
    monthly: ArrayLike, start: int, population: ArrayLike | None = None,
    impact: Impact = "level and slope", harmonics: int = 2,
) -> Interruption:  # fmt: skip
    """Return the change of level and slope of monthly counts at the month in place `start` (the first has place 0).

    Quasi-Poisson: log mean = trend + step + slope after it (if `impact` says so) + harmonic pairs (0 to 2), with
    log population as offset. Choose `impact` before looking. Limits are normal, on the log scale, and never narrower
    than Poisson. A change at a date is not by itself an effect of what happened then.
    "cannot be calculated": fewer than 8 months on either side, fewer than 24 in all if harmonics are asked for, or no
    events on one side. PipelineError: a missing or negative count, no population.
    """
    y = complete(counts(monthly, "monthly"), "monthly")
    people = np.ones_like(y) if population is None else complete(populations(population, "population"), "population")
    reason = _too_little(y, start, harmonics)
    if reason:
        return Interruption(State.CANNOT_CALCULATE, reason, _NONE, _NONE, np.nan, np.nan, np.array([]), np.array([]))
    columns, z = interruption_columns(y.size, start, impact, harmonics), normal_quantile(0.95)
    fit, effects = _fit(y, columns, np.log(people)), 2 if impact == "level and slope" else 1
    effect, error = fit.params[-effects:], fit.bse[-effects:] * np.sqrt(max(1.0, _dispersion(fit)))
    level, *slope = (Estimate(*np.exp([one, one - z * e, one + z * e])) for one, e in zip(effect, error, strict=True))
    without = columns[:, :-effects] @ fit.params[:-effects]
    left = fit.resid_pearson
    return Interruption(
        State.OK, "", level, slope[0] if slope else _NONE, _dispersion(fit),
        float((np.diff(left) ** 2).sum() / ((left**2).sum() or np.nan)), fit.fittedvalues, people * np.exp(without),
    )  # fmt: skip


def interruption_columns(months: int, start: int, impact: Impact = "level and slope", harmonics: int = 0) -> Column:
    """Return the model's columns, a row a month: 1, time, harmonic pairs, step at `start`, months since (if `impact`)."""
    time = np.arange(months, dtype="float64")
    step = (time >= start).astype("float64")
    effects = [step, step * (time - start)] if impact == "level and slope" else [step]
    return np.column_stack([np.ones_like(time), time, _waves(time, harmonics), *effects])


def _too_little(y: Column, start: int, harmonics: int) -> str:
    before, after = y[: max(start, 0)], y[max(start, 0) :]
    if min(before.size, after.size) < FEWEST_EACH_SIDE:
        return f"fewer than {FEWEST_EACH_SIDE} months on one side"
    if harmonics and y.size < FEWEST_TO_DECOMPOSE:
        return f"fewer than {FEWEST_TO_DECOMPOSE} months: no season can be fitted"
    return "" if before.any() and after.any() else "no events on one side"


def _waves(time: Column, pairs: int) -> Column:
    angles = 2 * np.pi * np.outer(time, np.arange(1, pairs + 1)) / MONTHS
    return np.column_stack([np.sin(angles), np.cos(angles)])


def _fit(y: Column, columns: Column, offset: Column | None = None) -> Any:
    """Fit a Poisson model (statsmodels' results, which have no types); its dispersion is taken from what is left."""
    # Imported here: statsmodels takes over a second, and most of the report has no use for it.
    from statsmodels.genmod.families import Poisson  # noqa: PLC0415
    from statsmodels.genmod.generalized_linear_model import GLM  # noqa: PLC0415
    from statsmodels.tools.sm_exceptions import PerfectSeparationWarning  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PerfectSeparationWarning)  # a series without spread is fitted, not wrong
        return GLM(y, columns, family=Poisson(), offset=offset).fit()


def _dispersion(fit: Any) -> float:
    return float(fit.pearson_chi2 / fit.df_resid)
