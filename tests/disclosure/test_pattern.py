"""Golden cases of domain.md 4.12, and what secondary suppression prefers. All figures invented."""

import pytest

from pipeline.disclosure import RULES, Sum, control, hidden, shown

NDTMS = RULES["ndtms public"]


def row(*counts):
    cells = dict(zip("abcdefgh", counts, strict=False))
    return cells | {"total": sum(counts)}, [Sum("total", tuple(cells), "row")]


def printed(counts, pattern):
    return ["c" if cell in pattern.hidden else count for cell, count in counts.items()]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((120, 45, 3, 22), [120, 45, "c", "c", 190]),
        ((120, 4, 3, 22), [120, "c", "c", "c", 149]),
        ((120, 0, 3, 0), ["c", 0, "c", 0, 123]),
        ((3, 0, 0, 0), ["c", "c", 0, 0, "c"]),
        ((1, 1, 300, 20), ["c", "c", 300, "c", 322]),
        ((120, 45, 22), [120, 45, 22, 187]),
    ],
)
def test_golden_cases_end_in_the_smallest_safe_pattern(counts, expected):
    cells, sums = row(*counts)

    pattern = control(cells, sums, NDTMS)

    assert printed(cells, pattern) == expected
    assert pattern.safe


def test_everyone_in_one_category_is_flagged():
    cells, sums = row(57, 0, 0)

    [group] = control(cells, sums, NDTMS).groups

    assert (group.total, group.part) == ("total", "a")


def test_a_small_group_all_in_one_category_hides_that_too():
    cells, sums = row(3, 0, 0, 0)

    assert control(cells, sums, NDTMS).groups == ()


def test_cells_that_can_only_be_zero_are_never_hidden():
    cells, sums = row(3, 0, 0)

    pattern = control(cells, sums, NDTMS, structural=frozenset({"b"}))

    assert pattern.secondary == {"c"}


def test_a_single_small_cell_of_a_two_way_table_takes_a_rectangle_with_it():
    counts = {f"{i}{j}": 3 if i == j == 0 else 20 + i + j for i in range(3) for j in range(3)}
    counts |= {f"row {i}": sum(counts[f"{i}{j}"] for j in range(3)) for i in range(3)}
    counts |= {f"column {j}": sum(counts[f"{i}{j}"] for i in range(3)) for j in range(3)}
    sums = [Sum(f"row {i}", tuple(f"{i}{j}" for j in range(3)), "t") for i in range(3)]
    sums += [Sum(f"column {j}", tuple(f"{i}{j}" for i in range(3)), "t") for j in range(3)]

    assert control(counts, sums, NDTMS).hidden == {"00", "01", "10", "11"}


def test_cells_are_hidden_in_the_same_table_where_that_suffices():
    one = Sum("shared", ("a", "b", "c"), "1")
    two = Sum("shared", ("x", "y", "z"), "2")
    counts = {"a": 3, "b": 30, "c": 40, "shared": 73, "x": 20, "y": 20, "z": 33}

    assert control(counts, [one, two], NDTMS).hidden == {"a", "b"}


def test_a_total_that_leaks_through_another_table_is_followed_there():
    one, two = Sum("shared", ("a",), "1"), Sum("all", ("shared", "rest"), "2")

    pattern = control({"a": 3, "shared": 3, "rest": 60, "all": 63}, [one, two], NDTMS)

    assert pattern.hidden == {"a", "shared", "rest"}
    assert pattern.safe


def test_what_another_document_shows_cannot_be_cured_here_and_is_said():
    cells, sums = row(120, 45, 3, 22)

    pattern = control(cells, sums, NDTMS, elsewhere={"c": shown(3)})

    assert not pattern.safe
    assert [found.cell for found in pattern.leaks] == ["c"]


def test_what_another_document_hides_too_does_no_harm():
    cells, sums = row(120, 45, 3, 22)

    assert control(cells, sums, NDTMS, elsewhere={"c": hidden(5)}).safe


def test_a_small_total_published_elsewhere_cannot_be_made_safe_and_is_said():
    cells, sums = row(3, 0, 0)

    pattern = control(cells, sums, NDTMS, elsewhere={"total": shown(3)})

    assert {found.cell for found in pattern.leaks} == {"a", "total"}


def test_a_table_of_so_few_people_that_its_pattern_tells_is_not_printed_at_all():
    # The total is at most 4 and two parts are at least 1, so neither part could be 4.
    cells, sums = row(1, 1, 0, 0)

    pattern = control(cells, sums, NDTMS)

    assert pattern.blank == {"row"}
    assert pattern.hidden == set(cells)
    assert pattern.safe


def test_rounded_neighbours_protect_too_so_that_fewer_cells_go():
    cells, sums = row(120, 45, 3, 22)

    exact = control(cells, sums, NDTMS).secondary
    rounded = control(cells, sums, RULES["fingertips 92904"])

    assert rounded.safe
    assert len(rounded.secondary) <= len(exact)


def test_hes_adds_no_cells_because_its_rule_asks_for_none():
    cells, sums = row(120, 45, 3, 22)

    assert control(cells, sums, RULES["hes"]).secondary == frozenset()


def test_the_pattern_is_always_the_same():
    cells, sums = row(30, 30, 30, 3)

    assert {control(cells, sums, NDTMS).hidden for _ in range(3)} == {frozenset({"a", "d"})}


def test_nothing_is_written_to_the_screen(capfd):
    control(*row(1, 1, 300, 20, 0, 0, 4, 9), NDTMS)

    assert capfd.readouterr() == ("", "")
