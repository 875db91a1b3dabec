"""Small counts of the partnership's own tables: hidden from the public with all that gives them away, proved by the auditor.

Every figure is invented. What the auditor is told here is built from what is printed, not from how it came to be hidden.
"""

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pipeline.disclosure import RULES, Sum, hidden, leaks, numbers_left, shown, withheld
from pipeline.disclosure.supplied import cell_id, controlled
from pipeline.dropins import BY_SOURCE
from pipeline.dropins.periods import period_end, period_label
from pipeline.indicators.local_totals import totals
from pipeline.project import Audience
from pipeline.states import State
from tests.dropins.drawn import calculated, observed, supply
from tests.indicators.drawn import row

REFERRALS, FAMILIES, PROFILE = (BY_SOURCE[f"local_{name}"] for name in ("referrals", "families", "profile"))
THRESHOLD = RULES["partnership tables"].threshold
HIDDEN = State.SUPPRESSED.value


@pytest.fixture
def public(tmp_path):
    """A table's rows before and after control, from a drawing."""

    def from_drawing(table, drawing, **constants):
        supply(tmp_path, table.code, drawing, **constants)
        exact = totals(observed(tmp_path, f"barnet/{table.place}"), table)
        return exact, controlled(exact, table)

    return from_drawing


def printed(rows):
    """What is printed, by cell; None where it is hidden."""
    values = rows.assign(cell=[cell_id(one) for one in rows.to_dict("records")]).set_index("cell")["numerator"]
    return {cell: None if pd.isna(value) else int(value) for cell, value in values.items()}


def worked_back(exact, shown_rows, sums):
    """The small counts that a reader of the printed rows can narrow, by the auditor."""
    truth, seen = printed(exact), printed(shown_rows)
    extra = {part for one in sums for part in one.cells} - set(truth)
    known = {cell: shown(count) for cell, count in seen.items() if count is not None}
    for cell in set(truth) - set(known):
        # Where nothing at all is printed of a table, nobody can tell a small count from any other.
        told = any(
            part in known for one in sums if cell in one.cells for part in one.cells if seen.get(part) is not None
        )
        known[cell] = hidden(THRESHOLD, told=told) if 0 < truth[cell] < THRESHOLD else withheld()
    for cell in extra:  # printed nowhere: a small one of a whole that is not small must stay open too
        [one] = [one for one in sums if cell in one.parts]
        count = truth[one.total] - sum(truth.get(part, 0) for part in one.parts)
        few = 0 < count < THRESHOLD <= truth[one.total]
        known[cell] = hidden(THRESHOLD, told=False) if few else withheld()
    return leaks(known, sums)


YEAR = "2025-04-01 to 2026-03-31"


def test_a_small_group_is_hidden_with_another_that_gives_it_away(public):
    _, rows = public(REFERRALS, "source_group | referrals\nself | 120\ngp | 45\nhospital | 3\ncjs | 22")

    assert row(rows, category="hospital")["state"] == HIDDEN
    assert (rows["state"] == HIDDEN).sum() == 2
    assert row(rows, category="")["value"] == 190
    assert numbers_left(rows).empty


def test_where_there_are_no_small_counts_nothing_is_hidden(public):
    exact, rows = public(REFERRALS, "source_group | referrals | started_treatment\nself | 120 | 60\ngp | 45 | 0")

    pd.testing.assert_series_equal(rows["value"], exact["value"])


def test_none_is_shown_as_none(public):
    _, rows = public(REFERRALS, "source_group | referrals\nself | 120\ngp | 0")

    assert row(rows, category="gp")["value"] == 0


def test_those_who_did_not_start_are_protected_too(public):
    exact, rows = public(REFERRALS, "source_group | referrals | started_treatment\nself | 50 | 48\ngp | 40 | 20")
    whole, part = f"referrals | {YEAR} | source_group=self", f"started_treatment | {YEAR} | source_group=self"

    assert not worked_back(exact, rows, [Sum(whole, (part, "self did not start"))])
    assert None in {printed(rows)[whole], printed(rows)[part]}


def test_a_group_left_out_of_the_table_is_protected_too(public):
    exact, rows = public(REFERRALS, "source_group | referrals\nself | 60\ngp | 37\nall | 100")
    cells = [f"referrals | {YEAR} | source_group={name}" for name in ("self", "gp")]

    assert not worked_back(exact, rows, [Sum(f"referrals | {YEAR}", (*cells, "other sources"))])


def test_a_month_is_not_worked_back_from_its_year(public):
    starts = pd.date_range("2025-04-01", periods=12, freq="MS")
    lines = [
        f"month | {start:%Y-%m-%d} | {period_end(start, 'month'):%Y-%m-%d} | {20 if n else 3}"
        for n, start in enumerate(starts)
    ]
    exact, rows = public(REFERRALS, "period_type | period_start | period_end | referrals\n" + "\n".join(lines))
    months = [cell for cell in printed(exact) if cell != f"referrals | {YEAR}"]

    assert row(rows, period_label="April 2025")["state"] == HIDDEN
    assert not worked_back(exact, rows, [Sum(f"referrals | {YEAR}", tuple(months))])


