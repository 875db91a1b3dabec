import pandas as pd

from pipeline.editions import load_edition
from pipeline.indicators import CATALOGUE, admissions, alcohol
from pipeline.indicators.caveats import HOLDS, caveats_of, publishers_caveats
from pipeline.project import find_project


def of_year(indicator, year):
    return caveats_of(CATALOGUE[indicator], pd.Timestamp(year, 4, 1), pd.Timestamp(year + 1, 3, 31))


def test_rounding_travels_with_the_years_that_are_rounded_only():
    assert admissions.ROUNDED in of_year("drug_admissions_poisoning", 2018)
    assert admissions.ROUNDED not in of_year("drug_admissions_poisoning", 2016)


def test_what_always_holds_travels_with_every_year():
    assert all(alcohol.MODELLED in of_year("alcohol_met_need", year) for year in (2010, 2018))


def test_every_sentence_that_holds_for_a_time_is_of_an_indicator():
    assert set(HOLDS) <= {sentence for entry in CATALOGUE.values() for sentence in entry.caveats}


def test_the_publishers_own_caveats_come_by_source():
    found = publishers_caveats(CATALOGUE["drug_admissions_poisoning"], load_edition(find_project()))

    assert set(found) == {"nhs_drug_admissions", "ons_population"}
    assert any("rounded" in sentence for sentence in found["nhs_drug_admissions"])
