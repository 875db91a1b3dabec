"""Every entry of a TOML or CSV text knows its line. All texts here are invented."""

import pytest

from pipeline.errors import PipelineError
from pipeline.local.lines import csv_rows, decode, read_entries, toml_entries

TOML = '''\
# [[message]]
[[message]]
text = """
[[message]]
gap = "inside a text"
"""
gap = "x"  # gap = "inside a note"

[[message]]
id = "b"
[[message.claims]]
gap = "of the claim"
'''


def test_tables_and_keys_stand_on_the_lines_an_editor_shows():
    first, second = toml_entries(TOML)["message"]

    assert (first.line, first.at("text"), first.at("gap"), first.at("absent")) == (2, 3, 7, 2)
    assert (second.line, second.at("id"), second.at("claims"), second.at("gap")) == (9, 10, 11, 9)
    assert (first.heading, second.values["claims"]) == ("[[message]]", [{"gap": "of the claim"}])


def test_a_value_outside_any_table_is_an_entry_without_a_heading():
    [one], [two], [three] = toml_entries("a = 1\nb = [{ c = 2 }]\n[d]\ne = 3\n").values()

    assert (one.values, one.line, one.heading) == ({"a": 1}, 1, "")
    assert (two.values, two.line, two.heading) == ({"c": 2}, 2, "[[b]]")
    assert (three.values, three.at("e"), three.heading) == ({"e": 3}, 4, "[d]")


def test_a_file_of_one_table_holds_nothing_else(tmp_path):
    path = tmp_path / "rules.toml"
    path.write_text("[[rule]]\nx = 1\n[other]\n")

    with pytest.raises(PipelineError, match=r"rules\.toml holds other; it may hold \[\[rule\]\] only"):
        read_entries(path, "rule")


def test_rows_stand_on_their_first_line():
    rows = csv_rows('# a note\n\na,b\n1,"two\nlines"\n3,4\n')

    assert (rows.columns, rows.line) == (("a", "b"), 3)
    assert [(one.line, one.values) for one in rows.entries] == [
        (4, {"a": "1", "b": "two\nlines"}),
        (6, {"a": "3", "b": "4"}),
    ]


def test_text_that_is_not_utf_8_is_named_by_its_line():
    with pytest.raises(ValueError, match="line 2 is not UTF-8 text"):
        decode("one\ncaf\xe9".encode("latin-1"))
