"""Raw tables that cannot be used: what is wrong is named by line, column and value. All tables are invented."""

import pytest

from pipeline.errors import PipelineError
from pipeline.sources import columns
from pipeline.sources.source import Source, Table, read_table

DEATHS = Table(
    "deaths.csv",
    columns.table(area_code=columns.area_code(), year=columns.calendar_year(), deaths=columns.count()),
    tidy=lambda frame: frame,
    key=("area_code", "year"),
)


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "data" / "raw" / "invented" / "2020"
    place.mkdir(parents=True)
    return place


@pytest.fixture
def message(folder):
    """What is said of a table with this content."""

    def refuse(content, table=DEATHS):
        (folder / table.file).write_bytes(content.encode() if isinstance(content, str) else content)
        with pytest.raises(PipelineError) as refused:
            read_table("invented", table, folder)
        return str(refused.value)

    return refuse


def test_every_bad_row_is_named_with_what_to_do(message):
    said = message("area_code,year,deaths\nE09000002,2020,7\nB18B,2020,many\nE09000003,20,5\n")

    assert said == (
        "invented: 2 of 3 rows cannot be used.\n\n"
        "  line 3: area_code B18B is not the ONS code of a London borough; "
        "deaths many is not a whole number of 0 or more\n"
        "  line 4: year 20 is not a year like 2020\n\n"
        "File: data/raw/invented/2020/deaths.csv\n"
        "If the publisher changed the file, change the schema in pipeline/sources/invented.py and say why.\n"
        "If the file was saved wrongly, put the published file back."
    )


@pytest.mark.parametrize("cell", ["-3", "inf", "nan", "1.5", "1,000", "1e999", "<5", "NULL"])
def test_what_is_not_a_count_is_named_as_it_stands(message, cell):
    said = message(f'area_code,year,deaths\nE09000002,2020,7\nE09000003,2020,"{cell}"\n')

    assert f"line 3: deaths {cell} is not a whole number of 0 or more" in said


def test_an_empty_cell_is_named(message):
    said = message("area_code,year,deaths\nE09000002,2020,\n")

    assert "line 2: deaths (empty) is not a whole number of 0 or more" in said


def test_a_repeated_key_names_both_lines(message):
    said = message("area_code,year,deaths\nE09000002,2020,7\nE09000003,2020,5\nE09000002,2020,8\n")

    assert "line 4: repeats line 2 (area_code E09000002, year 2020)" in said
    assert "1 of 3 rows" in said


def test_a_renamed_column_is_missing_and_not_expected(message):
    said = message("area_code,registered,deaths\nE09000002,2020,7\n")

    assert "the table cannot be used." in said
    assert "column year is missing" in said
    assert "column registered is not expected" in said


def test_a_row_of_london_among_boroughs_would_count_twice(message):
    said = message("area_code,year,deaths\nE09000002,2020,7\nE12000007,2020,400\n")

    assert "line 3: area_code E12000007 is not the ONS code of a London borough" in said


def test_lines_are_counted_as_an_editor_shows_them(message):
    said = message("area_code,year,deaths\n\nE09000002,2020,x\n")

    assert "line 3: deaths x" in said


def test_another_encoding_names_the_line(message):
    said = message(b"area_code,year,deaths\nE09000002,2020,7\nE09000003,2020,\xa35\n")

    assert "line 3 is not UTF-8 text" in said


def test_rows_that_do_not_fit_the_header_are_named(message):
    said = message("area_code,year,deaths\nE09000002,2020\nE09000003,2020,5,6\n")

    assert "line 2: has 2 cells, the header has 3" in said
    assert "line 3: has 4 cells, the header has 3" in said


def test_a_stray_quotation_mark_names_the_row_where_it_stands(message):
    said = message('area_code,year,deaths\nE09000002,2020,7\nE09000003,"2020,5\nE09000004,2020,5\n')

    assert "the row at line 3 is not CSV" in said


def test_a_column_named_twice_is_refused(message):
    assert "names a column twice: deaths" in message("area_code,year,deaths,deaths\nE09000002,2020,7,7\n")


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_an_empty_file_says_so(message, content):
    assert message(content).startswith("invented: the file is empty.")


def test_a_header_alone_says_so(message):
    assert message("area_code,year,deaths\n").startswith("invented: the file has a header and no rows.")


def test_a_missing_file_says_so(folder):
    with pytest.raises(PipelineError, match=r"the file is missing[\s\S]*data/raw/invented/2020/deaths.csv"):
        read_table("invented", DEATHS, folder)


def test_a_lost_row_of_a_complete_table_is_named(message):
    complete = Table(DEATHS.file, DEATHS.schema, DEATHS.tidy, DEATHS.key, complete=True)

    said = message("area_code,year,deaths\nE09000002,2019,7\nE09000002,2020,0\nE09000003,2019,5\n", complete)

    assert "1 of 4 rows are missing" in said
    assert "no row for area_code E09000003, year 2020" in said


def test_a_long_list_of_bad_rows_says_how_many_more_there_are(message):
    rows = "".join(f"E09000002,{year},x\n" for year in range(1990, 2095))

    said = message(f"area_code,year,deaths\n{rows}")

    assert "105 of 105 rows cannot be used." in said
    assert "and 5 lines more" in said


def test_a_good_table_has_numbers_and_the_line_of_each_row(folder):
    (folder / "deaths.csv").write_text("\ufeffarea_code,year,deaths\nE09000002,2020,7\n\nE09000003,2020,0\n", "utf-8")

    read = read_table("invented", DEATHS, folder)

    assert read["deaths"].tolist() == [7, 0]
    assert read["row"].tolist() == [2, 4]


def test_the_bad_rows_of_several_tables_are_named_together(folder):
    again = Table("again.csv", DEATHS.schema, DEATHS.tidy)
    source = Source("invented", "Invented", "Nobody", (DEATHS, again), newer="")
    for table in source.tables:
        (folder / table.file).write_text("area_code,year,deaths\nE09000002,2020,x\n", encoding="utf-8")

    with pytest.raises(PipelineError, match=r"invented/2020/deaths\.csv[\s\S]*invented/2020/again\.csv"):
        source.read(folder)


def test_a_merged_area_needs_its_name_and_no_code(read):
    with pytest.raises(PipelineError, match="line 3: area_code and area_name are not the same area") as refused:
        read("ons_drug_misuse_deaths", "three_year.csv", """
            area_code | area_name                 | period  | deaths
                      | City of London and Hackney | 2016-18 | 9
                      | Barnet                    | 2016-18 | 8
            E09000004 | Brent                     | 2016-18 | 7
        """)  # fmt: skip

    assert "line 4" in str(refused.value)
    assert "line 2" not in str(refused.value)
