"""What each kind of source asks before a count is shown: one row of data each, and what it tells a reader.

Wording and thresholds from domain.md, 4.12; a borough's own data-sharing agreement may ask for more.
"""

from dataclasses import dataclass

import pandas as pd

from pipeline.disclosure.knowledge import Known, hidden, rounded, shown


@dataclass(frozen=True)
class Rule:
    """How one kind of source protects counts.

    `threshold`: counts from 1 to one below it are hidden (0: none is).  `base`: shown counts are rounded to it (1: not).
    `secondary`: further cells are hidden until the audit passes.  `rates_from_rounded`: rates are made from the rounded
    counts; otherwise they stay those of the exact counts.  `years`: counts are pooled over so many years first.
    """

    says: str
    threshold: int = 0
    base: int = 1
    secondary: bool = False
    rates_from_rounded: bool = False
    years: int = 1

    def knows(self, count: int, told: bool = True) -> Known:
        """What a reader knows of a cell with this count once the rule has been applied."""
        if 0 < count < self.threshold:
            return hidden(self.threshold, told)
        return shown(count) if self.base == 1 else rounded(count, self.base, self.threshold)


RULES: dict[str, Rule] = {
    "open as published": Rule("Controlled by its publisher: shown as published, never in finer detail."),
    "ndtms public": Rule("Counts below 5 are not shown, nor others from which they follow.", threshold=5, secondary=True),
    "viewit": Rule("Counts to the nearest 5: a rounded 0 is not none.", base=5, rates_from_rounded=True),
    "hes": Rule("Counts from 1 to 7 are not shown, others to the nearest 5; none is shown as 0.", threshold=8, base=5),
    "fingertips 92904": Rule(
        "Counts of 5 or fewer are not shown, nor others from which they follow; others to the nearest 5; rates are made "
        "from exact counts.", threshold=6, base=5, secondary=True,
    ),
    "partnership tables": Rule(
        "Counts of people below 5 are not shown, nor others from which they follow.", threshold=5, secondary=True,
    ),
    "ons pooled deaths": Rule("Deaths of single years are few: three years are added together.", years=3),
}  # fmt: skip


def pooled(frame: pd.DataFrame, years: int, by: tuple[str, ...], count: str = "numerator") -> pd.DataFrame:
    """Return sums over `years` calendar years in a row (column `year` in, `period_label` such as "2018-20" out).

    Only windows with every year; `by`: the columns that tell series apart.
    """
    yearly = frame.dropna(subset=[count]).groupby([*by, "year"], as_index=False)[count].sum()
    # Each year counts in the windows that end with it and with the years after.
    ends = pd.concat([yearly.assign(year=yearly["year"] + after) for after in range(years)])
    sums = ends.groupby([*by, "year"])[count].agg(["sum", "size"]).reset_index()
    whole = sums[sums["size"] == years].rename(columns={"sum": count})
    labels = [f"{end - years + 1}-{end % 100:02d}" for end in whole["year"]]
    return whole.assign(period_label=labels)[[*by, "period_label", count]].reset_index(drop=True)
