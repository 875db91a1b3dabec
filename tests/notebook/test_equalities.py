"""Who is missing: always beside England's own, in words, and a gap where nothing is held. All figures are invented."""

from functools import partial

import pytest

from pipeline.findings import level
from pipeline.notebook.characteristics import characteristics
from pipeline.notebook.equalities import NOT_NEED, by_sex_and_age, represented, who_is_missing
from pipeline.notebook.residents import ages_beside_london, groups_beside_london
from tests.notebook.shown import cells, drawn, shown

HEAD = "indicator | area_code | period | group_type | group | numerator | denominator | value | lower | upper | england"
ENGLAND = f"""{HEAD}
    ethnicity_representation  | E92000001 | 2021/22 |              |       | 300 | 1000 | 0.52 | 0.50 | 0.54 | 0.52
    ethnicity_representation  | E92000001 | 2021/22 | ethnic group | Asian | 100 | 1000 | 0.40 | 0.39 | 0.41 | 0.40
    ethnicity_representation  | E92000001 | 2021/22 | ethnic group | White | 700 | 1000 | 1.11 | 1.10 | 1.12 | 1.11
    women_in_treatment_share  | E92000001 | 2021/22 |              |       | 300 | 1000 | 30.0 | 29.0 | 31.0 | 30.0
    residents_by_ethnic_group | E09000003 | 2021    | ethnic group | Asian |  20 |      |   20 |      |      |
    residents_by_ethnic_group | E09000003 | 2021    | ethnic group | White |  80 |      |   80 |      |      |
    residents_by_ethnic_group | E12000007 | 2021    | ethnic group | Asian |  30 |      |   30 |      |      |
    residents_by_ethnic_group | E12000007 | 2021    | ethnic group | White |  70 |      |   70 |      |      |
"""
HELD = f"""{ENGLAND.rstrip()}
    ethnicity_representation  | E09000003 | 2021/22 |              |       |  60 |  200 | 0.60 | 0.40 | 0.80 | 0.52
    ethnicity_representation  | E09000003 | 2021/22 | ethnic group | Asian |  12 |  200 | 0.30 | 0.20 | 0.39 | 0.40
    ethnicity_representation  | E09000003 | 2021/22 | ethnic group | White | 140 |  200 | 1.10 | 0.90 | 1.30 | 1.11
    women_in_treatment_share  | E09000003 | 2021/22 |              |       |  40 |  200 | 20.0 | 15.0 | 26.0 | 30.0
"""
RATIO, WOMEN = "ethnicity_representation", "women_in_treatment_share"


def test_a_group_is_printed_with_its_share_of_residents_its_ratio_and_englands_own(monkeypatch):
    [table] = shown(monkeypatch, drawn(figures=HELD), partial(who_is_missing, RATIO, "Who?"))

    assert table["table"]["rows"][0] == [
        "Asian", "12", "6.0%", "20.0%", "0.30 (0.20 to 0.39)", "0.40", "was lower than England's own",
    ]  # fmt: skip
    assert table["table"]["rows"][1][-1] == "was not clearly different from England's own"
    assert NOT_NEED in table["table"]["notes"]
    assert (
        "People in treatment in 2021/22, a year that ended 55 months before this edition: historical."
        in table["table"]["notes"]
    )


def test_without_figures_the_residents_and_england_are_left(monkeypatch):
    [table] = shown(monkeypatch, drawn(figures=ENGLAND), partial(who_is_missing, RATIO, "Who?"))

    assert table["table"]["rows"] == [["Asian", "20.0%", "0.40"], ["White", "80.0%", "1.11"]]


def test_a_share_is_judged_beside_englands_of_the_same_drug_group(monkeypatch):
    [table] = shown(monkeypatch, drawn(figures=HELD), partial(by_sex_and_age, WOMEN, caption="Women"))

    first, opiate = table["table"]["rows"][:2]
    assert first == ["Women", "all drug groups", "20.0% (15.0% to 26.0%)", "30.0%", "was lower than England's own"]
    assert opiate == ["Women", "opiate", "[x]", "[x]", "no figure"]


