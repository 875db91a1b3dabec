"""A season is tested on the longest newest run of months that no break cuts. All figures in this file are invented."""

import pandas as pd
import pytest

from pipeline import phrases
from pipeline.findings import seasonal
from tests.evidence import bundle, rows

NAME = "violence_with_injury_offences"
PATTERN = (-8, -6, -2, 2, 6, 9, 10, 7, 1, -3, -7, -9)
SYSTEM = ("mps_recorded_crime", "all", "2024-03-01", "all", "a new system", "break")
OTHER = ("mps_recorded_crime", "drug_trafficking", "2022-03-01", "all", "another offence", "break")


def monthly(count: int, pattern=PATTERN, first: str = "2019-01") -> pd.DataFrame:
    months = pd.period_range(first, periods=count, freq="M")
    values = [60 + 2 * pattern[month.month - 1] for month in months]
    lines = [f"{NAME} | E09000003 | {month} | {value} | {value}" for month, value in zip(months, values, strict=True)]
    return rows("\n".join(["indicator | area_code | period | numerator | value", *lines]))


def test_a_season_names_its_high_and_its_low_month():
    finding = seasonal(bundle(monthly(60)), NAME)

    assert (finding.verdict, finding.facts["high"], finding.facts["low"]) == ("seasonal", 7, 12)
    assert phrases.sentence(finding) == (
        "From January 2019 to December 2023, recorded offences of violence with injury in Barnet showed a season: a usual July "
        "held 1.9 times as many as a usual December."
    )
    assert phrases.headline(finding) == "Violence with injury by month: a season, most in July, fewest in December"


def test_level_months_show_no_season():
    finding = seasonal(bundle(monthly(60, pattern=(0,) * 12)), NAME)

    assert finding.verdict == "no season shown"
    assert "showed no season beyond chance" in phrases.sentence(finding)


def test_no_month_after_a_break_is_tested_with_months_before_it():
    finding = seasonal(bundle(monthly(86), breaks=[SYSTEM]), NAME)

    assert (f"{finding.facts['last']:%Y-%m}", finding.facts["months"], finding.facts["since_break"]) == (
        "2024-02",
        62,
        24,
    )
    assert phrases.sentence(finding).endswith("The 24 months since the break of March 2024 are too few to test.")


def test_the_months_after_a_break_are_tested_once_they_are_enough():
    finding = seasonal(bundle(monthly(98), breaks=[SYSTEM]), NAME)

    assert (f"{finding.facts['first']:%Y-%m}", finding.facts["since_break"]) == ("2024-03", 0)


def test_another_offences_break_cuts_nothing():
    assert seasonal(bundle(monthly(60), breaks=[OTHER]), NAME).facts["months"] == 60


@pytest.mark.parametrize(("months", "breaks"), [(24, []), (62, [(*SYSTEM[:2], "2021-08-01", *SYSTEM[3:])])])
def test_too_short_a_run_cannot_be_tested(months, breaks):
    finding = seasonal(bundle(monthly(months), breaks=breaks), NAME)

    assert finding.verdict == "cannot be tested" and not finding.usable
    assert "have a season cannot be tested: no run of 36 months lies between breaks" in phrases.sentence(finding)


def test_a_missing_month_is_a_gap_and_no_series():
    months = monthly(60)
    months.loc[7, "state"] = "not available"

    assert seasonal(bundle(months), NAME).kind == "gap"
