import pytest

from pipeline.indicators.flags import flagged
from tests.indicators.drawn import breaks, row
from tests.indicators.entries import drawn_rows, entry

NO_BREAKS = breaks().iloc[:0]
ROWS = """
    area_code | period  | value | flags
    E09000003 | 2022/23 | 2     |
    E09000003 | 2023/24 | 0     |
    E09000003 | 2024/25 | 4     |
    E09000005 | 2023/24 | 0     | rounded
    E09000007 | 2024/25 |       |
"""


def flags(register, area_code="E09000003", date="2025-04-01", **facts):
    rows = flagged(drawn_rows(ROWS), entry(**facts), register, date)
    return dict(rows.loc[rows["area_code"] == area_code, ["period_label", "flags"]].to_numpy())


def test_none_at_all_is_zero_but_a_rounded_zero_is_not():
    assert flags(NO_BREAKS)["2023/24"] == "zero"
    assert flags(NO_BREAKS, "E09000005")["2023/24"] == "rounded"


@pytest.mark.parametrize(("date", "historical"), [("2026-03-31", ""), ("2026-04-01", "historical")])
def test_a_figure_is_historical_when_its_period_ended_more_than_36_months_ago(date, historical):
    assert flags(NO_BREAKS, date=date)["2022/23"] == historical


def test_a_break_is_marked_on_the_period_after_it():
    marked = flags(breaks("drug_trafficking | 2024-03 | break"))

    assert marked == {"2022/23": "", "2023/24": "zero", "2024/25": "break before"}


def test_a_break_in_any_of_its_measures_is_a_break():
    marked = flags(breaks("theft | 2024-03 | break"), measures=("drug_trafficking", "theft"))

    assert marked["2024/25"] == "break before"


def test_a_break_in_another_measure_is_none():
    assert flags(breaks("homicide | 2024-03 | break"))["2024/25"] == ""


def test_a_provisional_month_makes_every_period_that_holds_it_provisional():
    marked = flags(breaks("drug_trafficking | 2025-03 | provisional"))

    assert (marked["2023/24"], marked["2024/25"]) == ("zero", "provisional")


def test_a_row_without_a_value_is_neither_broken_nor_provisional():
    register = breaks("all | 2024-03 | break\nall | 2024-03 | provisional")

    assert flags(register, "E09000007") == {"2024/25": ""}


def test_flags_of_the_source_are_kept():
    rows = flagged(drawn_rows(ROWS), entry(), NO_BREAKS, "2030-01-01")

    assert row(rows, area_code="E09000005")["flags"] == "historical;rounded"
