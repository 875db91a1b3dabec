"""The rules are data that a consultant can change: every fault is named by its line."""

import pytest

from pipeline.errors import PipelineError
from pipeline.indicators import CATALOGUE
from pipeline.recommendations import TRIGGERS, read_owners, read_rules

RULE = """\
[[rule]]
number = 8
key = "deaths-panel"
trigger = "deaths in three years"
indicators = ["drug_poisoning_death_rate"]
count = 10
priority = 2
outcome = 3
asks = "action"
interpretation = "Many died."
verb = "Convene"
object = "a panel"
group = "people at risk"
owner = "Director of Public Health"
measure_id = "M1"
measure = "Share of deaths reviewed"
looks_for = "Many deaths"
"""


def read(tmp_path, text):
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return read_rules(path, frozenset(TRIGGERS))


def test_a_rule_is_read_with_its_thresholds(tmp_path):
    [rule] = read(tmp_path, RULE.replace("count = 10", "count = 25"))

    assert rule.thresholds == {"count": 25} and rule.words["verb"] == "Convene"


def test_the_shipped_rules_are_the_twelve_in_order():
    assert [rule.number for rule in read_rules()] == [1, 2, 3, 4, 5, 6, 6, 7, 8, 9, 10, 11, 12]


def test_the_shipped_rules_read_indicators_of_the_catalogue():
    named = {
        name for rule in read_rules() for name in (*rule.indicators, *rule.also, *rule.beside, *rule.measure_indicators)
    }

    assert named <= set(CATALOGUE)


def test_every_role_that_a_rule_asks_can_be_found_among_seats():
    asked = {
        role.lower().removeprefix("the ")
        for rule in read_rules()
        for role in rule.words.get("owner", "").split(" with ")
    }

    assert asked - {""} == {owner.role.lower() for owner in read_owners()}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('verb = "Convene"\n', "", "line 1: verb is missing"),
        ('trigger = "deaths in three years"', 'trigger = "a hunch"', "line 4: trigger a hunch is not one of"),
        ('asks = "action"', 'asks = "money"', "line 9: asks money is not one of evidence, action, nothing"),
        ("Share of deaths reviewed", "Number of recorded drug offences", "line 16: measure 'Number of recorded drug offences'"),
        ("Share of deaths reviewed", "Fewer trafficking offences", "never a measure of success"),
        ('measure = "', 'measure_indicators = ["drug_trafficking_rate"]\nmeasure = "', "never a measure of success"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_its_line(tmp_path, old, new, fault):
    with pytest.raises(PipelineError, match=fault):
        read(tmp_path, RULE.replace(old, new))


def test_charges_per_hundred_offences_count_charges(tmp_path):
    assert read(
        tmp_path, RULE.replace("Share of deaths reviewed", "Charges for each 100 offences, with the share pending")
    )


def test_a_key_stands_once(tmp_path):
    with pytest.raises(PipelineError, match="line 21: key deaths-panel is there more than once"):
        read(tmp_path, f"{RULE}\n{RULE}")


def test_what_is_no_toml_is_named_by_line(tmp_path):
    with pytest.raises(PipelineError, match="line 2"):
        read(tmp_path, "[[rule]]\nnumber = \n")