def test_a_quarter_is_not_worked_back_from_overlapping_twelve_months(public):
    drawing = """
        period_type | period_start | period_end | referrals
        quarter     | 2025-01-01   | 2025-03-31 | 30
        quarter     | 2026-01-01   | 2026-03-31 | 4
        rolling12   | 2025-01-01   | 2025-12-31 | 130
        rolling12   | 2025-04-01   | 2026-03-31 | 104
    """
    exact, rows = public(REFERRALS, drawing)
    before, after, early, late = (f"referrals | {span}" for span in (
        "2025-01-01 to 2025-03-31", "2026-01-01 to 2026-03-31", "2025-01-01 to 2025-12-31", YEAR))  # fmt: skip

    assert printed(rows)[after] is None
    shared = [Sum(early, (before, "nine months")), Sum(late, ("nine months", after))]
    known = {cell: shown(count) for cell, count in printed(rows).items() if count is not None}
    known |= {cell: withheld() for cell in set(printed(exact)) - set(known)} | {after: hidden(THRESHOLD)}
    assert not leaks(known, shared)


def test_a_detailed_ethnic_group_is_not_worked_back_from_its_broad_one(public):
    drawing = """
        dimension   | category          | in_treatment
                    |                   | 400
        ethnicity5  | Asian             | 60
        ethnicity5  | White             | 340
        ethnicity19 | Asian: Indian     | 57
        ethnicity19 | Asian: Chinese    | 3
    """
    exact, rows = public(PROFILE, drawing)
    cells = [f"in_treatment | {YEAR} | ethnicity19=Asian: {name}" for name in ("Indian", "Chinese")]

    assert not worked_back(exact, rows, [Sum(f"in_treatment | {YEAR} | ethnicity5=Asian", tuple(cells))])


def test_a_median_goes_with_the_count_that_it_rests_on(public):
    drawing = "source_group | started_treatment | median_days_to_start\nself | 60 | 11\ngp | 3 | 40\ncjs | 30 | 12"
    _, rows = public(REFERRALS, drawing)
    medians = rows[rows["measure"] == "median_days_to_start"]

    assert row(medians, category="gp")["state"] == HIDDEN
    assert (medians["state"] == HIDDEN).sum() == 2
    assert medians.loc[medians["state"] == HIDDEN, "value"].isna().all()


def test_what_the_supplier_has_hidden_or_rounded_passes_as_it_is(public):
    drawing = "source_group | referrals\nself | 120\ngp | \nhospital | \ncjs | 22\nall | 150"
    _, rows = public(REFERRALS, drawing, sdc_state="suppressed")

    assert printed(rows)[f"referrals | {YEAR}"] == 150
    assert row(rows, category="cjs")["value"] == 22
    assert row(rows, category="gp")["state"] == HIDDEN


def test_rounded_counts_pass_and_say_that_they_are(public):
    _, rows = public(REFERRALS, "source_group | referrals\nself | 120\ngp | 5\nall | 125", sdc_state="rounded5")

    assert rows["value"].notna().all()
    assert set(rows["flags"]) == {"rounded"}


def test_exact_counts_beside_hidden_ones_do_not_give_them_away(public):
    drawing = (
        "source_group | referrals | sdc_state\nself | 120 | raw\ngp | | suppressed\ncjs | 22 | raw\nall | 145 | raw"
    )
    _, rows = public(REFERRALS, drawing)

    assert (rows["state"] == HIDDEN).sum() >= 2


def test_figures_that_contradict_each_other_are_all_hidden_rather_than_shown(public):
    drawing = """
        period_type | period_start | period_end | referrals
        rolling12   | 2025-04-01   | 2026-03-31 | 3
        rolling12   | 2025-05-01   | 2026-04-30 | 90
        month       | 2025-04-01   | 2025-04-30 | 50
        month       | 2026-04-01   | 2026-04-30 | 2
    """
    _, rows = public(REFERRALS, drawing.replace("| 3\n", "| 60\n"), extract_date="2026-05-05")

    assert row(rows, period_label="April 2026")["state"] == HIDDEN


def test_what_is_not_about_people_is_not_hidden(public):
    training = BY_SOURCE["local_training"]
    _, rows = public(
        training, "course | sector | sessions | people_trained\niba | housing | 2 | 24\nnaloxone | police | 1 | 3"
    )

    assert set(rows.loc[rows["measure"] == "sessions", "value"]) == {1, 2, 3}
    assert (rows.loc[rows["measure"] == "people_trained", "state"] == HIDDEN).any()


