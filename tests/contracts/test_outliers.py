import numpy as np
import pandas as pd
import pytest

from pipeline.areas import AREAS
from pipeline.contracts.contract import Known
from pipeline.contracts.outliers import outliers_in
from pipeline.contracts.police import RECORDED_CRIME
from pipeline.observations import observations
from pipeline.periods import calendar_year, with_periods
from pipeline.sources import PUBLISHED
from pipeline.statistics.one_off import stands_out
from tests.contracts.planted import newest
from tests.indicators.drawn import monthly

TOWER_HAMLETS, BARNET = "E09000030", "E09000003"


def yearly(counts):
    frame = pd.DataFrame({"period": [str(2000 + n) for n in range(len(counts))], "value": counts, "numerator": counts})
    return observations(with_periods(frame, reader=calendar_year), area_code=BARNET, measure="seen", unit="people")


@pytest.mark.parametrize(
    ("odd", "found"),
    [
        (205, True),  # over twice 100 and 50 above
        (200, False),  # twice is not over twice
        (45, True),  # under half and 50 below
        (51, False),
        (0, True),
    ],
)
def test_a_month_is_far_over_twice_or_under_half_of_what_is_usual_around_it(odd, found):
    counts = [100.0] * 12 + [float(odd)] + [100.0] * 12

    outliers = outliers_in(monthly(BARNET, "seen", "2020-01", counts).assign(unit="people"))

    assert [(one.cell.period, one.value, one.usual) for one in outliers] == [("January 2021", odd, 100.0)] * found


@pytest.mark.parametrize(("odd", "found"), [(151, True), (150, False), (66, False), (49, True)])
def test_a_year_is_far_over_one_and_a_half_times_or_under_two_thirds(odd, found):
    outliers = outliers_in(yearly([100.0] * 5 + [float(odd)] + [100.0] * 5))

    assert [one.words for one in outliers] == [f"Barnet, seen, 2005: {odd}, usually 100"] * found


def test_small_counts_move_by_chance_and_are_no_outliers():
    assert outliers_in(monthly(BARNET, "seen", "2020-01", [4.0] * 12 + [53.0] + [4.0] * 12).assign(unit="people")) == ()


def test_a_lasting_step_is_no_outlier():
    assert outliers_in(monthly(BARNET, "seen", "2020-01", [100.0] * 14 + [300.0] * 14).assign(unit="people")) == ()


def test_a_series_of_six_has_no_usual_level():
    assert outliers_in(yearly([100.0] * 5 + [900.0])) == ()


def test_a_part_of_a_year_is_not_a_low_year():
    years = yearly([500.0] * 9)
    years.loc[8, ["value", "numerator", "flags"]] = [60.0, 60.0, "partial period"]

    assert outliers_in(years) == ()


def test_those_not_explained_come_first_then_the_newest():
    counts = [100.0] * 8 + [300.0] + [100.0] * 11 + [300.0] + [100.0] * 11 + [300.0] + [100.0] * 6
    known = Known("an invented fair", ("2022-09",))

    outliers = outliers_in(monthly(BARNET, "seen", "2020-01", counts).assign(unit="people"), (known,))

    assert [(one.cell.period, one.known) for one in outliers] == [
        ("September 2021", ""), ("September 2020", ""), ("September 2022", "an invented fair"),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def recorded():
    return PUBLISHED["mps_recorded_crime"].read(newest("mps_recorded_crime"))


def test_known_one_off_months_come_out_and_few_others(recorded):
    outliers = outliers_in(recorded, RECORDED_CRIME.known)

    found = {(one.cell.area_code, one.cell.measure, one.cell.period) for one in outliers if not one.known}
    assert (TOWER_HAMLETS, "drug_possession", "August 2024") in found
    assert (TOWER_HAMLETS, "drug_possession", "June 2025") in found
    assert len(outliers) < 0.005 * len(recorded[recorded["period_type"] == "month"])


def test_every_month_that_reports_call_one_off_is_named(recorded):
    months = recorded[(recorded["period_type"] == "month") & (recorded["measure"] == "drug_possession")]
    wide = months.pivot(index="period_start", columns="area_code", values="value")
    odd = wide.apply(stands_out).stack()

    named = {(one.start, one.cell.area_code) for one in outliers_in(months)}

    assert set(odd[odd].index) <= named
    assert odd.sum() > 20


def test_carnival_explains_august_in_its_boroughs_and_not_elsewhere():
    [carnival, _] = RECORDED_CRIME.known
    august, kensington = pd.Timestamp("2025-08-01"), "E09000020"

    assert AREAS[kensington].name == "Kensington and Chelsea"
    assert carnival.explains(kensington, "drug_possession", august)
    assert not carnival.explains(TOWER_HAMLETS, "drug_possession", august)
    assert not carnival.explains(kensington, "drug_possession", pd.Timestamp("2025-07-01"))
    assert not carnival.explains(kensington, "vehicle_offences", august)
    assert np.all(
        [carnival.explains(kensington, "drug_possession", pd.Timestamp(f"{year}-08-01")) for year in (2011, 2026)]
    )
