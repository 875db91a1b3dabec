"""What a chapter may not tell is short, in its place, and loses nothing. All figures in this file are invented."""

import sys
from functools import partial

import pytest

from pipeline.indicators import CATALOGUE
from pipeline.indicators.alcohol import LAST_YEAR, RELABELLED
from pipeline.indicators.ndtms_rows import NO_ENGLAND, ONLY_BARNET, ROUNDED
from pipeline.notebook import words
from pipeline.notebook.breakdowns import bars, over_years
from pipeline.notebook.limits import ELSEWHERE, MUST_KNOW, limits
from pipeline.notebook.words import gaps, level_with_limits, together
from tests.notebook.shown import drawn, shown

TREATMENT = """
    indicator                      | area_code | period  | value
    referral_source                | E09000003 | 2024/25 |  45.0
    waits_within_three_weeks_share | E09000003 | 2024/25 |  99.0
    housing_problem_share          | E09000003 | 2024/25 |  21.0
    women_in_treatment_share       | E09000003 | 2024/25 |  30.0
    injecting_share                | {other} | 2024/25 |   3.0
"""
NEED = """
    indicator        | area_code | period  | value | lower | upper | england
    alcohol_met_need | E09000003 | 2017/18 |  13.0 |   9.0 |  18.0 |    17.6
    alcohol_met_need | E09000003 | 2018/19 |  12.0 |       |       |    17.6
"""
NAMED = ("referral_source", "waits_within_three_weeks_share", "housing_problem_share", "women_in_treatment_share")


def printed(monkeypatch, figures, *names):
    [made] = shown(monkeypatch, drawn(figures=figures), partial(limits, *names))
    return [item["text"] for item in made["items"]]


def test_limits_are_few_and_say_of_which_figures_they_are(monkeypatch):
    texts = printed(monkeypatch, TREATMENT.format(other="E09000003"), *NAMED)

    assert len(texts) == MUST_KNOW + 1 and texts[-1] == ELSEWHERE
    assert texts[0].startswith(ONLY_BARNET.removesuffix(".")) and "4 figures of this chapter" in texts[0]
    assert f"{NO_ENGLAND.removesuffix('.')} (Referral source; Waits of up to three weeks; Housing" in texts[2]


def test_what_is_not_held_here_has_no_limits(monkeypatch):
    texts = printed(monkeypatch, TREATMENT.format(other="E92000001"), "injecting_share", "women_in_treatment_share")

    assert texts[1] == f"{ROUNDED.removesuffix('.')} (Women in treatment)."


def test_a_caveat_of_other_years_or_of_other_boroughs_is_not_printed(monkeypatch):
    texts = " ".join(printed(monkeypatch, NEED, "alcohol_met_need"))

    assert LAST_YEAR.removesuffix(".") in texts and RELABELLED.removesuffix(".") not in texts

    deaths = (
        NEED.replace("alcohol_met_need", "drug_misuse_death_rate")
        .replace("2017/18", "2015-17")
        .replace("2018/19", "2016-18")
    )
    assert "Merton with Sutton" not in " ".join(printed(monkeypatch, deaths, "drug_misuse_death_rate"))


def test_without_names_limits_are_of_all_that_the_chapter_shows(monkeypatch):
    # The word has the name of its module, so the module is found by its name.
    monkeypatch.setattr(sys.modules["pipeline.notebook.limits"], "shown_here", lambda: ["alcohol_met_need"])

    assert any("(Alcohol met need)" in text for text in printed(monkeypatch, NEED))


def test_a_level_with_limits_is_of_the_latest_year_that_has_them(monkeypatch):
    judged = []
    shown(monkeypatch, drawn(figures=NEED), lambda: judged.append(level_with_limits("alcohol_met_need")))

    assert judged[0].facts["period"] == "2017/18" and judged[0].verdict != "not tested"


def test_gaps_inside_together_are_one_sentence_after_the_charts(monkeypatch):
    def section():
        with together():
            bars("substances_cited")
            over_years("new_presentations", "referral_source", caption="Starts")
            bars("substances_cited")

    [gap] = shown(monkeypatch, drawn(figures=ELSEWHERE_HELD), section)

    assert (gap["kind"], gap["role"]) == ("list", "gap")
    assert len(gap["items"]) == 1 and gap["items"][0]["id"] == "bars-substances_cited"
    assert "substances cited in treatment; new presentations to treatment; referral source." in gap["items"][0]["text"]


ELSEWHERE_HELD = """
    indicator         | area_code | period  | value
    substances_cited  | E92000001 | 2024/25 |  45.0
    new_presentations | E92000001 | 2024/25 |  45.0
    referral_source   | E92000001 | 2024/25 |  45.0
"""


def test_a_fault_inside_together_leaves_nothing_waiting(monkeypatch):
    def section():
        with together():
            raise KeyError("x")

    with pytest.raises(KeyError):
        shown(monkeypatch, drawn(figures=ELSEWHERE_HELD), section)
    made = shown(monkeypatch, drawn(figures=ELSEWHERE_HELD), partial(words.stated_gap, "referral_source", "here"))

    assert made[0]["items"][0]["id"] == "here"


def test_a_stated_gap_names_who_is_asked(monkeypatch):
    [made] = shown(monkeypatch, drawn(figures=ELSEWHERE_HELD), partial(words.stated_gap, "referral_source", "here"))

    assert "The provider's data lead is asked to supply it (table L0" in made["items"][0]["text"]


def test_gaps_without_names_are_of_all_that_the_chapter_shows(monkeypatch):
    held = ELSEWHERE_HELD + "    referral_source | E09000003 | 2024/25 | \n"
    monkeypatch.setattr(words, "shown_here", lambda: ["referral_source"])
    hidden = drawn(figures=held)
    hidden.rows.loc[hidden.rows["area_code"] == "E09000003", "state"] = "not available"

    [made] = shown(monkeypatch, hidden, gaps)

    assert made["role"] == "gaps" and "referred by themselves" in made["items"][0]["text"]


def test_every_caveat_is_a_sentence():
    assert all(text.endswith(".") for entry in CATALOGUE.values() for text in entry.caveats)
