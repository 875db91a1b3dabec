"""Denominators: who lives in an area, by mid-year estimate or by the 2021 census, and never the one for the other."""

import pandas as pd

from pipeline.areas import MERGED
from pipeline.states import Flag, join_flags

FIRST_CENSUS_YEAR = 2020  # the financial year 2020/21: the first that stands on Census 2021 residents
_FIXED = join_flags([Flag.FIXED_DENOMINATOR])
_FIXED_FROM_HERE = join_flags([Flag.FIXED_DENOMINATOR, Flag.BREAK_BEFORE])


def mid_year(ons_population: pd.DataFrame) -> pd.DataFrame:
    """Return area_code, year and residents (all ages) by mid-year estimate, with merged areas as their members' sum."""
    everyone = ons_population[(ons_population["measure"] == "residents") & (ons_population["age"] == "all ages")]
    single = everyone.assign(year=everyone["period_start"].dt.year, residents=everyone["value"])
    single = single[["area_code", "year", "residents"]]
    return pd.concat([single, _merged(single)], ignore_index=True)


def _merged(single: pd.DataFrame) -> pd.DataFrame:
    members = pd.DataFrame(
        [(area.code, member) for area in MERGED for member in area.members], columns=["merged", "area_code"]
    )
    sums = single.merge(members, on="area_code").groupby(["merged", "year"], as_index=False)
    together = sums.agg(residents=("residents", "sum"), members=("area_code", "size"))
    complete = together["members"] == together["merged"].map({area.code: len(area.members) for area in MERGED})
    return together[complete].rename(columns={"merged": "area_code"})[["area_code", "year", "residents"]]


def with_mid_year(rows: pd.DataFrame, ons_population: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with `denominator`: residents in the middle of the calendar year in which the period starts."""
    residents = mid_year(ons_population).rename(columns={"residents": "denominator"})
    started = rows.assign(year=rows["period_start"].dt.year)
    return started.merge(residents, on=["area_code", "year"], how="left", validate="m:1").drop(columns="year")


def with_crime_residents(rows: pd.DataFrame, ons_census: pd.DataFrame, ons_population: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with `denominator` and the flags that say on what it stands.

    To 2019/20 the mid-year estimate; from 2020/21 on, and for the latest months, Census 2021 residents held fixed:
    estimates rolled forward from 2011 are too far from what the census found (Tower Hamlets 331,969 against 310,299).
    """
    old = rows["period_start"] < pd.Timestamp(FIRST_CENSUS_YEAR, 4, 1)
    estimated = with_mid_year(rows, ons_population)["denominator"].to_numpy()
    counted = rows["area_code"].map(_census(ons_census))
    first = rows["period_start"] == pd.Timestamp(FIRST_CENSUS_YEAR, 4, 1)
    flags = pd.Series(_FIXED, index=rows.index).mask(first, _FIXED_FROM_HERE).mask(old, "")
    return rows.assign(denominator=counted.mask(old, pd.Series(estimated, index=rows.index)), flags=flags)


def _census(ons_census: pd.DataFrame) -> dict[str, float]:
    everyone = ons_census[(ons_census["sex"] == "persons") & (ons_census["category_type"] == "")]
    return dict(zip(everyone["area_code"], everyone["value"], strict=True))
