"""Cells get the same name wherever they are printed, and the sums follow from the labels. All figures invented."""

import pandas as pd
import pytest

from pipeline.disclosure import Known, Layout, Sum, cell_ids, spread, sums
from pipeline.disclosure.layout import read
from pipeline.errors import PipelineError

BY_SEX = Layout(keys=("measure", "area_code"), totals={"sex": "persons"})


def by_sex(**counts):
    return pd.DataFrame({"measure": "m", "area_code": "A", "sex": list(counts), "numerator": list(counts.values())})


def test_a_total_has_the_same_name_in_every_table():
    by_age = pd.DataFrame({"measure": ["m"], "area_code": ["A"], "age": ["all"], "numerator": [9]})

    one = cell_ids(by_sex(persons=9), BY_SEX)
    other = cell_ids(by_age, Layout(keys=("measure", "area_code"), totals={"age": "all"}))

    assert one.tolist() == other.tolist() == ["m | A"]


def test_labels_add_up_to_their_total_even_where_it_is_printed_elsewhere():
    assert sums(by_sex(female=4, male=5), BY_SEX, "t") == (
        Sum("m | A", ("m | A | sex=female", "m | A | sex=male"), "t"),
    )


def test_a_two_way_table_has_both_margins():
    rows = [(sex, age) for sex in ("persons", "female", "male") for age in ("all", "young", "old")]
    frame = pd.DataFrame(rows, columns=["sex", "age"]).assign(numerator=1)

    found = sums(frame, Layout(keys=(), totals={"sex": "persons", "age": "all"}))

    assert len(found) == 6
    assert Sum("sex=female", ("sex=female | age=young", "sex=female | age=old")) in found


def test_boroughs_add_up_to_london_and_those_not_listed_make_up_the_rest():
    frame = pd.DataFrame({"area_code": ["London", "Barnet", "Camden"], "numerator": [90, 40, 30]})
    whole = {"area_code": {"London": ("Barnet", "Camden", "Hackney")}}

    [found] = sums(frame, Layout(keys=("area_code",), totals={}, members=whole))

    assert found.parts == ("Barnet", "Camden", "London | other members")


def test_labels_that_do_not_cover_everyone_leave_a_rest():
    layout = Layout(BY_SEX.keys, BY_SEX.totals, unlisted=frozenset({"sex"}))

    assert sums(by_sex(female=4), layout)[0].parts == ("m | A | sex=female", "m | A | sex not listed")


def test_the_same_cell_twice_is_refused():
    with pytest.raises(PipelineError, match=r"table 3: m \| A \| sex=male stands twice"):
        sums(pd.concat([by_sex(male=1), by_sex(male=2)], ignore_index=True), BY_SEX, "table 3")


def test_a_missing_column_is_named():
    with pytest.raises(PipelineError, match="sex"):
        cell_ids(by_sex(male=1).drop(columns="sex"), BY_SEX)


def test_a_printed_frame_says_what_its_reader_knows():
    assert list(read(by_sex(female=10, male=None), BY_SEX, base=5).values()) == [Known(8, 12), Known(0)]


def test_category_types_become_columns_and_what_a_row_does_not_speak_of_is_all():
    frame = pd.DataFrame({"category_type": ["", "drug | age"], "category": ["", "opiate | 18-29"], "numerator": [9, 4]})

    assert spread(frame).to_dict("list") == {"numerator": [9, 4], "drug": ["all", "opiate"], "age": ["all", "18-29"]}
