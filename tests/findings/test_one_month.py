"""Where one unexplained month makes a verdict, the verdict is a query that names it. All figures invented."""

import pandas as pd

from pipeline import phrases
from pipeline.findings import level, tone
from tests.evidence import bundle, rows
from tests.findings.test_windows import monthly

YEAR = """
    indicator             | area_code | period             | numerator | denominator | value | lower | upper | london | vs_london
    drug_trafficking_rate | E09000003 | 2025-03 to 2026-02 | {total}   |   100000 | {value} |   6.4 |   7.5 |    5.0 | higher
"""


def judged(values):
    year = rows(YEAR.format(total=sum(values[-12:]), value=sum(values[-12:]) / 100))
    return level(bundle(pd.concat([year, monthly(values)], ignore_index=True)), "drug_trafficking_rate")


def test_a_verdict_that_one_month_makes_is_a_query_that_says_both():
    values = [35] * 24
    values[-6] = 310  # without it 35 a month: 4.2 per 1,000, lower than London's 5.0

    finding = judged(values)
    said = phrases.sentence(finding)

    assert finding.verdict == "query" and tone(finding) == "untested"
    assert (
        "As recorded the figure is higher than London; with that month at its usual level, lower than London." in said
    )
    assert "higher" not in phrases.headline(finding) and phrases.status_words(finding) == "query: one month decides"


def test_a_verdict_that_stands_without_the_month_stays():
    values = [60] * 24
    values[-6] = 130  # at its usual level 7.2 per 1,000, still higher than 5.0

    assert judged(values).verdict == "higher"


def test_without_an_odd_month_the_verdict_stays():
    assert judged([58] * 24).verdict == "higher"
