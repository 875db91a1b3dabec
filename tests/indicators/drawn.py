"""Invented observations for tests: drawn as a table with | between cells, or as runs of equal months."""

import pandas as pd

from pipeline.observations import NUMBERS, observations
from pipeline.periods import month, read_period, with_periods


def observed(drawing, reader=read_period, **constants):
    """Return observations from a drawing; `period` is read by `reader`, and an empty number is missing."""
    lines = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]
    frame = pd.DataFrame(lines[1:], columns=lines[0], dtype="str").assign(**constants)
    for name in set(NUMBERS) & set(frame):
        frame[name] = pd.to_numeric(frame[name])
    if "numerator" not in frame:
        frame["numerator"] = frame["value"]
    return observations(with_periods(frame, reader=reader))


def monthly(area_code, measure, first, counts):
    """Return one borough's counts for months in a row, from `first` on."""
    months = pd.period_range(first, periods=len(counts), freq="M").astype(str)
    frame = pd.DataFrame({"period": months, "value": counts, "numerator": counts}).astype({"value": float})
    return observations(with_periods(frame, reader=month), area_code=area_code, measure=measure)


def residents(drawing):
    """Return mid-year estimates from a drawing of area_code, period and value."""
    return observed(drawing, measure="residents")


def census(**by_area):
    """Return Census 2021 residents, with a decoy: one sex and one ethnic group of each area."""
    drawing = "area_code | period | value | sex | category_type\n" + "\n".join(
        f"{area} | 2021 | {count} | persons | \n{area} | 2021 | {count // 2} | female | \n"
        f"{area} | 2021 | {count // 3} | persons | ethnic group"
        for area, count in by_area.items()
    )
    return observed(drawing, measure="residents")


def row(rows, **where):
    """Return the one row with these values, as a dict."""
    found = rows
    for name, value in where.items():
        found = found[found[name] == value]
    [one] = found.to_dict("records")
    return one


def breaks(drawing=""):
    """Return a register of breaks from a drawing of measure, month and kind (source: mps_recorded_crime)."""
    names = ["source", "measure", "month", "area", "note", "kind"]
    lines = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]
    frame = pd.DataFrame(lines, columns=["measure", "month", "kind"], dtype="str")
    full = frame.assign(source="mps_recorded_crime", area="all", note="invented")[names]
    return full.assign(month=pd.to_datetime(full["month"]))
