"""Ten invented small areas: the fifths are two areas each, in the order of their rank."""

import pytest
from pytest import approx

from pipeline.indicators import fifths
from tests.indicators.drawn import observed, row

BARNET, LONDON = "E09000003", "E12000007"
OFFENCES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 99]


@pytest.fixture
def small_areas():
    header = "area_code | period | measure | category | value | denominator\n"
    lines = [
        f"{BARNET} | 2025-03 to 2026-02 | drug_offences | E0100000{place} | {count} | 1000\n"
        f"{BARNET} | 2025-03 to 2026-02 | imd2025_rank | E0100000{place} | {1000 - place} | "
        for place, count in enumerate(OFFENCES)
    ]
    return observed(header + "\n".join(lines), category_type="lsoa")


def rates(rows):
    return rows[rows["area_code"] == BARNET].set_index("group")["value"].to_dict()


def test_fifths_are_made_of_the_boroughs_own_small_areas_the_most_deprived_first(small_areas):
    by_fifth = rates(fifths.drug_offences_by_fifth(small_areas))

    assert (by_fifth["1 most deprived"], by_fifth["5 least deprived"]) == (approx(54), approx(1.5))
    assert by_fifth[""] == approx(14.4)


def test_without_the_largest_small_area_neither_its_offences_nor_its_residents_count(small_areas):
    by_fifth = rates(fifths.drug_offences_by_fifth_without_largest(small_areas))

    assert (by_fifth["1 most deprived"], by_fifth[""]) == (approx(9), approx(5))


def test_no_small_area_is_named(small_areas):
    rows = fifths.drug_offences_by_fifth(small_areas)

    assert not rows["group"].str.contains("E01").any()
    assert row(rows, area_code=LONDON)["group"] == ""
