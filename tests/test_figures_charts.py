"""The ready charts, drawn from invented rows: no words touch or leave the drawing, no line crosses a break."""

import math
import re
from itertools import combinations
from xml.etree import ElementTree

import pandas as pd
import pytest

from pipeline.areas import BOROUGHS, ENGLAND, LONDON
from pipeline.errors import PipelineError
from pipeline.figures import (
    Beside,
    beside,
    group_bars,
    group_lines,
    monthly_bars_or_line,
    range_strip,
    ranked,
    svg_pair,
    trend_lines,
    ward_bars,
)
from pipeline.figures.labels import apart
from pipeline.figures.style import text_width
from pipeline.indicators.indicator import COLUMNS
from pipeline.periods import calendar_year, financial_year, month, twelve_months

KENSINGTON, RICHMOND, FULHAM, BARNET = "E09000020", "E09000027", "E09000013", "E09000003"
LONG = [KENSINGTON, RICHMOND, FULHAM]


def rows(area, periods, values, **facts):
    """Invented indicator rows of one area."""
    frame = pd.DataFrame(
        {
            "area_code": area, "value": [math.nan if value is None else float(value) for value in values],
            "period_label": [one.label for one in periods], "period_start": [one.start for one in periods],
            "period_end": [one.end for one in periods], "period_type": [one.type for one in periods],
            "indicator": "invented", "group": "", "group_type": "", "flags": "",
        }
    )  # fmt: skip
    frame["state"] = ["not available" if value is None else "ok" for value in values]
    return frame.assign(**facts).reindex(columns=COLUMNS)


def fys(first, number):
    return [financial_year(f"{year}/{(year + 1) % 100:02d}") for year in range(first, first + number)]


def together(values, first=2010, own=KENSINGTON):
    """Invented rows of an area, London and England, with the same values unless given apart."""
    return pd.concat([rows(code, fys(first, len(values)), values) for code in (own, LONDON.code, ENGLAND.code)])


def across(values, **facts):
    return pd.concat([rows(code, fys(2024, 1), [value], **facts) for code, value in values.items()])


def wards(names, share=9.5, upper=14.0, count=35):
    groups = [f"E050000{place:02d} {name}" for place, name in enumerate(names)]
    frames = [rows(BARNET, fys(2024, 1), [share], group_type="ward", group=group) for group in groups]
    return pd.concat(frames).assign(lower=share / 2, upper=upper, numerator=count)


def months(number, flags=None, first="2015-01"):
    periods = [month(f"{day:%Y-%m}") for day in pd.date_range(first, periods=number, freq="MS")]
    return rows(BARNET, periods, [place % 7 for place in range(number)], **({"flags": flags} if flags else {}))


def texts(svg):
    """The words of a drawing, each with its box: left, right, foot, top of the capitals."""
    found = []
    for text in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        size = float(re.search(r"font-size:([\d.]+)px", text.get("style"))[1])
        weight = 600 if "font-weight:600" in text.get("style") else 400
        wide, x, y = text_width(text.text, size, weight), float(text.get("x")), float(text.get("y"))
        shift = {"middle": 0.5, "end": 1.0}.get((re.search(r"text-anchor:(\w+)", text.get("style")) or [0, ""])[1], 0)
        found.append((text.text, x - shift * wide, x - shift * wide + wide, y - 0.7 * size, y + 0.2 * size))
    return found


def groups_beside(names, count=35.0, value=0.75):
    """Invented rows of several groups of one area and year, with England's value beside each."""
    frames = [rows(BARNET, fys(2021, 1), [value + place], group=name) for place, name in enumerate(names)]
    frame = pd.concat(frames, ignore_index=True)
    return frame.assign(lower=frame["value"] - 0.3, upper=frame["value"] + 0.4, england=0.6, numerator=count)


