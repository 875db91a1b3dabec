"""The tidy table of everything published. Rows are invented."""

import pandas as pd
import pytest
from pandera.errors import SchemaError

from pipeline.observations import COLUMNS, SCHEMA, observations


def row(**cells):
    base = {
        "source": "invented", "release": "1", "area_code": "E09000003", "period_label": "2020", "period_type": "CY",
        "period_start": pd.Timestamp("2020-01-01"), "period_end": pd.Timestamp("2020-12-31"),
        "measure": "deaths", "unit": "deaths", "row": 2,
    }  # fmt: skip
    return pd.DataFrame([base | cells])


def test_absent_columns_take_their_default():
    made = observations(row(value=3)).to_dict("records")[0]

    assert list(made) == list(COLUMNS)
    assert (made["sex"], made["age"], made["state"], made["flags"]) == ("persons", "all ages", "ok", "")


def test_a_row_without_a_value_is_not_available():
    [made] = observations(row()).to_dict("records")

    assert made["state"] == "not available"


def test_a_reason_given_for_a_gap_is_kept():
    [made] = observations(row(state="suppressed")).to_dict("records")

    assert made["state"] == "suppressed"


def test_constants_are_set_on_every_row():
    [made] = observations(row(value=3), measure="admissions").to_dict("records")

    assert made["measure"] == "admissions"


def test_a_good_row_passes():
    SCHEMA.validate(observations(row(value=0, flags="rounded")))


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": 3, "area_code": "E09000099"},
        {"value": 3, "period_type": "decade"},
        {"value": 3, "state": "suppressed"},
        {"value": 3, "row": -1},
    ],
)
def test_a_row_that_breaks_the_contract_is_refused(wrong):
    with pytest.raises(SchemaError):
        SCHEMA.validate(observations(row(**wrong)))
