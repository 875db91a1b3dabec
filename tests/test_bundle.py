"""Which rows a run may read: taken from the whole table at once, the same as the rule read out for each indicator."""

import numpy as np
import pandas as pd
import pytest

from pipeline.areas import AREAS, COMPARATORS, find_reported_area, stand_ins
from pipeline.bundle import _Table, named_indicators
from pipeline.chapters import SHIPPED
from pipeline.indicators import CATALOGUE
from pipeline.project import Project
from tests.execution.invented import write_notebook

NAMES = ("drug_trafficking_rate", "alcohol_met_need", "residents", "homicide_offences")
CODES = list(AREAS)


def by_the_rule(table, entries, area):
    near = {area.code, *(place.code for place in (*stand_ins(area.code), *COMPARATORS))}
    parts = []
    for entry in entries:
        rows = table[table["indicator"] == entry.id]
        if area.kind == "joint" and rows["area_code"].eq(area.code).any():
            rows = rows[~rows["area_code"].isin(area.members)]
        compared = (rows["period_type"] == entry.headline) & (rows["group"] == "")
        latest = rows["period_end"] == rows.loc[compared, "period_end"].max()
        is_near = rows["area_code"].isin(near)
        parts += [rows[is_near], rows[compared & latest & ~is_near]]
    return pd.concat(parts, ignore_index=True) if parts else table.iloc[:0]


@pytest.fixture(scope="module")
def table():
    """Invented: every area with several periods of each kind, groups, and gaps without a period."""
    draw = np.random.default_rng(11)
    known = [name for name in NAMES if name in CATALOGUE]
    size = 4_000
    ends = pd.to_datetime(draw.choice(["2023-03-31", "2024-03-31", "2025-03-31", "2026-02-28", "NaT"], size))
    columns = {
        "indicator": draw.choice(known, size), "area_code": draw.choice(CODES, size), "period_end": ends,
        "period_type": draw.choice(["FY", "CY", "rolling12", "3y"], size), "group": draw.choice(["", "", "a"], size),
        "value": draw.random(size),
    }  # fmt: skip
    rows = pd.DataFrame(columns).astype({"indicator": "str", "area_code": "str", "period_type": "str", "group": "str"})
    alone = rows["indicator"].eq(known[-1])  # an indicator of one area only, none of whose rows has a period
    return rows[~alone | rows["area_code"].eq("E09000003")].assign(period_end=rows["period_end"].mask(alone))


@pytest.mark.parametrize("slug", ["barnet", "city-of-london", "sutton", "city-of-london-and-hackney"])
def test_rows_are_those_of_the_rule_in_its_order(table, slug):
    area = find_reported_area(slug)
    entries = [CATALOGUE[name] for name in reversed(NAMES) if name in CATALOGUE]

    pd.testing.assert_frame_equal(_Table(table).rows_for(entries, area), by_the_rule(table, entries, area))


def test_a_chapter_without_indicators_has_the_columns_and_no_rows(table):
    found = _Table(table).rows_for([], find_reported_area("barnet"))

    assert list(found.columns) == list(table.columns)
    assert found.empty


def test_the_indicators_that_any_code_names_are_told_the_boroughs_own_chapters_included(tmp_path):
    barnet, brent = find_reported_area("barnet"), find_reported_area("brent")
    for name in SHIPPED:
        write_notebook(tmp_path / "notebooks", name, 'trend("smoking")' if name == "demand" else 'say("nothing")')
    write_notebook(tmp_path / "notebooks" / "local" / "barnet", "nights", 'trend("homicide")')

    assert named_indicators(Project(tmp_path), brent) == ("smoking",)
    assert named_indicators(Project(tmp_path), barnet) == ("homicide", "smoking")
