"""Office for National Statistics: residents aged 18 and over by ethnic group, from the custom tables of Census 2021.

The ready-made table of ethnic group by age (RM032) has "24 years and under" in one band: no adults can be cut from it. The
custom table has single years of age. It leaves out whole areas, not cells, where people could be recognised.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.areas import BOROUGH_CODES, ENGLAND
from pipeline.errors import PipelineError
from pipeline.publishers.feed import Carried, Feed, Get, Kind
from pipeline.publishers.nomis import LICENCE, refuse_absent
from pipeline.publishers.nomis_census import RELEASE, by_group
from pipeline.publishers.ons_workbook import ATTRIBUTION
from pipeline.publishers.reading import read_record, refuse

HOST = "api.beta.ons.gov.uk"
GROUP, AGE = "ethnic_group_tb_20b", "resident_age_91a"
OBSERVATIONS = f"https://{HOST}/v1/population-types/UR/census-observations"
ADULT = 18
AGES = 91  # under 1 to 90 and over
_NUMBER = re.compile(r"\d+")


def ask_for_adults(get: Get) -> Mapping[str, Path]:
    """Return the answers for the boroughs (60,060 cells of the 100,000 allowed) and for England."""
    areas = {"boroughs": f"ltla,{','.join(BOROUGH_CODES)}", "england": f"ctry,{ENGLAND.code}"}
    return {
        name: get(
            f"{OBSERVATIONS}?area-type={where}&dimensions={GROUP},{AGE}",
            name=f"census_adults_{name}.json",
            kind=Kind.JSON,
        )
        for name, where in areas.items()
    }


def carry_adults(files: Mapping[str, Path], before: Path | None) -> Carried:
    """Return adults.csv: residents aged 18 and over in 19 ethnic groups, boroughs and England."""
    paths = [path for path in files.values() if path.suffix == ".json"]
    cells = pd.concat([_cells(path) for path in paths], ignore_index=True)
    spans = cells.groupby(["GEOGRAPHY_CODE", "group"])["age"].agg(["size", "nunique"]).reset_index().to_numpy().tolist()
    broken = [f"{area} {group}: {ages} of {AGES} ages" for area, group, size, ages in spans if {size, ages} != {AGES}]
    refuse(paths[0], broken)
    refuse_absent(paths[0], cells, (*BOROUGH_CODES, ENGLAND.code))
    adults = cells[cells["age"] >= ADULT].groupby(["GEOGRAPHY_CODE", "group"])["value"].sum().reset_index()
    return Carried(RELEASE, {"adults.csv": by_group(paths[0], adults, "group")})


def _cells(path: Path) -> pd.DataFrame:
    """Return one row for each area, ethnic group and year of age, "Does not apply" left out."""
    answer = read_record(path, "an answer of the census tables")
    if answer.get("blocked_areas"):
        raise PipelineError(f"{path.name}: the publisher left out {answer['blocked_areas']} areas to protect people.")
    cells = [_cell(path, cell) for cell in answer.get("observations") or []]
    rows = [cell for cell in cells if cell[1] != "Does not apply"]
    if not rows:
        raise PipelineError(f"{path.name}: the answer holds no cells.")
    table = pd.DataFrame(rows, columns=["GEOGRAPHY_CODE", "group", "age_name", "value"])
    return table.assign(age=table["age_name"].map({name: _age(path, name) for name in table["age_name"].unique()}))


def _cell(path: Path, cell: dict[str, Any]) -> tuple[str, str, str, int]:
    """Return the area's code, the group, the age and the count of one cell of the answer."""
    try:
        options = {part["dimension_id"]: part for part in cell["dimensions"]}
        [area] = [part for name, part in options.items() if name not in {GROUP, AGE}]
        return area["option_id"], options[GROUP]["option"], options[AGE]["option"], int(cell["observation"])
    except (KeyError, TypeError, ValueError):
        raise PipelineError(
            f"{path.name}: a cell is not of an area, {GROUP} and {AGE}: {json.dumps(cell)[:200]}.\n"
            "If the publisher renamed them, change the names in pipeline/publishers/ons_census_adults.py."
        ) from None


def _age(path: Path, name: str) -> int:
    """Return the age of "Aged 18 years"; under 1 is 0. A band of several years is refused: 18 may lie inside it."""
    numbers = _NUMBER.findall(name)
    if len(numbers) != 1 or ("under" in name and numbers != ["1"]):
        raise PipelineError(f"{path.name}: '{name}' is not a single year of age, so adults cannot be cut out.")
    return 0 if "under" in name else int(numbers[0])


FEED = Feed(
    source="ons_adults_by_ethnicity",
    where="https://www.ons.gov.uk/datasets/create",
    licence=LICENCE,
    attribution=ATTRIBUTION,
    hosts=(HOST,),
    collect=ask_for_adults,
    carry=carry_adults,
    caveats=(
        "Residents aged 18 and over on 21 March 2021, when some people had left London for the time of the pandemic.",
        "Counts are changed a little to protect people: they do not add up exactly to other census tables.",
    ),
)
