"""London's boroughs side by side: a range, never a rank, and never of counts that are few. All figures are invented."""

import pytest

from pipeline import phrases
from pipeline.errors import PipelineError
from pipeline.findings import spread
from tests.evidence import bundle, rows

TABLE = """
    indicator | area_code | period | numerator | value | london | state
    drug_trafficking_rate | E09000002 | 2025-03 to 2026-02 | 500 | 2.0 | 2.4 | ok
    drug_trafficking_rate | E09000003 | 2025-03 to 2026-02 | 900 | 3.5 | 2.4 | ok
    drug_trafficking_rate | E09000004 | 2025-03 to 2026-02 | 300 | 1.2 | 2.4 | ok
    drug_trafficking_rate | E09000001 | 2025-03 to 2026-02 | | | | not available
    drug_trafficking_rate | E12000007 | 2025-03 to 2026-02 | 9999 | 9.9 | | ok
"""


def test_the_range_is_of_boroughs_and_names_both_ends_and_the_missing():
    finding = spread(bundle(rows(TABLE), area="E12000007"), "drug_trafficking_rate")

    assert finding.id == "london.drug_trafficking_rate.spread"
    assert phrases.sentence(finding) == (
        "In the 12 months to February 2026, recorded drug trafficking offences ranged from 1.2 per 1,000 residents in Bexley "
        "to 3.5 in Barnet; London 2.4. 30 boroughs have no figure."
    )
    assert phrases.headline(finding) == "Drug trafficking: 1.2 to 3.5 across London"


def test_the_city_of_london_is_no_end_of_a_range_of_police_figures():
    finding = spread(bundle(rows(TABLE)), "drug_trafficking_rate")

    assert "City of London" not in {finding.facts["low_area"], finding.facts["high_area"]}


@pytest.mark.parametrize("indicator", ["homicide", "knife_crime_positive_outcomes"])
def test_counts_so_few_are_never_put_side_by_side(indicator):
    table = TABLE.replace("drug_trafficking_rate", indicator)

    with pytest.raises(PipelineError, match="never mapped, ordered or put side by side"):
        spread(bundle(rows(table)), indicator)


def test_two_boroughs_make_no_range():
    two = "\n".join(TABLE.strip().splitlines()[:3])

    assert spread(bundle(rows(two)), "drug_trafficking_rate").kind == "gap"
