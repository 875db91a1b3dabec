"""Supply, by deprivation: where in a borough drug offences were recorded, by fifths of its own small areas."""

import pandas as pd

from pipeline.indicators.indicator import calculated, indicator
from pipeline.indicators.police import RECORDED, REVISED, with_london
from pipeline.statistics.rates import crude_rate

WHERE_RECORDED = "where offences were recorded, not where people live"
OWN_FIFTHS = (
    "Fifths of the borough's own small areas, by their rank in the English Indices of Deprivation 2025: the most deprived"
    " fifth of one borough may be less deprived than the middle of another."
)
LOCATED_ONLY = "Only offences that the police placed in a small area are counted."
LOCATED_HERE = "In London 51,610 of 53,594 offences were placed in a small area."
NO_SLOPE = "No slope or index of inequality is made of recorded offences."
VISITORS = "Divided by residents, so a fifth with a busy high street or station looks higher."
FIFTHS = ("1 most deprived", "2", "3", "4", "5 least deprived")
_FACTS = {
    "topic": "supply", "priority": 1, "outcome": 2, "unit": "per 1,000 residents", "kind": "rate", "decimals": 1,
    "comparators": (), "rule": "not tested", "headline": "rolling12", "title": WHERE_RECORDED,
    "measures": ("drug_offences", "imd2025_rank"),
    "caveats": (RECORDED, OWN_FIFTHS, LOCATED_ONLY, LOCATED_HERE, VISITORS, NO_SLOPE, REVISED),
}  # fmt: skip
_PERIOD = ["period_label", "period_start", "period_end", "period_type"]
_KEYS = ["area_code", *_PERIOD, "group_type", "group"]


def _small_areas(mps: pd.DataFrame) -> pd.DataFrame:
    """Return each small area with its offences, residents and fifth within its borough (equal numbers of areas)."""
    areas = mps[mps["category_type"] == "lsoa"]
    offences = areas[(areas["measure"] == "drug_offences") & areas["numerator"].notna()]
    ranks = areas.loc[areas["measure"] == "imd2025_rank", ["category", "value"]].rename(columns={"value": "rank"})
    ranked = offences.merge(ranks, on="category", validate="1:1")
    order = ranked.groupby("area_code")["rank"].rank(method="first") - 1
    number = ranked.groupby("area_code")["rank"].transform("size")
    fifth = (order * len(FIFTHS) // number).astype(int).map(dict(enumerate(FIFTHS)))
    return ranked.assign(group_type="deprivation fifth", group=fifth)


def _rates(areas: pd.DataFrame) -> pd.DataFrame:
    """Return the rate of each fifth and, with London, of the whole: offences and residents of the areas, added up."""
    everybody = areas.assign(group_type="", group="")
    sums = pd.concat([everybody, areas]).groupby(_KEYS, as_index=False)[["numerator", "denominator"]].sum()
    whole = with_london(sums[sums["group"] == ""])
    return calculated(crude_rate(pd.concat([whole, sums[sums["group"] != ""]], ignore_index=True), per=1_000))


@indicator(
    **_FACTS, name="Drug offences by deprivation fifth", short="recorded drug offences",
)  # fmt: skip
def drug_offences_by_fifth(mps_recorded_crime: pd.DataFrame) -> pd.DataFrame:
    """Drug offences recorded in twelve months in each fifth of the borough's small areas, per 1,000 residents of 2021.

    Small areas are put in order of deprivation within the borough and cut into five equal parts. It shows where
    offences were recorded, not where people live who use or sell drugs. The row of no fifth is the whole borough.
    """
    return _rates(_small_areas(mps_recorded_crime))


@indicator(
    **_FACTS, name="Drug offences by deprivation fifth, without the largest small area", short="recorded drug offences",
)  # fmt: skip
def drug_offences_by_fifth_without_largest(mps_recorded_crime: pd.DataFrame) -> pd.DataFrame:
    """Drug offences in each fifth of the borough's small areas, without the one small area that has most of them.

    Read beside the figure with it: where the two differ, one place (a station or a town centre) makes the pattern.
    Offences and residents of that small area are both left out; it is not named.
    """
    areas = _small_areas(mps_recorded_crime)
    largest = areas.sort_values(["numerator", "category"], ascending=[False, True]).drop_duplicates("area_code")
    return _rates(areas.drop(largest.index))
