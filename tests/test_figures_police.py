"""Funnels, months of the year, fifths and the tile map, drawn from invented rows: no words touch or leave the drawing."""

import re
from itertools import combinations

import pandas as pd
import pytest

from pipeline.areas import BOROUGHS
from pipeline.errors import PipelineError
from pipeline.figures import fifth_bars, funnel_plot, month_profile, monthly_bars_or_line, svg_pair, tile_map
from pipeline.indicators.fifths import FIFTHS
from tests.test_figures_charts import BARNET, EVERYWHERE, FULHAM, KENSINGTON, RICHMOND, across, fys, months, rows, texts

PER = "per 1,000 residents"


def boroughs(values=None, outside=(), widening=3.0):
    """Invented boroughs of 150,000 to 390,000 residents, a value for each."""
    known = values or {area.code: 2.0 + place % 5 for place, area in enumerate(BOROUGHS)}
    frame = across(known)
    size = [150_000 + 7_500 * place for place in range(len(frame))]
    counts = [round(value * people / 1_000) for value, people in zip(frame["value"], size, strict=True)]
    frame = frame.assign(numerator=counts, denominator=size, widening=widening)
    return frame.assign(outside=frame["area_code"].isin(outside))


def profile(values, flags=None, first="2024-03"):
    return months(len(values), flags, first).assign(value=[float(value) for value in values])


def fifths(values, **facts):
    return pd.concat(
        [rows(BARNET, fys(2024, 1), [value], group=name, **facts) for name, value in zip(FIFTHS, values, strict=True)]
    )


YEAR = [40, 41, 52, 47, 44, 43, 39, 38, 36, 42, 40, 41]
EXTREMES = {
    "funnel": funnel_plot(boroughs(), BARNET, PER, 1_000),
    "funnel with names": funnel_plot(boroughs(outside=[KENSINGTON, FULHAM, RICHMOND, "E09000002"]), BARNET, PER, 1_000),
    "funnel far out": funnel_plot(boroughs({**EVERYWHERE, FULHAM: 150.0}, [FULHAM]), RICHMOND, PER, 1_000),
    "funnel by chance alone": funnel_plot(boroughs(widening=1.0), KENSINGTON, PER, 1_000, decimals=2),
    "funnel of thousands": funnel_plot(boroughs({code: 990 * value for code, value in EVERYWHERE.items()}), FULHAM, PER, 1_000),
    "two years": month_profile(profile(YEAR * 2), BARNET),
    "year after a break": month_profile(profile(YEAR * 2, [*[""] * 6, "break before", *[""] * 16, "provisional"]), BARNET),
    "odd months": month_profile(profile([*YEAR[:5], 400, *YEAR[6:], *YEAR[:3], 500, *YEAR[4:]]), BARNET),
    "few months": month_profile(profile(YEAR[:3]), BARNET),
    "thousands a month": month_profile(profile([1_234 * value for value in YEAR * 2]), BARNET),
    "nothing": month_profile(profile([0] * 24), BARNET),
    "odd months in a row": monthly_bars_or_line(months(48).assign(value=[*[40.0] * 40, 500.0, *[40.0] * 7]), BARNET),
    "fifths": fifth_bars(fifths([5.6, 9.0, 3.7, 3.8, 3.1]), fifths([5.6, 6.2, 3.7, 3.8, 3.1]), PER),
    "fifths of nothing": fifth_bars(fifths([0] * 5), fifths([0] * 5), PER),
    "fifths of hundreds": fifth_bars(fifths([512.3] * 5), fifths([1.0] * 5), PER),
    "map": tile_map(across(EVERYWHERE), PER),
    "map with gaps": tile_map(across({**EVERYWHERE, "E09000001": None}), "%"),
    "map of thousands": tile_map(across({code: 1_234.0 * value for code, value in EVERYWHERE.items()}), PER, 0),
    "map of one value": tile_map(across(dict.fromkeys(EVERYWHERE, 3.0)), PER),
}  # fmt: skip


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("name", EXTREMES)
def test_no_words_touch_or_leave_the_drawing(name, width):
    svg = svg_pair(EXTREMES[name], "fig", "Invented")[width]
    _, _, right, foot = map(float, re.search('viewBox="(.+?)"', svg)[1].split())
    boxes = texts(svg)

    assert boxes
    assert [box for box in boxes if box[1] < 0 or box[2] > right or box[3] < 0 or box[4] > foot] == []
    touching = [
        (one[0], two[0])
        for one, two in combinations(boxes, 2)
        if one[1] < two[2] and two[1] < one[2] and one[3] < two[4] and two[3] < one[4]
    ]
    assert touching == []


