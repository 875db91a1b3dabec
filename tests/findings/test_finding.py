"""A finding names its rows, how sure it is, and itself by an id that stays. All figures in this file are invented."""

import pytest

from pipeline.findings import Certainty, Evidence, level
from tests.evidence import bundle, rows


def deaths(numerator: int = 40, flags: str = "", period: str = "2022-24") -> str:
    return f"""
        indicator                 | area_code | period   | numerator   | value | lower | upper | england | vs_england | flags
        drug_poisoning_death_rate | E09000003 | {period} | {numerator} |   3.9 |   2.8 |   5.2 |     7.5 | lower      | {flags}
    """


def test_an_id_is_of_area_indicator_and_kind_whatever_the_edition():
    first = level(bundle(rows(deaths(period="2021-23"))), "drug_poisoning_death_rate")
    later = level(bundle(rows(deaths(period="2022-24")), date="2027-11-22"), "drug_poisoning_death_rate")

    assert first.id == later.id == "barnet.drug_poisoning_death_rate.level"


def test_a_period_asked_for_by_name_has_an_id_of_its_own():
    finding = level(bundle(rows(deaths())), "drug_poisoning_death_rate", "2022-24")

    assert finding.id == "barnet.drug_poisoning_death_rate.level.2022-24"


def test_the_evidence_names_its_row():
    assert level(bundle(rows(deaths())), "drug_poisoning_death_rate").evidence == (
        Evidence("drug_poisoning_death_rate", "E09000003", "2022-24"),
    )


@pytest.mark.parametrize(
    ("table", "certainty"),
    [
        (deaths(), Certainty.LIMITS),
        (deaths(numerator=9), Certainty.SMALL),
        (deaths(flags="query"), Certainty.QUERY),
        (deaths(flags="modelled"), Certainty.MODELLED),
    ],
)
def test_certainty_is_the_gravest_doubt(table, certainty):
    assert level(bundle(rows(table)), "drug_poisoning_death_rate").certainty == certainty


@pytest.mark.parametrize(
    ("table", "usable"), [(deaths(), True), (deaths(period="2018-20"), False), (deaths(flags="query"), False)]
)
def test_historical_figures_and_queries_carry_nothing_alone(table, usable):
    assert level(bundle(rows(table)), "drug_poisoning_death_rate").usable == usable
