"""A drop-in table is refused with every fault named at once, by line, column and value. All figures are invented."""

import pytest

from pipeline.dropins import BY_SOURCE, read_table
from pipeline.errors import PipelineError
from tests.dropins.drawn import BARNET, YEAR_BEFORE, write

REFERRALS, FAMILIES, PROFILE = (BY_SOURCE[f"local_{name}"] for name in ("referrals", "families", "profile"))
GOOD = """
    source_group | referrals | assessed | started_treatment
    self         | 60        | 50       | 40
    gp           | 30        | 20       | 15
    all          | 95        | 74       | 58
"""


@pytest.fixture
def read(tmp_path):
    def read_drawing(drawing, table=REFERRALS, **constants):
        return read_table(write(tmp_path / table.file, table, drawing, **constants), table, BARNET)

    return read_drawing


@pytest.fixture
def refused(read):
    """The message by which a drawing is refused."""

    def message(drawing, table=REFERRALS, **constants):
        with pytest.raises(PipelineError) as error:
            read(drawing, table, **constants)
        return str(error.value)

    return message


def test_a_good_table_is_read_with_numbers_days_and_lines(read):
    frame = read(GOOD)

    assert frame["referrals"].tolist() == [60, 30, 95]
    assert frame["row"].tolist() == [2, 3, 4]
    assert frame["period_end"].dt.year.tolist() == [2026, 2026, 2026]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("referrals | -3", "line 2: referrals -3 is not a whole number of 0 or more"),
        ("referrals | 3.5", "referrals 3.5 is not a whole number"),
        ("referrals | <5", "if it is hidden, leave it empty and write suppressed in sdc_state"),
        ("referrals, assessed | 20, 21", "assessed 21 is more than referrals 20, of which it is a part"),
        ("referrals, started_treatment | 20, 21", "started_treatment 21 is more than referrals 20"),
        ("source_group | slef", "source_group slef is not one of all, self, gp"),
        ("source_group | slef", "Did you mean self?"),
        ("period_start | 04/25/2025", "period_start 04/25/2025 is not a date: there is no such day"),
        ("period_start | 45748", "45748 is a spreadsheet's number for a day"),
        ("period_start | April 2025", "period_start April 2025 is not a date like 2026-03-31 or 31/03/2026"),
        ("referrals | 45%", "referrals 45% is a percentage, and this column holds counts"),
        ("referrals | n/a", "n/a says no number: write 0 where there was none"),
        ("area_code | Total", "looks like a row of totals below the table"),
        ("period_end | 2026-02-30", "period_end 2026-02-30 is not a date"),
        ("period_end | 2025-03-31", "period_end 2025-03-31 is before period_start 2025-04-01"),
        ("period_end | 2026-03-30", "not the last day of a period of type FY from 2025-04-01: that is 2026-03-31"),
        ("period_type | CY", "period_start 2025-04-01 is not the first day of January, as CY needs"),
        ("period_type | quarter", "period_end 2026-03-31 is not the last day of a period of type quarter"),
        ("extract_date | 2026-01-15", "a period that was not over is not a period"),
        ("extract_date | soon", "extract_date soon is not a date"),
        ("area_code | E09000005", "area_code E09000005 is the code of Brent; this is the folder of Barnet (E09000003)"),
        ("area_code | E0900003", "area_code E0900003 is not an ONS code of a London borough"),
        ("area_name | Brent", "area_name Brent is not Barnet"),
        ("status | done", "status done is not one of provisional, final, revised"),
        ("sdc_state | rounded5", "referrals 12 is not rounded to the nearest 5"),
        ("breakdown_type | sex", "breakdown_type and breakdown_value stand together"),
        ("breakdown_type, breakdown_value | ethnicity5, British", "breakdown_value British is not one of Asian, Black"),
        ("breakdown_type, breakdown_value | ward, Edgware", "is not the ONS code of a ward like E05013628"),
        ("note | ask a.person@example.org", "note holds what looks like an e-mail address"),
        ("note | ring 07700 900123", "note holds what looks like a telephone number"),
        ("note | 943 476 5919", "note holds what looks like an NHS number"),
        ("note | lives at SW1A 1AA", "note holds what looks like a postcode"),
        ("note | told by Dr Jane", "note holds what looks like somebody's name"),
        ("note | one (2)", ""),
    ],
)
def test_each_rule_names_line_column_and_value(refused, read, cells, words):
    names, values = (part.split(",") for part in cells.split("|"))
    drawn = {"referrals": "12", **dict(zip(map(str.strip, names), values, strict=True))}
    drawing = f"{' | '.join(drawn)}\n{' | '.join(drawn.values())}"

    if not words:
        assert len(read(drawing)) == 1
    else:
        assert words in refused(drawing)


def test_what_looks_personal_is_not_repeated(refused):
    assert "07700" not in refused("referrals | note\n3 | ring 07700 900123")


def test_all_faults_come_at_once_with_file_and_cure(refused):
    message = refused("source_group | referrals\nself | -1\ngp | many\nhome | 3")

    assert "3 of 3 rows cannot be used" in message
    assert all(f"line {line}:" in message for line in (2, 3, 4))
    assert "File: L1-referrals.csv" in message and "cdp local init barnet" in message


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("referals", "column referals is not a column of L1. Did you mean referrals?"),
        ("zone", "column zone is not a column of L1. Take it out, or put what it says into note."),
        ("NHS Number", "column NHS Number asks for something about one person"),
        ("date_of_birth", "asks for something about one person"),
        ("clientName", "asks for something about one person"),
        ("Postcode", "asks for something about one person"),
    ],
)
def test_columns_that_are_not_known_are_refused(tmp_path, header, words):
    path = write(tmp_path / "L1-referrals.csv", REFERRALS, GOOD)
    first, *rows = path.read_text().splitlines()
    path.write_text("\n".join([f"{first},{header}", *(f"{row},1" for row in rows)]))

    with pytest.raises(PipelineError, match="cannot be used") as error:
        read_table(path, REFERRALS, BARNET)
    assert words in str(error.value)


