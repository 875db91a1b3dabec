from urllib.parse import unquote

from pipeline.report.download import csv_address


def test_a_table_is_a_file_inside_its_link_with_an_empty_cell_for_no_value():
    table = {
        "name": "a",
        "columns": ["area", "note", "value"],
        "rows": [["Kensington & Chelsea", 'so "said"', None], ["Ü", "a,b", 1.5]],
    }

    head, _, body = csv_address(table).partition(",")

    assert head == "data:text/csv;charset=utf-8"
    assert unquote(body) == '\ufeffarea,note,value\nKensington & Chelsea,"so ""said""",\nÜ,"a,b",1.5\n'


def test_the_address_holds_nothing_that_ends_an_attribute_or_starts_a_fragment():
    address = csv_address({"name": "a", "columns": ["<\"'#%&"], "rows": []})

    assert not set('<>"# \n') & set(address)


def test_figures_are_found_by_searching_the_page():
    assert "E09000003,12.5" in csv_address({"name": "a", "columns": ["code", "v"], "rows": [["E09000003", 12.5]]})
