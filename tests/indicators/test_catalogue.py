from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from pipeline.indicators import CATALOGUE, COLUMNS
from pipeline.indicators.catalogue import calculate_indicators
from pipeline.indicators.indicator import KINDS
from pipeline.indicators.offences import homicide
from pipeline.priorities import PRIORITIES
from pipeline.project import Audience
from pipeline.sources import SOURCES
from tests.indicators.drawn import breaks, monthly, row
from tests.indicators.entries import drawn_rows

BARNET = "E09000003"
EDITION = SimpleNamespace(
    id="invented", date="2026-11-22", releases={"mps_recorded_crime": SimpleNamespace(release="2026-04")}
)


def police_only(measure="homicide", counts=(1,) * 12):
    police = monthly(BARNET, measure, "2025-03", list(counts))
    return police.assign(source="mps_recorded_crime", release="2026-04")


@pytest.fixture
def calculate():
    def from_observations(observed):
        return calculate_indicators(observed, EDITION, breaks().iloc[:0], Audience.PUBLIC)

    return from_observations


def test_the_table_has_the_agreed_columns_and_types(calculate):
    table = calculate(police_only())

    assert tuple(table.columns) == COLUMNS
    assert table["period_end"].dtype.kind == "M"
    assert all(table[name].dtype == "str" for name in ("indicator", "area_code", "flags", "vs_london"))


def test_an_indicator_whose_source_is_missing_is_a_stated_gap(calculate):
    table = calculate(police_only())

    [gap] = table.query("indicator == 'smoking' and area_code == @BARNET").to_dict("records")
    assert gap["state"] == "not available"
    assert "fingertips" in table.attrs["gaps"]["smoking"]


def test_one_failing_indicator_stops_no_other(calculate):
    table = calculate(pd.concat([police_only(), police_only("drug_trafficking", [-5] * 12)]))

    assert row(table, indicator="homicide", area_code=BARNET)["value"] == 12
    assert row(table, indicator="trafficking_possession_ratio", area_code=BARNET)["state"] == "cannot be calculated"
    assert "trafficking_possession_ratio" in table.attrs["gaps"]


def test_a_bad_row_becomes_a_gap_that_names_source_row_and_column(calculate):
    table = calculate(pd.concat([police_only(), police_only("drug_trafficking", [3, -5, *[3] * 10])]).assign(row=7))

    why = table.attrs["gaps"]["drug_trafficking_offences"]
    assert "mps_recorded_crime" in why and "row 7: value -5.0 is below zero" in why
    assert "homicide" not in table.attrs["gaps"]


@pytest.mark.parametrize(
    ("indicator", "per"),
    [("drug_trafficking_rate", 1_000), ("drug_poisoning_death_rate", 100_000), ("trafficking_possession_ratio", 100),
     ("women_in_treatment_share", 100), ("homicide", 0), ("smoking", 0)],
)  # fmt: skip
def test_values_made_of_counts_say_for_how_many(indicator, per):
    assert CATALOGUE[indicator].per == per


def test_what_is_made_of_counts_has_similar_boroughs_beside_it_and_others_have_not():
    assert CATALOGUE["knife_crime_rate"].benchmarks == ("London", "similar London boroughs")
    assert CATALOGUE["smoking"].benchmarks == ("England",)


def test_only_the_partnerships_treatment_figures_are_closed_to_the_public():
    closed = {entry.sources[0] for entry in CATALOGUE.values() if entry.restricted}

    assert closed == {"local_ndtms"}


def test_rows_name_their_source_and_release(calculate):
    counted = row(calculate(police_only()), indicator="homicide", area_code=BARNET)

    assert (counted["source"], counted["release"]) == ("mps_recorded_crime", "2026-04")


def test_homicides_never_have_a_rate(calculate):
    rows = calculate(police_only()).query("indicator == 'homicide'")

    assert rows[["denominator", "lower", "upper"]].isna().all(axis=None)
    assert set(rows["vs_london"]) <= {"not tested", "not available", "not applicable"}


def test_counts_only_holds_whatever_an_indicator_returns(calculate, monkeypatch):
    def homicide(mps_recorded_crime):
        return drawn_rows(
            "area_code | period | value | lower | denominator\nE09000003 | 2024-03 to 2025-02 | 9 | 4 | 100"
        )

    monkeypatch.setitem(CATALOGUE, "homicide", replace(CATALOGUE["homicide"], calculate=homicide))

    counted = row(calculate(police_only()), indicator="homicide", area_code=BARNET)

    assert counted["value"] == 9
    assert pd.isna([counted["lower"], counted["denominator"]]).all()


def test_an_indicator_stays_a_plain_function():
    assert row(homicide(police_only()), area_code=BARNET)["value"] == 12


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=list(CATALOGUE))
def test_an_indicator_says_what_it_is(entry):
    assert set(entry.sources) <= set(SOURCES)
    assert len(entry.definition.split()) >= 20, "too short for a definition"
    assert entry.caveats and all(caveat.endswith(".") for caveat in entry.caveats)
    assert entry.measures
    assert entry.topic in {"supply", "treatment", "demand", "context"}
    assert entry.rule in {"recorded crime", "limits", "not tested"}
    assert entry.polarity in {"higher is better", "lower is better", None}
    assert set(entry.comparators) <= {"London", "England"}
    assert entry.kind in KINDS
    assert entry.newer.endswith(".") and entry.disclosure


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=list(CATALOGUE))
def test_no_direction_is_better_for_recorded_crime_treatment_numbers_and_admissions(entry):
    neutral = entry.topic == "supply" or "admissions" in entry.id or entry.id == "adults_in_treatment"

    assert not (neutral and entry.polarity)


def test_every_indicator_compared_under_a_priority_is_in_the_catalogue():
    wanted = {indicator for priority in PRIORITIES for indicator in priority.compared}

    assert wanted <= set(CATALOGUE)
