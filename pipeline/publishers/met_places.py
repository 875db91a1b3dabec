"""Recorded crime within boroughs: located offences of wards in two years, and drug offences of small areas in one.

A ward or small area is known by its code. Rows without one (airports, offences without a place) are left out and
counted; what share of the borough's offences has a place is said for each offence.
"""

from pathlib import Path

import pandas as pd

from pipeline.errors import PipelineError
from pipeline.periods import read_period
from pipeline.publishers.london_datastore import borough_codes, left_out, without_totals
from pipeline.publishers.met_months import filled, long_counts, month_columns, refuse_repeated
from pipeline.publishers.met_offences import MAJOR, MINOR, offences
from pipeline.publishers.reading import column, read_csv_text, refuse, row_fault
from pipeline.sources.mps_recorded_crime import WARD_OFFENCES
from pipeline.sources.reading import read_text

_WARD = ("WardCode", "Ward Code")
_WARD_NAME = ("WardName", "Ward Name")
_LSOA = ("LSOA Code", "LSOA21CD", "LSOA Code (2021)")
_BOROUGH = ("LookUp_BoroughName", "BoroughName", "Borough")
_DRUGS = ("drug_possession", "drug_trafficking")


def ward_table(path: Path, boroughs: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the located offences of wards in the newest two twelve-month periods, and what to say of them.

    Raises PipelineError for a file of fewer than 24 months and for a code that is two wards.
    """
    frame = read_csv_text(path, [MAJOR, MINOR, _WARD, _WARD_NAME, _BOROUGH])
    frame = without_totals(frame, column(frame, *_WARD), column(frame, *MINOR), column(frame, *_WARD_NAME))
    refuse_repeated(path, _labels(frame, _WARD, _WARD_NAME))
    keys = _ward_keys(path, frame)
    placed = keys["ward_code"].str.fullmatch(r"E05\d{6}") & (keys["area_code"] != "")
    wards = _wards(path, keys[placed])
    ours = placed & keys["offence"].isin(WARD_OFFENCES)
    yearly = _in_years(path, frame[ours], keys.loc[ours, ["ward_code", "offence"]])
    periods = sorted(yearly["period"].unique())
    every = filled(yearly, ward_code=sorted(wards.index), offence=list(WARD_OFFENCES), period=periods)
    table = every.join(wards, on="ward_code")[["ward_code", "ward_name", "area_code", "offence", "period", "count"]]
    absent = len(every) - len(yearly)
    said = [
        *left_out(
            int((~placed).sum()), "row", "of the ward file without a ward of a borough (airports, no known place)"
        ),
        *([f"Combinations of ward, offence and year without a row, shown as 0: {absent:,}."] if absent else []),
        *(_located(kind, periods[-1], table, boroughs) for kind in WARD_OFFENCES),
    ]
    return table, tuple(said)


def _ward_keys(path: Path, frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "ward_code": column(frame, *_WARD),
            "ward_name": column(frame, *_WARD_NAME),
            "area_code": borough_codes(path, column(frame, *_BOROUGH)),
            "offence": offences(path, frame),
        }
    )


def _labels(frame: pd.DataFrame, *places: tuple[str, ...]) -> pd.DataFrame:
    found = [column(frame, *names) for names in (MAJOR, MINOR, _BOROUGH, *places)]
    return pd.DataFrame({str(cells.name): cells for cells in found})


def _wards(path: Path, keys: pd.DataFrame) -> pd.DataFrame:
    """Return each ward's name and borough by its code."""
    wards = keys[["ward_code", "ward_name", "area_code"]].drop_duplicates()
    twice = wards[wards["ward_code"].duplicated()]
    refuse(
        path,
        [row_fault(path, row, "ward", code, f"stands under two names or boroughs ({name})")
         for row, code, name, _ in twice.itertuples()],
    )  # fmt: skip
    return wards.set_index("ward_code")


def _in_years(path: Path, frame: pd.DataFrame, keys: pd.DataFrame) -> pd.DataFrame:
    months = list(month_columns(path, frame).values())[-24:]
    if len(months) < 24:
        raise PipelineError(f"{path.name}: holds {len(months)} months; two years of wards need 24.")
    years = dict.fromkeys(months[:12], f"{months[0]} to {months[11]}")
    years |= dict.fromkeys(months[12:], f"{months[12]} to {months[23]}")
    monthly = long_counts(path, frame, keys, last=24)
    yearly = monthly.assign(period=monthly["month"].map(years))
    return yearly.groupby(["ward_code", "offence", "period"])["count"].sum().reset_index()


def _located(kind: str, period: str, wards: pd.DataFrame, boroughs: pd.DataFrame) -> str:
    first, last = period.split(" to ")
    within = boroughs["month"].between(first, last) & (boroughs["offence"] == kind)
    whole = boroughs.loc[within, "count"].sum()
    placed = wards.loc[(wards["offence"] == kind) & (wards["period"] == period), "count"].sum()
    share = f"{100 * placed / whole:.1f}%" if whole else "none"
    return f"Wards hold {share} of {kind.replace('_', ' ')} offences of their boroughs in {read_period(period).label}."


def small_area_table(path: Path, boroughs: pd.DataFrame, before: Path | None) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the release before's small areas with the drug offences of the newest twelve months, and what to say.

    Raises PipelineError where codes are not those of 2021, which the deprivation and census columns stand on.
    """
    held = _held(before)
    frame = read_csv_text(path, [MAJOR, MINOR, _LSOA])
    frame = without_totals(frame, column(frame, *_LSOA), column(frame, *MINOR))
    refuse_repeated(path, _labels(frame, _LSOA))
    codes, kinds = column(frame, *_LSOA), offences(path, frame)
    placed = codes.str.fullmatch(r"E01\d{6}") & (borough_codes(path, column(frame, *_BOROUGH)) != "")
    _refuse_other_codes(path, codes[placed], set(held["lsoa_code"]))
    ours = placed & kinds.isin(_DRUGS)
    months = list(month_columns(path, frame).values())[-12:]
    monthly = long_counts(path, frame[ours], pd.DataFrame({"lsoa_code": codes[ours]}), last=12)
    found = monthly.groupby("lsoa_code")["count"].sum()
    period = f"{months[0]} to {months[-1]}"
    number = held["lsoa_code"].map(found).fillna(0).astype("int64").astype(str)
    counted = number.where(held["area_code"] != "E09000001", "")  # the City is another force: not counted, not 0
    said = [
        _located_drugs(boroughs, months, int(found.sum())),
        *left_out(int((~placed).sum()), "row", "of the small-area file without a small area of a borough"),
    ]
    return held.assign(drug_offences_12m=counted, period=period), tuple(said)


def _located_drugs(boroughs: pd.DataFrame, months: list[str], located: int) -> str:
    whole = boroughs[boroughs["month"].isin(months) & boroughs["offence"].isin(_DRUGS)]["count"].sum()
    period = read_period(f"{months[0]} to {months[-1]}").label
    return (
        f"Of {whole:,} drug offences in {period}, {located:,} are located in a small area; small areas of the City of "
        "London have no count."
    )


def _held(before: Path | None) -> pd.DataFrame:
    if before is None or not (before / "lsoa_deprivation.csv").is_file():
        raise PipelineError(
            "The small areas' deprivation and residents are carried from the release before, and there is none.\n"
            "Put the published folder of data/raw/mps_recorded_crime back, then fetch again."
        )
    return read_text(before / "lsoa_deprivation.csv")


def _refuse_other_codes(path: Path, codes: pd.Series, known: set[str]) -> None:
    new = codes[~codes.isin(known)].drop_duplicates()
    refuse(
        path,
        [row_fault(path, row, str(codes.name), code, "is no LSOA of 2021") for row, code in new.items()],
        f"{len(new)} codes are not those of 2021, which deprivation and residents stand on: the file may be by LSOA of "
        "2011. Ask for the file by LSOA 2021.",
    )
