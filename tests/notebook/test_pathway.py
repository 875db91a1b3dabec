"""Every step from custody to treatment has a figure or says who is asked. All figures in this file are invented."""

from functools import partial

from pipeline.notebook.pathway import STEPS, pathway
from tests.notebook.shown import NOTHING, cells, drawn, shown

FIGURES = """
    indicator                            | area_code | period  | group_type | group  | numerator | denominator | value | flags
    criminal_justice_presentations_share | E09000003 | 2024/25 |            |        |        17 |         200 |   8.5 | rounded
    exit_reasons                         | E09000003 | 2024/25 | exit       | prison |        10 |             |    10 | rounded
    exit_reasons                         | E09000003 | 2023/24 | exit       | prison |        30 |             |    30 | rounded
"""


def table(monkeypatch, figures):
    [made] = shown(monkeypatch, drawn(figures=figures), partial(pathway, "Steps"))
    return made


def test_a_step_with_a_figure_prints_the_newest_with_its_unit(monkeypatch):
    made = table(monkeypatch, FIGURES)
    row = dict(zip(cells(made, "Step"), zip(cells(made, "Figure"), cells(made, "Period"), strict=True), strict=True))

    assert row["Left treatment for prison"] == ("about 10 adults", "2024/25")
    assert row["Came to treatment by criminal justice"][0] == "about 8.5% of new presentations whose answer is recorded"


def test_a_step_without_a_figure_says_who_is_asked_and_none_is_left_out(monkeypatch):
    made = table(monkeypatch, NOTHING)

    assert len(made["table"]["rows"]) == len(STEPS)
    assert set(cells(made, "Figure")) == {"[x]"} and all(
        "table" in asked for asked in cells(made, "Who is asked for it")
    )


def test_steps_are_no_flow(monkeypatch):
    assert any(
        "no step is a part of the one before it" in note for note in table(monkeypatch, FIGURES)["table"]["notes"]
    )
