"""Whether groups are among those in treatment as they are among residents: ratio, expected gap, and one test of all.

A ratio below 1 is not proof of unmet need, for need differs between groups; the residents compared must be of the
same ages and in the same categories. Limits take the residents' shares as known. Sources: Wilson 1927; Pearson 1900.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import special

from pipeline.errors import PipelineError
from pipeline.states import State
from pipeline.statistics.inputs import complete, counts
from pipeline.statistics.rates import wilson

WARN_NOT_STATED = 0.05
SMALLEST_EXPECTED = 5  # below it the test of all groups is only rough


class Representation(NamedTuple):
    """The groups' ratios, the test that all are as expected, the share whose group is not stated, and cautions."""

    groups: pd.DataFrame
    chi_squared: float
    degrees: int
    p_value: float
    not_stated_share: float
    notes: tuple[str, ...]


def representation(
    groups: pd.DataFrame, not_stated: float = 0, confidence: float = 0.95, per: float = 1_000
) -> Representation:
    """Return each group's share of those counted over its share of residents, with limits, and a test of all groups.

    `groups`: group, count (persons in treatment), residents. `not_stated`: persons of no stated group, left out of
    every share and reported. Added columns: share and resident_share (0 to 1), ratio, lower, upper, rate (`per`
    residents), expected, gap (expected less counted), state. A group without residents has no ratio ("cannot be
    calculated") and, if anyone is counted in it, the test has no value (NaN); nor has it when nobody is counted.
    PipelineError: a missing or negative figure, a group twice, no residents at all.
    """
    doubled = groups["group"][groups["group"].duplicated()]
    if len(doubled):
        raise PipelineError(f"group: {doubled.iloc[0]!r} is there more than once.")
    x = complete(counts(groups["count"], "count"), "count")
    residents = complete(counts(groups["residents"], "residents"), "residents")
    if not residents.sum() > 0:
        raise PipelineError("residents: nobody lives here, so no group has a share of residents.")
    total, resident_share = x.sum(), residents / residents.sum()
    limits = wilson(x, total, confidence)
    known = (residents > 0) & (total > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio, lower, upper = (
            np.where(known, part / resident_share, np.nan) for part in (x / total, limits.lower, limits.upper)
        )
        table = groups.assign(
            share=x / total, resident_share=resident_share, ratio=ratio, lower=lower, upper=upper,
            rate=np.where(residents > 0, per * x / residents, np.nan),
            expected=total * resident_share, gap=total * resident_share - x,
            state=np.where(known, State.OK.value, State.CANNOT_CALCULATE.value),
        )  # fmt: skip
    return _tested(table, float(total), float(counts(not_stated, "not_stated")))


def _tested(table: pd.DataFrame, total: float, not_stated: float) -> Representation:
    """Pearson's test of goodness of fit over the groups that have residents."""
    housed = table[table["expected"] > 0]
    testable = total > 0 and housed["count"].sum() == total and len(housed) > 1
    statistic = float(((housed["count"] - housed["expected"]) ** 2 / housed["expected"]).sum()) if testable else np.nan
    degrees = max(0, int((table["resident_share"] > 0).sum()) - 1)
    unstated = not_stated / (total + not_stated) if total + not_stated else 0.0
    notes = {
        f"{unstated:.0%} have no stated group: the ratios may mislead": unstated > WARN_NOT_STATED,
        "some groups are expected to have fewer than 5: the test is rough": testable
        and (housed["expected"] < SMALLEST_EXPECTED).any(),
    }
    p_value = float(special.chdtrc(degrees, statistic)) if testable else np.nan
    return Representation(
        table, statistic, degrees, p_value, unstated, tuple(note for note, holds in notes.items() if holds)
    )
