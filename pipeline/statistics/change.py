"""Change between two counts: their ratio with limits, so that chance is not read as change."""

import numpy as np

_Z95 = 1.959963984540054  # 97.5th percentile of the normal distribution


def count_ratio(later: float, earlier: float) -> tuple[float, float, float]:
    """Return later / earlier with its 95% limits on the log scale (Poisson counts of equal periods).

    NaN throughout when either count is zero or less: a ratio has no such limits there.
    Source: Breslow and Day 1987; 21 against 24 gives 0.875 (0.487150 to 1.571640).
    """
    if later <= 0 or earlier <= 0:
        return float("nan"), float("nan"), float("nan")
    ratio = later / earlier
    spread = np.exp(_Z95 * np.sqrt(1 / later + 1 / earlier))
    return ratio, float(ratio / spread), float(ratio * spread)
