"""Fifths are put side by side with and without the largest small area, and nothing is judged. All figures are invented."""

from pipeline import phrases
from pipeline.findings import fifths
from tests.evidence import bundle, rows

WITH, WITHOUT = "drug_offences_by_fifth", "drug_offences_by_fifth_without_largest"
TABLE = """
    indicator | area_code | period | group | numerator | denominator | value
    drug_offences_by_fifth | E09000003 | 2025-03 to 2026-02 | | 990 | 250000 | 3.96
    drug_offences_by_fifth | E09000003 | 2025-03 to 2026-02 | 1 most deprived | 300 | 50000 | 6.0
    drug_offences_by_fifth | E09000003 | 2025-03 to 2026-02 | 2 | 400 | 50000 | 8.0
    drug_offences_by_fifth | E09000003 | 2025-03 to 2026-02 | 3 | 120 | 50000 | 2.4
    drug_offences_by_fifth | E09000003 | 2025-03 to 2026-02 | 4 | 100 | 50000 | 2.0
    drug_offences_by_fifth | E09000003 | 2025-03 to 2026-02 | 5 least deprived | 70 | 50000 | 1.4
    drug_offences_by_fifth_without_largest | E09000003 | 2025-03 to 2026-02 | 1 most deprived | 300 | 50000 | 6.0
    drug_offences_by_fifth_without_largest | E09000003 | 2025-03 to 2026-02 | 2 | 190 | 48000 | 3.96
    drug_offences_by_fifth_without_largest | E09000003 | 2025-03 to 2026-02 | 3 | 120 | 50000 | 2.4
    drug_offences_by_fifth_without_largest | E09000003 | 2025-03 to 2026-02 | 4 | 100 | 50000 | 2.0
    drug_offences_by_fifth_without_largest | E09000003 | 2025-03 to 2026-02 | 5 least deprived | 70 | 50000 | 1.4
"""


def test_the_fifth_of_the_largest_small_area_is_shown_with_it_and_without_it():
    finding = fifths(bundle(rows(TABLE)), WITH, WITHOUT)

    assert finding.verdict == "shown"
    assert phrases.sentence(finding) == (
        "In the 12 months to February 2026, the police placed 990 drug offences in small areas of Barnet: 300 in the most "
        "deprived fifth (6.0 per 1,000 residents) and 70 in the least deprived (1.4). One small area of fifth 2 holds 210; "
        "with it that fifth has 8.0, without it 4.0."
    )


def test_the_title_says_what_is_shown_and_what_is_not():
    headline = phrases.headline(fifths(bundle(rows(TABLE)), WITH, WITHOUT))

    assert headline.endswith("where offences were recorded, not where people live")


def test_few_offences_in_a_fifth_are_said_to_vary_by_chance():
    few = TABLE.replace("5 least deprived | 70", "5 least deprived | 7")

    assert phrases.sentence(fifths(bundle(rows(few)), WITH, WITHOUT)).endswith("Numbers this small vary by chance.")


def test_a_fifth_without_a_figure_is_a_gap():
    frame = rows(TABLE)
    frame.loc[3, "state"] = "suppressed"

    assert fifths(bundle(frame), WITH, WITHOUT).kind == "gap"
