"""A share prosecuted is never said without the share still pending. All figures in this file are invented."""

from pipeline import phrases
from pipeline.findings import custody
from tests.evidence import bundle, rows

TABLE = """
    indicator | area_code | period | numerator | denominator | value | lower | upper | state
    custody_prosecution_share | E12000007 | 2024 | 600 | 1500 | 40.0 | 37.5 | 42.5 | ok
    custody_prosecution_share | E12000007 | 2025 | 800 | 2000 | 40.0 | 37.9 | 42.2 | ok
    custody_prosecution_share | E09000003 | 2025 | | | | | | not available
    custody_pending_share | E12000007 | 2025 | 500 | 2000 | 25.0 | 23.2 | 26.9 | ok
    custody_pending_share | E09000003 | 2025 | | | | | | not available
"""
SHARES = ("custody_prosecution_share", "custody_pending_share")


def test_both_shares_stand_in_one_sentence_with_who_is_counted():
    finding = custody(bundle(rows(TABLE)), *SHARES)

    assert finding.id == "london.custody_prosecution_share.custody"
    assert phrases.sentence(finding) == (
        "In 2025, 40.0% of 2,000 drug cases in police custody in London were prosecuted and 25.0% were still pending. These are "
        "people dealt with in custody, not people who use or sell drugs."
    )
    assert phrases.headline(finding) == "London, 2025: people dealt with in custody, not people who use or sell drugs"


def test_without_the_share_pending_nothing_is_said():
    frame = rows(TABLE)
    frame.loc[frame["indicator"] == "custody_pending_share", "state"] = "not available"

    assert custody(bundle(frame), *SHARES).kind == "gap"


def test_two_years_are_never_put_into_one_sentence():
    frame = rows(TABLE.replace("custody_pending_share | E12000007 | 2025", "custody_pending_share | E12000007 | 2024"))

    assert custody(bundle(frame[frame["area_code"] == "E12000007"]), *SHARES).kind == "gap"
