"""A count that jumps while England's does not is a query, never a finding. All figures in this file are invented."""

import pytest

from pipeline import phrases
from pipeline.findings import jump
from tests.evidence import bundle, rows


def treated(before: int, after: int, england: int) -> str:
    return f"""
        indicator                   | area_code | period  | numerator | value
        adults_in_alcohol_treatment | E09000003 | 2017/18 | {before}  | {before}
        adults_in_alcohol_treatment | E09000003 | 2018/19 | {after}   | {after}
        adults_in_alcohol_treatment | E92000001 | 2017/18 |    100000 |  100000
        adults_in_alcohol_treatment | E92000001 | 2018/19 | {england} | {england}
    """


@pytest.mark.parametrize(
    ("before", "after", "england", "query"),
    [
        (500, 315, 101000, True),  # ours x 0.63, England's x 1.01
        (500, 870, 101000, True),
        (500, 315, 70000, False),  # England's fell with it
        (500, 450, 101000, False),  # a tenth is no jump
        (9, 20, 101000, False),  # too few to tell
        (20, 12, 101000, False),  # within chance
    ],
)
def test_a_jump_is_ours_alone_large_and_beyond_chance(before, after, england, query):
    found = jump(bundle(rows(treated(before, after, england))), "adults_in_alcohol_treatment")

    assert bool(found and found.query) == query


def test_a_jump_is_told_as_a_question_for_the_publisher():
    found = jump(bundle(rows(treated(500, 250, 101000))), "adults_in_alcohol_treatment")
    said = phrases.sentence(found)

    assert "went from 500 in 2017/18 to 250 in 2018/19; England's moved by 1.0%. Query: not explained." in said
    assert "halved" not in said and "not a finding" in said


def test_one_year_alone_is_a_gap():
    assert jump(bundle(rows(treated(500, 315, 1)).iloc[1:2]), "adults_in_alcohol_treatment").kind == "gap"
