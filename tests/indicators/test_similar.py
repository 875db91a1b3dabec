"""Invented boroughs on a line: the further their codes are apart, the less alike they are."""

import pandas as pd
import pytest

from pipeline.areas import BOROUGH_CODES
from pipeline.indicators.similar import similar_boroughs, with_similar
from tests.indicators.drawn import observed, row
from tests.indicators.entries import drawn_rows

BARNET = "E09000003"


SLOPES = (0, 1, 3, 4, 6)  # what each place along the line adds, so that no share is the same everywhere


def along(counts, **facts):
    """One row for each borough: `counts(place)`, by its place along the line."""
    lines = "\n".join(f"{code} | 2021 | {counts(place)}" for place, code in enumerate(BOROUGH_CODES))
    return observed(f"area_code | period | value\n{lines}", **facts)


@pytest.fixture
def described():
    ages = [
        along(lambda place, more=more: 100 + place * more, age=band, measure="residents")
        for band, more in zip(("0-4", "15-19", "30-34", "50-54", "65-69"), SLOPES, strict=True)
    ]
    groups = [
        along(lambda place, more=more: 100 + place * more, category_type="ethnic group", category=f"{name} | any")
        for name, more in zip(("White", "Asian", "Black", "Mixed", "Other"), SLOPES, strict=True)
    ]
    score = along(lambda place: place, measure="imd2025_average_score")
    sources = {"ons_population": ages, "ons_census": groups, "imd": [score]}
    return pd.concat([rows.assign(source=name) for name, parts in sources.items() for rows in parts], ignore_index=True)


def test_the_five_nearest_are_named_the_most_alike_first(described):
    peers = similar_boroughs(described)

    last = peers[peers["area_code"] == "E09000033"]
    assert last["peer"].tolist() == ["E09000032", "E09000031", "E09000030", "E09000029", "E09000028"]
    assert last["place"].tolist() == [1, 2, 3, 4, 5]


def test_the_city_of_london_is_left_out(described):
    peers = similar_boroughs(described)

    assert "E09000001" not in set(peers["area_code"]) | set(peers["peer"])
    assert peers["area_code"].nunique() == 32


def test_there_are_none_without_the_census(described):
    assert similar_boroughs(described[described["source"] != "ons_census"]).empty


PEERS = pd.DataFrame(
    {"area_code": [BARNET] * 5, "peer": ["E09000004", "E09000005", "E09000006", "E09000007", "E09000008"]}
)
COUNTS = """
    area_code | period  | numerator | denominator | value
    E09000003 | 2024/25 | 1         | 1000        | 1
    E09000004 | 2024/25 | 10        | 1000        | 10
    E09000005 | 2024/25 | 20        | 1000        | 20
    E09000006 | 2024/25 | 30        | 1000        | 30
    E09000007 | 2024/25 | 40        | 1000        | 40
    E09000008 | 2024/25 | 50        | 6000        | 8.3
"""


def beside(rows, indicator="drug_trafficking_rate"):
    return row(with_similar(rows.assign(indicator=indicator), PEERS), area_code=BARNET)["similar"]


def test_the_value_of_the_five_is_of_their_sums_and_no_mean_of_rates():
    assert beside(drawn_rows(COUNTS)) == 15  # 150 of 10,000 for each 1,000; the mean of the rates would be 21.7


def test_it_is_missing_while_one_of_the_five_has_no_count():
    assert pd.isna(beside(drawn_rows(COUNTS).query("area_code != 'E09000008'")))


def test_it_is_missing_for_values_that_are_published_without_counts():
    assert pd.isna(beside(drawn_rows(COUNTS), "smoking"))
