"""The largest groups are named, never tested; who did not answer is told apart. All figures in this file are invented."""

import pytest

from pipeline import phrases
from pipeline.errors import PipelineError
from pipeline.findings import breakdown
from tests.evidence import bundle, rows

REFERRALS = """
    indicator       | area_code | period  | group_type      | group            | numerator | denominator | value | flags
    referral_source | E09000003 | 2024/25 |                 |                  |        90 |         200 |  45.0 | rounded
    referral_source | E09000003 | 2024/25 | referral source | criminal justice |        20 |         200 |  10.0 | rounded
    referral_source | E09000003 | 2024/25 | referral source | health           |        80 |         200 |  40.0 | rounded
    referral_source | E09000003 | 2024/25 | referral source | other            |        10 |         200 |   5.0 | rounded
    referral_source | E09000003 | 2024/25 | referral source | self             |        90 |         200 |  45.0 | rounded
    referral_source | E09000003 | 2024/25 | referral source | not stated       |       120 |         320 |  {unstated} | rounded
    referral_source | E09000003 | 2023/24 | referral source | health           |       150 |         200 |  75.0 | rounded
"""
SUBSTANCES = """
    indicator        | area_code | period  | group_type | group   | numerator | value
    substances_cited | E09000003 | 2024/25 |            |         |       100 |   100
    substances_cited | E09000003 | 2024/25 | substance  | alcohol |        {top} |    {top}
    substances_cited | E09000003 | 2024/25 | substance  | crack   |         0 |     0
"""


def referrals(unstated: float = 3.0) -> str:
    return phrases.sentence(breakdown(bundle(rows(REFERRALS.format(unstated=unstated))), "referral_source"))


def test_the_three_largest_groups_of_the_latest_year_are_named_with_their_base():
    assert (
        "by referral source, the largest groups in Barnet were self (about 45.0%), health (about 40.0%) and criminal justice "
        "(about 10.0%), of about 200 new presentations whose answer is recorded." in referrals()
    )


@pytest.mark.parametrize(("unstated", "warned"), [(5.0, False), (5.1, True), (60.0, True)])
def test_many_without_an_answer_are_a_warning_and_never_a_group(unstated, warned):
    assert ("no answer is stated: the figures may mislead." in referrals(unstated)) == warned
    assert "not stated (" not in referrals(unstated)


def test_kinds_that_overlap_say_so_and_none_is_no_largest_group():
    said = phrases.sentence(breakdown(bundle(rows(SUBSTANCES.format(top=60))), "substances_cited"))

    assert "the largest groups in Barnet were alcohol (60), of 100 adults." in said
    assert "so they are never added." in said


@pytest.mark.parametrize(("top", "small"), [(9, True), (10, False)])
def test_a_largest_group_of_few_varies_by_chance(top, small):
    said = phrases.sentence(breakdown(bundle(rows(SUBSTANCES.format(top=top))), "substances_cited"))

    assert ("Numbers this small vary by chance." in said) == small


def test_without_figures_it_is_a_gap_and_without_groups_a_mistake():
    alone = "indicator | area_code | period | value\nsmoking | E09000003 | 2024 | 9.0"
    elsewhere = bundle(rows(SUBSTANCES.format(top=60).replace("E09000003", "E92000001")))

    assert breakdown(elsewhere, "substances_cited").kind == "gap"
    with pytest.raises(PipelineError, match="smoking has no groups"):
        breakdown(bundle(rows(alone)), "smoking")
