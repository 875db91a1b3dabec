"""Words about recorded offences: what they draw, what they say beside it, and the gap where there is none.

All figures in this file are invented.
"""

import pandas as pd
import pytest

from pipeline.areas import BOROUGHS
from pipeline.notebook import fifths, funnel, halves, season
from tests.evidence import bundle, rows
from tests.findings.test_fifths import TABLE as FIFTHS
from tests.findings.test_fifths import WITH, WITHOUT
from tests.notebook.kept import gaps_in, opened

CITY = "E09000001"
MONTHLY = "weapon_possession_offences"
SYSTEM = ("mps_recorded_crime", "all", "2024-03-01", "all", "a new system", "break")


def boroughs(own: int) -> pd.DataFrame:
    lines = ["indicator | area_code | period | numerator | denominator | value | state"]
    for place, area in enumerate(area for area in BOROUGHS if area.code != CITY):
        count = own if area.code == "E09000003" else 480 + place % 40
        lines.append(
            f"drug_trafficking_rate | {area.code} | 2025-03 to 2026-02 | {count} | 250000 | {count / 250} | ok"
        )
    lines.append(f"drug_trafficking_rate | {CITY} | 2025-03 to 2026-02 | | | | not available")
    return rows("\n".join(lines))


def months(values: list[int], name: str = MONTHLY, areas: tuple[str, ...] = ("E09000003", "E12000007")) -> pd.DataFrame:
    labels = pd.period_range(end="2026-02", periods=len(values), freq="M")
    lines = [
        f"{name} | {area} | {month} | {value} | {value} | ok"
        for area in areas
        for month, value in zip(labels, values, strict=True)
    ]
    lines += [f"{name} | {CITY} | {month} | | | not available" for month in labels]
    return rows("\n".join(["indicator | area_code | period | numerator | value | state", *lines]))


def test_a_funnel_says_whether_the_borough_is_outside_and_how_its_lines_were_made(monkeypatch):
    shown = opened(monkeypatch, bundle(boroughs(900)))

    funnel("drug_trafficking_rate")

    [figure] = shown
    assert figure["headline"].endswith("Barnet above the limits of all boroughs, a query")
    assert "widened for how much boroughs differ" in figure["notes"][1]["text"]
    assert ">Barnet</text>" in figure["svg"]["wide"] and ">Residents</text>" in figure["svg"]["wide"]


def test_the_city_of_london_has_no_funnel_and_stands_in_nobody_elses(monkeypatch):
    shown = opened(monkeypatch, bundle(boroughs(500), area=CITY))

    funnel("drug_trafficking_rate")

    assert [one["kind"] for one in shown] == ["list"]
    assert "its own police force" in gaps_in(shown)[0]


def test_the_season_of_a_series_is_said_beside_the_months_that_are_drawn(monkeypatch):
    shown = opened(monkeypatch, bundle(months([20] * 60), breaks=[SYSTEM]))

    season(MONTHLY)

    [figure] = shown
    notes = [note["text"] for note in figure["notes"]]
    assert (
        figure["headline"] == "Weapon possession by month: latest six months level with the same months a year before"
    )
    assert (
        "showed no season beyond chance. The 24 months since the break of March 2024 are too few to test." in notes[-1]
    )
    assert len(figure["table"]["rows"]) == 24


def test_halves_stand_beside_the_same_half_of_the_year_before_with_londons(monkeypatch):
    shown = opened(monkeypatch, bundle(months([*[10] * 6, *[99] * 6, *[20] * 6])))

    halves(MONTHLY, caption="Halves")

    [table] = shown
    assert table["table"]["rows"] == [["Weapon possession", "February 2026", "60", "120", "60", "120", "more"]]
    assert not any("%" in cell for row in table["table"]["rows"] for cell in row)


def test_a_half_of_few_offences_is_not_compared(monkeypatch):
    shown = opened(monkeypatch, bundle(months([*[1] * 6, *[9] * 6, *[3] * 6])))

    halves(MONTHLY, caption="Halves")

    assert shown[0]["table"]["rows"][0][-1] == "too few to compare"


def test_halves_over_a_break_are_shown_and_not_judged(monkeypatch):
    late = (SYSTEM[0], "all", "2025-10-01", *SYSTEM[3:])
    shown = opened(monkeypatch, bundle(months([10] * 18), breaks=[late]))

    halves(MONTHLY, caption="Halves")

    assert shown[0]["table"]["rows"][0][-1] == "not comparable: a break lies between"


@pytest.mark.parametrize("word", [season, lambda name: halves(name, caption="Halves")])
def test_without_figures_a_gap_is_stated_and_nothing_is_drawn(monkeypatch, word):
    shown = opened(monkeypatch, bundle(months([10] * 18), area=CITY))

    word(MONTHLY)

    assert {one["kind"] for one in shown} == {"list"} and gaps_in(shown)


def test_fifths_are_titled_by_where_offences_were_recorded_and_have_no_index(monkeypatch):
    shown = opened(monkeypatch, bundle(rows(FIFTHS)))

    fifths(WITH, without=WITHOUT)

    [figure] = shown
    assert "where offences were recorded, not where people live" in figure["headline"]
    assert "without the largest one" in figure["svg"]["wide"]
    assert len(figure["table"]["rows"]) == 10


def test_no_fifths_are_drawn_for_a_borough_without_figures(monkeypatch):
    shown = opened(monkeypatch, bundle(rows(FIFTHS), area=CITY))

    fifths(WITH, without=WITHOUT)

    assert "its own police force" in gaps_in(shown)[0]