EVERYWHERE = {area.code: 1.0 + place for place, area in enumerate(BOROUGHS)}
EXTREMES = {
    "equal ends": trend_lines(together([3, 4, 5]), KENSINGTON, "per 1,000 residents"),
    "all zero": trend_lines(together([0, 0, 0], own=FULHAM), FULHAM, "%"),
    "one point": trend_lines(together([2], own=RICHMOND), RICHMOND, "per 1,000 residents"),
    "thousands": trend_lines(together([12_345, 45_678]), KENSINGTON, "adults (estimate)", 0),
    "many years": trend_lines(together(range(15)), KENSINGTON, "trafficking offences for each 100 possession offences", 0),
    "four equal groups": group_lines(
        pd.concat([rows(BARNET, fys(2010, 2), [5, 5], group=name) for name in ("opiate", "non-opiate", "alcohol",
                                                                             "non-opiate and alcohol")]), "adults"),
    "many months": monthly_bars_or_line(months(180, [*[""] * 100, "break before", *[""] * 5, "break before",
                                                     *[""] * 72, "provisional"]), BARNET),
    "few months": monthly_bars_or_line(months(24, [*[""] * 23, "provisional"]), BARNET),
    "one month": monthly_bars_or_line(months(1), BARNET),
    "ranked": ranked(across(EVERYWHERE, london=3.0), KENSINGTON, "London", "per 1,000 residents"),
    "ranked zero": ranked(across(dict.fromkeys(EVERYWHERE, 0.0)), FULHAM, "", "%"),
    "ranked thousands": ranked(across({code: 9999 * value for code, value in EVERYWHERE.items()}), RICHMOND, "", "", 0),
    "ranked merged": ranked(across({"E09000001+E09000012": 3.0, BARNET: 2.0}), "E09000012"),
    "strip": range_strip(across(dict(zip(LONG, (22.4, 22.5, 22.6), strict=True)), england=22.5), RICHMOND, "England", "%"),
    "strip of one": range_strip(across({KENSINGTON: 0.0}), KENSINGTON),
    "wards": ward_bars(wards(["Knightsbridge & Belgravia", "St Katharine's & Wapping", *map(str, range(12))], count=12_345)),
    "beside": beside(groups_beside(["Asian", "Non-opiate and alcohol", "White"]), ["Asian", "Non-opiate and alcohol", "White"],
                     Beside("Kensington and Chelsea", "England", "times the share of residents (all ages)", 2,
                            (1.0, "as among residents"))),
    "beside alone": beside(groups_beside(["Asian"]), ["Asian"], Beside("", "England", "%")),
    "bars": group_bars(groups_beside(["self, family and friends", "parents not living with their children", "c"], 1234.0),
                       "% of new presentations whose answer is recorded"),
    "bars of counts": group_bars(groups_beside(["alcohol", "crack"]).assign(lower=math.nan, upper=math.nan), "adults", 0),
    "one ward": ward_bars(wards(["Holland"], share=0.0, upper=0.0, count=0)),
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
        lambda: trend_lines(rows(BARNET, fys(2010, 2), [None, None]), BARNET, "%"),
        lambda: group_lines(rows(BARNET, fys(2010, 1), [None], group="opiate")),
        lambda: monthly_bars_or_line(rows(BARNET, fys(2010, 1), [1]), BARNET),
        lambda: ranked(across({BARNET: None, KENSINGTON: None}), BARNET),
        lambda: range_strip(across({BARNET: None}), BARNET),
        lambda: ward_bars(across({BARNET: 3.0})),
        lambda: group_bars(rows(BARNET, fys(2021, 1), [None], group="x"), "%"),
        lambda: beside(rows(BARNET, fys(2021, 1), [None]), ["x"], Beside("Barnet", "England", "%")),
    ],
)
def test_a_chart_without_any_value_is_refused_with_the_cure(chart):
    with pytest.raises(PipelineError, match=r"nothing to draw(.|\n)*State the gap"):
        chart()


