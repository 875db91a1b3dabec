"""Which borough a point lies in, by boundaries that the analyst has at hand (GeoJSON in longitude and latitude)."""

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.areas import BOROUGH_CODES
from pipeline.errors import PipelineError

_CODE = re.compile(r"E09\d{6}")
_WEST, _SOUTH, _EAST, _NORTH = -1.0, 51.0, 1.0, 52.0  # London lies well within


def boroughs_of(boundaries: Path, points: pd.DataFrame) -> pd.Series:
    """Return the code of the borough that each point (`latitude`, `longitude`) lies in, empty for none.

    On the line between two the lower code is taken, always the same. Raises PipelineError for boundaries that cannot
    be read, or not all boroughs', and where the package that places points is not installed.
    """
    shapely = _shapely()
    shapes = _shapes(boundaries, shapely)
    located = pd.to_numeric(points["longitude"], errors="coerce"), pd.to_numeric(points["latitude"], errors="coerce")
    known = located[0].notna() & located[1].notna()
    tree = shapely.STRtree([shapes[code] for code in BOROUGH_CODES])
    at = shapely.points(located[0][known].to_numpy(), located[1][known].to_numpy())
    index, borough = tree.query(at, predicate="intersects")
    first = pd.Series(borough).groupby(index).min()
    rows = known[known].index[first.index.to_numpy()]
    return pd.Series([BOROUGH_CODES[place] for place in first], rows, dtype="str").reindex(points.index, fill_value="")


def _shapely() -> Any:
    try:
        return import_module("shapely")  # an extra: most analysts have no boundaries
    except ImportError:
        raise PipelineError(
            "Placing points in boroughs needs the package shapely, which is not installed.\n"
            "Install the extra called points, or fetch without boundaries: London as a whole."
        ) from None


def _shapes(path: Path, shapely: Any) -> dict[str, Any]:
    """Return the boundary of each borough by its code."""
    try:
        features = json.loads(path.read_text(encoding="utf-8-sig"))["features"]
        shapes = {code: shapely.geometry.shape(one["geometry"]) for one in features if (code := _code(one))}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PipelineError(f"{path.name}: is not GeoJSON of boundaries ({error}).") from None
    absent = [code for code in BOROUGH_CODES if code not in shapes]
    if absent:
        raise PipelineError(f"{path.name}: has no boundary with the code of {', '.join(absent)}.")
    for code, shape in shapes.items():
        west, south, east, north = shape.bounds
        if west < _WEST or east > _EAST or south < _SOUTH or north > _NORTH:
            raise PipelineError(
                f"{path.name}: the boundary of {code} is not in longitude and latitude.\n"
                "Save the boundaries in WGS 84 (EPSG:4326), not in the British National Grid."
            )
    return shapes


def _code(feature: dict[str, Any]) -> str:
    cells = [str(value) for value in (feature.get("properties") or {}).values()]
    return next((cell for cell in cells if _CODE.fullmatch(cell)), "")
