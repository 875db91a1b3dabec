"""The outcomes chapter gives every metric a row, and words where there is no figure. All figures in this file are invented."""

from dataclasses import replace

import pytest

from pipeline.areas import BOROUGHS
from pipeline.findings.standing import standings
from pipeline.national import METRICS, read_outcomes
from pipeline.notebook.outcomes import framework, framework_gaps, framework_in_full, outcome
from pipeline.report.language import Text, is_typed
from tests.notebook.opened import given, put

FIGURES = """
    indicator                        | area_code | period             | numerator | value | lower | upper | london | vs_london | england | vs_england | trend
    drug_misuse_death_rate_published | E09000003 | 2022-24            |           |   3.3 |       |       |        |           |     5.8 | not tested |
    drug_trafficking_rate            | E09000003 | 2025-03 to 2026-02 |      1359 |   3.5 |   3.3 |   3.7 |    2.4 | higher    |         |            |
    opiate_crack_users_england       | E92000001 | 2019/20            |    341032 | 341032 |      |       |        |           |         |            |
    drug_seizures                    | E12000007 | 2018/19            |     31915 | 31915 |       |       |        |           |         |            |
    alcohol_met_need                 | E09000003 | 2018/19            |       389 |  12.8 |       |       |        |           |    17.6 | not tested |
    treatment_completion_share       | E09000003 | 2024/25            |       300 |  20.0 |  18.1 |  22.0 |        |           |         |            | decreasing
    treatment_completion_share       | E09000003 | 2023/24            |       310 |  21.0 |  19.1 |  23.0 |        |           |         |            |
"""  # noqa: E501


def cells(shown: dict, metric: str) -> list[list[str]]:
    return [row for row in shown["table"]["rows"] if row[0].split()[0] == metric]


def table(monkeypatch, number: int, **more) -> dict:
    [shown] = put(monkeypatch, given(FIGURES, **more), outcome, number)
    return shown


def test_a_figure_stands_with_its_period_comparator_and_judgement(monkeypatch):
    [row] = cells(table(monkeypatch, 3), "H5")

    assert row[1:3] == ["Shown", "Deaths from drug misuse, per 100,000 residents (standardised)"]
    assert row[3:7] == ["2022 to 2024", "3.3", "[x]", "5.8"]
    assert row[7:] == ["not tested", "cannot be tested"]


def test_a_proxy_is_named_one_and_says_why_under_the_table(monkeypatch):
    shown = table(monkeypatch, 2)

    [row] = cells(shown, "SM7")
    assert row[1] == "Comes near (proxy)" and row[7] == "higher than London"
    assert any(note.startswith("SM7: ") and "never a sign of success" in note for note in shown["table"]["notes"])


def test_a_wider_areas_figure_stands_in_its_own_column_and_not_in_the_boroughs(monkeypatch):
    [england] = cells(table(monkeypatch, 1), "H2")
    [london] = cells(table(monkeypatch, 4), "SM12")

    assert england[4:7] == ["[x]", "[x]", "341,032"]  # made for boroughs, not at hand
    assert london[4:7] == ["[z]", "31,915", "[x]"]  # never made for a borough
    assert england[7:] == ["historical: not judged", "not judged"]


def test_a_stated_gap_names_its_holder_and_table(monkeypatch):
    [row] = cells(table(monkeypatch, 5), "H10")

    assert row[1] == "Stated gap" and row[2] == "No figure at hand; held by the provider's data lead (table L0)"
    assert row[3:] == ["[x]", "[x]", "[x]", "[x]", "no figure", "no figure"]


def test_historical_evidence_is_shown_and_not_judged(monkeypatch):
    [row] = cells(table(monkeypatch, 5), "SM16")

    assert row[4] == "12.8%" and row[7:] == ["historical: not judged", "not judged"]


def test_a_valid_trend_is_said_with_its_years(monkeypatch):
    [row] = cells(table(monkeypatch, 6), "H11")

    assert row[1] == "Comes near (proxy)" and row[8] == "decreasing (2023/24 to 2024/25)"


def test_each_row_links_to_the_chart_of_its_figure(monkeypatch):
    shown = table(monkeypatch, 3)["table"]

    links = dict(zip([row[0].split()[0] for row in shown["rows"]], shown["links"], strict=True))
    assert links["H5"] == "compare-drug_misuse_death_rate_published" and links["SM9"] == ""


def test_every_metric_stands_somehow_in_every_borough():
    assert all(
        [one.metric.id for one in standings(given(FIGURES, area=area.code))] == list(METRICS) for area in BOROUGHS
    )


