"""Days of a borough's own files: printed in words, and past only when they are over."""

import pandas as pd
import pytest

from pipeline.recommendations import day, last_day


@pytest.mark.parametrize(
    ("written", "printed", "last"),
    [
        ("2022-09-30", "30 September 2022", "2022-09-30"),
        ("2022-09", "September 2022", "2022-09-30"),
        ("2024-02", "February 2024", "2024-02-29"),
        ("2022", "2022", "2022-12-31"),
    ],
)
def test_a_day_a_month_or_a_year(written, printed, last):
    assert (day(written), last_day(written)) == (printed, pd.Timestamp(last))


@pytest.mark.parametrize("written", ["", "soon", "next spring", "2022-13"])
def test_words_that_name_no_day_stand_as_they_are(written):
    assert (day(written), last_day(written)) == (written, None)
