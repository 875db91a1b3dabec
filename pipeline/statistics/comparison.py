"""A value beside a benchmark: higher, similar or lower, and when neither can be said."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

HIGHER, SIMILAR, LOWER = "higher", "similar", "lower"
NOT_TESTED, NOT_AVAILABLE, NOT_APPLICABLE = "not tested", "not available", "not applicable"
VERDICTS = (HIGHER, SIMILAR, LOWER, NOT_TESTED, NOT_AVAILABLE, NOT_APPLICABLE)


def compare(
    value: ArrayLike, lower: ArrayLike, upper: ArrayLike, benchmark: ArrayLike, minimum_difference: float = 0.0
) -> NDArray[np.object_]:
    """Return for each value "higher", "similar" or "lower" than the benchmark, which is taken as known.

    Higher and lower need limits that exclude the benchmark (touching is similar) and a difference of at least
    `minimum_difference`, a share of the benchmark. Without limits "not tested"; without a figure "not available".
    """
    figures = (np.asarray(part, dtype="float64") for part in (value, lower, upper, benchmark))
    value, lower, upper, benchmark = np.broadcast_arrays(*figures)
    # Differences, not quotients: exactly 10% off must count, and a benchmark may be 0.
    needed = minimum_difference * benchmark
    difference = np.abs(value - benchmark)
    apart = (difference >= needed) | np.isclose(difference, needed)
    verdicts = np.select(
        [
            np.isnan(value) | np.isnan(benchmark),
            np.isnan(lower) | np.isnan(upper),
            apart & (lower > benchmark),
            apart & (upper < benchmark),
        ],
        [NOT_AVAILABLE, NOT_TESTED, HIGHER, LOWER],
        default=SIMILAR,
    )
    return verdicts.astype(object)
