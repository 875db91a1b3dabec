"""What lies behind a headline: nothing typed, nothing worked back, nothing left out in silence. All figures are invented."""

from functools import partial

import pytest

from pipeline import findings
from pipeline.indicators import CATALOGUE, profiles
from pipeline.notebook import panel as words
from pipeline.notebook import summary
from pipeline.notebook.summary import board, messages, tiles
from pipeline.notebook.words import headline, level_with_limits
from tests.notebook.opened import given, put

CRIME = """
    indicator             | area_code | period             | numerator | denominator | value | lower | upper | london | flags
    drug_trafficking_rate | E09000003 | 2025-03 to 2026-02 | 1200      | 400000      | 3.04  | 2.8   | 3.2   | 2.4    | {flags}
    drug_trafficking_rate | E09000002 | 2025-03 to 2026-02 | 100       | 100000      | 1.04  | 0.8   | 1.2   | 2.4    |
    drug_trafficking_rate | E09000004 | 2025-03 to 2026-02 | 900       | 100000      | 9.04  | 8.4   | 9.6   | 2.4    |
""".format(flags="provisional")
NEED = """
    indicator        | area_code | period  | numerator | denominator | value | lower | upper | england | vs_england | flags
    alcohol_met_need | E09000003 | 2016/17 | 400       | 3200        | 12.5  | 9.0   | 18.0  | 17.6    | similar    | modelled
    alcohol_met_need | E09000003 | 2017/18 | 410       | 3100        | 13.2  |       |       | 17.6    | not tested | modelled
"""


def told(monkeypatch, figures, judge, indicator):
    """Return the panel of one finding on drawn figures, its facts by their terms."""
    made = []
    put(monkeypatch, given(figures), lambda: made.append(words.panel(judge(words.bundle(), indicator))))
    return made[0] | {"facts": {fact["term"]: fact["text"] for fact in made[0]["facts"]}}


def test_a_panel_holds_everything_that_its_row_and_its_definition_say(monkeypatch):
    panel = told(monkeypatch, CRIME, findings.level, "drug_trafficking_rate")

    facts = panel["facts"]
    assert panel["title"] == "Drug trafficking, 12 months to February 2026"
    assert panel["finding"] == "barnet.drug_trafficking_rate.level"
    assert facts["Value"] == "3.0 per 1,000 residents"
    assert facts["95% limits"] == "2.8 to 3.2: chance alone, far too narrow for recorded crime"
    assert (facts["Number"], facts["Out of"]) == ("1,200", "400,000 residents")
    assert facts["Period"] == "The 12 months to February 2026; current, 8 months old at this edition"
    assert facts["Compared with"] == (
        "London 2.4; London boroughs from 1.0 (Barking and Dagenham) to 9.0 (Bexley); none at hand for England [x]"
    )
    assert "Byar's method" in facts["How it is made"] and "the gap is 10% of it or more" in facts["How it is made"]
    assert facts["How sure"].startswith("The newest month is provisional")
    assert facts["Definition"] == " ".join(CATALOGUE["drug_trafficking_rate"].definition.split())
    assert facts["Source"].startswith("Invented publisher, Invented table, release invented; with Invented table")
    assert facts["Caveats"].endswith(words.ELSEWHERE)


def test_a_value_without_count_or_limits_says_so_once_and_is_not_worked_back(monkeypatch):
    figures = """
        indicator | area_code | period | value | england | vs_england
        smoking   | E09000003 | 2024   | 8.5   | 10.4    | not tested
    """
    facts = told(monkeypatch, figures, findings.level, "smoking")["facts"]

    assert facts["95% limits, number, out of"] == "Not published: the table at hand gives the value alone"
    assert facts["How it is made"].endswith("nothing is called higher, lower, better or worse.")
    assert facts["How sure"] == "No limits published."
    assert profiles.NO_LIMITS not in facts["Caveats"]


@pytest.mark.parametrize("flags", ["controlled", "controlled;rounded"])
def test_a_hidden_count_stays_hidden(monkeypatch, flags):
    figures = f"""
        indicator               | area_code | period             | value | denominator | flags
        agreements_signed_share | E09000003 | 2025-03 to 2026-02 | 40.0  |             | {flags}
    """
    facts = told(monkeypatch, figures, findings.level, "agreements_signed_share")["facts"]

    assert facts["95% limits, number, out of"] == "[c] not shown, to protect people"


def test_a_suppressed_value_shows_no_number_at_all(monkeypatch):
    figures = """
        indicator             | area_code | period             | value | state
        drug_trafficking_rate | E09000003 | 2025-03 to 2026-02 |       | suppressed
    """
    panel = told(monkeypatch, figures, findings.level, "drug_trafficking_rate")

    facts = panel["facts"]
    assert panel["id"] == "evidence-drug_trafficking_rate-gap-suppressed"
    assert facts["Value"] == "[c] not shown, to protect people"
    assert facts["Limits and numbers"].startswith("[c] None")
    assert not {"Number", "Out of", "Compared with"} & set(facts)


