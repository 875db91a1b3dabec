"""Context: the English Indices of Deprivation 2025 by borough, beside the score that Public health profiles have."""

import pandas as pd

from pipeline.indicators.indicator import calculated, indicator

AREA_NOT_PEOPLE = "It describes areas, never the people in them."
NO_COMPARATOR = "There is no figure for London or England."
_DEPRIVATION = {
    "topic": "context", "priority": None, "outcome": None, "comparators": (), "rule": "not tested", "headline": "point",
    "caveats": (AREA_NOT_PEOPLE, NO_COMPARATOR),
}  # fmt: skip


@indicator(
    **_DEPRIVATION, name="Deprivation rank", short="the deprivation rank", unit="rank of 296 (1 is most deprived)",
    decimals=0, measures=("imd2025_rank_of_average_score",),
)  # fmt: skip
def deprivation_rank(imd: pd.DataFrame) -> pd.DataFrame:
    """Rank of the borough among 296 local authorities of England by its average score; 1 is the most deprived.

    From the English Indices of Deprivation 2025. Ranks of boroughs with close scores may differ much.
    """
    return calculated(imd[imd["measure"] == "imd2025_rank_of_average_score"])


@indicator(
    **_DEPRIVATION, name="Small areas in the most deprived tenth", unit="% of small areas",
    short="the share of small areas among the most deprived tenth of England", decimals=1,
    measures=("imd2025_share_of_lsoas_in_most_deprived_tenth",),
)  # fmt: skip
def most_deprived_tenth_share(imd: pd.DataFrame) -> pd.DataFrame:
    """Small areas of the borough that are among the most deprived tenth of England, out of all its small areas.

    From the English Indices of Deprivation 2025. It shows very poor neighbourhoods that an average hides.
    """
    share = imd[imd["measure"] == "imd2025_share_of_lsoas_in_most_deprived_tenth"]
    return calculated(share.assign(value=100 * share["value"]))  # published as a fraction
