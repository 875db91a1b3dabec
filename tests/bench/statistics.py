"""How many rows a second the proportions and rates with limits make: python tests/bench/statistics.py

Invented figures: one row in five has a count below 10, where limits are exact and cost more.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

# In place of this folder: this file has the name of a standard module, which other packages import.
sys.path[0] = str(Path(__file__).resolve().parents[2])

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

from pipeline.statistics.rates import crude_rate, proportion  # noqa: E402

ROWS = 1_000_000
WITHIN_SECONDS = 2.0


def drawn(rows: int = ROWS) -> pd.DataFrame:
    """Return invented counts out of invented populations, the same each time."""
    generator = np.random.default_rng(2025)
    few = generator.random(rows) < 0.2
    numerator = np.where(few, generator.integers(0, 10, rows), generator.integers(10, 5_000, rows))
    return pd.DataFrame(
        {"numerator": numerator.astype(float), "denominator": numerator + generator.integers(1, 200_000, rows)}
    )


def seconds(calculate: Callable[[pd.DataFrame], pd.DataFrame], frame: pd.DataFrame, rounds: int = 3) -> float:
    """Return the shortest time of a few rounds."""
    taken = []
    for _ in range(rounds):
        start = perf_counter()
        calculate(frame)
        taken.append(perf_counter() - start)
    return min(taken)


def main() -> int:
    """Print a line for each calculation; exit code 1 if one takes longer than it may."""
    frame, slow = drawn(), 0
    for name, calculate in (("proportions", proportion), ("rates", lambda rows: crude_rate(rows, per=1_000))):
        taken = seconds(calculate, frame)
        slow += taken > WITHIN_SECONDS
        verdict = "too slow" if taken > WITHIN_SECONDS else "in time"
        speed = f"{ROWS / taken:,.0f} rows per second"
        print(f"{name} with limits: {ROWS:,} rows in {taken:.2f} s, {speed}: {verdict} ({WITHIN_SECONDS:g} s)")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
