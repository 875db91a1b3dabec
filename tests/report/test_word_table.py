from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.word_table import is_fine, widths


def table(*rows, labels=None):
    columns = [{"label": label, "numeric": False} for label in labels or ["A"] * len(rows[0])]
    return {"caption": "", "columns": columns, "rows": [list(row) for row in rows], "notes": []}


@given(st.lists(st.lists(st.text("abmW 1", max_size=90), min_size=4, max_size=4), min_size=1, max_size=5))
def test_columns_never_take_more_than_the_page(rows):
    shares = widths(table(*rows))

    assert not shares or (sum(shares) <= 100 and min(shares) > 0)


def test_a_column_of_longer_cells_is_wider_and_one_of_the_same_as_wide():
    short, long, same = widths(table(["2024/25", "many words " * 20, "2024/25"]))

    assert long > 3 * short
    assert short == same


def test_a_table_of_short_cells_is_narrower_than_the_page():
    assert sum(widths(table(["2024/25", "1.5"]))) < 50


def test_words_that_do_not_fit_beside_each_other_get_no_columns():
    assert widths(table(["x" * 30] * 4)) == []
    assert widths(table(["x"] * 4, labels=["x" * 30] * 4)) == []


def test_wide_letters_ask_for_more_room_than_narrow_ones():
    narrow, wide = widths(table(["illi" * 5, "mWmW" * 5]))

    assert wide > 2 * narrow


def test_a_table_without_rows_has_columns_for_its_headings():
    empty = {"caption": "", "columns": [{"label": "Area", "numeric": False}] * 2, "rows": [], "notes": []}

    assert len(widths(empty)) == 2


def test_a_table_of_many_columns_is_set_in_fine_print():
    assert [is_fine(table(["x"] * count)) for count in (5, 6)] == [False, True]
