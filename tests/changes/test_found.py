"""Which figures differ between two tables, and why. All figures here are invented."""

import numpy as np
import pandas as pd
import pytest

from pipeline.changes import Why
from pipeline.changes.found import found
from tests.evidence import rows

POLICE = frozenset({"mps_recorded_crime"})
MONTHS = """
    indicator                 | area_code | period             | numerator | value
    drug_trafficking_offences | E09000003 | 2026-01            |       100 |   100
    drug_trafficking_offences | E09000003 | 2026-02            |        80 |    80
    drug_trafficking_offences | E09000012 | 2026-01            |        40 |    40
    drug_trafficking_offences | E12000007 | 2026-01            |       900 |   900
    drug_trafficking_rate     | E09000003 | 2025-03 to 2026-02 |      1200 |   3.0
    drug_possession_rate      | E09000003 | 2025-03 to 2026-02 |       700 |   1.8
    homicide                  | E09000003 | 2025-03 to 2026-02 |         2 |     2
"""


def nothing(_):
    return frozenset()


def moved(table: pd.DataFrame, indicator: str, area: str = "E09000003", period: int = 0, **values) -> pd.DataFrame:
    """The table with other values in one row of an indicator and area."""
    place = table.index[(table["indicator"] == indicator) & (table["area_code"] == area)][period]
    changed = table.copy()
    for name, value in values.items():
        changed.loc[place, name] = value
    return changed


def test_the_same_rows_in_another_order_and_by_another_machine_do_not_differ():
    old = rows(MONTHS)
    new = old.sample(frac=1, random_state=1).assign(value=lambda table: np.nextafter(table["value"], 1e9))

    changes, both = found(old, new, POLICE, nothing)

    assert changes == []
    assert not both["compared"].any()


def test_another_value_of_the_same_period_from_other_files_is_a_revision_with_its_tier():
    old = rows(MONTHS)
    new = moved(old, "homicide", value=3.0, numerator=3.0)

    [change] = found(old, new, POLICE, nothing)[0]

    assert (change.why, change.tier, change.follows) == (Why.REVISION, "large", ())
    assert change.words() == "2 → 3"
    assert change.id == "barnet.homicide.march-2025-to-february-2026"


@pytest.mark.parametrize(
    ("now", "tier"), [(115.0, "large"), (114.9, "moderate"), (101.0, "moderate"), (100.9, "small")]
)
def test_revisions_are_listed_in_tiers_of_15_and_1_percent(now, tier):
    old = rows(MONTHS)

    [change] = found(old, moved(old, "drug_trafficking_offences", value=now), POLICE, nothing)[0]

    assert change.tier == tier


def test_another_value_from_the_same_files_is_a_change_of_method():
    old = rows(MONTHS)
    new = moved(old, "drug_possession_rate", value=1.9)

    [change] = found(old, new, frozenset(), lambda _: {"drug_possession_rate"})[0]
    [unexplained] = found(old, new, frozenset(), nothing)[0]

    assert change.why == unexplained.why == Why.METHOD


def test_where_files_and_definition_are_both_others_it_says_that_it_may_be_either():
    old = rows(MONTHS)

    [change] = found(old, moved(old, "drug_possession_rate", value=1.9), POLICE, lambda names: names)[0]

    assert change.why == Why.EITHER


def test_sums_and_rates_that_rest_on_a_revised_cell_follow_from_it_and_are_no_revisions_of_their_own():
    old = rows(MONTHS)
    new = moved(old, "drug_trafficking_offences", value=130.0, numerator=130.0)
    new = moved(new, "drug_trafficking_offences", "E12000007", value=930.0, numerator=930.0)
    new = moved(new, "drug_trafficking_rate", value=3.1, numerator=1230.0)

    changes = {one.id: one for one in found(old, new, POLICE, nothing)[0]}

    cell = "barnet.drug_trafficking_offences.january-2026"
    assert changes.pop(cell).follows == ()
    assert {one.follows for one in changes.values()} == {(cell,)}
    assert len(changes) == 2


def test_a_rate_follows_from_every_revised_cell_beneath_it_and_no_other_offence_or_borough():
    old = rows(MONTHS)
    new = moved(old, "drug_trafficking_offences", value=130.0)
    new = moved(new, "drug_trafficking_offences", period=1, value=90.0)
    new = moved(new, "drug_trafficking_offences", "E09000012", value=50.0)
    new = moved(new, "drug_trafficking_rate", value=3.1)
    new = moved(new, "drug_possession_rate", value=1.9)

    changes = {one.indicator: one for one in found(old, new, POLICE, nothing)[0]}

    names = [f"barnet.drug_trafficking_offences.{month}-2026" for month in ("january", "february")]
    assert sorted(changes["drug_trafficking_rate"].follows) == sorted(names)
    assert changes["drug_possession_rate"].follows == ()


def test_a_figure_that_is_hidden_now_is_another_state_and_no_revision():
    old = rows(MONTHS)

    [change] = found(old, moved(old, "homicide", value=float("nan"), state="suppressed"), POLICE, nothing)[0]

    assert change.why == Why.STATE
    assert change.words() == "2 → suppressed"
    assert change.tier == ""


def test_a_further_month_is_a_new_period_once_for_each_series_though_the_window_moved_on():
    old = rows(MONTHS)
    new = pd.concat(
        [old[old["period_type"] != "rolling12"], rows("""
            indicator                 | area_code | period             | numerator | value
            drug_trafficking_offences | E09000003 | 2026-03            |        90 |    90
            drug_trafficking_rate     | E09000003 | 2025-04 to 2026-03 |      1190 |   2.9
            drug_possession_rate      | E09000003 | 2025-04 to 2026-03 |       700 |   1.8
            homicide                  | E09000003 | 2025-04 to 2026-03 |         2 |     2
        """)], ignore_index=True,
    )  # fmt: skip

    changes, _ = found(old, new, POLICE, nothing)

    assert {one.why for one in changes} == {Why.NEW_PERIOD}
    assert sorted(one.indicator for one in changes) == [
        "drug_possession_rate", "drug_trafficking_offences", "drug_trafficking_rate", "homicide",
    ]  # fmt: skip
    [months] = [one for one in changes if one.indicator == "drug_trafficking_offences"]
    assert months.words() == "80 (February 2026) → 90 (March 2026)"


def test_a_year_that_is_gone_and_an_older_one_that_is_at_hand_now_are_told():
    old = rows("""
        indicator           | area_code | period  | value
        adults_in_treatment | E09000003 | 2019/20 |  1000
        adults_in_treatment | E09000003 | 2021/22 |  1100
    """)
    new = rows("""
        indicator           | area_code | period  | value
        adults_in_treatment | E09000003 | 2018/19 |   900
        adults_in_treatment | E09000003 | 2021/22 |  1100
    """)

    came, went = found(old, new, {"ndtms"}, nothing)[0]

    assert (came.why, came.new.period) == (Why.APPEARED, "2018/19")
    assert (went.why, went.old.period) == (Why.DISAPPEARED, "2019/20")


def test_a_benchmark_that_moved_moves_no_figure():
    old = rows(MONTHS)
    new = moved(old, "homicide", london=4.0)

    changes, both = found(old, new, POLICE, nothing)

    assert changes == []
    assert both["compared"].sum() == 1
