"""Every table has a template that says nothing yet, an example that can be read, and its place in the data dictionary."""

import csv

import pytest

from pipeline.dropins import TABLES, dictionary, init_tables, read_table, template
from pipeline.dropins.scaffold import example
from pipeline.project import Project
from pipeline.sources.local import LOCAL
from tests.dropins.drawn import BARNET, observed

IDS = [table.code for table in TABLES]


def test_there_are_twenty_one_tables_in_order():
    assert [f"L{number}" for number in range(21)] == IDS
    assert [table.code for table in TABLES if table.restricted] == ["L0"]
    assert list(LOCAL) == [table.source for table in TABLES]


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_an_untouched_template_is_not_supplied(tmp_path, table):
    path = tmp_path / table.file
    path.write_text(template(table), encoding="utf-8")

    assert read_table(path, table, BARNET) is None


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_its_example_can_be_read_and_becomes_observations(tmp_path, table):
    path = tmp_path / "barnet" / table.file
    path.parent.mkdir()
    path.write_text(example(table, BARNET), encoding="utf-8")

    rows = observed(tmp_path, f"barnet/{table.file}")

    assert len(read_table(path, table, BARNET)) == 1
    assert set(rows["measure"]) <= set(table.measures)
    assert rows["value"].notna().all() and set(rows["source"]) == {table.source}


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_a_table_says_what_it_is(table):
    names = [column.name for column in table.columns]

    assert len(names) == len(set(names))
    assert all(column.means for column in table.columns)
    assert all(
        column.example in column.words or not column.example for column in table.columns if column.type == "word"
    )
    assert table.holder.startswith(("the ", "Family ")) and table.about.endswith(".")
    assert {name for pair in table.parts for name in pair} <= set(table.measures) | set(names)


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_the_dictionary_explains_every_column(table):
    text = dictionary(BARNET)

    assert f"## {table.code} {table.title}" in text
    assert all(f"| `{column.name}` |" in text for column in table.columns)


def test_templates_are_written_once_and_never_over_a_file(tmp_path):
    project, filled = Project(tmp_path), tmp_path / "data" / "raw" / "local" / "barnet" / "L1-referrals.csv"
    filled.parent.mkdir(parents=True)
    filled.write_text("mine", encoding="utf-8")

    written = init_tables(project, BARNET)

    assert filled.read_text(encoding="utf-8") == "mine"
    assert sorted(path.relative_to(filled.parent).as_posix() for path in written) == sorted(
        {table.place for table in TABLES} - {"L1-referrals.csv"} | {"DATA-DICTIONARY.md"}
    )
    assert (filled.parent / "restricted" / "L0-ndtms.csv").is_file()
    assert not init_tables(project, BARNET)


def test_a_template_opens_in_a_spreadsheet_with_each_column_once():
    [header] = csv.reader([template(TABLES[1]).strip()])

    assert header[:5] == ["area_code", "area_name", "period_start", "period_end", "period_type"]
    assert header[-1] == "note" and "source_group" in header
