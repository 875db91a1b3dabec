import pytest

from pipeline.indicators.seizures import drug_seizure_quantity, drug_seizures
from tests.indicators.drawn import observed, row

FORCES = """
    area_code | period  | measure  | category                                | value
    E12000007 | 2018/19 | seizures | Metropolitan Police Service / all_drugs | 100
    E12000007 | 2018/19 | seizures | City of London Police / all_drugs       | 5
    E12000007 | 2018/19 | seizures | Metropolitan Police Service / heroin    | 10
    E12000007 | 2018/19 | quantity | Metropolitan Police Service / heroin    | 1.5
    E12000007 | 2018/19 | quantity | City of London Police / heroin          | 0.5
"""


@pytest.fixture
def seizures():
    rows = observed(FORCES)
    return rows.assign(category=rows["category"].str.replace(" / ", " | ", regex=False))


def test_both_forces_are_added(seizures):
    assert row(drug_seizures(seizures), group="")["value"] == 105


def test_a_drug_that_one_force_has_no_figure_of_has_no_sum(seizures):
    assert "heroin" not in set(drug_seizures(seizures)["group"])


def test_different_drugs_are_never_added_by_weight(seizures):
    quantity = drug_seizure_quantity(seizures)

    assert row(quantity, group="heroin")["value"] == 2
    assert row(quantity, group="")["state"] == "not applicable"
