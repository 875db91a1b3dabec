import pandas as pd
import pytest

from pipeline.editions import load_edition
from pipeline.indicators import CATALOGUE, admissions, alcohol, police
from pipeline.indicators.caveats import HOLDS, IN_RELEASE, caveats_of, publishers_caveats
from pipeline.project import find_project
from pipeline.sources import PUBLISHED


def of_year(indicator, year, release="2018-19"):
    return caveats_of(CATALOGUE[indicator], pd.Timestamp(year, 4, 1), pd.Timestamp(year + 1, 3, 31), release)


def test_rounding_travels_with_the_years_that_are_rounded_only():
    assert admissions.ROUNDED in of_year("drug_admissions_poisoning", 2018)
    assert admissions.ROUNDED not in of_year("drug_admissions_poisoning", 2016)


def test_what_always_holds_travels_with_every_year():
    assert all(alcohol.MODELLED in of_year("alcohol_met_need", year) for year in (2010, 2018))


def test_every_sentence_that_holds_for_a_time_is_of_an_indicator():
    assert {*HOLDS, *IN_RELEASE} <= {sentence for entry in CATALOGUE.values() for sentence in entry.caveats}


def test_what_was_said_of_one_release_is_not_said_of_another():
    assert police.NEWEST in of_year("drug_trafficking_rate", 2025, "2026-04")
    assert police.NEWEST in of_year("drug_trafficking_rate", 2025, "2026-04.r02")  # the same issue, revised
    assert police.NEWEST not in of_year("drug_trafficking_rate", 2025, "2026-05")
    assert police.STEP in of_year("drug_trafficking_rate", 2025, "2026-05")


@pytest.mark.parametrize("sentence", IN_RELEASE)
def test_a_sentence_about_one_release_is_of_the_release_at_hand_when_it_was_written(sentence):
    edition = load_edition(find_project())
    sources = {entry.sources[0] for entry in CATALOGUE.values() if sentence in entry.caveats}

    assert {edition.releases[source].release for source in sources} == {*IN_RELEASE[sentence]}


def test_a_source_says_nothing_of_a_newer_release_that_was_said_of_an_older():
    for source in PUBLISHED.values():
        said = source.newer_than("2999")
        assert said.endswith(".") and (source.newer_of == "" or "held here" not in said)
        assert source.newer_than(source.newer_of) == source.newer


def test_the_publishers_own_caveats_come_by_source():
    found = publishers_caveats(CATALOGUE["drug_admissions_poisoning"], load_edition(find_project()))

    assert set(found) == {"nhs_drug_admissions", "ons_population"}
    assert any("rounded" in sentence for sentence in found["nhs_drug_admissions"])
