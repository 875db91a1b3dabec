"""Groups as charts and tables: in order, with their base, never an empty chart. All figures in this file are invented."""

from functools import partial

from pipeline import figures
from pipeline.notebook.breakdowns import YEARS_SHOWN, answers, bars, by_drug_group, national, over_years
from tests.notebook.shown import cells, drawn, shown

WAITS = """
    indicator                      | area_code | period  | group_type | group         | numerator | denominator | value | lower | upper | flags
    waits_within_three_weeks_share | E09000003 | 2021/22 |            |               |        90 |         100 |  90.0 |  82.0 |  95.0 | rounded
    waits_within_three_weeks_share | E09000003 | 2021/22 | wait       | over 6 weeks  |         9 |         100 |   9.0 |   4.0 |  16.0 | rounded
    waits_within_three_weeks_share | E09000003 | 2021/22 | wait       | up to 3 weeks |        90 |         100 |  90.0 |  82.0 |  95.0 | rounded
    waits_within_three_weeks_share | E09000003 | 2021/22 | wait       | 3 to 6 weeks  |         0 |         100 |   0.0 |   0.0 |   4.0 | rounded
    waits_within_three_weeks_share | E09000003 | 2020/21 | wait       | up to 3 weeks |        10 |         100 |  10.0 |   5.0 |  18.0 | rounded
    waits_within_three_weeks_share | E09000003 | 2021/22 | wait       | not stated    |         4 |         104 |   3.8 |   1.0 |   9.0 | rounded
"""  # noqa: E501
SETTINGS = """
    indicator          | area_code | period  | group_type | group     | numerator | value
    treatment_settings | E09000003 | 2024/25 |            |           |       100 |   100
    treatment_settings | E09000003 | 2024/25 | setting    | inpatient |         5 |     5
    treatment_settings | E09000003 | 2024/25 | setting    | community |        95 |    95
"""
COMPLETED = """
    indicator                  | area_code | period  | group_type | group  | numerator | denominator | value | lower | upper
    treatment_completion_share | E09000003 | 2024/25 |            |        |        40 |         200 |  20.0 |  15.0 |  26.0
    treatment_completion_share | E09000003 | 2024/25 | drug group | opiate |         5 |         100 |   5.0 |   2.0 |  11.0
"""
YEARS = "\n".join(
    ["indicator | area_code | period | value"]
    + [f"new_presentations | E09000003 | {year}/{year % 100 + 1} | {year}" for year in range(2012, 2022)]
)
ENGLAND = """
    indicator                   | area_code | period  | group  | value
    adults_in_treatment_england | E92000001 | 2022/23 |        |   900
    adults_in_treatment_england | E92000001 | 2023/24 |        |  1000
    adults_in_treatment_england | E92000001 | 2023/24 | opiate |   400
    opiate_share_of_poisonings  | E92000001 | 2024    |        |  49.6
    opiate_share_of_poisonings  | E12000007 | 2024    |        |  48.6
"""
NONE = "indicator | area_code | period | value\ntreatment_settings | E92000001 | 2024/25 | 1"


def test_bars_draw_groups_with_people_and_keep_the_rounded_nought_for_the_table(monkeypatch):
    drawings = []
    real = figures.group_bars
    monkeypatch.setattr(
        figures, "group_bars", lambda rows, *how: (drawings.append(list(rows["group"])), real(rows, *how))[1]
    )
    [chart] = shown(monkeypatch, drawn(figures=WAITS), partial(bars, "waits_within_three_weeks_share"))

    assert chart["id"] == "bars-waits_within_three_weeks_share"
    assert "up to 3 weeks the largest group" in chart["headline"]
    assert {"3 to 6 weeks", "not stated"} <= set(cells(chart, "Group"))
    assert drawings == [["up to 3 weeks", "over 6 weeks"]]


def test_bands_keep_their_order_and_who_did_not_answer_stands_last(monkeypatch):
    word = partial(answers, "waits_within_three_weeks_share", caption="Waits")

    [table] = shown(monkeypatch, drawn(figures=WAITS), word)

    assert cells(table, "Group") == ["up to 3 weeks", "3 to 6 weeks", "over 6 weeks", "not stated"]
    assert cells(table, "Number")[1] == "0 [low]" and cells(table, "Out of") == ["100", "100", "100", "104"]
    assert table["table"]["notes"][:2] == [
        "Historical figures: the newest period here ended 55 months before this edition.",
        "Each share is of: first treatments.",
    ]


def test_counts_of_kinds_have_no_share(monkeypatch):
    [table] = shown(monkeypatch, drawn(figures=SETTINGS), partial(answers, "treatment_settings", caption="Where"))

    assert [head["label"] for head in table["table"]["columns"]] == ["Group", "Period", "Number"]
    assert cells(table, "Group") == ["community", "inpatient"]
    assert not any("Historical" in note for note in table["table"]["notes"])


def test_a_drug_group_without_a_figure_is_marked(monkeypatch):
    [table] = shown(
        monkeypatch, drawn(figures=COMPLETED), partial(by_drug_group, "treatment_completion_share", caption="End")
    )

    [row] = table["table"]["rows"]
    assert row[2:] == ["20.0% (15.0% to 26.0%)", "5.0% (2.0% to 11.0%)", "[x]", "[x]", "[x]"]


def test_the_latest_years_stand_below_each_other(monkeypatch):
    [table] = shown(monkeypatch, drawn(figures=YEARS), partial(over_years, "new_presentations", caption="Starts"))

    assert len(table["table"]["rows"]) == YEARS_SHOWN
    assert cells(table, "Period")[-1] == "2021/22"


def test_national_figures_are_of_the_newest_year_and_of_no_borough(monkeypatch):
    word = partial(national, "adults_in_treatment_england", "opiate_share_of_poisonings", caption="England")

    [table] = shown(monkeypatch, drawn(figures=ENGLAND), word)

    assert cells(table, "England") == ["1,000", "400", "49.6%"]
    assert cells(table, "London") == ["[x]", "[x]", "48.6%"]


def test_without_any_figure_a_gap_stands_in_the_place_of_the_table(monkeypatch):
    [gap] = shown(
        monkeypatch, drawn(figures=NONE), partial(answers, "treatment_settings", caption="Where it takes place")
    )

    assert gap["role"] == "gap" and gap["items"][0]["id"] == "where-it-takes-place"