def test_a_missing_column_is_named(tmp_path):
    path = write(tmp_path / "L1-referrals.csv", REFERRALS, GOOD)
    path.write_text(path.read_text().replace("assessed,", "", 1))

    with pytest.raises(PipelineError, match="column assessed is missing"):
        read_table(path, REFERRALS, BARNET)


def test_columns_may_stand_in_any_order_and_begin_with_a_byte_order_mark(tmp_path):
    path = tmp_path / "L1-referrals.csv"
    write(path, REFERRALS, GOOD)
    turned = [",".join(reversed(line.split(","))) for line in path.read_text().splitlines()]
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(turned).encode())

    assert read_table(path, REFERRALS, BARNET)["referrals"].tolist() == [60, 30, 95]


def test_text_in_no_known_encoding_is_named_by_its_line(tmp_path):
    path = write(tmp_path / "L1-referrals.csv", REFERRALS, GOOD)
    path.write_bytes(path.read_bytes().replace(b"invented for tests", b"caf\x8d\x81", 1))

    with pytest.raises(PipelineError, match=r"line 2 is neither UTF-8 nor Windows text: save the file as CSV in UTF-8"):
        read_table(path, REFERRALS, BARNET)


def test_a_row_twice_is_named_with_its_first_line(refused):
    assert "line 3: repeats line 2 (cohort all, source_group self" in refused(
        "source_group | referrals\nself | 3\nself | 4"
    )


def test_periods_of_one_series_do_not_overlap_unless_rolling(refused, read):
    months = "period_start | period_end | referrals\n2025-04-01 | 2026-03-31 | 30\n2025-07-01 | 2026-06-30 | 40"

    assert len(read(months, period_type="rolling12", extract_date="2026-07-05")) == 2
    # A financial year cannot overlap with another: every other start is refused already, so months are repeated here.
    assert "is not the first day of April" in refused(months, period_type="FY", extract_date="2026-07-05")


@pytest.mark.parametrize(
    ("drawing", "words"),
    [
        (
            "source_group | referrals\nself | 60\ngp | 41\nall | 100",
            "line 4: referrals 100 is less than 101, the groups of source_group together (lines 2, 3)",
        ),
        (
            "special_cohort | referrals\nfamilies | 60\noffenders | 50\nall | 55",
            "referrals 55 is less than 60, a group of special_cohort together (lines 2)",
        ),
        (
            "breakdown_type | breakdown_value | referrals\nsex | female | 30\nsex | male | 30\n | | 59",
            "referrals 59 is less than 60, the groups of sex together",
        ),
    ],
)
def test_groups_are_not_more_than_their_total(refused, drawing, words):
    assert words in refused(drawing)


def test_cohorts_that_overlap_may_add_up_to_more_than_everybody(read):
    assert len(read("special_cohort | referrals\nfamilies | 40\noffenders | 50\nall | 55")) == 3


def test_months_are_not_more_than_their_year(refused):
    year = "period_type | period_start | period_end | referrals\n"
    months = "month | 2025-04-01 | 2025-04-30 | 7\nmonth | 2025-05-01 | 2025-05-31 | 6\nFY | | | 12"

    assert "line 4: referrals 12 is less than 13, its months together" in refused(year + months)


def test_people_in_treatment_each_month_may_be_more_than_in_the_year(read):
    drawing = (
        "period_type | period_start | period_end | in_treatment\n"
        "month | 2025-04-01 | 2025-04-30 | 70\nmonth | 2025-05-01 | 2025-05-31 | 60\nFY | | | 100"
    )

    assert len(read(drawing, PROFILE)) == 3


def test_rounded_counts_beside_exact_ones_of_the_same_period_are_refused(refused):
    assert "line 3: sdc_state rounded5 stands beside exact counts of the same period (line 2)" in refused(
        "source_group | referrals | sdc_state\nself | 12 | raw\ngp | 15 | rounded5"
    )


def test_rounded_groups_need_not_add_up(read):
    assert len(read("source_group | referrals\nself | 15\ngp | 15\nall | 25", sdc_state="rounded5")) == 3


def test_a_cohort_that_comes_and_goes_between_periods_is_refused(refused):
    drawing = (
        "cohort | period_start | period_end | referrals\nadult | 2024-04-01 | 2025-03-31 | 9\nadult | | | 9\nyp | | | 5"
    )

    assert "cohort differs between periods (adult; adult and yp)" in refused(drawing)


def test_a_row_without_any_figure_is_refused_and_a_hidden_one_is_not(refused, read):
    assert "holds no figure: fill in one of referrals" in refused("source_group\nself")
    assert len(read("source_group | sdc_state\nself | suppressed")) == 1


def test_tables_with_their_own_characteristics_leave_the_breakdown_empty(refused):
    drawing = "dimension | category | breakdown_type | breakdown_value | in_treatment\nsex | female | age | 50+ | 7"

    assert "breakdown_type must be empty: L7 has dimension and category for it" in refused(drawing, PROFILE)


def test_periods_of_two_years_stand_side_by_side(read):
    earlier = " | ".join(YEAR_BEFORE.values())

    assert len(read(f"period_start | period_end | referrals\n{earlier} | 8\n | | 9")) == 2
