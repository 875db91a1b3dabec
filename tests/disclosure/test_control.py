"""From frames of exact counts to frames that may be printed. All figures invented."""

import pandas as pd
import pytest

from pipeline.disclosure import RULES, Layout, Share, Table, control_tables, numbers_left
from pipeline.disclosure.layout import read
from pipeline.errors import PipelineError

NDTMS = RULES["ndtms public"]
BY_AGE = Layout(keys=("area_code",), totals={"age": "all"}, over=("age",))
BY_SEX = Layout(keys=("area_code",), totals={"sex": "persons"})


def by_age(area="Barnet", **counts):
    ages = pd.DataFrame(
        {"area_code": area, "age": [*counts, "all"], "numerator": [*counts.values(), sum(counts.values())]}
    )
    ages["denominator"] = sum(counts.values())
    return ages.assign(value=ages["numerator"] / ages["denominator"] * 100)


def by_sex(area="Barnet", **counts):
    labels, numbers = [*counts, "persons"], [*counts.values(), sum(counts.values())]
    return pd.DataFrame({"area_code": area, "sex": labels, "numerator": numbers})


def test_hidden_rows_lose_every_number_and_the_others_keep_theirs():
    printed, pattern = control_tables({"age": Table(by_age(a=120, b=45, c=3, d=22), BY_AGE)}, NDTMS)

    assert printed["age"]["state"].tolist() == ["ok", "ok", "suppressed", "suppressed", "ok"]
    assert numbers_left(printed["age"]).empty
    assert printed["age"]["numerator"].dropna().tolist() == [120, 45, 190]
    assert pattern.safe


def test_a_share_of_a_hidden_total_goes_with_the_total():
    printed, _ = control_tables({"age": Table(by_age(a=3, b=0), BY_AGE)}, NDTMS)

    assert printed["age"]["denominator"].isna().all()


def test_tables_that_share_a_total_are_judged_together():
    tables = {"age": Table(by_age(a=50, b=50), BY_AGE), "sex": Table(by_sex(female=97, male=3), BY_SEX)}

    printed, pattern = control_tables(tables, NDTMS)

    assert printed["age"]["state"].eq("ok").all()
    assert pattern.hidden == {"Barnet | sex=male", "Barnet | sex=female"}


def test_a_hidden_borough_takes_another_with_it_where_london_is_printed():
    boroughs = {"Barnet": 40, "Camden": 3, "Hackney": 60}
    frame = pd.DataFrame({"area_code": [*boroughs, "London"], "numerator": [*boroughs.values(), 103]})
    layout = Layout(keys=("area_code",), totals={}, members={"area_code": {"London": tuple(boroughs)}})

    printed, _ = control_tables({"boroughs": Table(frame, layout)}, NDTMS)

    assert printed["boroughs"]["state"].tolist() == ["suppressed", "suppressed", "ok", "ok"]


def test_an_earlier_edition_that_hid_other_cells_gives_this_one_away():
    frame = by_age(a=120, b=45, c=3, d=22)
    earlier = frame.assign(numerator=frame["numerator"].mask(frame["age"].isin(["c", "a"])))

    _, alone = control_tables({"age": Table(frame, BY_AGE)}, NDTMS)
    _, both = control_tables({"age": Table(frame, BY_AGE)}, NDTMS, elsewhere=read(earlier, BY_AGE))

    assert alone.hidden == {"Barnet | age=c", "Barnet | age=d"}
    assert both.hidden == {"Barnet | age=c", "Barnet | age=a"}
    assert both.safe


def test_a_percentage_in_another_document_is_a_leak_that_is_said():
    share = Share("Barnet | age=c", "Barnet", 1.6, decimals=1, where="board paper")

    _, pattern = control_tables({"age": Table(by_age(a=120, b=45, c=3, d=22), BY_AGE)}, NDTMS, [share])

    assert pattern.hidden >= {"Barnet | age=c", "Barnet"} or "board paper" in str(pattern.leaks[0])


def test_counts_that_differ_between_tables_are_refused():
    tables = {"age": Table(by_age(a=50, b=50), BY_AGE), "sex": Table(by_sex(female=50, male=51), BY_SEX)}

    with pytest.raises(PipelineError, match="Barnet: 100 in one table, 101 in sex"):
        control_tables(tables, NDTMS)
