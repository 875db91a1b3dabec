"""What changes with years is dated data: names, grants, the timetable and the headings of the yearly report."""

import pytest

from pipeline.areas import BOROUGHS
from pipeline.errors import PipelineError
from pipeline.national import on, read_framing
from pipeline.national.framing import FRAMING_FILE


def test_one_grant_took_the_place_of_four_in_2025():
    grants = read_framing().grant

    before = {one.id for one in on(grants, "2025-03-31")}
    after = {one.id for one in on(grants, "2025-04-01")}

    assert {"ssmtrg", "rsdatg", "housing-support", "inpatient-detoxification"} <= before
    assert after == {"public-health", "datrig"}
    assert {one.into for one in grants if one.id in before - after} == {"datrig"}


def test_a_grant_is_found_by_its_short_name():
    assert read_framing().grant_of("SSMTRG").last == "2024/25"
    with pytest.raises(PipelineError, match=r"no national grant 'SSMTR'.*Did you mean ssmtrg"):
        read_framing().grant_of("SSMTR")


def test_the_unit_and_the_headings_hold_on_a_day():
    framing = read_framing()

    assert [one.short for one in on(framing.unit, "2026-11-22")] == ["JCDU"]
    assert not on(framing.unit, "2022-05-31")
    assert len(on(framing.heading, "2026-11-22")) == 5


def test_a_closed_heading_gives_way_to_the_next_years(tmp_path):
    text = FRAMING_FILE.read_text(encoding="utf-8")
    plan = '[[heading]]\nid = "plan"\ntitle = "Progress against the delivery plan"\nfirst = "2023"\nlast = ""'
    assert plan in text
    path = tmp_path / "framing.toml"
    path.write_text(text.replace(plan, plan.replace('last = ""', 'last = "2025"')), encoding="utf-8")

    held = {day: {one.id for one in on(read_framing(path).heading, day)} for day in ("2025-12-31", "2026-01-01")}

    assert "plan" in held["2025-12-31"] and "plan" not in held["2026-01-01"]


def test_dates_on_which_papers_disagree_keep_both_and_name_no_borough():
    steps = {one.id: one for one in read_framing().step}

    assert steps["progress-review"].due == "2023-04"
    assert "30 April 2022" in steps["progress-review"].conflict
    assert "December 2022" in steps["needs-assessment"].conflict
    text = FRAMING_FILE.read_text(encoding="utf-8")
    assert not [area.name for area in BOROUGHS if area.name in text]


def test_nothing_is_said_to_be_asked_by_law():
    asked = read_framing().asked

    assert asked and all("guidance" in one.by and "law" not in one.by for one in asked)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ('due = "2022-08-01"', 'due = "August 2022"'),
            "due August 2022 is not like 2025, 2025-04, 2025-04-30 or 2025/26",
        ),
        (('output = "online form"', 'outputs = "online form"'), "there is no field outputs. Did you mean output?"),
        (('shows = "actions"', 'shows = "dreams"'), "shows dreams is not one of actions"),
        (('into = "datrig"', ""), "into is missing"),
        (("[[asked]]", "[[askd]]"), "askd is no part of the framing. Did you mean asked?"),
    ],
)
def test_every_fault_is_named(tmp_path, change, said):
    path = tmp_path / "framing.toml"
    path.write_text(FRAMING_FILE.read_text(encoding="utf-8").replace(*change, 1), encoding="utf-8")

    with pytest.raises(PipelineError) as error:
        read_framing(path)

    assert said in str(error.value)
