"""How many people have a need, and how many of them are not in treatment: always an estimate with its interval.

Published estimates with their intervals come first; a two-list (Chapman) estimate is for local lists only, and rests
on lists that are independent, of a closed population, with sure matching: argue each or do not print it.
Sources: Chapman 1951; Seber 1982; Chao 1987 (Biometrics 43:783) for limits on the log scale.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from pipeline.errors import PipelineError
from pipeline.statistics.inputs import Estimate, complete, counts, normal_quantile, populations, refuse

FEWEST_ON_BOTH = 7
ABOVE_LOWER = "treatment exceeds lower prevalence bound"
ABOVE_ESTIMATE = "treatment exceeds the prevalence estimate"


def unmet_need(
    treated: ArrayLike, prevalence: ArrayLike, lower: ArrayLike, upper: ArrayLike, floor: bool = True
) -> pd.DataFrame:
    """Return the share and number of people in need who are not in treatment, with the prevalence estimate's interval.

    Columns: share, share_lower, share_upper (0 to 1), people, people_lower, people_upper, note. The number treated is
    taken as known. `floor`: what falls below none is shown as 0, and `note` says that treatment exceeds the estimate
    or its lower bound. NaN where a figure is missing. A modelled estimate: never judged by itself.
    PipelineError for limits in the wrong order, or a prevalence of zero or less.
    """
    t = counts(treated, "treated")
    p, low, high = (
        populations(part, name) for part, name in ((prevalence, "prevalence"), (lower, "lower"), (upper, "upper"))
    )
    t, p, low, high = np.broadcast_arrays(t, p, low, high)
    refuse((low > p) | (p > high), "is not between its limits", p, "prevalence")
    notes = np.select([t > p, t > low], [ABOVE_ESTIMATE, ABOVE_LOWER], default="").astype(object)
    columns: dict[str, np.ndarray] = {}
    for ending, need in (("", p), ("_lower", low), ("_upper", high)):
        unmet = np.maximum(need - t, 0) if floor else need - t
        columns |= {f"share{ending}": unmet / need, f"people{ending}": unmet}
    order = ["share", "share_lower", "share_upper", "people", "people_lower", "people_upper"]
    frame = pd.DataFrame({name: np.atleast_1d(columns[name]) for name in order})
    return frame.assign(note=np.atleast_1d(notes))


def unmet_need_cautions(prevalence: tuple[str, str], treatment: tuple[str, str], method: str) -> tuple[str, ...]:
    """Return what must be printed beside unmet need; prevalence and treatment each as (period, ages).

    `method` names how and when the prevalence was estimated ("OHID 2024, linked records").
    """
    (years, ages), (treated_years, treated_ages) = prevalence, treatment
    cautions = [f"Modelled estimate: prevalence is of {years} ({method}); treatment is of {treated_years}."]
    if ages != treated_ages:
        cautions.append(
            f"The ages differ: prevalence is of people aged {ages}, treatment of people aged {treated_ages}."
        )
    return tuple(cautions)


class Population(NamedTuple):
    """How many people two lists imply in all: Chapman's estimate, its standard error and two intervals.

    `log` limits are never below those seen, and are the ones to print; `wald` is symmetric. `both_naive` is
    Lincoln-Petersen, for comparison with older reports.
    """

    estimate: float
    standard_error: float
    log: Estimate
    wald: Estimate
    lincoln_petersen: float


def chapman(first: int, second: int, both: int, confidence: float = 0.95) -> Population:
    """Return the people in need implied by two lists: on the `first`, on the `second`, on `both`.

    No limits (NaN) where one list holds the whole of the other and nobody is unseen: the standard error is zero.
    PipelineError: fewer than 7 on both (the estimate is then mostly chance), or more on both than on either list.
    """
    lists = ((first, "first"), (second, "second"), (both, "both"))
    one, two, m = (float(complete(counts(part, name), name)) for part, name in lists)
    if m > min(one, two):
        raise PipelineError(f"both: {m:g} is more than a whole list ({one:g} and {two:g}).")
    if m < FEWEST_ON_BOTH:
        raise PipelineError(
            f"both: {m:g} people are on both lists; fewer than {FEWEST_ON_BOTH} give no estimate worth printing.\n"
            "Use the published prevalence estimate, or lists that overlap more."
        )
    estimate = (one + 1) * (two + 1) / (m + 1) - 1
    variance = (one + 1) * (two + 1) * (one - m) * (two - m) / ((m + 1) ** 2 * (m + 2))
    error, z = float(np.sqrt(variance)), normal_quantile(confidence)
    log = wald = Estimate(*(np.asarray(part) for part in (estimate, np.nan, np.nan)))
    if error > 0:
        seen = one + two - m
        unseen = estimate - seen
        factor = np.exp(z * np.sqrt(np.log1p(variance / unseen**2)))
        log = Estimate(log.value, np.asarray(seen + unseen / factor), np.asarray(seen + unseen * factor))
        wald = Estimate(wald.value, np.asarray(estimate - z * error), np.asarray(estimate + z * error))
    return Population(estimate, error, log, wald, one * two / m)
