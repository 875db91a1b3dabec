"""Disposals in police custody, in a layout like that of the publisher's workbook of arrests; every figure is invented."""

from datetime import date

import openpyxl
import pytest

from pipeline.errors import PipelineError
from pipeline.publishers.met_custody import FEED
from pipeline.sources.mps_custody import SOURCE
from tests.publishers.met_tables import as_release

HEADER = [
    "Disposal Year", "Disposal Month", "Disposal Month Name", "Gender", "Age Group", "Ethnicity (4+1)",
    "Disposal Offence", "Disposal", "Disposal Count",
]  # fmt: skip
NAMES = [date(2026, month, 1).strftime("%B") for month in range(1, 13)]


def case(
    year, month, count=1, sex="Male", age="Adult", ethnicity="White", offence="Drug Supply", disposal="Prosecution"
):
    return [year, month, NAMES[month - 1], sex, age, ethnicity, offence, disposal, count]


def whole_year(year, **more):
    return [case(year, month, **more) for month in range(1, 13)]


@pytest.fixture
def carry(tmp_path):
    """Read an invented workbook of disposals, beside a release before where one is given."""

    def read(rows, header=HEADER, before=None):
        book = openpyxl.Workbook()
        book.active.title = "Notes"
        sheet = book.create_sheet("Disposals")
        for row in [["Invented"], header, *rows]:
            sheet.append(row)
        book.save(tmp_path / "disposals.xlsx")
        return FEED.carry({"disposals": tmp_path / "disposals.xlsx"}, before)

    return read


def test_months_become_years_and_the_last_is_a_part_of_one(carry, tmp_path):
    carried = carry([*whole_year(2025), case(2026, 1, 4), case(2026, 2, 3), case(2026, 3, 2)])

    read = SOURCE.read(as_release(carried, tmp_path))

    assert carried.release == "2026-04"
    assert list(zip(read["period_label"], read["value"], read["flags"], strict=True)) == [
        ("2025", 12, ""), ("January to March 2026", 9, "partial period"),
    ]  # fmt: skip


def test_a_release_to_december_has_no_part_of_a_year(carry, tmp_path):
    read = SOURCE.read(as_release(carry(whole_year(2026)), tmp_path))

    assert (read["period_label"].tolist(), read["flags"].tolist()) == (["2026"], [""])


def test_other_offences_and_totals_are_left_out(carry):
    rows = [case(2026, 1), case(2026, 1, 50, offence="Assault"), case(2026, 1, 60, disposal="Total")]

    table = carry(rows).tables["disposals.csv"]

    assert table["count"].tolist() == ["1"]


def test_what_was_not_recorded_is_one_word(carry):
    table = carry([case(2026, 1, sex="Unknown", age="", ethnicity="Not Recorded")]).tables["disposals.csv"]

    assert table[["sex", "age_group", "ethnicity"]].to_numpy().tolist() == [["Not Recorded"] * 3]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"ethnicity": "Mixed"}, "Ethnicity (4+1) 'Mixed' is not one of Asian, Black, Not Recorded, Other, White"),
        ({"sex": "M"}, "Gender 'M' is not one of Female, Male, Not Recorded"),
        ({"count": -2}, "Disposal Count '-2' is not a whole number of 0 or more"),
        ({"count": "few"}, "Disposal Count 'few' is not a whole number of 0 or more"),
        ({"offence": "Drug Cultivation"}, "Disposal Offence 'Drug Cultivation' is a drug offence not known here"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named(carry, cells, said):
    with pytest.raises(PipelineError) as refused:
        carry([case(2026, 1), case(2026, 2, **cells)])

    assert f"disposals.xlsx row 4: {said}" in str(refused.value)


def test_a_row_given_twice_is_refused(carry):
    with pytest.raises(PipelineError, match="row 4 repeats row 3"):
        carry([case(2026, 1, 3), case(2026, 1, 5)])


def test_a_missing_month_is_named(carry):
    with pytest.raises(PipelineError, match="months are missing between 2026-01 and 2026-03: 2026-02"):
        carry([case(2026, 1), case(2026, 3)])


def test_a_renamed_header_is_named_with_what_each_sheet_holds(carry):
    with pytest.raises(
        PipelineError, match=r"(?s)Sheet Notes:.*Sheet Disposals: .*no row holds .*Disposal Count or Count"
    ):
        carry([case(2026, 1)], [*HEADER[:-1], "Number"])


def test_a_year_that_begins_late_is_not_shown_and_whole_years_before_are_kept(carry, tmp_path):
    before = as_release(
        carry([*whole_year(2024, count=5), *whole_year(2025, count=6), case(2026, 1)]), tmp_path / "raw"
    )
    rows = [*(case(2025, month, 7) for month in range(4, 13)), case(2026, 1, 2), case(2026, 2, 2)]

    carried = carry(rows, before=before)

    table = carried.tables["disposals.csv"]
    assert dict(zip(table["year"], table["count"], strict=True)) == {"2024": "60", "2025": "72", "2026": "4"}
    assert set(table["to_month"]) == {"2026-02"}
    assert carried.caveats[0].startswith("Years before 2026")


def test_the_part_of_a_year_that_the_first_release_ends_with_is_not_kept_as_a_year(carry, tmp_path):
    (tmp_path / "2026-03").mkdir()
    (tmp_path / "2026-03" / "disposals.csv").write_text(
        "year,offence_group,sex,age_group,ethnicity,disposal,count\n"
        "2025,Drug Supply,Male,Adult,White,Prosecution,40\n2026,Drug Supply,Male,Adult,White,Prosecution,7\n"
    )

    carried = carry(whole_year(2027), before=tmp_path / "2026-03")

    assert carried.tables["disposals.csv"]["year"].tolist() == ["2025", "2027"]
    assert "No release holds 2026 as a whole: not shown." in carried.caveats
