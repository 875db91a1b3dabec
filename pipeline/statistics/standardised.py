"""Rates as they would be with one standard age structure: direct (ESP 2013, Dobson's limits) and indirect.

Events must be independent: repeat admissions of one person make these limits too narrow (their variance needs the
number of events of each person, which published tables do not give).
Sources: Dobson et al. 1991 (Stat Med 10:457); Breslow and Day 1987; Pace et al. 2013 (Eurostat, European standard
population); the rule of ten events is that of the Fingertips technical guidance.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from pipeline.errors import PipelineError
from pipeline.states import State
from pipeline.statistics.inputs import Estimate, complete, counts, populations
from pipeline.statistics.rates import count_limits

FEWEST_EVENTS = 10
TOO_FEW = "fewer than 10 events"
_WEIGHTS = (
    5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000,
)  # fmt: skip
AGES = (*(f"{start}-{start + 4}" for start in range(0, 90, 5)), "90+")
ESP2013 = pd.Series(_WEIGHTS, index=pd.Index(AGES, name="age"), name="weight", dtype="float64")  # sums to 100,000


def directly_standardised(
    rows: pd.DataFrame, by: Sequence[str] = (), per: float = 100_000, confidence: float = 0.95,
    standard: pd.Series = ESP2013,
) -> pd.DataFrame:  # fmt: skip
    """Return one directly standardised rate for each `by` (area, year ...), with Dobson's limits, `per` persons.

    `rows`: age (a label of `standard`, whose values are weights), numerator (events; missing counts as none),
    denominator (persons). Result: the `by` columns, numerator, denominator (sums), value, lower, upper, state, reason.
    Below 10 events the rate is NaN with the state "cannot be calculated" and the reason.
    PipelineError: an unknown, doubled or absent age; a missing or zero population.
    """
    weighted = _by_age(rows, by, standard)
    n, w = weighted["denominator"], weighted["weight"]
    parts = weighted.assign(
        rate=w * weighted["numerator"] / n, variance=w**2 * weighted["numerator"] / n**2
    )  # fmt: skip
    sums = _summed(parts, by, ["numerator", "denominator", "rate", "variance", "weight"])
    events, weight = sums["numerator"].to_numpy(), sums["weight"].to_numpy()
    value = sums["rate"].to_numpy() / weight
    enough = events >= FEWEST_EVENTS
    spread = np.sqrt(sums["variance"].to_numpy() / np.where(enough, events, np.nan)) / weight
    limits = (value + spread * (limit - events) for limit in count_limits(events, confidence))
    lower, upper = (np.where(enough, per * limit, np.nan) for limit in limits)
    return _with_state(sums, Estimate(np.where(enough, per * value, np.nan), lower, upper), enough)


def _with_state(sums: pd.DataFrame, rate: Estimate, enough: np.ndarray) -> pd.DataFrame:
    return sums.drop(columns=["rate", "variance", "weight"]).assign(
        value=rate.value, lower=rate.lower, upper=rate.upper,
        state=np.where(enough, State.OK.value, State.CANNOT_CALCULATE.value), reason=np.where(enough, "", TOO_FEW),
    )  # fmt: skip


def indirect_ratio(
    rows: pd.DataFrame, reference: pd.DataFrame, by: Sequence[str] = (), per: float = 100, confidence: float = 0.95
) -> pd.DataFrame:
    """Return one standardised ratio (SMR, ISR) for each `by`: events seen, for each `per` expected at reference rates.

    `rows` and `reference`: age, numerator, denominator; `reference` has one row for each age.
    Result: the `by` columns, numerator (seen), expected, value, lower, upper; see `observed_to_expected`.
    PipelineError as in `directly_standardised`.
    """
    n = complete(populations(reference["denominator"], "reference denominator"), "reference denominator")
    x = np.nan_to_num(counts(reference["numerator"], "reference numerator"))
    rates = pd.Series(x / n, index=pd.Index(reference["age"], name="age"), name="weight")
    weighted = _by_age(rows, by, rates)
    sums = _summed(
        weighted.assign(expected=weighted["denominator"] * weighted["weight"]), by, ["numerator", "expected"]
    )
    ratio = observed_to_expected(sums["numerator"], sums["expected"], per, confidence)
    return sums.assign(value=ratio.value, lower=ratio.lower, upper=ratio.upper)


def observed_to_expected(
    observed: ArrayLike, expected: ArrayLike, per: float = 100, confidence: float = 0.95
) -> Estimate:
    """Return events seen for each `per` expected, with limits: exact below 10 events, Byar's from 10.

    The expected number is taken as known. Columns of one shape; NaN where either is missing; PipelineError where
    none is expected or a count is below zero. Source: Breslow and Day 1987.
    """
    x, e = np.broadcast_arrays(counts(observed, "observed"), populations(expected, "expected"))
    limits = count_limits(x, confidence)
    return Estimate(per * x / e, per * limits.lower / e, per * limits.upper / e)


def _by_age(rows: pd.DataFrame, by: Sequence[str], standard: pd.Series) -> pd.DataFrame:
    """Join the weights on the age's name, never its place, after seeing that each age is there once."""
    unknown = sorted(set(rows["age"]) - set(standard.index))
    if unknown:
        raise PipelineError(
            f"age: {unknown[0]!r} is not an age of the standard ({standard.index[0]} ... {standard.index[-1]})."
        )
    doubled = rows[rows.duplicated([*by, "age"])]
    if len(doubled):
        raise PipelineError(f"age: {_place(doubled.iloc[0], by)} has {doubled.iloc[0]['age']} more than once.")
    for _, group in rows.groupby(list(by) or np.zeros(len(rows)), sort=False):
        absent = [age for age in standard.index if age not in set(group["age"])]
        if absent:
            raise PipelineError(f"age: {_place(group.iloc[0], by)} has no population aged {', '.join(absent)}.")
    n = complete(populations(rows["denominator"], "denominator"), "denominator")
    x = np.nan_to_num(counts(rows["numerator"], "numerator"))
    weights = standard.rename("weight").rename_axis("age").reset_index()
    return rows.assign(numerator=x, denominator=n).merge(weights, on="age", how="left", validate="many_to_one")


def _place(row: pd.Series, by: Sequence[str]) -> str:
    return ", ".join(str(row[name]) for name in by) or "the table"


def _summed(parts: pd.DataFrame, by: Sequence[str], columns: list[str]) -> pd.DataFrame:
    groups = parts.groupby(list(by) or np.zeros(len(parts)), sort=False)
    return groups[columns].sum().reset_index(drop=not by)