def test_a_trend_without_the_pages_own_area_is_refused_even_when_london_has_values():
    with pytest.raises(PipelineError, match="City of London"):
        trend_lines(rows(LONDON.code, fys(2010, 2), [1, 2]), "E09000001", "%")


def own_lines(svg):
    """The number of points of each line drawn for the page's own area."""
    return [path.count("M") + path.count("L") for path in re.findall(r'd="([^"]+)"[^>]*stroke-width:2\.4', svg)]


def test_a_line_is_never_joined_over_a_break():
    frame = rows(BARNET, fys(2018, 5), [1, 2, 3, 4, 5], flags=["", "", "break before", "", ""])

    svg = svg_pair(trend_lines(frame, BARNET, "%"), "fig", "Invented")["wide"]

    assert own_lines(svg) == [2, 3]
    assert ">break</text>" in svg


def test_a_change_of_denominator_is_named_as_a_new_basis():
    flags = ["", "break before;fixed denominator", "fixed denominator"]

    svg = svg_pair(trend_lines(rows(BARNET, fys(2019, 3), [1, 2, 3], flags=flags), BARNET, "%"), "fig", "x")["wide"]

    assert ">new basis</text>" in svg


@pytest.mark.parametrize("values", [[1, 2, None, 4, 5]])
def test_a_line_is_never_joined_over_a_missing_value(values):
    svg = svg_pair(trend_lines(rows(BARNET, fys(2010, 5), values), BARNET, "%"), "fig", "Invented")["wide"]

    assert own_lines(svg) == [2, 2]


def test_a_line_is_never_joined_over_an_absent_year():
    frame = rows(BARNET, [*fys(2010, 2), *fys(2013, 3)], [1, 2, 3, 4, 5])

    svg = svg_pair(trend_lines(frame, BARNET, "%"), "fig", "Invented")["wide"]

    assert own_lines(svg) == [2, 3]


def test_the_latest_12_months_stand_apart_from_the_years():
    periods = [*fys(2021, 4), twelve_months("2024-03", "2025-02"), twelve_months("2025-03", "2026-02")]

    svg = svg_pair(trend_lines(rows(BARNET, periods, [1, 2, 3, 4, 8, 9]), BARNET, "%"), "fig", "x")["wide"]

    assert own_lines(svg) == [4]
    assert ">12 months to</text>" in svg
    assert ">Barnet 9.0%</text>" in svg


def test_years_of_another_kind_that_follow_are_drawn_apart():
    periods = [*map(calendar_year, ("2012", "2013", "2014")), *fys(2015, 2)]

    svg = svg_pair(trend_lines(rows(BARNET, periods, [1, 2, 3, 4, 5]), BARNET, "%"), "fig", "Invented")["wide"]

    assert own_lines(svg) == [3, 2]


def test_a_series_that_ends_earlier_names_its_period():
    frame = pd.concat([rows(BARNET, fys(2010, 4), [1, 2, 3, 4]), rows(ENGLAND.code, fys(2010, 2), [2, 2])])

    assert ">England 2.0 (2011/12)</text>" in svg_pair(trend_lines(frame, BARNET, "x"), "fig", "Invented")["wide"]


@pytest.mark.parametrize(("first", "shown"), [(2017, True), (2010, False)])
def test_the_months_of_covid_are_named_only_where_the_chart_reaches_them(first, shown):
    svg = svg_pair(trend_lines(rows(BARNET, fys(first, 5), [1, 2, 3, 4, 5]), BARNET, "%"), "fig", "x")["wide"]

    assert (">COVID-19</text>" in svg) is shown


def test_a_merged_area_stands_for_a_borough_without_a_figure_of_its_own_and_is_named():
    svg = svg_pair(trend_lines(rows("E09000001+E09000012", fys(2010, 2), [1, 2]), "E09000012", "x"), "f", "x")["wide"]

    assert ">City of London and Hackney 2.0</text>" in svg


