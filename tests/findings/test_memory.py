"""Asked once: the answer is remembered with its bundle, and what one caller does to it nobody else sees."""

from dataclasses import replace

import pytest

from pipeline import findings
from pipeline.findings.memory import once
from tests.evidence import bundle, rows

INVENTED = """
indicator             | area_code | period             | value | lower | upper | numerator | london | vs_london
drug_trafficking_rate | E09000003 | 2025-03 to 2026-02 | 2.0   | 1.8   | 2.2   | 400       | 3.0    | lower
drug_trafficking_rate | E09000005 | 2025-03 to 2026-02 | 4.0   | 3.8   | 4.2   | 900       | 3.0    | higher
drug_possession_rate  | E09000003 | 2025-03 to 2026-02 | 9.0   | 8.8   | 9.2   | 900       | 8.0    | higher
"""


@pytest.fixture
def given():
    return bundle(rows(INVENTED))


def test_a_question_is_worked_out_once_for_each_bundle_and_argument(given):
    asked = []

    @once
    def question(bundle, word, *, more=""):
        asked.append((bundle.area_code, word, more))
        return word

    other = replace(given, area_code="E09000005")
    assert [question(given, "a"), question(given, "a"), question(given, "b"), question(other, "a")] == [
        "a",
        "a",
        "b",
        "a",
    ]
    assert asked == [("E09000003", "a", ""), ("E09000003", "b", ""), ("E09000005", "a", "")]


def test_a_frame_that_one_caller_changes_is_as_it_was_for_the_next(given):
    for take in (
        given.rows_of,
        lambda name: findings.rows_of(given, name),
        lambda name: findings.own_rows(given, name),
    ):
        frame = take("drug_trafficking_rate")
        frame["value"] = 0.0
        frame.loc[:, "state"] = "not available"
        assert take("drug_trafficking_rate")["value"].iloc[0] == 2.0
        assert take("drug_trafficking_rate")["state"].iloc[0] == "ok"
    assert given.rows["value"].tolist() == [2.0, 4.0, 9.0]


def test_a_finding_that_one_caller_changes_is_as_it_was_for_the_next(given):
    first = findings.level(given, "drug_trafficking_rate", "")
    first.facts["value"] = 0.0

    assert findings.level(given, "drug_trafficking_rate", "").facts["value"] == 2.0


def test_a_bundle_of_other_rows_does_not_answer_from_the_first_ones(given):
    findings.own_rows(given, "drug_trafficking_rate")
    other = replace(given, rows=given.rows.assign(value=[5.0, 6.0, 7.0]))

    assert findings.rows_of(other, "drug_trafficking_rate")["value"].tolist() == [5.0, 6.0]
    assert findings.own_rows(other, "drug_trafficking_rate")["value"].tolist() == [5.0]


def test_rows_of_an_indicator_keep_their_places_also_where_they_do_not_lie_together(given):
    mixed = replace(given, rows=given.rows.iloc[[0, 2, 1]])

    assert mixed.rows_of("drug_trafficking_rate").index.tolist() == [0, 1]
    assert mixed.rows_of("homicide_offences").empty
