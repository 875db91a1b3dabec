import pandas as pd
import pytest

from pipeline.errors import PipelineError
from pipeline.indicators.knife import knife_crime_offences, knife_crime_positive_outcomes, knife_crime_rate
from tests.indicators.drawn import census, monthly, residents, row

BARNET = "E09000003"


@pytest.fixture
def knife():
    offences = monthly(BARNET, "knife_crime", "2024-04", [20] * 12).assign(category="offences")
    outcomes = monthly(BARNET, "knife_crime", "2024-04", [30] * 12).assign(category="positive_outcomes")
    injuries = monthly(BARNET, "knife_crime_with_injury", "2024-04", [5] * 12).assign(category="offences")
    return pd.concat([offences, outcomes, injuries], ignore_index=True)


def test_the_rate_counts_offences_and_no_outcomes(knife):
    people = residents("area_code | period | value\nE09000003 | 2019 | 1")

    year = row(knife_crime_rate(knife, census(E09000003=120_000), people), area_code=BARNET, period_type="FY")

    assert (year["numerator"], year["value"]) == (240, 2)


def test_outcomes_are_counts_and_may_be_more_than_the_offences(knife):
    year = row(knife_crime_positive_outcomes(knife), area_code=BARNET, period_type="FY")

    assert year["value"] == 360
    assert year["denominator"] != year["denominator"]


def test_months_are_counted_one_by_one(knife):
    assert row(knife_crime_offences(knife), area_code=BARNET, period_label="May 2024")["value"] == 20


def test_a_table_without_outcomes_says_so(knife):
    with pytest.raises(PipelineError, match="no positive_outcomes of knife_crime"):
        knife_crime_positive_outcomes(knife[knife["category"] == "offences"])
