"""A trend is judged over five independent years, or the reason is said. Invented figures; verdicts of domain.md 4.5."""

import pytest

from pipeline import phrases
from pipeline.findings import trend
from tests.evidence import bundle, rows

YEARS = ("2021/22", "2022/23", "2023/24", "2024/25", "2025/26")


def shares(counts: list[int], wholes: list[int], more: str = "", cell: str = "") -> str:
    lines = [
        f"women_in_treatment_share | E09000003 | {year} | {x} | {n} | {100 * x / n} | {cell}"
        for year, x, n in zip(YEARS, counts, wholes, strict=False)
    ]
    return "\n".join([f"indicator | area_code | period | numerator | denominator | value | {more or 'flags'}", *lines])


@pytest.mark.parametrize(
    ("counts", "wholes", "verdict"),
    [
        ([994, 1023, 1199, 1332, 1367], [40299, 41527, 42811, 44064, 44701], "increasing"),
        ([209, 213, 213, 239, 210], [1017, 1087, 1119, 1117, 1139], "no significant change"),
        ([62, 55, 49, 41, 33], [700, 710, 715, 720, 730], "decreasing"),
        (
            [90, 41, 42, 43, 44],
            [700, 705, 710, 715, 720],
            "no significant change",
        ),  # one point makes it: left out, it goes
    ],
)
def test_five_years_of_shares_are_judged_as_published_methods_judge_them(counts, wholes, verdict):
    assert trend(bundle(rows(shares(counts, wholes))), "women_in_treatment_share").verdict == verdict


def test_four_years_cannot_be_tested_and_say_so():
    finding = trend(bundle(rows(shares([62, 55, 49, 41], [700, 710, 715, 720]))), "women_in_treatment_share")

    assert finding.verdict == "cannot be tested"
    assert "a trend cannot be tested because there are fewer than 5 annual points" in phrases.sentence(finding)
    assert not finding.usable


def test_a_break_among_the_years_leaves_no_trend():
    frame = rows(shares([62, 55, 49, 41, 33], [700, 710, 715, 720, 730])).assign(flags=["", "", "", "break before", ""])

    finding = trend(bundle(frame), "women_in_treatment_share")

    assert "a break in the series lies between the points" in phrases.sentence(finding)


def test_what_the_table_says_of_the_trend_stands():
    frame = rows(shares([62, 55, 49, 41, 33], [700, 710, 715, 720, 730])).assign(trend=["", "", "", "", "increasing"])

    assert trend(bundle(frame), "women_in_treatment_share").verdict == "increasing"


def test_a_reason_in_the_table_is_the_reason_said():
    frame = rows(shares([62, 55, 49, 41, 33], [700, 710, 715, 720, 730])).assign(
        trend=["", "", "", "", "Rounded counts"]
    )

    assert "cannot be tested because rounded counts." in phrases.sentence(
        trend(bundle(frame), "women_in_treatment_share")
    )


def test_pooled_years_overlap_and_have_no_trend():
    text = """
        indicator              | area_code | period  | numerator | value | lower | upper
        drug_misuse_death_rate | E09000003 | 2012-14 |        30 |   3.0 |   2.0 |   4.3
        drug_misuse_death_rate | E09000003 | 2013-15 |        31 |   3.1 |   2.1 |   4.4
        drug_misuse_death_rate | E09000003 | 2014-16 |        32 |   3.2 |   2.2 |   4.5
        drug_misuse_death_rate | E09000003 | 2015-17 |        33 |   3.3 |   2.3 |   4.6
        drug_misuse_death_rate | E09000003 | 2016-18 |        34 |   3.4 |   2.4 |   4.7
    """
    assert "periods overlap" in phrases.sentence(trend(bundle(rows(text)), "drug_misuse_death_rate"))


def test_the_five_years_are_the_evidence():
    finding = trend(bundle(rows(shares([62, 55, 49, 41, 33], [700, 710, 715, 720, 730]))), "women_in_treatment_share")

    assert [one.period for one in finding.evidence] == list(YEARS)
    assert finding.id == "barnet.women_in_treatment_share.trend"
