"""Which authorities are like which: NHS England's peer groups, as Public health profiles list them (nearest neighbours).

The profiles' API has the lists in JSON, one for each borough, nearest first. The programme that makes the peer groups
writes `peers.csv` (an authority's name, then the names of its 1st to 15th peer): that file is read too, by hand.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.areas import AREAS, BOROUGHS, CITY_OF_LONDON
from pipeline.errors import PipelineError
from pipeline.publishers.area_names import code_of
from pipeline.publishers.feed import Carried, Feed, Get, Kind
from pipeline.publishers.issued import day_or_before
from pipeline.publishers.reading import csv_rows as read_rows
from pipeline.publishers.reading import refuse, table_under

_BASE = "https://fingertips.phe.org.uk/api"
_TYPES, _AREA_TYPE = "types", 502
MODEL = "NHS England peer groups"
PEERS = 15


def collect(get: Get) -> Mapping[str, Path]:
    """Return the kinds of neighbours and, by ONS code, each borough's list; the City of London is in no peer group."""
    files = {_TYPES: get(f"{_BASE}/nearest_neighbour_types", name="types.json", kind=Kind.JSON)}
    kind, _ = _model(files[_TYPES])
    for borough in (area for area in BOROUGHS if area != CITY_OF_LONDON):
        url = f"{_BASE}/areas/by_parent_area_code?area_type_id={_AREA_TYPE}&parent_area_code=nn-{kind}-{borough.code}"
        files[borough.code] = get(url, name=f"{borough.code}.json", kind=Kind.JSON)
    return files


def carry(files: Mapping[str, Path], before: Path | None) -> Carried:
    """Return every borough's peers, the nearest first, and the model that chose them."""
    by_hand = [path for path in files.values() if path.suffix.lower() == ".csv"]
    table = pd.concat([_programme(path) for path in by_hand]) if by_hand else _listed(files)
    tables = {"peers.csv": table.sort_values("area_code", kind="stable", ignore_index=True)}
    caveats = (
        "Peers are like in residents and place at Census 2021, not in drug use or services.",
        "The City of London is in no peer group.",
    )
    return Carried(day_or_before(files.values(), before, tables), tables, caveats)


def _model(path: Path) -> tuple[str, str]:
    """Return number and name of the kind of neighbours that counties and unitary authorities have."""
    kinds = [kind for kind in _read(path) if _AREA_TYPE in _area_types(kind)]
    if not kinds:
        raise PipelineError(f"{path.name}: names no nearest neighbours for area type {_AREA_TYPE}.")
    nhs = [kind for kind in kinds if "nhs" in str(kind.get("Name", "")).lower()]
    chosen = (nhs or kinds)[0]
    return str(chosen["NeighbourTypeId"]), str(chosen.get("Name") or "nearest neighbours")


def _area_types(kind: dict[str, Any]) -> set[object]:
    return {area.get("Id") for area in kind.get("ApplicableAreaTypes") or [] if isinstance(area, dict)}


def _listed(files: Mapping[str, Path]) -> pd.DataFrame:
    if _TYPES not in files:
        raise PipelineError("nhs_peers: types.json is missing: without it nobody knows which model the lists are of.")
    _, model = _model(files[_TYPES])
    parts = []
    for code, path in files.items():
        if code == _TYPES:
            continue
        listed = [(str(area.get("Code", "")), str(area.get("Name", ""))) for area in _read(path)]
        parts.append(_ranked(path, code, [pair for pair in listed if pair[0] != code], model))
    return pd.concat(parts)


def _ranked(path: Path, code: str, peers: list[tuple[str, str]], model: str) -> pd.DataFrame:
    faults = [] if code in AREAS else [f"{code} is not the ONS code of a borough"]
    faults += [] if peers else [f"{code} has no peer"]
    faults += [f"'{name}' has no ONS code" for peer, name in peers if not peer]
    refuse(path, faults)
    rows = [(code, rank, peer, name, model) for rank, (peer, name) in enumerate(peers, 1)]
    return pd.DataFrame(rows, columns=["area_code", "rank", "peer_code", "peer_name", "model"], dtype="str")


def _programme(path: Path) -> pd.DataFrame:
    """Return the boroughs' peers in the programme's file: those outside London are known there by name alone."""
    raw = table_under(path, read_rows(path), [str(rank) for rank in range(1, PEERS + 1)])
    parts = []
    for cells in raw.to_numpy().tolist():
        if code := code_of(cells[0]):
            named = [(code_of(name) or "elsewhere", name) for name in cells[1 : PEERS + 1]]
            parts.append(_ranked(path, code, named, MODEL))
    if not parts:
        raise PipelineError(f"{path.name}: names no borough of London in its first column.")
    return pd.concat(parts)


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        answer = json.loads(path.read_bytes())
    except ValueError as error:
        raise PipelineError(f"{path.name}: is not JSON ({error}).") from None
    if not isinstance(answer, list) or not all(isinstance(entry, dict) for entry in answer):
        raise PipelineError(f"{path.name}: is not a list of areas.")
    return answer


FEED = Feed(
    source="nhs_peers",
    where="https://fingertips.phe.org.uk/profile/guidance",
    licence="Open Government Licence v3.0",
    attribution=(
        "NHS England, peer groups of local authorities, by way of Public health profiles. Contains public sector "
        "information licensed under the Open Government Licence v3.0."
    ),
    hosts=("fingertips.phe.org.uk",),
    collect=collect,
    carry=carry,
    by_hand="Give peers.csv as NHS England's programme for peer groups of local authorities writes it.",
)
