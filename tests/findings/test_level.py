"""A level is judged against the comparator that exists, named with its age, and turned to better or worse by polarity.

All figures in this file are invented.
"""

import pandas as pd
import pytest

from pipeline import phrases
from pipeline.errors import PipelineError
from pipeline.findings import Age, age_of, level, tone
from tests.evidence import bundle, rows


def crime(verdict: str, value: float = 3.5) -> str:
    return f"""
        indicator             | area_code | period             | numerator | value   | lower | upper | london | vs_london
        drug_trafficking_rate | E09000003 | 2025-03 to 2026-02 |      1359 | {value} |   3.3 |   3.7 |    2.4 | {verdict}
    """


def test_recorded_crime_names_window_count_rate_and_comparator_without_calling_it_significant():
    said = phrases.sentence(level(bundle(rows(crime("higher"))), "drug_trafficking_rate"))

    assert "In the 12 months to February 2026" in said
    assert "1,359" in said and "3.5 per 1,000 residents" in said and "higher than London (2.4)" in said
    assert "significant" not in said
    assert "3.3" not in said  # Poisson limits are too narrow on recorded crime to print in a sentence


def test_more_recorded_offences_are_higher_never_worse():
    finding = level(bundle(rows(crime("higher"))), "drug_trafficking_rate")

    assert tone(finding) == "higher"
    assert phrases.SIGNS[tone(finding)] != phrases.SIGNS["worse"]


def test_similar_is_never_called_the_same():
    said = phrases.sentence(level(bundle(rows(crime("similar"))), "drug_trafficking_rate"))

    assert "not clearly different from London (2.4)" in said
    assert "same" not in said


def deaths(verdict: str) -> str:
    return f"""
        indicator                 | area_code | period  | value | lower | upper | england | vs_england | london | vs_london
        drug_poisoning_death_rate | E09000003 | 2018-20 |   3.9 |   2.8 |   5.2 |     7.5 | {verdict}  |    4.9 | similar
    """


def test_old_evidence_is_said_in_the_past_tense_with_its_period_first():
    finding = level(bundle(rows(deaths("lower"))), "drug_poisoning_death_rate")
    said = phrases.sentence(finding)

    assert finding.age == Age.HISTORICAL
    assert said.startswith("In 2018 to 2020 (a historical figure)")
    assert " was " in said and "(2.8 to 5.2)" in said


@pytest.mark.parametrize(
    ("end", "age"),
    [("2026-02-28", Age.CURRENT), ("2025-05-31", Age.CURRENT), ("2025-04-30", Age.LATEST), ("2023-11-30", Age.LATEST),
     ("2023-10-31", Age.HISTORICAL)],
)  # fmt: skip
def test_age_of_evidence_is_counted_from_the_end_of_the_period(end, age):
    assert age_of(pd.Timestamp(end), "2026-11-22") == age


def test_without_limits_nothing_is_better_or_worse():
    table = """
        indicator | area_code | period | value | england | vs_england
        smoking   | E09000003 | 2024   |   9.0 |    10.4 | not tested
        smoking   | E09000002 | 2024   |  12.0 |    10.4 | not tested
        smoking   | E09000004 | 2024   |   7.0 |    10.4 | not tested
    """
    finding = level(bundle(rows(table)), "smoking")
    said = phrases.sentence(finding)

    assert tone(finding) == "untested"
    assert "England 10.4%" in said and "7.0% (Bexley) to 12.0% (Barking and Dagenham)" in said and "not tested" in said
    assert "better" not in said and "lower than" not in said


def test_a_missing_value_is_a_stated_gap():
    frame = rows(crime("not available")).assign(area_code="E09000001", state="not available", value=float("nan"))

    finding = level(bundle(frame, area="E09000001"), "drug_trafficking_rate")

    assert finding.kind == "gap"
    assert "its own police force" in phrases.sentence(finding)


def test_a_merged_row_stands_in_for_its_members_by_name():
    table = """
        indicator              | area_code           | period  | numerator | value | lower | upper | state | flags
        drug_misuse_death_rate | E09000001+E09000012 | 2016-18 |        40 |   4.8 |   3.4 |   6.5 | ok    | merged area
        drug_misuse_death_rate | E09000012           | 2016-18 |           |       |       |       | not available |
    """
    said = phrases.sentence(level(bundle(rows(table), area="E09000012"), "drug_misuse_death_rate"))

    assert "City of London and Hackney together" in said


def test_reading_what_a_chapter_does_not_declare_names_the_line_to_add():
    with pytest.raises(PipelineError, match='Add "demand" to "topics"'):
        level(bundle(rows(crime("higher"))), "smoking")


def test_an_unknown_indicator_is_met_with_the_nearest_known():
    with pytest.raises(PipelineError, match=r"Did you mean drug_trafficking_rate\?"):
        level(bundle(rows(crime("higher"))), "drug_traficking_rate")
