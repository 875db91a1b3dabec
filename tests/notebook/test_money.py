"""Each sum with its own years: never added across years or grants, never an old grant as a present one. All invented."""

from dataclasses import replace

import pytest

from pipeline.local.data import BoroughData, Funding, Service
from pipeline.notebook.money import capacity, funding, national_grants, resources, services, settings
from tests.notebook.shown import BARNET, cells, drawn, shown

ADULTS = Funding(
    "adults", "Adults", "2349399.34", "2022/23", "Public health grant", "Treatment", "budget", "Paper A, section 5"
)
YOUNG = replace(ADULTS, id="young", what="Young people", amount="199540.46")


def table(monkeypatch, word, figures="", **records):
    bundle = drawn(BoroughData(BARNET, **records), *([figures] if figures else []))
    return shown(monkeypatch, bundle, word)[0]


def one(monkeypatch, **changes):
    return table(monkeypatch, funding, funding=(replace(ADULTS, **changes),))


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        ("2349399.34", "£2,349,399.34"),
        ("381264", "£381,264"),
        ("9,000,000", "£9,000,000"),
        ("120.50", "£120.50"),
        ("", "no sum given"),
    ],
)
def test_a_sum_is_printed_to_the_penny_where_the_paper_has_pence(monkeypatch, amount, printed):
    assert cells(one(monkeypatch, amount=amount), "Amount") == [printed]


@pytest.mark.parametrize(
    ("years", "age"),
    [
        ("2022/23", "43 months: historical"),
        ("2023/24", "31 months"),
        ("2022/23 and 2023/24", "31 months"),
        ("2026/27", "running"),
        ("three years from 2023", "years not given exactly"),
        ("not given; told with 2022/23 and 2023/24", "years not given exactly"),
    ],
)
def test_every_sum_says_how_old_its_years_are(monkeypatch, years, age):
    assert cells(one(monkeypatch, years=years), "Age at this edition") == [age]


@pytest.mark.parametrize(
    ("years", "said"),
    [
        (
            ("2022/23", "2023/24"),
            "None of the sums is known to be of a year that still runs: the newest is of 2023/24.",
        ),
        (("2022/23", "2026/27"), "On file for Barnet: 2 sums of money."),
        (("soon",), "None of the sums is known to be of a year that still runs."),
        ((), "Neither money nor services are on file for Barnet."),
    ],
)
def test_the_opening_never_lets_an_old_sum_pass_for_todays(monkeypatch, years, said):
    made = table(monkeypatch, resources, funding=tuple(replace(ADULTS, years=each) for each in years))

    assert made["sentences"][0]["text"].endswith(said)
    assert made["sentences"][0]["finding"] == "local.barnet.funding.all"


def test_a_sum_on_which_papers_disagree_is_not_printed(monkeypatch):
    assert cells(one(monkeypatch, status="conflict"), "Amount") == ["the papers disagree"]


def test_sums_of_one_year_and_one_grant_are_added_to_the_penny(monkeypatch):
    made = table(monkeypatch, funding, funding=(ADULTS, YOUNG))

    assert made["table"]["notes"][0] == "Public health grant, 2022/23: the 2 sums come to £2,548,939.80."


@pytest.mark.parametrize(
    "changes",
    [
        {"years": "2023/24"},
        {"grant": "Another grant"},
        {"grant": ""},
        {"status": "planned"},
        {"status": "conflict"},
        {"amount": ""},
        {"years": "2022/23 and 2023/24"},
    ],
)
def test_nothing_else_is_added(monkeypatch, changes):
    made = table(monkeypatch, funding, funding=(ADULTS, replace(YOUNG, **changes)))

    assert not [note for note in made["table"]["notes"] if "£" in note]
    assert made["table"]["notes"][-1].startswith("Sums of other years, grants or kinds are not added")


def test_sums_that_are_only_planned_are_not_added(monkeypatch):
    planned = [replace(one, status="planned") for one in (ADULTS, YOUNG)]

    made = table(monkeypatch, funding, funding=tuple(planned))

    assert not [note for note in made["table"]["notes"] if "£" in note]


POSTS = """
    indicator       | area_code | period             | value | numerator
    treatment_posts | E09000003 | 2025-04 to 2026-03 |  24.5 |
    treatment_posts | E09000003 | 2024-04 to 2025-03 |  22.0 |
"""


def test_capacity_that_was_supplied_is_told_for_its_newest_period(monkeypatch):
    made = table(monkeypatch, capacity, POSTS)

    assert (cells(made, "Period"), cells(made, "Posts")) == (["April 2025 to March 2026"], ["24.5"])


def test_a_national_grant_says_what_became_of_it_and_how_sure_that_is(monkeypatch):
    made = table(monkeypatch, national_grants)

    told = dict(zip(cells(made, "Grant"), cells(made, "What became of it"), strict=True))
    assert told["Supplemental Substance Misuse Treatment and Recovery Grant (SSMTRG)"] == "part of DATRIG since 2025/26"
    assert (
        "Rough Sleeping Drug and Alcohol Treatment Grant (RSDATG)" not in told
    )  # from memory: not checked at a source
    assert not [word for word in cells(made, "How sure") if "memory" in word]


def test_a_service_is_listed_with_its_provider(monkeypatch):
    made = table(
        monkeypatch, services, services=(Service("adult", "Hopewell", "Treatment", "Adults", "Paper A, section 5"),)
    )

    assert (cells(made, "Service"), cells(made, "Provider")) == (["Treatment"], ["Hopewell"])


SETTINGS = """
    indicator          | area_code | period  | group_type | group     | numerator | value
    treatment_settings | E09000003 | 2021/22 | setting    | community |      1445 |  1445
    treatment_settings | E09000003 | 2021/22 | setting    | inpatient |        30 |    30
    treatment_settings | E09000003 | 2020/21 | setting    | inpatient |        99 |    99
"""


def test_settings_are_those_of_the_latest_year_which_says_that_it_is_historical(monkeypatch):
    made = table(monkeypatch, settings, SETTINGS)

    assert made["table"]["caption"] == "In which settings adults were treated, 2021/22 (historical)"
    assert (cells(made, "Setting"), cells(made, "Adults")) == (["community", "inpatient"], ["1,445", "30"])
    assert "never added" in made["table"]["notes"][0]


@pytest.mark.parametrize(
    ("word", "file"), [(funding, "funding.csv"), (services, "services.csv"), (capacity, "L16-capacity.csv")]
)
def test_what_is_not_on_file_names_who_can_add_it_and_where(monkeypatch, word, file):
    gap = table(monkeypatch, word)

    assert gap["items"][0]["text"].endswith(f"The commissioner can add this: {file} in the borough's own folder.")
    assert gap["items"][0]["finding"].startswith("local.barnet.")