def test_partners_read_what_was_supplied(tmp_path):
    supply(tmp_path, "L4", "pathway | families_referred | families_started\nschool | 6 | 3\nself | 40 | 30")
    rows = observed(tmp_path, "barnet/L4-families.csv")
    own = calculated(rows, "families_started_share", audience=Audience.PARTNERS).query("group == 'school'")
    everybodys = calculated(rows, "families_started_share", audience=Audience.PUBLIC).query("group == 'school'")

    assert row(own, period_type="FY")["numerator"] == 3
    hidden_row = row(everybodys, period_type="FY")
    numbers = ("numerator", "denominator", "value", "lower", "upper")
    assert hidden_row["state"] == HIDDEN and pd.isna([hidden_row[name] for name in numbers]).all()


def test_a_ratio_of_a_hidden_group_is_gone_with_those_that_give_it_away(tmp_path):
    from tests.indicators.drawn import census  # noqa: PLC0415

    drawing = (
        "dimension | category | in_treatment\n | | 203\nethnicity5 | Asian | 3\nethnicity5 | White | 100\n"
        + "\n".join(
            f"ethnicity5 | {name} | {count}"
            for name, count in (("Black", 40), ("Mixed", 30), ("Other", 20), ("not stated", 10))
        )
    )
    supply(tmp_path, "L7", drawing)
    template = (
        census(E09000003=10).iloc[[0]].assign(source="ons_census", release="2021", row=2, category_type="ethnic group")
    )
    base = [
        template.assign(category=f"{name} | x", value=20.0, numerator=20.0)
        for name in ("Asian", "Black", "Mixed", "White", "Other")
    ]
    rows = pd.concat([observed(tmp_path, "barnet/L7-profile.csv"), *base])

    ratios = calculated(rows, "profile_representation", audience=Audience.PUBLIC).query("period_type == 'FY'")

    assert row(ratios, group="Asian")["state"] == HIDDEN
    assert row(ratios, group="")["state"] == HIDDEN
    assert pd.isna(
        row(ratios, group="Asian")[["value", "lower", "upper"]] if False else row(ratios, group="Asian")["value"]
    )


COUNTS = st.one_of(st.integers(0, 7), st.integers(0, 60))
brief = settings(
    max_examples=12, deadline=None, derandomize=True, phases=[Phase.generate]
)  # no shrinking: it takes minutes


def observations_of(table, cells):
    """Observations drawn as dictionaries: measure, kind, group, first day, kind of period, count."""
    rows = []
    for number, (measure, kind, group, first, period, count) in enumerate(cells):
        start = pd.Timestamp(first)
        end = period_end(start, period)
        rows.append({
            "source": table.source, "release": "2026-05-01", "area_code": "E09000003", "period_start": start, "period_end": end,
            "period_label": period_label(start, end, period), "period_type": period, "measure": measure, "category_type": kind,
            "category": group, "value": float(count), "numerator": float(count), "unit": "", "state": "ok", "flags": "",
            "row": number + 2,
        })  # fmt: skip
    return pd.DataFrame(rows)


@brief
@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=2, max_size=6))
def test_random_pathways_cannot_be_worked_back(pairs):
    words = list(FAMILIES.column("pathway").words)[1:]
    cells = []
    for word, (one, other) in zip(words, pairs, strict=False):
        cells.append(("families_referred", "pathway", word, "2025-04-01", "FY", one + other))
        cells.append(("families_started", "pathway", word, "2025-04-01", "FY", one))
    exact = totals(observations_of(FAMILIES, cells), FAMILIES)
    rows = controlled(exact, FAMILIES)

    sums = []
    for measure in ("families_referred", "families_started"):
        parts = [cell for cell in printed(exact) if cell.startswith(f"{measure} | {YEAR} |")]
        sums.append(Sum(f"{measure} | {YEAR}", tuple(parts)))
    for cell in [cell for cell in printed(exact) if cell.startswith("families_started")]:
        whole = cell.replace("families_started", "families_referred")
        sums.append(Sum(whole, (cell, f"{whole} did not start")))

    assert not worked_back(exact, rows, sums)
    assert numbers_left(rows).empty


@brief
@given(st.lists(st.lists(COUNTS, min_size=4, max_size=4), min_size=2, max_size=4))
def test_random_quarters_of_groups_cannot_be_worked_back(groups):
    words = list(REFERRALS.column("source_group").words)[1:]
    starts = ("2025-04-01", "2025-07-01", "2025-10-01", "2026-01-01")
    cells = [
        ("referrals", "source_group", word, start, "quarter", count)
        for word, counts in zip(words, groups, strict=False)
        for start, count in zip(starts, counts, strict=True)
    ]
    exact = totals(observations_of(REFERRALS, cells), REFERRALS)
    rows = controlled(exact, REFERRALS)
    parts = [cell for cell in printed(exact) if cell.startswith(f"referrals | {YEAR} |")]
    quarters = [cell for cell in printed(exact) if YEAR not in cell]

    assert len(quarters) == 4
    assert not worked_back(
        exact, rows, [Sum(f"referrals | {YEAR}", tuple(parts)), Sum(f"referrals | {YEAR}", tuple(quarters), "q")]
    )