@pytest.mark.parametrize(
    "chart",
    [
        lambda: funnel_plot(boroughs().assign(state="not available", value=float("nan")), BARNET, PER, 1_000),
        lambda: month_profile(months(3).assign(state="not available", value=float("nan")), BARNET),
        lambda: fifth_bars(fifths([1, 2, None, 4, 5]), fifths([1] * 5), PER),
        lambda: tile_map(across({BARNET: None}), PER),
    ],
)
def test_a_chart_without_any_value_is_refused_with_the_cure(chart):
    with pytest.raises(PipelineError, match=r"nothing to draw(.|\n)*State the gap"):
        chart()


def names_in(svg):
    return {name for name, *_ in texts(svg)} & {area.name for area in BOROUGHS}


def test_a_funnel_names_the_pages_own_area_and_those_outside_and_nobody_else():
    svg = svg_pair(funnel_plot(boroughs(outside=["E09000019"]), BARNET, PER, 1_000), "fig", "x")["wide"]

    assert names_in(svg) == {"Barnet", "Islington"}


def test_over_dispersion_widens_the_limits_that_are_drawn():
    """The upper outer limit at the right end stands farther from London's line."""
    ends = []
    for widening in (1.0, 6.0):
        chart = funnel_plot(boroughs(widening=widening), BARNET, PER, 1_000)
        places = {name: foot for name, _, _, foot, _ in texts(svg_pair(chart, "fig", "x")["wide"]) if name != "99.8%"}
        outer = min(foot for name, _, _, foot, _ in texts(svg_pair(chart, "fig", "x")["wide"]) if name == "99.8%")
        ends.append(next(foot for name, foot in places.items() if name.startswith("London")) - outer)

    assert ends[1] > 3 * ends[0]


def test_months_before_the_last_break_are_not_drawn():
    flags = [*[""] * 6, "break before", *[""] * 17]

    svg = svg_pair(month_profile(profile(YEAR * 2, flags), BARNET), "fig", "x")["wide"]

    assert {"Mar 2025 to Feb 2026", "Sep 2024 to Feb 2025"} <= {name for name, *_ in texts(svg)}
    assert ">the six months compared</text>" in svg


def test_six_months_are_named_as_compared_only_where_both_years_hold_them():
    flags = [*[""] * 9, "break before", *[""] * 14]

    assert "the six months compared" not in svg_pair(month_profile(profile(YEAR * 2, flags), BARNET), "f", "x")["wide"]


def test_a_month_that_stands_out_carries_a_diamond_and_a_word():
    svg = svg_pair(EXTREMES["odd months in a row"], "fig", "Invented")["wide"]

    assert ">May 2018 query</text>" in svg


def test_a_usual_month_carries_no_diamond():
    assert "query" not in svg_pair(monthly_bars_or_line(months(48), BARNET), "fig", "x")["wide"]


def test_fifths_without_the_largest_small_area_must_be_the_same_fifths():
    with pytest.raises(PipelineError, match="differ"):
        fifth_bars(fifths([1] * 5), fifths([1] * 5).iloc[:3], PER)


def test_every_borough_has_a_square_with_its_letters_and_value_and_a_gap_its_mark():
    words = [name for name, *_ in texts(svg_pair(EXTREMES["map with gaps"], "fig", "x")["wide"])]

    assert {area.short for area in BOROUGHS} <= set(words)
    assert "[x]" in words
    assert sum(word.endswith("%") and "to" not in word for word in words) == len(BOROUGHS) - 1 + 1  # and the unit


def test_squares_that_print_one_value_carry_one_shade():
    values = {BARNET: 1.0, KENSINGTON: 1.96, FULHAM: 2.04, RICHMOND: 3.0}

    words = [name for name, *_ in texts(svg_pair(tile_map(across(values), PER), "fig", "x")["wide"])]

    assert "lowest third: 1.0 to 2.0" in words
    assert not any(word.startswith("middle third") for word in words)


def test_a_shade_is_said_in_words_with_its_range():
    words = [
        name
        for name, *_ in texts(
            svg_pair(tile_map(across({BARNET: 1.0, FULHAM: 2.0, RICHMOND: 3.0}), PER), "f", "x")["wide"]
        )
    ]

    assert {"lowest third: 1.0 to 1.0", "middle third: 2.0 to 2.0", "highest third: 3.0 to 3.0"} <= set(words)
