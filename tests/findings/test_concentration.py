"""One ward that holds much and grew threefold is a query, not an explanation. All figures here are invented."""

import pytest

from pipeline import phrases
from pipeline.findings import concentration
from tests.evidence import bundle, rows


def wards(count: int, before: int, located_before: float = 97.0) -> str:
    share = 100 * count / 500
    return f"""
        indicator              | area_code | period             | group            | numerator | denominator | value
        drug_trafficking_wards | E09000003 | 2025-03 to 2026-02 | E05000001 Alder  | {count}   |         500 | {share}
        drug_trafficking_wards | E09000003 | 2025-03 to 2026-02 | E05000002 Beech  |        20 |         500 | 4.0
        drug_trafficking_wards | E09000003 | 2024-03 to 2025-02 | E05000001 Alder  | {before}  |         300 | 10.0
        drug_trafficking_wards | E09000003 | 2025-03 to 2026-02 |                  |       500 |         510 | 98.0
        drug_trafficking_wards | E09000003 | 2024-03 to 2025-02 |                  |       300 |         310 | {located_before}
    """


@pytest.mark.parametrize(
    ("count", "before", "query"),
    [(100, 30, True), (75, 25, True), (74, 20, False), (100, 34, False), (300, 290, False)],
)
def test_a_ward_is_a_query_from_fifteen_percent_fifty_offences_and_three_times_the_year_before(count, before, query):
    finding = concentration(bundle(rows(wards(count, before))), "drug_trafficking_wards")

    assert bool(finding.query) == query
    assert ("Query for the police" in phrases.sentence(finding)) == query


def test_the_ward_is_named_with_count_share_and_what_could_be_located():
    finding = concentration(bundle(rows(wards(100, 30))), "drug_trafficking_wards")

    assert "Alder held 100 of the 500 located" in phrases.sentence(finding)
    assert "20.0%" in phrases.sentence(finding)
    assert "98.0%" in phrases.coverage(finding)


def test_where_coverage_moved_a_ward_is_not_compared_with_its_year_before():
    finding = concentration(bundle(rows(wards(100, 90, located_before=94.9))), "drug_trafficking_wards")

    assert "the year before" not in phrases.sentence(finding)
    assert "moved too much" in phrases.coverage(finding)
