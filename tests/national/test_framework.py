"""The national framework is data: six outcomes, 11 headline and 22 supporting metrics, each with what stands for it."""

import re

import pytest

from pipeline.dropins import TABLES
from pipeline.errors import PipelineError
from pipeline.indicators import CATALOGUE
from pipeline.national import METRICS, OUTCOMES, Standing, metric, outcome, read_outcomes
from pipeline.national.framework import OUTCOMES_FILE

METRIC = """
[[outcome]]
number = 1
name = "Invented outcome"
kind = "strategic"

[[metric]]
id = "H1"
outcome = 1
name = "Invented metric"
numerator = "some"
denominator = "all"
source = "invented"
frequency = "yearly"
level = "borough"
standing = "proxy"
better = ""
missing = "Not at hand."
holder = "nobody"
tables = []
checked = "V"
terms = "M"
[[metric.evidence]]
standing = "proxy"
indicators = ["smoking"]
note = "Only comes near."
"""


def test_six_outcomes_hold_eleven_headline_and_twenty_two_supporting_metrics():
    headline = [one.id for one in METRICS.values() if one.is_headline]

    assert sorted(headline, key=lambda name: int(name[1:])) == [f"H{number}" for number in range(1, 12)]
    assert {name for name in METRICS if name not in headline} == {f"SM{number}" for number in range(1, 23)}
    assert list(OUTCOMES) == [1, 2, 3, 4, 5, 6]
    assert [one.kind for one in read_outcomes()] == ["strategic"] * 3 + ["intermediate"] * 3


@pytest.mark.parametrize("one", METRICS.values(), ids=METRICS)
def test_what_stands_for_a_metric_is_in_the_catalogue(one):
    named = {name for stand in one.evidence for name in stand.indicators}

    assert named <= set(CATALOGUE)
    assert set(one.tables) <= {table.code for table in TABLES}


@pytest.mark.parametrize("one", METRICS.values(), ids=METRICS)
def test_its_standing_is_what_open_tables_give_at_best(one):
    open_ones = [
        stand.standing for stand in one.evidence
        if not any(source.startswith("local_") for name in stand.indicators for source in CATALOGUE[name].sources)
    ]  # fmt: skip

    assert one.standing == (open_ones[0] if open_ones else one.without_evidence)


@pytest.mark.parametrize("one", METRICS.values(), ids=METRICS)
def test_no_direction_is_better_where_the_catalogue_has_none_and_never_the_other_way(one):
    shown = [CATALOGUE[name] for stand in one.evidence if stand.standing == Standing.SHOWN for name in stand.indicators]
    named = "met need" in one.name.lower() or any(entry.id == "alcohol_met_need" for entry in shown)  # met, not unmet

    directions = {entry.polarity for entry in shown if entry.polarity}

    assert named or directions <= {one.better}
    assert not one.better or not any(entry.rule == "recorded crime" for entry in shown)


def test_recorded_offences_only_ever_come_near():
    standing = {
        stand.standing for one in METRICS.values() for stand in one.evidence for name in stand.indicators
        if CATALOGUE[name].rule == "recorded crime"
    }  # fmt: skip

    assert standing == {Standing.PROXY}


def test_metrics_and_outcomes_are_found_by_their_ids_with_the_nearest_known():
    assert metric("H5").name == "Deaths from drug misuse"
    assert outcome(3).name == "Reduced drug-related deaths and harm"
    with pytest.raises(PipelineError, match="no metric 'SM23'"):
        metric("SM23")


def test_no_figure_is_typed_into_the_words_of_a_metric():
    # Numbers that are names: ages, a table's "five", years of publication.
    texts = " ".join(f"{one.missing} {' '.join(stand.note for stand in one.evidence)}" for one in METRICS.values())

    assert set(re.findall(r"\d+", texts)) <= {"18", "75"}


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (('level = "borough"', 'level = "street"'), 14, "level street is not one of borough, police force, national"),
        (('standing = "proxy"\nbetter', 'standing = "near"\nbetter'), 15, "standing near is not one of shown"),
        (('id = "H1"', 'id = "Z1"'), 7, "id Z1 is not like H4 or SM12"),
        (("outcome = 1\nname", "outcome = 7\nname"), 8, "outcome 7 is not one of 1"),
        (('checked = "V"', 'checked = "?"'), 20, "checked ? is not one of V, V2, M"),
        (('holder = "nobody"\n', ""), 6, "holder is missing"),
        (('note = "Only comes near."', 'note = ""'), 22, "a proxy says in its note why it only comes near"),
        (('indicators = ["smoking"]', "indicators = []"), 22, "evidence names no indicators"),
        (('terms = "M"', 'terms = "M"\ncolour = "red"'), 22, "there is no field colour"),
    ],
)
def test_every_fault_is_named_by_its_line(tmp_path, change, line, said):
    path = tmp_path / "outcomes.toml"
    path.write_text(METRIC.lstrip().replace(*change), encoding="utf-8")

    with pytest.raises(PipelineError) as error:
        read_outcomes(path)

    assert f"line {line}: {said}" in str(error.value)


def test_a_metric_that_stands_twice_is_refused(tmp_path):
    path = tmp_path / "outcomes.toml"
    path.write_text(METRIC + METRIC.partition("[[metric]]")[1] + METRIC.partition("[[metric]]")[2], encoding="utf-8")

    with pytest.raises(PipelineError, match="id H1 stands twice"):
        read_outcomes(path)


def test_the_head_of_the_file_says_what_every_mark_means():
    head = OUTCOMES_FILE.read_text(encoding="utf-8").partition("[[outcome]]")[0]

    assert all(f'"{mark}"' in head for mark in ("V", "V2", "M"))
