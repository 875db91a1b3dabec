"""The auditor must fail on every way in which a hidden count is known to leak. All figures invented."""

import pytest

from pipeline.disclosure import Share, Sum, audit, hidden, leaks, shown, together, withheld
from pipeline.errors import PipelineError

ROW = Sum("total", ("a", "b", "c", "d"), "table 1")


def shown_as(*cells, total):
    """Counts printed in one row of four, "c" where hidden for being small."""
    known = {name: hidden(5) if cell == "c" else shown(cell) for name, cell in zip("abcd", cells, strict=True)}
    return known | {"total": shown(total)}


@pytest.mark.parametrize(
    ("printed", "span"),
    [
        (shown_as(120, "c", "c", 22, total=149), (3, 4)),
        (shown_as("c", "c", 300, 20, total=322), (1, 1)),
        (shown_as("c", 0, 0, 0, total=3), (3, 3)),
        (shown_as(120, 45, "c", 22, total=190), (3, 3)),
    ],
)
def test_naive_suppression_leaks_through_the_total(printed, span):
    [first, *_] = audit(printed, [ROW])

    assert (first.low, first.high) == span
    assert not first.passes
    assert first.pinched_by == (ROW,)


def test_one_more_hidden_cell_closes_the_leak():
    printed = shown_as("c", "c", 300, 20, total=322) | {"d": withheld()}

    ranges = {found.cell: (found.low, found.high) for found in audit(printed, [ROW])}

    assert ranges == {"a": (1, 4), "b": (1, 4), "d": (14, 20)}
    assert not leaks(printed, [ROW])


def test_two_tables_give_away_what_each_hides():
    by_sex = Sum("all ages", ("women", "men"), "by sex")
    by_age = Sum("women", ("young women", "old women"), "women by age")
    known = {
        "all ages": shown(50),
        "women": hidden(5),
        "men": withheld(),
        "young women": shown(2),
        "old women": shown(1),
    }

    assert leaks({cell: known[cell] for cell in ("all ages", "women", "men")}, [by_sex]) == {}
    [women, _] = audit(known, [by_sex, by_age])
    assert (women.low, women.high, women.pinched_by) == (3, 3, (by_age,))


def test_a_borough_is_the_difference_between_london_and_the_others():
    london = Sum("London", ("Camden", "Barnet", "Hackney"), "London by borough")
    known = {"London": shown(203), "Camden": shown(90), "Barnet": shown(110), "Hackney": hidden(5)}

    [hackney] = audit(known, [london])

    assert (hackney.low, hackney.high) == (3, 3)


def test_an_earlier_edition_that_showed_the_cell_is_named():
    known = together(now=shown_as(120, "c", "c", 22, total=149), edition_2024={"b": shown(4)})

    [b, _] = audit(known, [])

    assert b.where == ("now", "edition_2024")
    assert "shown elsewhere: now, edition_2024" in str(b)


def test_a_percentage_beside_a_hidden_count_gives_it_away():
    share = Share("small", "base", 5.7, decimals=1)

    [small] = audit({"small": hidden(5), "base": shown(53)}, [share])

    assert (small.low, small.high, small.pinched_by) == (3, 3, (share,))


def test_a_percentage_with_a_wide_rounding_leaves_a_count_open():
    assert leaks({"small": hidden(5), "base": shown(1_000)}, [Share("small", "base", 0)]) == {}


def test_gaps_in_the_middle_of_a_range_are_a_leak():
    # Two shown sums make b and c equal, so that a = b + c is even: 1 and 3 are ruled out although 0 and 4 are not.
    sums = [Sum("a", ("b", "c")), Sum("x", ("b", "d")), Sum("y", ("c", "d"))]
    known = {
        "a": hidden(5, told=False),
        "b": withheld(),
        "c": withheld(),
        "d": withheld(),
        "x": shown(9),
        "y": shown(9),
    }

    assert leaks(known, sums) == {"a": (1, 3)}


def test_a_gap_is_a_leak_even_where_both_ends_are_possible():
    # As above, but a = 1 + b + c is odd: of 1 to 3 only 2 is ruled out.
    sums = [Sum("a", ("b", "c", "one")), Sum("x", ("b", "d")), Sum("y", ("c", "d"))]
    known = {
        "a": hidden(4),
        "b": withheld(),
        "c": withheld(),
        "d": withheld(),
        "one": shown(1),
        "x": shown(9),
        "y": shown(9),
    }

    assert leaks(known, sums) == {"a": (2,)}


def test_only_the_sums_that_pinch_are_named():
    known = {"t": shown(9), "a": hidden(5), "b": shown(6), "u": withheld(), "z": withheld()}
    pinching, other = Sum("t", ("a", "b"), "1"), Sum("u", ("a", "z"), "2")

    assert audit(known, [other, pinching])[0].pinched_by == (pinching,)


def test_a_withheld_cell_without_a_limit_says_so():
    [total, _] = audit({"total": withheld(), "a": hidden(5), "b": shown(7)}, [Sum("total", ("a", "b"))])

    assert (total.low, total.high) == (8, 11)
    assert audit({"alone": withheld()}, [])[0].high is None


@pytest.mark.parametrize("first", [shown(3), hidden(5)])
def test_figures_that_cannot_add_up_are_refused_with_the_sum(first):
    known = {"a": first, "b": shown(4), "t": shown(19)}

    with pytest.raises(PipelineError, match=r"t = a \+ b \(table 7\)"):
        audit(known, [Sum("t", ("a", "b"), "table 7")])


def test_a_sum_that_names_a_cell_twice_is_refused():
    with pytest.raises(PipelineError, match="table 7"):
        Sum("a", ("a", "b"), "table 7")
