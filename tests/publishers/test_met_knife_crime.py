"""Knife crime in the layout of the Monthly Crime Dashboard; every figure drawn here is invented."""

import datetime

import openpyxl
import pytest

from pipeline.errors import PipelineError
from pipeline.publishers.london_datastore import MPS_BOROUGHS
from pipeline.publishers.met_knife_crime import FEED
from pipeline.sources.mps_knife_crime import SOURCE
from tests.publishers.met_tables import MPS, as_release, save, total

HEADER = [
    "Month_Year", "Area Type", "Borough_SNT", "Area name", "Area code", "Offence Group", "Offence Subgroup", "Measure",
    "Financial Year", "FY_FYIndex", "Count", "Refresh Date",
]  # fmt: skip
BARNET = "E09000003"


def figure(borough, month, kind="Knife Crime", measure="Offences", count=1, area="Borough"):
    day = datetime.date.fromisoformat(f"{month}-01")
    code = MPS_BOROUGHS.get(borough.lower().replace(" ", ""), "-1")
    year = f"{day:%d/%m/%Y}"
    return [year, area, borough, borough, code, "Knife Crime", kind, measure, "fy25-26", "1", count, "18/03/2026"]


def figures(*named):
    kinds, measures = ("Knife Crime", "Knife Crime with Injury"), ("Offences", "Positive Outcomes")
    return [
        figure(one, month, kind, measure) for month in named for kind in kinds for measure in measures for one in MPS
    ]


@pytest.fixture
def carry(tmp_path):
    """Read invented rows below the dashboard's header, beside a release before where one is given."""

    def read(rows, header=HEADER, before=None):
        return FEED.carry({"knife": save(tmp_path / "knife.csv", [header, *rows])}, before)

    return read


def test_offences_and_outcomes_are_read_back_as_our_source_reads_them(carry, tmp_path):
    rows = figures("2026-01", "2026-02")
    rows += [figure("Barnet", "2026-02", area="Safer Neighbourhood Teams", count=90)]

    carried = carry(rows)
    read = SOURCE.read(as_release(carried, tmp_path))

    assert carried.release == "2026-03"
    assert "Refresh of 18 March 2026." in carried.caveats
    assert (len(read), read["value"].sum()) == (32 * 2 * 2 * 2, 32 * 2 * 2 * 2)


def test_a_workbook_with_dates_as_dates_says_the_same(carry, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Cover"
    sheet = book.create_sheet("MPS_MonthlyCrimeDashboard_Knife")
    sheet.append(HEADER)
    for row in figures("2026-01", "2026-02"):
        days = [datetime.datetime.strptime(row[place], "%d/%m/%Y") for place in (0, 11)]
        sheet.append([days[0], *row[1:11], days[1]])
    book.save(tmp_path / "knife.xlsx")

    from_book, from_csv = FEED.carry({"knife": tmp_path / "knife.xlsx"}, None), carry(figures("2026-01", "2026-02"))

    assert (from_book.release, from_book.caveats) == (from_csv.release, from_csv.caveats)
    assert from_book.tables["borough_monthly.csv"].equals(from_csv.tables["borough_monthly.csv"])


def test_the_newer_headers_of_the_publisher_are_known(carry):
    newer = [
        "Crime Type" if name == "Offence Group" else "Crime Subtype" if name == "Offence Subgroup" else name
        for name in HEADER
    ]

    carried = carry(
        [[*row[:9], *row[10:]] for row in figures("2026-01")], [name for name in newer if name != "FY_FYIndex"]
    )

    assert len(carried.tables["borough_monthly.csv"]) == 32 * 4


def test_absent_rows_were_zero_and_other_subgroups_are_none_of_ours(carry):
    rows = figures("2026-01")
    rows.remove(figure("Barnet", "2026-01", "Knife Crime with Injury"))
    rows.append(figure("Barnet", "2026-01", "Knife Crime with Injury (Personal Robbery)", count=70))

    table = carry(rows).tables["borough_monthly.csv"]

    assert total(table, area_code=BARNET, offence="knife_crime_with_injury", outcome="offences") == 0
    assert total(table, area_code=BARNET, offence="knife_crime", outcome="offences") == 1


def test_rows_without_a_known_borough_are_left_out_and_counted(carry):
    rows = figures("2026-01")
    rows += [figure("N/K", "2026-01", area="Borough (Georgraphy Not Known)"), figure("Aviation Security", "2026-01")]
    rows += [figure("Metropolitan Police Service", "2026-01", count=32)]

    carried = carry(rows)

    assert "Left out: 2 figures of no known borough (airports, geography not known)." in carried.caveats
    assert total(carried.tables["borough_monthly.csv"], offence="knife_crime", outcome="offences") == 32


@pytest.mark.parametrize("cell", ["-3", "many", ""])
def test_a_cell_that_is_no_count_is_named(carry, cell):
    rows = figures("2026-01")
    rows[1][10] = cell

    with pytest.raises(PipelineError, match=rf"knife\.csv row 3: Count '{cell}' is not a whole number of 0 or more"):
        carry(rows)


def test_a_date_with_the_month_first_is_refused_rather_than_turned_round(carry):
    rows = figures("2026-02")
    rows[0][0] = "02/15/2026"
    rows[1][0] = "01/13/2026"
    rows[2][0] = "03/02/2026"  # the third of February, or the second of March: no first of a month either way

    with pytest.raises(PipelineError) as refused:
        carry(rows)

    assert str(refused.value).count("is not the first of a month") == 3


def test_a_measure_that_is_not_known_is_named(carry):
    rows = [*figures("2026-01"), figure("Barnet", "2026-01", measure="Rate per 1,000")]

    with pytest.raises(
        PipelineError, match=r"row 130: Measure 'Rate per 1,000' is not one of offences, positive_outcomes"
    ):
        carry(rows)


def test_a_figure_given_twice_is_refused(carry):
    with pytest.raises(PipelineError, match=r"row 130 repeats row \d+ \(e09000003, knife_crime, offences, 2026-01\)"):
        carry([*figures("2026-01"), figure("Barnet", "2026-01", count=8)])


def test_a_month_that_is_missing_is_named(carry):
    with pytest.raises(PipelineError, match="months are missing between 2025-12 and 2026-02: 2026-01"):
        carry(figures("2025-12", "2026-02"))


def test_a_file_without_a_borough_was_cut(carry):
    with pytest.raises(PipelineError, match="no row of borough westminster"):
        carry([row for row in figures("2026-01") if row[2] != "Westminster"])


def test_months_that_roll_out_of_the_file_are_kept(carry, tmp_path):
    before = as_release(carry(figures("2025-12", "2026-01")), tmp_path / "raw")
    revised = [
        figure("Barnet", "2026-01", count=9) if row == figure("Barnet", "2026-01") else row
        for row in figures("2026-01", "2026-02")
    ]

    table = carry(revised, before=before).tables["borough_monthly.csv"]

    months = [
        total(table, area_code=BARNET, offence="knife_crime", outcome="offences", month=f"{name}")
        for name in ("2025-12", "2026-01", "2026-02")
    ]
    assert months == [1, 9, 1]
