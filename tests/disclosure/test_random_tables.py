"""Random tables, all invented: the auditor agrees with trying every combination, and controlled tables pass its audit."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.disclosure import (
    RULES,
    Layout,
    Share,
    Sum,
    Table,
    audit,
    control,
    control_tables,
    hidden,
    leaks,
    numbers_left,
    shown,
)
from pipeline.disclosure.knowledge import Known
from tests.disclosure.oracle import possible

NDTMS = RULES["ndtms public"]
COUNTS = st.one_of(st.integers(0, 7), st.integers(0, 60))
# Few and always the same examples here: the oracle tries up to 100,000 combinations for each.
brief = settings(max_examples=40, deadline=None, derandomize=True)


def two_way(cells, name=""):
    """Counts and sums of a table given as rows, with both margins and the total "all"."""
    rows, columns = range(len(cells)), range(len(cells[0]))
    counts = {f"{name}{i}{j}": cells[i][j] for i in rows for j in columns}
    counts |= {f"{name}row{i}": sum(cells[i]) for i in rows} | {
        f"{name}col{j}": sum(r[j] for r in cells) for j in columns
    }
    sums = [Sum(f"{name}row{i}", tuple(f"{name}{i}{j}" for j in columns), name) for i in rows]
    sums += [Sum(f"{name}col{j}", tuple(f"{name}{i}{j}" for i in rows), name) for j in columns]
    sums += [
        Sum("all", tuple(f"{name}row{i}" for i in rows), name),
        Sum("all", tuple(f"{name}col{j}" for j in columns), name),
    ]
    return counts | {"all": sum(map(sum, cells))}, sums


def tables(rows, columns, counts=COUNTS):
    return st.lists(st.lists(counts, min_size=columns, max_size=columns), min_size=rows, max_size=rows)


def known_with(counts, gone):
    """What a reader knows: small cells in `gone` hidden as small, others withheld up to 9, the rest shown."""
    return {
        cell: (hidden(5) if 0 < count < 5 else Known(0, 9)) if cell in gone else shown(count)
        for cell, count in counts.items()
    }


def agree(known, sums):
    values = possible(known, sums)
    for found in audit(known, sums, explain=False):
        assert (found.low, found.high) == (min(values[found.cell]), max(values[found.cell]))
        low, high = found.whole or (1, 0)
        assert found.impossible == tuple(value for value in range(low, high + 1) if value not in values[found.cell])


@brief
@given(st.lists(st.integers(0, 9), min_size=2, max_size=5), st.data())
def test_the_auditor_agrees_with_every_combination_in_one_row(counts, data):
    cells = {str(number): count for number, count in enumerate(counts)}
    gone = data.draw(st.sets(st.sampled_from(sorted(cells)), max_size=5))

    agree(known_with(cells | {"t": sum(counts)}, gone), [Sum("t", tuple(cells))])


@brief
@given(tables(2, 3, st.integers(0, 9)), st.data())
def test_the_auditor_agrees_with_every_combination_in_a_two_way_table(cells, data):
    counts, sums = two_way(cells)
    small = sorted(cell for cell, count in counts.items() if count <= 9)
    gone = data.draw(st.sets(st.sampled_from(small), max_size=5)) if small else set()

    agree(known_with(counts, gone), sums)


@brief
@given(st.lists(st.integers(0, 9), min_size=4, max_size=4), st.data())
def test_the_auditor_agrees_where_tables_share_totals(counts, data):
    cells = dict(zip("abcd", counts, strict=True))
    cells |= {"ab": counts[0] + counts[1], "cd": counts[2] + counts[3], "ac": counts[0] + counts[2], "all": sum(counts)}
    sums = [Sum("ab", ("a", "b")), Sum("cd", ("c", "d")), Sum("ac", ("a", "c")), Sum("all", ("ab", "cd"))]
    gone = data.draw(st.sets(st.sampled_from(sorted(cell for cell in cells if cells[cell] <= 9)), max_size=5))

    agree(known_with(cells, gone), sums)


@brief
@given(st.integers(1, 60), st.integers(0, 9), st.integers(0, 1), st.booleans())
def test_the_auditor_agrees_where_a_percentage_is_printed(base, part, decimals, shows_base):
    share = Share("a", "t", round(100 * part / (base + part), decimals), decimals)
    known = {"a": Known(0, 9, (1, 4)), "b": Known(0, 60), "t": shown(base + part) if shows_base else Known(0, 69)}

    agree(known, [Sum("t", ("a", "b")), share])


@brief
@given(st.lists(COUNTS, min_size=1, max_size=8))
def test_one_row_is_safe_after_control(counts):
    cells = {str(number): count for number, count in enumerate(counts)}
    pattern = control(cells | {"t": sum(counts)}, [Sum("t", tuple(cells))], NDTMS)

    assert pattern.safe


@brief
@given(tables(3, 4))
def test_a_two_way_table_is_safe_after_control(cells):
    assert control(*two_way(cells), NDTMS).safe


@brief
@given(tables(2, 2), st.lists(COUNTS, min_size=3, max_size=3))
def test_two_tables_that_share_a_total_are_safe_together(cells, other):
    counts, sums = two_way(cells)
    parts = {"x": min(other[0], counts["all"])}
    parts["y"] = counts["all"] - parts["x"]

    assert control(counts | parts, [*sums, Sum("all", ("x", "y"), "other")], NDTMS).safe


@brief
@given(tables(3, 2))
def test_boroughs_and_london_are_safe_in_every_column(cells):
    rows = [(f"B{i}", sex, cells[i][j]) for i in range(3) for j, sex in enumerate(("female", "male"))]
    frame = pd.DataFrame(rows, columns=["area_code", "sex", "numerator"])
    frame = pd.concat([frame, frame.groupby("area_code", as_index=False)["numerator"].sum().assign(sex="persons")])
    frame = pd.concat([frame, frame.groupby("sex", as_index=False)["numerator"].sum().assign(area_code="London")])
    layout = Layout(("area_code",), {"sex": "persons"}, {"area_code": {"London": ("B0", "B1", "B2")}})

    table = Table(frame.assign(value=frame["numerator"]).reset_index(drop=True), layout)

    printed, pattern = control_tables({"t": table}, NDTMS)

    assert pattern.safe
    assert numbers_left(printed["t"]).empty


@brief
@given(tables(3, 3, st.integers(1, 30)))
def test_no_secondary_cell_could_have_been_shown(cells):
    counts, sums = two_way(cells)
    pattern = control(counts, sums, NDTMS)
    now = {cell: hidden(5) if cell in pattern.primary else Known(0) if cell in pattern.secondary else shown(count)
           for cell, count in counts.items()}  # fmt: skip

    assert all(leaks(now | {cell: shown(counts[cell])}, sums) for cell in pattern.secondary)
