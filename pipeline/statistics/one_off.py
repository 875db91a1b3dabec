"""Months that stand far out of their series: over twice what is usual around them, and by a number that matters.

Rule (interpretation.md 1): over twice the median of the 13 months around a month, and 50 or more above it.
"""

import pandas as pd

TIMES, ABOVE, WINDOW = 2, 50, 13
FEWEST = WINDOW // 2 + 1  # at the ends of a series the window is cut short


def usual_level(monthly: pd.Series) -> pd.Series:
    """Return what is usual around each month: the median of the 13 months of which it is the middle one."""
    return monthly.rolling(WINDOW, center=True, min_periods=FEWEST).median()


def stands_out(monthly: pd.Series) -> pd.Series:
    """Return whether each month stands far out; no month of a series shorter than seven does."""
    usual = usual_level(monthly)
    return (monthly > TIMES * usual) & (monthly - usual >= ABOVE)
