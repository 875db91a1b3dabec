"""A chart of the page as a picture for paper: its wide drawing as PNG, in the page's typeface, at 200 dots an inch."""

import re
import struct
from base64 import b64decode
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from font_source_sans_pro import font_files_ttf

from pipeline.figures.style import FACES, FAMILY
from pipeline.report.extras import extra

DOTS_AN_INCH = 200
_MILLIMETRES_AN_INCH = 25.4
# The room for one chart on an A4 page: two trends with their words on a page, and the smallest text above 7 points.
ROOM = (142.0, 98.0)
LOGO_ROOM = (70.0, 14.0)
_VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True)
class Picture:
    """A PNG, and its size on paper in millimetres."""

    png: bytes
    width: float
    height: float


@lru_cache(maxsize=128)  # the same chart stands in several documents of a borough
def picture(svg: str, room: tuple[float, float] = ROOM) -> Picture:
    """Return a drawing of `pipeline.figures` as a picture that fits `room`; the same bytes for the same drawing.

    Raises PipelineError naming what to install where nothing draws SVG.
    """
    resvg: Any = extra("resvg_py", "resvg-py", "A picture of a chart", "word")
    across, down = (float(size) for size in _VIEW.findall(svg)[0])
    scale = min(room[0] / across, room[1] / down)
    width, height = across * scale, down * scale
    png = resvg.svg_to_bytes(
        svg_string=svg,
        width=round(width / _MILLIMETRES_AN_INCH * DOTS_AN_INCH),
        background="white",
        skip_system_fonts=True,  # only the page's own: the same picture on every machine
        font_files=[str(font_files_ttf[face]) for face in FACES],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
    return Picture(bytes(png), round(width, 1), round(height, 1))


def logo_picture(address: str) -> Picture:
    """Return a council's logo, as its brand holds it, as a picture for the head of a Word file."""
    kind, _, held = address.partition(";base64,")
    content = b64decode(held)
    if kind.endswith("svg+xml"):
        return picture(content.decode("utf-8-sig"), LOGO_ROOM)
    across, down = struct.unpack(">II", content[16:24])  # where a PNG keeps its size
    scale = min(LOGO_ROOM[0] / across, LOGO_ROOM[1] / down)
    return Picture(content, round(across * scale, 1), round(down * scale, 1))
