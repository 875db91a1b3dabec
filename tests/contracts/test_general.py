import pandas as pd
import pytest

from pipeline.contracts import examine
from pipeline.contracts.general import last_day
from tests.contracts.drawn import INVENTED, release

WIDE = "area_code | measure | period | unit | value | lower | upper"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (
            "E09000003 | a share | 2020 | % of adults | 100.5 | |",
            "a share is 0 to 100 per cent: line 2, Barnet, measure a share, period_label 2020, "
            "unit % of adults, value 100.5",
        ),
        (
            "E09000003 | a fraction | 2020 | fraction of wards | 1.5 | |",
            "a fraction is 0 to 1: line 2, Barnet, measure a fraction, period_label 2020, "
            "unit fraction of wards, value 1.5",
        ),
        (
            "E09000003 | rate | 2020 | per 1000 | 9 | 10 | 12",
            "the limits enclose the value: line 2, Barnet, measure rate, period_label 2020, "
            "value 9, lower 10, upper 12",
        ),
        (
            "E09000003 | rate | 2020 | per 1000 | 13 | 10 | 12",
            "the limits enclose the value: line 2, Barnet, measure rate, period_label 2020, "
            "value 13, lower 10, upper 12",
        ),
        (
            "E09000003 | seen | 2020 | people | 7.5 | |",
            "a count is a whole number: line 2, Barnet, measure seen, period_label 2020, "
            "numerator 7.5, residents 400,000",
        ),
        (
            "E09000003 | seen | 2020 | people | 400001 | |",
            "a count is at most the residents of the largest such area: line 2, Barnet, measure seen, "
            "period_label 2020, numerator 400,001, residents 400,000",
        ),
        (
            "E09000003 | seen | 2021/22 | people | 4 | |",
            "no period ends after 2021-12-31, the last day of release 2021: line 2, Barnet, measure seen, "
            "period_label 2021/22, period_start 2021-04-01, period_end 2022-03-31",
        ),
        (
            "E09000003 | seen | 1989 | people | 4 | |",
            "no period starts before 1990-01, when this source does: line 2, Barnet, measure seen, "
            "period_label 1989, period_start 1989-01-01, period_end 1989-12-31",
        ),
    ],
)
def test_a_source_that_no_contract_knows_keeps_what_holds_of_all(tmp_path, row, fault):
    decoys = "E09000005 | a share | 2020 | % of adults | 100 | |\nE92000001 | seen | 2020 | people | 9000000 | |"

    found = examine(INVENTED, release(tmp_path, "2021", f"{row}\n{decoys}", WIDE), None)

    assert found.faults == [f"observations: {fault}"]


def test_a_value_that_is_its_own_limit_is_enclosed(tmp_path):
    rows = "E09000003 | rate | 2020 | % | 0 | 0 | 3\nE09000005 | rate | 2020 | % | 100 | 97 | 100"

    assert examine(INVENTED, release(tmp_path, "2021", rows, WIDE), None).faults == []


def test_a_row_that_cannot_be_read_is_named_and_nothing_else_is_looked_at(tmp_path):
    found = examine(INVENTED, release(tmp_path, "2021", "E09000099 | rate | 2020 | % | many"), None)

    [fault] = found.faults
    assert "line 2: area_code E09000099 is not the ONS code of" in fault
    assert "value many is not a number of 0 or more" in fault
    assert not found.as_dict()["kept"]


def test_of_many_rows_that_break_one_rule_the_first_are_named_and_the_rest_counted(tmp_path):
    rows = "\n".join(f"E09000003 | m{number:02} | 2020 | % | 200" for number in range(25))

    faults = examine(INVENTED, release(tmp_path, "2021", rows), None).faults

    assert len(faults) == 21
    assert faults[-1] == "observations: a share is 0 to 100 per cent: and 5 rows more"


def test_a_figure_without_a_value_is_told_as_a_gap(tmp_path):
    found = examine(INVENTED, release(tmp_path, "2021", "E09000003 | rate | 2020 | % |"), None)

    assert [gap.words for gap in found.notices.gaps] == ["Barnet, rate, 2020: not available"]
    assert found.line.endswith("contract kept; first release here; 1 cell without a value")


@pytest.mark.parametrize(
    ("release_name", "day"),
    [
        ("2026-04", "2026-04-30"),
        ("2020", "2020-12-31"),
        ("2024-25", "2025-03-31"),
        ("2022-24", "2024-12-31"),
        ("2026-09-24", "2026-09-24"),
    ],
)
def test_a_release_ends_with_what_its_name_says(release_name, day):
    assert last_day(release_name) == pd.Timestamp(day)


def test_a_name_that_says_no_date_sets_no_end():
    assert last_day("autumn") is None


def test_a_revision_of_a_release_ends_where_the_release_does(tmp_path):
    folder = release(tmp_path, "2021.r02", "E09000003 | seen | 2021/22 | people | 4")

    [fault] = examine(INVENTED, folder, None).faults

    assert "no period ends after 2021-12-31, the last day of release 2021.r02" in fault
