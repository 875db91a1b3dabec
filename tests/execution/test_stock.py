import pandas as pd
import pytest

from pipeline.editions import load_edition
from pipeline.execution.stock import catalogue, entry_facts, take_stock
from pipeline.indicators import CATALOGUE
from pipeline.project import find_project
from tests.evidence import DEFAULTS
from tests.indicators.entries import drawn_rows

ROWS = """
    area_code | period  | value
    E09000003 | 2023/24 | 1
    E09000003 | 2024/25 | 2
    E09000005 | 2024/25 |
    E92000001 | 2024/25 | 3
"""


@pytest.fixture
def invented():
    return drawn_rows(ROWS).assign(indicator="adults_in_treatment", **{"source": DEFAULTS["source"]})


def test_an_indicator_says_areas_periods_states_and_gaps(invented):
    line = catalogue(invented)[-1]

    assert line == (
        "adults_in_treatment   1 borough and England; 2024/25 (2 FY); ok 3, not available 1; gap: Brent not available"
    )


def test_the_number_of_wide_indicators_is_said(invented):
    assert catalogue(invented)[0] == "Catalogue: 0 of 1 indicators have values for 30 boroughs or more."


def test_the_whole_catalogue_is_listed():
    project = find_project()

    stock = take_stock(project, load_edition(project))

    lines = stock.lines

    assert any(line.startswith("172 indicators") for line in lines)  # 59 of them from the partnership's own tables
    assert any(line.startswith("knife_crime_rate ") and "City of London not available" in line for line in lines)
    assert pd.Series(lines).str.contains("72 of 113 indicators").any()
    told = stock.as_dict()
    assert len(told["indicators"]) == 172
    assert told["observations"]["rows"] == len(stock.observations)


def test_for_machines_an_indicator_says_the_same(invented):
    assert entry_facts(invented, CATALOGUE["adults_in_treatment"]) == {
        "indicator": "adults_in_treatment",
        "rows": 4,
        "areas": ["E09000003", "E92000001"],
        "period": "2024/25",
        "periods": {"FY": 2},
        "states": {"ok": 3, "not available": 1},
        "gaps": {"E09000005": "not available"},
    }
