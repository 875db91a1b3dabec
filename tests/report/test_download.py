from urllib.parse import unquote

import pandas as pd

from pipeline.report.download import csv_address
from pipeline.tables import csv_of


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


def test_a_text_that_a_spreadsheet_would_run_is_made_safe_in_the_link_and_a_negative_number_stays():
    frame = pd.DataFrame({"note": ["=1+1", "-A1"], "change": [-2.5, 1.5]})

    assert unquote(csv_address(csv_of(frame, "a"))).endswith("\ufeffnote,change\n'=1+1,-2.5\n'-A1,1.5\n")
