"""London's 33 boroughs, the areas that publishers merge, and the two comparators.

Codes and names: ONS. Tile positions (row, column): the square grid of London boroughs by the geofacet project, redrawn.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from pipeline.errors import PipelineError, did_you_mean


@dataclass(frozen=True)
class Area:
    """A place with a code, a name and, when it stands for several boroughs, its members."""

    code: str
    name: str
    kind: str  # borough, merged, joint, region, country
    short: str = ""
    tile: tuple[int, int] | None = None
    members: tuple[str, ...] = ()

    @cached_property
    def slug(self) -> str:
        """The name as it stands in file names and commands: lower case, hyphens."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode().lower()
        return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")

    @property
    def spoken(self) -> str:
        """The name inside a sentence: "the City of London", else the name itself."""
        return f"the {self.name}" if self.code == "E09000001" or self.kind == "joint" else self.name

    @property
    def formal_name(self) -> str:
        """The council's full style, as on a title page."""
        special = {"E09000001": "City of London Corporation", "E09000033": "City of Westminster"}
        royal = {"E09000020", "E09000021", "E09000011"}
        if self.kind != "borough":
            return self.name
        return special.get(self.code, f"{'Royal' if self.code in royal else 'London'} Borough of {self.name}")


_BOROUGHS = """
E09000001 | City of London         | Cty | 4 5
E09000002 | Barking and Dagenham   | B&D | 4 8
E09000003 | Barnet                 | Bar | 2 4
E09000004 | Bexley                 | Bxl | 5 8
E09000005 | Brent                  | Bre | 3 3
E09000006 | Bromley                | Bro | 6 6
E09000007 | Camden                 | Cmd | 3 4
E09000008 | Croydon                | Cro | 6 5
E09000009 | Ealing                 | Eal | 3 2
E09000010 | Enfield                | Enf | 1 5
E09000011 | Greenwich              | Grn | 5 7
E09000012 | Hackney                | Hck | 3 6
E09000013 | Hammersmith and Fulham | H&F | 4 2
E09000014 | Haringey               | Hgy | 2 5
E09000015 | Harrow                 | Hrw | 2 3
E09000016 | Havering               | Hav | 3 8
E09000017 | Hillingdon             | Hil | 3 1
E09000018 | Hounslow               | Hou | 4 1
E09000019 | Islington              | Isl | 3 5
E09000020 | Kensington and Chelsea | K&C | 4 3
E09000021 | Kingston upon Thames   | Kng | 6 3
E09000022 | Lambeth                | Lam | 5 4
E09000023 | Lewisham               | Lew | 5 6
E09000024 | Merton                 | Mer | 6 4
E09000025 | Newham                 | New | 4 7
E09000026 | Redbridge              | Rbr | 3 7
E09000027 | Richmond upon Thames   | Ric | 5 2
E09000028 | Southwark              | Swk | 5 5
E09000029 | Sutton                 | Sut | 7 4
E09000030 | Tower Hamlets          | TwH | 4 6
E09000031 | Waltham Forest         | WFo | 2 6
E09000032 | Wandsworth             | Wns | 5 3
E09000033 | Westminster            | Wst | 4 4
"""


def _borough(line: str) -> Area:
    code, name, short, tile = (part.strip() for part in line.split("|"))
    row, column = map(int, tile.split())
    return Area(code, name, "borough", short, (row, column))


BOROUGHS = tuple(_borough(line) for line in _BOROUGHS.strip().splitlines())
LONDON = Area("E12000007", "London", "region", "London")
ENGLAND = Area("E92000001", "England", "country", "England")
COMPARATORS = (LONDON, ENGLAND)
CITY_OF_LONDON = BOROUGHS[0]


def _merged(name: str, *members: str) -> Area:
    return Area("+".join(members), name, "merged", members=members)


# How publishers merge small areas. A merged row is nobody's own: it stands, named, in its members' reports.
MERGED = (
    _merged("City of London and Hackney", "E09000001", "E09000012"),
    _merged("Merton and Sutton", "E09000024", "E09000029"),
)
# Partnerships that two boroughs keep together: one report about both, apart from how publishers count.
# The larger member comes first: its figures stand, named, where nobody counts the two together.
JOINT = (Area("joint:E09000001+E09000012", "City of London and Hackney", "joint", members=("E09000012", "E09000001")),)
AREAS = {area.code: area for area in (*BOROUGHS, *MERGED, *JOINT, LONDON, ENGLAND)}
BOROUGH_CODES = tuple(area.code for area in BOROUGHS)


def find_area(text: str) -> Area:
    """Return the borough, or the joint partnership, meant by a name, slug or GSS code, however it is capitalised.

    Raises PipelineError, with "did you mean", for anything else.
    """
    wanted = text.strip().lower().replace("&", "and")
    for area in (*BOROUGHS, *JOINT):
        if wanted in {area.name.lower(), area.slug, area.code.lower()}:
            return area
    parts = [
        area for area in BOROUGHS if wanted == area.short.lower().replace("&", "and") or wanted in area.name.lower()
    ]
    if wanted != "london" and 1 <= len(parts) <= 3:  # "Kensington", "Richmond", "K&C"
        raise PipelineError(
            f"'{text}' is not one of the 33 London boroughs. Did you mean {' or '.join(area.name for area in parts)}?"
        )
    names = [*(area.name for area in (*BOROUGHS, *JOINT)), *(area.slug for area in BOROUGHS)]
    hint = did_you_mean(text, names)
    for area in BOROUGHS:  # a slug is suggested by its name
        hint = hint.replace(f" {area.slug}?", f" {area.name}?")
    raise PipelineError(f"'{text}' is not one of the 33 London boroughs.{hint}")


def find_reported_area(text: str) -> Area:
    """Return the area that a chapter may be about: a borough, or London as a whole for the chapter beside them all."""
    return LONDON if text == LONDON.slug else find_area(text)


def stand_ins(code: str) -> tuple[Area, ...]:
    """Return the areas whose figures stand, named, where this one has none of its own: nearest first."""
    area = AREAS[code]
    if area.kind != "joint":
        return merged_areas_of(code)
    return (*(merged for merged in MERGED if set(merged.members) == set(area.members)), AREAS[area.members[0]])


def merged_areas_of(code: str) -> tuple[Area, ...]:
    """Return the merged areas in whose figures this borough is counted."""
    return tuple(area for area in MERGED if code in area.members)
