import numpy as np
import pandas as pd
import pytest
from pytest import approx

from pipeline.errors import PipelineError
from pipeline.statistics.inputs import counts, normal_quantile, numbers, populations


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (["7", "8"], "deaths: 2 of 2.*row 0: 7 is not a number"),
        ([7, "*"], r"deaths: 1 of 2.*row 1: \* is not a number"),
        ([7, np.inf], "row 1: inf is not a finite number"),
        ([7.5, -1], "row 1: -1 is below zero"),
        (pd.Series([7, -1], index=["Barnet", "Enfield"]), "row Enfield: -1 is below zero"),
        (pd.to_datetime(["2020-01-01"]), "is not a number"),
    ],
)
def test_what_is_not_a_count_is_refused_by_column_row_and_value(column, words):
    with pytest.raises(PipelineError, match=f"(?s){words}"):
        counts(column, "deaths")


@pytest.mark.parametrize("column", [[1, None], [1, np.nan], pd.array([1, None], dtype="Int64"), [1, pd.NA]])
def test_what_was_not_published_stays_missing(column):
    assert numbers(column, "deaths") == approx([1, np.nan], nan_ok=True)


@pytest.mark.parametrize("nobody", [0, -5])
def test_nobody_is_not_a_population(nobody):
    with pytest.raises(PipelineError, match=r"residents.*\n.*is not a population"):
        populations([100, nobody], "residents")


def test_fractional_counts_are_counts():
    assert counts([0.4, 2.75], "admissions") == approx([0.4, 2.75])


def test_deviates_are_the_published_ones():
    assert normal_quantile(0.95) == approx(1.959963984540054, abs=1e-15)
    assert normal_quantile(99.8) == approx(3.090232306167813, abs=1e-14)


@pytest.mark.parametrize("confidence", [0.5, 80, 1, 100])
def test_unusual_confidence_is_refused(confidence):
    with pytest.raises(PipelineError, match="not offered"):
        normal_quantile(confidence)
