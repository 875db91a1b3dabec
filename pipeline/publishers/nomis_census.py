"""Nomis: residents by sex (TS008) and by ethnic group (TS021) in Census 2021, all ages."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.areas import BOROUGH_CODES, ENGLAND
from pipeline.errors import PipelineError
from pipeline.publishers.feed import Carried, Feed, Get, Kind
from pipeline.publishers.nomis import ATTRIBUTION, HOST, LICENCE, address, codes, read_answer, refuse_absent
from pipeline.publishers.reading import csv_rows, refuse

RELEASE = "2021"
SEX, ETHNICITY = "NM_2028_1", "NM_2041_1"
SEXES = {"All persons": "residents", "Female": "females", "Male": "males"}
BROAD = ("Asian", "Black", "Mixed", "White", "Other")  # each the first word of the publisher's name
DETAILED = 19


def ask_for_census(get: Get) -> Mapping[str, Path]:
    """Return the two tables for 33 boroughs and England."""
    where = codes(ENGLAND.code)
    sex = address(SEX, ("geography_code", "c_sex_name"), geography=where, date="latest", c_sex="0...2")
    groups = address(
        ETHNICITY,
        ("geography_code", "c2021_eth_20_name"),
        geography=where,
        date="latest",
        c2021_eth_20="1...19",
    )
    return {
        "sex": get(sex, name="census_sex.csv", kind=Kind.CSV),
        "ethnicity": get(groups, name="census_ethnicity.csv", kind=Kind.CSV),
    }


def split_group(name: str) -> tuple[str, str] | None:
    """Return the broad and the detailed group of "White: Irish"; None for a broad group's own row and the total."""
    broad, colon, detailed = (part.strip() for part in name.partition(":"))
    first = broad.split(",")[0].split()[0] if broad else ""
    return (first, detailed) if colon and first in BROAD else None


def by_group(path: Path, groups: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return area_code, broad_group, detailed_group and residents as text; each area has all 19 groups."""
    split = groups[name].map(split_group)
    kept = groups.loc[split.notna(), ["GEOGRAPHY_CODE", "value"]].copy()
    kept[["broad_group", "detailed_group"]] = list(split.dropna())
    sizes = kept.groupby("GEOGRAPHY_CODE").size()
    faults = [f"{area}: {size} of {DETAILED} ethnic groups" for area, size in sizes[sizes != DETAILED].items()]
    if kept.empty:
        faults = [f"no ethnic group is named as expected; found: {', '.join(sorted(set(groups[name]))[:5])}"]
    refuse(path, faults, "If the publisher has another list of groups, this is another table: look for TS021.")
    named = kept.rename(columns={"GEOGRAPHY_CODE": "area_code", "value": "residents"}).astype("str")
    order = ["area_code", "broad_group", "detailed_group"]
    return named[[*order, "residents"]].sort_values(order).reset_index(drop=True)


def carry_census(files: Mapping[str, Path], before: Path | None) -> Carried:
    """Return sex.csv and ethnicity.csv of boroughs and England; women and men sum to all residents."""
    by_sex, by_ethnicity = _told_apart(files)
    sexes = read_answer([by_sex], ["GEOGRAPHY_CODE", "C_SEX_NAME"])
    groups = read_answer([by_ethnicity], ["GEOGRAPHY_CODE", "C2021_ETH_20_NAME"])
    for path, table in ((by_sex, sexes), (by_ethnicity, groups)):
        refuse_absent(path, table, (*BOROUGH_CODES, ENGLAND.code))
    tables = {
        "sex.csv": _by_sex(by_sex, sexes),
        "ethnicity.csv": by_group(by_ethnicity, groups, "C2021_ETH_20_NAME"),
    }
    return Carried(RELEASE, tables)


def _told_apart(files: Mapping[str, Path]) -> tuple[Path, Path]:
    """Return the answer by sex and the other one, whatever their names: a person may have saved them."""
    headers = {path: next(iter(csv_rows(path).values())) for path in files.values() if path.suffix == ".csv"}
    of_sex = [path for path, header in headers.items() if "C_SEX_NAME" in header]
    others = [path for path in headers if path not in of_sex]
    if len(of_sex) != 1 or len(others) != 1:
        raise PipelineError("Two answers of Nomis are needed: residents by sex (TS008) and by ethnic group (TS021).")
    return of_sex[0], others[0]


def _by_sex(path: Path, sexes: pd.DataFrame) -> pd.DataFrame:
    if set(sexes["C_SEX_NAME"]) != set(SEXES):
        raise PipelineError(f"{path.name}: C_SEX_NAME holds {', '.join(sorted(set(sexes['C_SEX_NAME'])))}.")
    wide = sexes.pivot(index="GEOGRAPHY_CODE", columns="C_SEX_NAME", values="value").rename(columns=SEXES)
    apart = wide["females"] + wide["males"] - wide["residents"]
    refuse(path, [f"{area}: women and men sum to {gap:+} of all" for area, gap in apart[apart != 0].items()])
    return wide.rename_axis("area_code").reset_index()[["area_code", *SEXES.values()]].astype("str")


CENSUS = Feed(
    source="ons_census",
    where=f"https://{HOST}/sources/census_2021",
    licence=LICENCE,
    attribution=ATTRIBUTION,
    hosts=(HOST,),
    collect=ask_for_census,
    carry=carry_census,
    caveats=("All ages: a rate for adults on this base says so.", "London is the sum of its 33 areas."),
)