@pytest.mark.parametrize(
    ("figures", "kinds"), [(HELD, ["figure"]), (ENGLAND, ["list", "figure"])], ids=["held", "not held"]
)
def test_a_ratio_is_drawn_for_england_even_where_the_borough_has_none(monkeypatch, figures, kinds):
    made = shown(monkeypatch, drawn(figures=figures), partial(represented, RATIO))

    assert [one["kind"] for one in made] == kinds
    assert cells(made[-1], "Group") == ["Asian", "White"]


def test_englands_shares_alone_have_a_column_for_each_drug_group(monkeypatch):
    [table] = shown(monkeypatch, drawn(figures=ENGLAND), partial(by_sex_and_age, WOMEN, caption="Women"))

    assert [head["label"] for head in table["table"]["columns"]][:3] == ["People", "all drug groups", "opiate"]
    assert table["table"]["rows"] == [["Women", "30.0%", "[x]", "[x]", "[x]", "[x]"]]


def test_a_share_without_figures_is_a_gap_and_no_chart(monkeypatch):
    [gap] = shown(monkeypatch, drawn(figures=ENGLAND), partial(represented, WOMEN))

    assert gap["items"][0]["id"] == f"beside-{WOMEN}"


def test_every_protected_characteristic_is_shown_or_says_who_is_asked(monkeypatch):
    [table] = shown(monkeypatch, drawn(figures=_with_gaps(HELD)), partial(characteristics, "All"))

    rows = {row[0]: row for row in table["table"]["rows"]}
    assert rows["Sex"][2] == "20.0% (15.0% to 26.0%), 2021/22" and rows["Sex"][3].endswith("for newer figures")
    assert rows["Gender reassignment"][1:3] == ["No open table has it for Barnet", "[x]"]
    nine = {"Age", "Disability", "Gender reassignment", "Marriage and civil partnership", "Pregnancy and maternity", "Race",
            "Religion or belief", "Sex", "Sexual orientation"}  # fmt: skip
    assert nine <= set(rows)
    assert all(row[3] for row in rows.values())


def test_links_lead_only_to_what_is_shown(monkeypatch):
    [table] = shown(monkeypatch, drawn(figures=_with_gaps(HELD)), partial(characteristics, "All"))

    links = dict(zip([row[0] for row in table["table"]["rows"]], table["table"]["links"], strict=True))
    assert links["Sex"] == f"beside-{WOMEN}" and links["Disability"] == ""


def _with_gaps(figures: str) -> str:
    """Add the rows without a value that the table of indicators has for every borough."""
    names = ("aged_50_and_over_in_treatment_share", "disability_share", "religion_share", "sexual_orientation_share",
             "parents_living_with_children_share", "housing_problem_share")  # fmt: skip
    lines = [f"{line} | ok" for line in figures.rstrip().splitlines()]
    return "\n".join([lines[0].replace("| ok", "| state"), *lines[1:], *(
        f"{name} | E09000003 | 2021/22 | | | | | | | | | not available" for name in names
    )])  # fmt: skip


def test_groups_of_residents_stand_beside_londons_share(monkeypatch):
    [chart] = shown(monkeypatch, drawn(figures=HELD), partial(groups_beside_london, "residents_by_ethnic_group"))

    assert "White the largest group" in chart["headline"] and "Barnet and London" in chart["subtitle"]
    assert cells(chart, "Area") == ["Barnet", "Barnet", "London", "London"]


def test_ages_stand_beside_londons(monkeypatch):
    figures = """
        indicator                | area_code | period | value | london
        residents_under_15_share | E09000003 | 2020   |  20.2 |   19.5
        residents_15_to_49_share | E09000003 | 2020   |  48.1 |   51.8
    """
    given = drawn(figures=figures)
    judged = level(given, "residents_15_to_49_share")
    word = partial(ages_beside_london, "residents_under_15_share", "residents_15_to_49_share", headline=judged)

    [chart] = shown(monkeypatch, given, word)

    assert chart["id"] == "beside-residents_under_15_share"
    assert cells(chart, "Value") == ["48.1%", "20.2%"]
