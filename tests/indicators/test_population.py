import pandas as pd
import pytest
from pytest import approx

from pipeline.areas import BOROUGH_CODES
from pipeline.indicators import population
from tests.indicators.drawn import observed, row

BARNET, LONDON = "E09000003", "E12000007"


@pytest.fixture
def census():
    def rows(sex, category_type, category, count):
        lines = "\n".join(f"{area} | 2021 | {count} | {sex} | {category_type}" for area in BOROUGH_CODES)
        drawn = observed(f"area_code | period | value | sex | category_type\n{lines}", measure="residents")
        return drawn.assign(category=category)

    return pd.concat(
        [
            rows("persons", "", "", 100), rows("female", "", "", 52), rows("male", "", "", 48),
            rows("persons", "ethnic group", population.WHITE_BRITISH, 40), rows("persons", "ethnic group", "White | Irish", 10),
            rows("persons", "ethnic group", "Asian | Indian", 50),
        ], ignore_index=True,
    )  # fmt: skip


def test_london_is_the_sum_of_its_33_boroughs(census):
    assert row(population.residents_by_sex(census), area_code=LONDON, group="")["value"] == 3300


def test_there_is_no_london_while_a_borough_is_missing(census):
    without = population.residents_by_sex(census[census["area_code"] != BARNET])

    assert LONDON not in set(without["area_code"])


def test_white_minorities_are_an_ethnic_minority(census):
    assert row(population.ethnic_minority_share(census), area_code=BARNET)["value"] == approx(60)


def test_broad_groups_hold_their_detailed_ones(census):
    groups = population.residents_by_ethnic_group(census)

    assert row(groups, area_code=BARNET, group="White")["value"] == 50
    assert row(groups, area_code=BARNET, group="")["value"] == 100


def test_ages_are_out_of_all_residents_of_the_estimates():
    bands = observed("""
        area_code | period | age      | value
        E09000003 | 2020   | 10-14    | 10
        E09000003 | 2020   | 45-49    | 20
        E09000003 | 2020   | 50-54    | 30
        E09000003 | 2020   | 90+      | 40
        E09000003 | 2020   | all ages | 101
    """, measure="residents")  # fmt: skip

    assert row(population.residents_50_and_over_share(bands), area_code=BARNET)["value"] == approx(70)
