import pandas as pd
import pytest

from pipeline.disclosure import protect, readable, refuse_restricted
from pipeline.errors import PipelineError
from pipeline.project import Audience
from pipeline.sources import Source

OPEN = Source("open", "Invented open table", "Nobody", (), "Never.")
CLOSED = Source("closed", "Invented partners' table", "Nobody", (), "Never.", restricted=True)
ODD = Source("odd", "Invented table", "Nobody", (), "Never.", disclosure="round to 7")
SOURCES = {source.id: source for source in (OPEN, CLOSED, ODD)}
OBSERVED = pd.DataFrame({"source": ["open", "closed"], "value": [1.0, 2.0]})
ROWS = pd.DataFrame({"numerator": [3.0], "denominator": [100.0], "value": [3.0], "lower": [1.0], "upper": [9.0]})


@pytest.mark.parametrize(("audience", "seen"), [(Audience.PUBLIC, ["open"]), (Audience.PARTNERS, ["open", "closed"])])
def test_restricted_sources_are_for_partners_only(audience, seen):
    assert readable(OBSERVED, audience, SOURCES)["source"].tolist() == seen


def test_open_figures_pass_as_published():
    pd.testing.assert_frame_equal(protect(ROWS, ("open",), sources=SOURCES), ROWS)


HES = Source("hes", "Invented admissions", "Nobody", (), "Never.", disclosure="hes")
NDTMS = Source("ndtms", "Invented treatment", "Nobody", (), "Never.", disclosure="ndtms public")


def test_a_sources_own_rule_is_applied_to_the_rows_made_from_it():
    rows = pd.concat([ROWS, ROWS.assign(numerator=13.0)], ignore_index=True).assign(state="ok", flags="")

    small, larger = protect(rows, ("hes",), sources={"hes": HES}).to_dict("records")

    assert small["state"] == "suppressed"
    assert pd.isna([small["numerator"], small["value"], small["denominator"], small["lower"]]).all()
    assert larger["numerator"] == 15  # 13 to the nearest 5


def test_a_rule_that_hides_further_cells_is_not_applied_row_by_row():
    with pytest.raises(PipelineError, match="controlled together"):
        protect(ROWS, ("ndtms",), sources={"ndtms": NDTMS})


def test_counts_only_leaves_the_count_alone():
    [shown] = protect(ROWS, ("open",), counts_only=True, sources=SOURCES).to_dict("records")

    assert shown["numerator"] == 3
    assert pd.isna([shown["denominator"], shown["lower"], shown["upper"]]).all()


def test_an_unknown_rule_is_refused_by_name():
    with pytest.raises(PipelineError, match=r"odd: 'round to 7' is not a disclosure rule"):
        protect(ROWS, ("odd",), sources=SOURCES)


def test_a_public_value_from_a_restricted_source_is_refused():
    rows = ROWS.assign(indicator="waiting_times")

    with pytest.raises(PipelineError, match="waiting_times"):
        refuse_restricted(rows, {"waiting_times": ("open", "closed")}, Audience.PUBLIC, SOURCES)


def test_partners_may_see_it_and_the_public_may_see_that_it_is_missing():
    used, rows = {"waiting_times": ("closed",)}, ROWS.assign(indicator="waiting_times")

    assert len(refuse_restricted(rows, used, Audience.PARTNERS, SOURCES)) == 1
    assert len(refuse_restricted(rows.assign(value=float("nan")), used, Audience.PUBLIC, SOURCES)) == 1
