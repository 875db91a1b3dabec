"""Context: who lives here, by the 2021 census and by mid-year estimates, which are two bases and never one series."""

import pandas as pd

from pipeline.areas import BOROUGH_CODES, LONDON
from pipeline.indicators.indicator import calculated, indicator
from pipeline.statistics.rates import proportion

ALL_AGES = "All ages: the table has no split of adults."
CENSUS_DAY = "Counted on census day, 21 March 2021, when some people had left London for the time of the pandemic."
BEFORE_CENSUS = "Estimated before the 2021 census and not revised by it: never put into one series with it."
NO_ENGLAND = "The table of ages has no row for England; London is the sum of its boroughs."
WHITE_BRITISH = "White | English, Welsh, Scottish, Northern Irish or British"
_CONTEXT = {"topic": "context", "priority": None, "outcome": None}
_COUNT = {**_CONTEXT, "unit": "residents", "kind": "count", "decimals": 0, "comparators": (), "rule": "not tested"}
_AGES = {
    **_CONTEXT, "unit": "% of residents", "kind": "proportion", "comparators": ("London",), "rule": "not tested",
    "headline": "CY", "measures": ("residents",), "caveats": (BEFORE_CENSUS, NO_ENGLAND),
}  # fmt: skip
_KEYS = ["area_code", "period_label", "period_start", "period_end", "period_type"]


