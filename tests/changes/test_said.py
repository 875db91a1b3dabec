"""Words of findings between two editions, read as carefully as they may be. All figures here are invented."""

import pandas as pd
import pytest

from pipeline.areas import find_area
from pipeline.changes import Change, Figure, Why
from pipeline.changes.said import moved_findings, moved_recommendations, shared_months

BARNET = find_area("barnet")
BREAKS = ["source", "measure", "month", "area", "note", "kind"]


def record(word, period="2020/21", indicator="treatment_completion_share", kind="level", **facts):
    numbers = {"value": 50.0, "lower": 45.0, "upper": 55.0} | facts
    return {
        "id": f"barnet.{indicator}.{kind}", "indicator": indicator, "kind": kind, "word": word, "period": period,
        "comparator": "England", "said_period": period, "age": "current", **numbers,
    }  # fmt: skip


def change(why, old, new, indicator="treatment_completion_share", **ends):
    before, after = ends.get("ends", ("", ""))
    return Change(why, indicator, BARNET.code, "", Figure(old, 1.0, end=before), Figure(new, 2.0, end=after), "ndtms")


def test_a_word_that_stands_is_not_told():
    assert moved_findings(BARNET, [record("similar")], [record("similar", value=51.0)], []) == []


def test_overlapping_limits_do_not_show_that_the_figure_moved():
    old, new = record("similar"), record("worse", "2021/22", value=46.0, lower=41.0, upper=49.0)

    [moved] = moved_findings(BARNET, [old], [new], [change(Why.NEW_PERIOD, "2020/21", "2021/22")])

    assert moved.why == "new period"
    assert moved.reading.startswith("The limits of the two figures overlap")
    assert "is not shown" in moved.reading


def test_limits_apart_are_said_to_be_apart():
    old, new = record("similar"), record("worse", "2021/22", value=40.0, lower=36.0, upper=44.0)

    [moved] = moved_findings(BARNET, [old], [new], [])

    assert moved.reading == "The limits of the two figures do not overlap."


def test_a_revision_is_no_change_in_the_borough():
    revised = change(Why.REVISION, "2020/21", "2020/21")

    [moved] = moved_findings(BARNET, [record("similar")], [record("worse", value=44.0)], [revised])

    assert moved.why == "revision"
    assert moved.reading == "The publisher has revised the figure: that is no change in the borough."


def test_where_only_the_comparator_moved_it_says_so():
    [moved] = moved_findings(BARNET, [record("similar")], [record("worse")], [])

    assert moved.why == "comparison"
    assert moved.reading.startswith("The borough's own figure stands as it was")


def test_windows_that_share_months_say_how_many_and_small_differences_of_recorded_crime_are_no_change():
    names = {"indicator": "drug_trafficking_rate"}
    old = record("similar", "a", value=3.0, **names)
    new = record("higher", "b", value=3.2, **names)
    further = change(Why.NEW_PERIOD, "a", "b", ends=("2025-12-31", "2026-03-31"), **names)

    [moved] = moved_findings(BARNET, [old], [new], [further])

    assert moved.reading == (
        "The two periods share 9 months. The two figures differ by less than a tenth, which is not called a change."
    )


def test_over_a_break_nothing_is_compared():
    register = pd.DataFrame([["ndtms", "all", pd.Timestamp("2021-04-01"), "", "", "break"]], columns=BREAKS)
    further = change(Why.NEW_PERIOD, "2020/21", "2021/22", ends=("2021-03-31", "2022-03-31"))

    [moved] = moved_findings(BARNET, [record("similar")], [record("worse", "2021/22")], [further], register)

    assert moved.reading.endswith("A break in the series lies between the two periods: they are not compared.")


def test_a_figure_in_place_of_a_gap_is_the_same_question():
    gap = {
        "id": "barnet.treatment_completion_share.gap",
        "kind": "gap",
        "word": "suppressed",
        "indicator": "treatment_completion_share",
    }

    [moved] = moved_findings(BARNET, [gap], [record("worse")], [])

    assert (moved.why, moved.id) == ("state", "barnet.treatment_completion_share.level")


def test_untested_figures_that_come_and_go_are_told_as_figures_only():
    assert moved_findings(BARNET, [record("not tested")], [], []) == []


def test_rolling_years_and_pooled_years_share_months_and_calendar_years_none():
    assert shared_months("2026-02-28", "2026-05-31", 12) == 9
    assert shared_months("2020-12-31", "2021-12-31", 36) == 24
    assert shared_months("2024-12-31", "2026-02-28", 12) == 0
    assert shared_months("2026-02-28", "2026-03-31", 0) == 0


def test_recommendations_appear_fall_and_are_decided_on():
    def ask(id, status="draft", label="Draft for the partnership"):
        return {"id": id, "ask": f"Do {id}", "status": status, "label": label, "findings": [f"{id}.level"]}

    old = [ask("a"), ask("b"), ask("c")]
    new = [ask("b"), ask("c", "agreed", "Agreed by the partnership"), ask("d")]

    moved = moved_recommendations(BARNET, old, new, [])

    assert [(one.id, one.how) for one in moved] == [
        ("a", "falls"), ("c", "now agreed by the partnership"), ("d", "appears"),
    ]  # fmt: skip


def months_of_a_year(revised):
    """A rate that reaches a month further, and a month of the same offences that was revised: invented."""
    rate = {"indicator": "drug_trafficking_rate"}
    further = change(Why.NEW_PERIOD, "a", "b", ends=("2026-02-28", "2026-03-31"), **rate)
    month = change(
        Why.REVISION, revised, revised, ends=(revised, revised), indicator="drug_trafficking_offences"
    )  # fmt: skip
    return [record("similar", "a", **rate)], [record("higher", "b", value=90.0, **rate)], [further, month]


@pytest.mark.parametrize(
    ("revised", "why"), [("2025-10-31", "new period and revision"), ("2025-03-31", "new period")]
)  # fmt: skip
def test_a_new_period_made_of_a_revised_month_says_so_and_one_that_is_not_does_not(revised, why):
    [moved] = moved_findings(BARNET, *months_of_a_year(revised))

    assert moved.why == why
    assert ("what comes of that is no change" in moved.reading) == (why != "new period")


def test_a_season_is_made_of_its_months_and_those_a_year_before_and_of_none_between():
    season = {"indicator": "drug_trafficking_offences", "kind": "season"}
    further = change(Why.NEW_PERIOD, "a", "b", ends=("2026-02-28", "2026-03-31"), indicator="drug_trafficking_offences")
    old, new = record("level", "a", **season), record("more", "first", **season, last_period="b")

    def why(end):
        month = change(Why.REVISION, end, end, ends=(end, end), indicator="drug_trafficking_offences")
        return moved_findings(BARNET, [old], [new], [further, month])[0].why

    told = [why(end) for end in ("2025-10-31", "2025-09-30", "2025-03-31", "2024-10-31", "2024-09-30")]
    assert told == ["new period and revision", "new period", *["new period and revision"] * 2, "new period"]