# Barnet with figures, Hackney and Merton whom publishers merge with a neighbour, the City with a police force of its own.
@pytest.mark.parametrize("area", ["E09000003", "E09000012", "E09000024", "E09000001"])
def test_every_metric_has_a_row(monkeypatch, area):
    opened = given(FIGURES, area=area)
    rows = [
        row[0].split()[0]
        for one in read_outcomes()
        for row in put(monkeypatch, opened, outcome, one.number)[0]["table"]["rows"]
    ]

    assert list(dict.fromkeys(rows)) == list(METRICS)


def test_the_answer_counts_what_stands_and_every_sentence_names_its_finding(monkeypatch):
    [answer] = put(monkeypatch, given(FIGURES), framework)

    texts = [one["text"] for one in answer["sentences"]]
    assert texts[0].startswith("Of the 11 headline metrics, 1 has a figure of Barnet, 1 has one that only comes near, ")
    assert "Of the 22 supporting metrics" in texts[1]
    assert texts[2].startswith("Of the 4 metrics with a figure of the borough's own or one near, 1 rests on historical")
    assert {one["finding"].rpartition(".")[0] for one in answer["sentences"]} == {"framework.barnet"}


def in_full(monkeypatch, opened) -> tuple[dict, dict]:
    """Both tables of the framework in full: each metric's row by its id, with the names of its columns."""
    defined, set_out = (
        {
            row[0].split()[0]: dict(zip([column["label"] for column in one["table"]["columns"]], row, strict=True))
            for row in one["table"]["rows"]
        }
        for one in put(monkeypatch, opened, framework_in_full)
    )
    return defined, set_out


def test_the_framework_in_full_defines_every_metric_and_says_how_sure_its_wording_is(monkeypatch):
    defined, _ = in_full(monkeypatch, given(FIGURES))

    assert list(defined) == list(METRICS)
    assert defined["H10"]["Numerator"] == "People engaged in community treatment within 21 days"
    assert (defined["H7"]["Made for"], defined["H9"]["Wording"]) == ("police force", "name V, terms M")
    assert all(row["Source"] and row["Denominator"] for row in defined.values())


def test_target_and_owner_are_left_to_the_partnership_and_a_proxy_is_no_baseline(monkeypatch):
    _, set_out = in_full(monkeypatch, given(FIGURES))

    assert {row["Target"] for row in set_out.values()} == {"target not set by the partnership"}
    assert {row["Owner"] for row in set_out.values()} == {"to be agreed"}
    assert set_out["H5"]["Baseline"] == "Deaths from drug misuse 3.3, 2022 to 2024"
    assert set_out["SM7"]["Baseline"] == "none: no figure of the metric itself"
    assert set_out["SM7"]["Better when"] == "neither"


BELOW = """
    indicator                   | area_code | period  | numerator | value | lower | upper | england | vs_england
    alcohol_met_need            | E09000003 | 2023/24 |       380 |  12.0 |   9.0 |  14.0 |    17.6 | lower
    alcohol_met_need            | E09000003 | 2024/25 |       389 |  12.8 |   9.5 |  15.0 |    17.6 | lower
    adults_in_alcohol_treatment | E09000003 | 2024/25 |       389 |   389 |       |       |         |
"""


def test_owner_and_target_are_what_the_partnership_agreed_and_name_its_measure(monkeypatch):
    decision = """
        [[decision]]
        id = "barnet.alcohol-routes"
        decided = "accepted"
        on = 2026-10-01
        by = "Combating Drugs Partnership"
        findings = []
        owner = "Commissioner"
        target = "450 by March 2028"
    """
    opened = given(BELOW)
    decided = replace(opened, local=replace(opened.local, decisions=decision))

    (_, drafted), (_, agreed) = (in_full(monkeypatch, one) for one in (opened, decided))

    assert drafted["H9"]["Target"] == "target not set by the partnership"
    assert agreed["H9"]["Target"].startswith("450 by March 2028 (") and "alcohol" in agreed["H9"]["Target"]
    assert (drafted["H9"]["Owner"], agreed["H9"]["Owner"]) == ("to be agreed", "Commissioner")


def test_every_missing_metric_is_listed_with_who_holds_it(monkeypatch):
    opened = given(FIGURES)
    gaps = next(one for one in put(monkeypatch, opened, framework_gaps) if one["role"] == "gaps")

    missing = [one.metric.id for one in standings(opened) if not one.figures]
    assert sorted(item["term"].split()[0] for item in gaps["items"]) == sorted(missing)
    assert next(item for item in gaps["items"] if item["term"].startswith("SM17"))["text"].endswith(
        "The provider's data lead can supply it (table L8)."
    )
    assert not any(is_typed(Text("", item["text"], item["finding"])) for item in gaps["items"])
