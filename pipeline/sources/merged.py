"""Tables in which publishers merge small areas: a merged row has a name and no code."""

import pandas as pd
import pandera.pandas as pa

from pipeline.areas import AREAS, MERGED
from pipeline.states import Flag

_CODES = {area.name: area.code for area in AREAS.values() if area.kind != "joint"}
_MERGED_CODES = {area.code for area in MERGED}


def code_or_merged() -> pa.Column:
    """Return a column of ONS codes that is empty where areas are merged (`fits_name` checks that they are)."""
    known = {"", *AREAS} - _MERGED_CODES
    words = "the ONS code of a London borough, London or England, or empty for merged areas"
    return pa.Column(str, pa.Check(lambda codes: codes.isin(known), error=words))


def area_name() -> pa.Column:
    """Return a column of names of boroughs, merged areas, London or England."""
    known = set(_CODES)
    words = "the name of a London borough, a merged area, London or England"
    return pa.Column(str, pa.Check(lambda names: names.isin(known), error=words))


def fits_name() -> pa.Check:
    """Return the rule that a row's code and name mean the same area, and that only merged areas have no code."""

    def same(frame: pd.DataFrame) -> pd.Series:
        code = frame["area_name"].map(_CODES).fillna("?")
        return frame["area_code"].mask(frame["area_code"].eq("") & code.isin(_MERGED_CODES), code).eq(code)

    return pa.Check(same, error="area_code and area_name are not the same area (only a merged area has no code)")


def fill_merged(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with every row's own area code, merged areas flagged as such."""
    codes = frame["area_name"].map(_CODES)
    flags = codes.isin(_MERGED_CODES).map({True: Flag.MERGED_AREA.value, False: ""})
    return frame.assign(area_code=codes, flags=flags)