def _sum_of_boroughs(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with London's after them: the sum of all 33 boroughs (none while one of them is missing)."""
    boroughs = rows[rows["area_code"].isin(BOROUGH_CODES)]
    keys = [name for name in rows if name not in {"area_code", "numerator", "denominator"}]
    sums = boroughs.groupby(keys, as_index=False).agg(
        **{name: (name, "sum") for name in ("numerator", "denominator") if name in rows}, areas=("area_code", "nunique")
    )
    whole = sums[sums["areas"] == len(BOROUGH_CODES)].drop(columns="areas")
    return pd.concat([rows, whole.assign(area_code=LONDON.code)], ignore_index=True)


def _census(
    census: pd.DataFrame, column: str, names: dict[str, str] | None = None, group_type: str = ""
) -> pd.DataFrame:
    groups = census[column].map(names) if names is not None else census[column]
    named = census.assign(group=groups, group_type=(groups != "").map({True: group_type, False: ""}))
    return named.groupby([*_KEYS, "group_type", "group"], as_index=False)[["numerator"]].sum()


@indicator(
    **_COUNT, name="Residents", short="the number of residents", headline="point", measures=("residents",),
    caveats=(ALL_AGES, CENSUS_DAY),
)  # fmt: skip
def residents_by_sex(ons_census: pd.DataFrame) -> pd.DataFrame:
    """Usual residents of all ages on the day of the 2021 census, and how many of them are women and men.

    People who have lived here or mean to live here for a year. Visitors and people who only work here are not in it.
    """
    counted = ons_census[ons_census["category_type"] == ""]
    rows = _sum_of_boroughs(_census(counted, "sex", {"persons": "", "female": "women", "male": "men"}, "sex"))
    return calculated(rows.assign(value=rows["numerator"]))


@indicator(
    **_COUNT, name="Residents by ethnic group", short="the number of residents", headline="point", measures=("residents",),
    caveats=(ALL_AGES, CENSUS_DAY),
)  # fmt: skip
def residents_by_ethnic_group(ons_census: pd.DataFrame) -> pd.DataFrame:
    """Usual residents of all ages on the day of the 2021 census in each of five broad ethnic groups, as they said.

    Asian, Black, Mixed, White and Other. White holds White minorities too. The row of no group is everybody.
    """
    counted = _broad_groups(ons_census)
    everybody = counted.assign(broad="")
    rows = _census(pd.concat([everybody, counted]), "broad", group_type="ethnic group")
    rows = _sum_of_boroughs(rows)
    return calculated(rows.assign(value=rows["numerator"]))


@indicator(
    **_CONTEXT, name="Residents from an ethnic minority", short="the share of residents from an ethnic minority",
    unit="% of residents", kind="proportion", comparators=("London", "England"), rule="not tested", headline="point",
    measures=("residents",), caveats=(ALL_AGES, CENSUS_DAY),
)  # fmt: skip
def ethnic_minority_share(ons_census: pd.DataFrame) -> pd.DataFrame:
    """Residents in any ethnic group but English, Welsh, Scottish, Northern Irish or British, out of all residents.

    Irish people, Roma and other White minorities are in it. All ages, as people said on the day of the 2021 census.
    """
    counted = _broad_groups(ons_census)
    everybody = counted.groupby(_KEYS, as_index=False).agg(denominator=("numerator", "sum"))
    minority = counted[counted["category"] != WHITE_BRITISH].groupby(_KEYS, as_index=False)[["numerator"]].sum()
    return calculated(_whole(_sum_of_boroughs(everybody.merge(minority, on=_KEYS, validate="1:1"))))


def _broad_groups(census: pd.DataFrame) -> pd.DataFrame:
    groups = census[census["category_type"] == "ethnic group"]
    return groups.assign(broad=groups["category"].str.split(" | ", regex=False).str[0])


def _whole(shares: pd.DataFrame) -> pd.DataFrame:
    """A census counts everybody: a share of it has no limits."""
    return proportion(shares, per=100).assign(lower=float("nan"), upper=float("nan"))


@indicator(
    **_COUNT, name="Residents by mid-year estimate", short="the estimated number of residents", headline="CY",
    measures=("residents",), caveats=(BEFORE_CENSUS,),
)  # fmt: skip
def residents_mid_year(ons_population: pd.DataFrame) -> pd.DataFrame:
    """Estimated residents of all ages in the middle of the year, from 2006 (England: 2009).

    Rolled forward from the 2011 census with births, deaths and moves; by 2020 too high for some boroughs, as the
    2021 census showed. The denominator of deaths and admissions of their own years.
    """
    everyone = ons_population[(ons_population["age"] == "all ages") & (ons_population["sex"] == "persons")]
    return calculated(everyone)


def _aged(population: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    bands = population[population["age"] != "all ages"]
    start = bands["age"].str.extract(r"^(\d+)", expand=False).astype(int)
    everybody = bands.groupby(_KEYS, as_index=False).agg(denominator=("numerator", "sum"))
    aged = bands[start.between(first, last)].groupby(_KEYS, as_index=False)[["numerator"]].sum()
    return calculated(_whole(_sum_of_boroughs(everybody.merge(aged, on=_KEYS, validate="1:1"))))


@indicator(**_AGES, name="Residents under 15", short="the share of residents under 15")
def residents_under_15_share(ons_population: pd.DataFrame) -> pd.DataFrame:
    """Residents under 15 out of all residents in the middle of the year, by the estimates before the 2021 census.

    Background to services for children and families; the bands of five years have no cut at 18.
    """
    return _aged(ons_population, 0, 14)


@indicator(**_AGES, name="Residents aged 15 to 49", short="the share of residents aged 15 to 49")
def residents_15_to_49_share(ons_population: pd.DataFrame) -> pd.DataFrame:
    """Residents aged 15 to 49 out of all residents in the middle of the year, by the estimates before the 2021 census.

    The ages at which most people start treatment for drugs.
    """
    return _aged(ons_population, 15, 49)


@indicator(**_AGES, name="Residents aged 50 and over", short="the share of residents aged 50 and over")
def residents_50_and_over_share(ons_population: pd.DataFrame) -> pd.DataFrame:
    """Residents aged 50 and over out of all residents at mid-year, by the estimates before the 2021 census.

    Background to the growing share of people in treatment who are 50 and over; of all residents, not of adults.
    """
    return _aged(ons_population, 50, 120)
