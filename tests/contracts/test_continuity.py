from dataclasses import replace

import pytest

from pipeline.contracts import examine
from pipeline.contracts.continuity import compare, tier_of
from pipeline.contracts.telling import _periods
from tests.contracts.drawn import INVENTED, release

BEFORE = """
    E09000003 | seen   | 2019 | people | 100
    E09000003 | seen   | 2020 | people | 10000
    E09000003 | helped | 2019 | people | 2
    E09000003 | helped | 2020 | people | 0
    E09000005 | seen   | 2019 | people | 200
    E09000005 | seen   | 2020 | people | 300
    E09000005 | rate   | 2019 | %      | 12.5
"""
AFTER = """
    E09000003 | seen   | 2019 | people | 115
    E09000003 | seen   | 2020 | people | 10099
    E09000003 | helped | 2019 | people | 3
    E09000003 | helped | 2020 | people | 4
    E09000005 | seen   | 2019 | people | 203
    E09000005 | seen   | 2020 | people | 300
    E09000005 | rate   | 2019 | %      | 12.50
    E09000005 | seen   | 2021 | people | 310
"""


@pytest.fixture
def compared(tmp_path):
    return examine(INVENTED, release(tmp_path, "2021", AFTER), release(tmp_path, "2020", BEFORE))


@pytest.mark.parametrize(
    ("old", "new", "tier"),
    [
        (100, 115, "large"),
        (100, 85, "large"),
        (10_000, 11_499, "moderate"),  # 14.99%
        (10_000, 8_501, "moderate"),
        (100, 101, "moderate"),
        (10_000, 10_099, "small"),  # 0.99%
        (0, 1, "large"),
        (0, 400, "large"),
        (2, 3, "large"),
        (0.7, 0.805, "large"),  # 15% exactly, which floating point makes a little less
        (12.5, 12.6, "small"),
    ],
)
def test_tiers_start_at_15_and_at_1_per_cent(old, new, tier):
    assert tier_of(old, new) == tier


def test_exactly_the_changes_between_two_releases_are_listed_those_that_matter_first(compared):
    assert [(one.tier, one.few, one.words) for one in compared.notices.revisions] == [
        ("large", False, "Barnet, seen, 2019: 100 to 115 (+15%)"),
        ("large", True, "Barnet, helped, 2020: 0 to 4 (from none)"),
        ("large", True, "Barnet, helped, 2019: 2 to 3 (+50%)"),
        ("moderate", False, "Brent, seen, 2019: 200 to 203 (+1.5%)"),
        ("small", False, "Barnet, seen, 2020: 10,000 to 10,099 (+0.99%)"),
    ]


def test_a_new_period_is_no_revision_and_is_named(compared):
    assert compared.notices.new_periods == {"seen": ("2021",)}
    assert compared.notices.dropped_periods == {}
    assert compared.notices.gone == ()


def test_revisions_break_no_contract_and_are_counted_by_tier(compared):
    assert compared.faults == []
    assert "revised since 2020: large 3 (of them 2 in counts under 10), moderate 1, small 1" in compared.line


def test_for_machines_a_revision_has_its_figure_and_both_values(compared):
    told = compared.as_dict()

    assert told["before"] == "2020"
    assert told["revisions"]["moderate"] == [
        {
            "area_code": "E09000005", "measure": "seen", "group": "", "period": "2019",
            "old": 200.0, "new": 203.0, "percent": 1.5, "few": False,
        }
    ]  # fmt: skip


def test_the_same_release_twice_has_nothing_to_say(tmp_path):
    folder = release(tmp_path, "2020", BEFORE)

    found = examine(INVENTED, folder, folder)

    assert found.notices.revisions == ()
    assert "none revised since 2020" in found.line


def test_a_figure_that_lost_its_value_is_gone_and_one_that_got_one_is_revised(tmp_path):
    old = release(tmp_path, "2020", "E09000003 | rate | 2019 | % | 10\nE09000005 | rate | 2019 | % |")
    new = release(tmp_path, "2021", "E09000003 | rate | 2019 | % |\nE09000005 | rate | 2019 | % | 7")

    found = examine(INVENTED, new, old)

    assert [cell.words for cell in found.notices.gone] == ["Barnet, rate, 2019"]
    assert [one.words for one in found.notices.revisions] == ["Brent, rate, 2019: no value to 7 (from none)"]


def without(rows, words):
    return "\n".join(line for line in rows.strip().splitlines() if words not in line)


@pytest.mark.parametrize(
    ("words", "lost"),
    [
        ("E09000005 | seen   | 2020", "Brent has no seen in 2020 and had in the release before"),
        ("helped", "helped was in the release before and is not in this one"),
    ],
)
def test_a_borough_or_a_measure_that_is_gone_is_a_fault_but_a_question_where_nothing_rests_on_it(tmp_path, words, lost):
    old, new = release(tmp_path, "2020", BEFORE), release(tmp_path, "2021", without(AFTER, words))

    needed, optional = examine(replace(INVENTED, optional=False), new, old), examine(INVENTED, new, old)

    assert (needed.faults, needed.notices.queries) == ([lost], ())
    assert (optional.faults, optional.notices.queries) == ([], (lost,))


def test_a_measure_that_its_publisher_ended_is_not_lost(tmp_path):
    old = INVENTED.read(release(tmp_path, "2020", BEFORE))
    new = INVENTED.read(release(tmp_path, "2021", without(AFTER, "helped")))

    assert compare(old, new, {"helped": "invented: no longer issued"}).lost == ()
    assert len(compare(old, new).lost) == 1


def test_a_period_that_a_publisher_no_longer_repeats_is_no_fault(tmp_path):
    new = release(tmp_path, "2021", without(AFTER, "seen   | 2019"))

    found = examine(INVENTED, new, release(tmp_path, "2020", BEFORE))

    assert found.faults == []
    assert found.notices.dropped_periods == {"seen": ("2019",)}
    assert found.notices.gone == ()


def test_a_release_before_that_cannot_be_read_is_a_question_not_a_fault(tmp_path):
    old = release(tmp_path, "2020", "E09000003 | rate | 2019 | % | many")

    found = examine(INVENTED, release(tmp_path, "2021", AFTER), old)

    assert (found.faults, found.before) == ([], "")
    assert found.notices.queries[0].startswith("release 2020 could not be compared with: invented: 1 of 1 rows")


def test_a_folder_that_is_not_in_its_place_yet_has_the_name_that_its_record_says(tmp_path):
    folder = release(tmp_path, ".2021.part", AFTER)
    (folder / "provenance.json").write_text('{"release": "2021"}')

    assert examine(INVENTED, folder, None).release == "2021"


def test_a_figure_that_a_period_did_not_have_before_is_added_and_no_revision(tmp_path):
    new = release(tmp_path, "2021", AFTER + "    E09000007 | seen   | 2019 | people | 70")

    found = examine(INVENTED, new, release(tmp_path, "2020", BEFORE))

    assert found.notices.added == 1
    assert len(found.notices.revisions) == 5
    assert "small 1, 1 added" in found.line


@pytest.mark.parametrize(
    ("periods", "said"),
    [
        (("March 2026",), "March 2026"),
        (("January 2026", "February 2026", "March 2026"), "January 2026 to March 2026 (3)"),
        (
            ("April 2024 to March 2025", "April 2025 to March 2026"),
            "April 2024 to March 2025 and April 2025 to March 2026",
        ),
    ],
)
def test_periods_that_are_spans_themselves_are_not_joined_to_each_other(periods, said):
    assert _periods({"homicide": periods}) == [f"{said}: homicide"]