def test_a_gap_says_who_holds_the_figure(monkeypatch):
    gap = partial(findings.gap, period="2021/22")

    facts = told(monkeypatch, CRIME, gap, "adults_in_treatment")["facts"]

    assert facts["Value"] == "[x] not available"
    assert facts["Held by"] == "The provider's data lead, in table L0, treatment figures."


def test_the_city_of_london_has_police_of_its_own(monkeypatch):
    made = []
    city = given(CRIME, area="E09000001")

    put(monkeypatch, city, lambda: made.append(words.panel(findings.gap(city, "drug_trafficking_rate"))))

    assert {"term": "Held by", "text": words.OWN_FORCE} in made[0]["facts"]


def test_gaps_of_one_indicator_are_one_panel_whatever_period_was_asked_for(monkeypatch):
    one, other = (
        told(monkeypatch, CRIME, partial(findings.gap, period=period), "adults_in_treatment")
        for period in ("2021/22", "2019/20 and 2024/25")
    )

    assert one == other


def test_an_estimate_from_a_model_that_is_historical_says_both_and_whose_limits_it_has(monkeypatch):
    facts = told(monkeypatch, NEED, lambda *_: level_with_limits("alcohol_met_need"), "alcohol_met_need")["facts"]

    assert facts["Period"].startswith("2016/17; historical, ")
    assert facts["95% limits"] == "9.0% to 18.0%"
    assert "limits from those that the publisher gives the estimate" in facts["How it is made"]
    assert facts["How sure"] == "Estimated from a model. Historical: it has no status."


def test_an_estimate_of_a_year_without_limits_names_no_method_for_them(monkeypatch):
    facts = told(monkeypatch, NEED, findings.level, "alcohol_met_need")["facts"]

    assert facts["95% limits"] == "Not published: the table at hand gives the value alone"
    assert "limits from" not in facts["How it is made"]


def test_a_rounded_count_is_marked_and_is_out_of_nothing(monkeypatch):
    figures = """
        indicator           | area_code | period  | numerator | value | flags
        adults_in_treatment | E09000003 | 2024/25 | 1465      | 1465  | rounded
    """
    facts = told(monkeypatch, figures, findings.level, "adults_in_treatment")["facts"]

    assert (facts["Number"], facts["Out of"]) == ("1,465, rounded", "Nothing: a count is not divided")
    assert facts["95% limits"] == "None: a count of what is on record, not a sample"


def test_two_years_show_their_counts_and_the_breaks_between_and_no_rate(monkeypatch):
    figures = """
        indicator             | area_code | period  | numerator | denominator | value
        drug_trafficking_rate | E09000003 | 2019/20 | 100       | 400000      | 0.25
        drug_trafficking_rate | E09000003 | 2024/25 | 800       | 400000      | 2.00
    """
    opened, made = given(figures), []
    opened.breaks.loc[0] = ["mps_recorded_crime", "all", "2024-03-01", "all", "invented break", "break"]
    opened.breaks["month"] = opened.breaks["month"].astype("datetime64[ns]")
    put(monkeypatch, opened, lambda: made.append(words.panel(findings.since(opened, "drug_trafficking_rate"))))

    facts = {fact["term"]: fact["text"] for fact in made[0]["facts"]}
    assert facts["Value"] == "100 in 2019/20, 800 in 2024/25"
    assert facts["Caveats"].startswith("March 2024: invented break.")
    assert "2.0" not in " ".join(facts.values())


def test_a_range_of_boroughs_has_its_table_and_no_panel(monkeypatch):
    opened, made = given(CRIME), []

    put(monkeypatch, opened, lambda: made.append(words.panel(findings.spread(opened, "drug_trafficking_rate"))))

    assert made == [None]


def test_board_tiles_and_answers_carry_the_same_panel_of_the_same_finding(monkeypatch):
    monkeypatch.setattr(summary, "BOARD", (("drug_trafficking_rate",),))
    monkeypatch.setattr(summary, "REPORTED", ("drug_trafficking_rate",))

    [box] = put(monkeypatch, given(CRIME), board)
    [numbers] = put(monkeypatch, given(CRIME), tiles, "drug_trafficking_rate")
    [answer] = put(monkeypatch, given(CRIME), lambda: headline(findings.level(words.bundle(), "drug_trafficking_rate")))

    panels = [box["findings"][0]["panel"], numbers["tiles"][0]["panel"], answer["sentences"][0]["panel"]]
    assert panels[0] == panels[1] == panels[2]


def test_key_messages_carry_panels(monkeypatch):
    monkeypatch.setattr(summary, "_messages", lambda _: [findings.level(words.bundle(), "drug_trafficking_rate")])

    [made] = put(monkeypatch, given(CRIME), messages, 1)

    assert all("panel" in said for said in made["sentences"])
