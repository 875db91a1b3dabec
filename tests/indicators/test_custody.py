import pytest
from pytest import approx

from pipeline.indicators import custody
from tests.indicators.drawn import observed, row

CASES = """
    area_code | period | age   | category                                    | value | flags
    E12000007 | 2025   | Adult | Drug Possession / Asian / Prosecution       | 20    |
    E12000007 | 2025   | Adult | Drug Supply / Asian / Prosecution           | 10    |
    E12000007 | 2025   | Adult | Drug Supply / Asian / Police Bail           | 30    |
    E12000007 | 2025   | Child | Drug Supply / Black / No Further Action     | 40    |
    E12000007 | 2026   | Adult | Drug Supply / Black / No Further Action     | 99    | partial period
"""


@pytest.fixture
def cases():
    rows = observed(CASES, measure="custody_disposals")
    return rows.assign(category=rows["category"].str.replace(" / ", " | ", regex=False))


def test_disposals_are_summed_to_ethnic_group_by_disposal_and_no_finer(cases):
    counted = custody.custody_drug_disposals(cases)

    assert row(counted, group="Asian | Prosecution")["value"] == 30
    assert row(counted, group="")["value"] == 100
    assert not counted["group"].str.contains("Possession|Supply").any()


def test_a_part_of_a_year_is_never_a_year(cases):
    assert set(custody.custody_drug_disposals(cases)["period_label"]) == {"2025"}


def test_what_is_prosecuted_and_what_is_pending_have_one_base(cases):
    shares = (custody.custody_prosecution_share(cases), custody.custody_pending_share(cases))

    asian = [row(share, group="Asian") for share in shares]
    assert [(one["numerator"], one["denominator"]) for one in asian] == [(30, 60), (30, 60)]


def test_a_group_without_prosecutions_has_none_and_not_no_figure(cases):
    assert row(custody.custody_prosecution_share(cases), group="Black")["value"] == 0


def test_children_are_counted_out_of_supply_cases(cases):
    assert row(custody.custody_supply_under_18_share(cases), group="")["value"] == approx(50)