def test_a_provisional_month_is_hollow_and_named():
    svg = svg_pair(EXTREMES["few months"], "fig", "Invented")["wide"]

    assert len(re.findall("fill:#ffffff", svg)) == 1
    assert ">Dec 2016 provisional</text>" in svg


def test_ranked_names_every_area_with_a_value_once_highest_first_and_leaves_the_others_out():
    svg = svg_pair(ranked(across({BARNET: 2, KENSINGTON: None, RICHMOND: 3}), BARNET), "fig", "Invented")["wide"]

    names = [name for name, *_ in texts(svg) if name in {"Barnet", "Richmond upon Thames", "Kensington and Chelsea"}]
    assert names == ["Richmond upon Thames", "Barnet"]


def test_the_comparators_value_is_read_from_its_own_row():
    svg = svg_pair(ranked(across({BARNET: 2, LONDON.code: 2.5}), BARNET, LONDON.code), "fig", "Invented")["wide"]

    assert ">London 2.5</text>" in svg


def test_several_periods_are_refused_where_the_chart_shows_one():
    with pytest.raises(PipelineError, match=r"2 periods \(2010/11, 2011/12\)"):
        ranked(rows(BARNET, fys(2010, 2), [1, 2]), BARNET)


@pytest.mark.parametrize("chart", [lambda frame: trend_lines(frame, BARNET, "%"), lambda frame: ranked(frame, BARNET)])
def test_rows_that_compete_for_one_place_are_refused(chart):
    frame = pd.concat([rows(BARNET, fys(2010, 1), [1]), rows(BARNET, fys(2010, 1), [2], group="opiate")])

    with pytest.raises(PipelineError, match=r"2 rows share a (period_label|area_code)"):
        chart(frame)


def test_an_unknown_comparator_is_refused():
    with pytest.raises(PipelineError, match="'Wales' is no comparator"):
        ranked(across({BARNET: 2}), BARNET, "Wales")


def test_five_groups_are_too_many():
    frame = pd.concat([rows(BARNET, fys(2010, 1), [1], group=name) for name in "abcde"])

    with pytest.raises(PipelineError, match="5 groups in one chart"):
        group_lines(frame)


def test_only_ten_wards_are_drawn_with_share_and_count_and_without_their_codes():
    svg = svg_pair(ward_bars(wards([f"Ward {letter}" for letter in "ABCDEFGHIJKL"])), "fig", "Invented")["wide"]

    assert len(re.findall(">9.5%<", svg)) == 10
    assert len(re.findall(r">\(35\)<", svg)) == 10
    assert "E0500" not in svg


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ([50, 50], [55, 45]),  # pushed apart evenly, the first above
        ([50, 80], [50, 80]),  # left where they are
        ([0, 0], [15, 5]),  # kept above the foot
        ([100, 99], [95, 85]),  # kept below the top
    ],
)
def test_labels_are_pushed_apart_no_further_than_needed(wanted, expected):
    assert apart(wanted, [10, 10], 0, 100) == pytest.approx(expected)


def test_both_values_of_a_group_are_printed_under_their_names_and_a_missing_one_is_marked():
    frame = groups_beside(["Asian", "White"]).assign(england=[0.4, math.nan])
    shown = Beside("Barnet", "England", "times", 2)

    svg = svg_pair(beside(frame, ["Asian", "White"], shown), "fig", "Invented")["wide"]

    assert [word for word, *_ in texts(svg) if word in {"Barnet", "England"}] == ["Barnet", "England"]
    assert {"0.75", "0.40", "1.75", "[x]"} <= {word for word, *_ in texts(svg)}


def test_names_must_fit_the_rows_beside_a_comparator():
    with pytest.raises(PipelineError, match="2 names for 1 rows"):
        beside(groups_beside(["Asian"]), ["Asian", "Black"], Beside("Barnet", "England", "%"))
