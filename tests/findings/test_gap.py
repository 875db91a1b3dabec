"""A gap says its state, and who can fill it with which table. All figures in this file are invented."""

import pytest

from pipeline import phrases
from pipeline.areas import AREAS
from pipeline.findings import Certainty, gap, holding, level
from pipeline.states import State
from tests.evidence import bundle, rows

OLD = """
    indicator           | area_code | period  | numerator | value
    adults_in_treatment | E09000003 | 2021/22 |      1400 |  1400
"""


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (
            State.NOT_AVAILABLE,
            "is in the open tables at hand. The provider's data lead is asked to supply it (table L0",
        ),
        (State.SUPPRESSED, "is not shown [c], to protect people"),
        (State.CANNOT_CALCULATE, "cannot be calculated from the figures at hand"),
        (State.NOT_APPLICABLE, "applies [z]"),
    ],
)
def test_each_state_has_its_words(state, words):
    assert words in phrases.sentence(gap(bundle(rows(OLD)), "adults_in_treatment", state))


def test_a_suppressed_headline_is_a_gap_that_supports_nothing():
    hidden = rows(OLD).assign(state="suppressed", value=float("nan"))

    finding = level(bundle(hidden), "adults_in_treatment")

    assert (finding.kind, finding.certainty, finding.usable) == ("gap", Certainty.NOT_JUDGED, False)


def test_the_age_of_the_newest_figure_is_a_finding_of_today():
    finding = holding(bundle(rows(OLD)), "adults_in_treatment")

    # 31 March 2022 to 22 November 2026: 4 years and 7 whole months
    assert "is of 2021/22, 55 months old; the provider's data lead can supply a newer one" in phrases.sentence(finding)
    assert finding.usable


def test_where_nothing_is_at_hand_the_holder_is_asked_all_the_same():
    other = bundle(rows(OLD.replace("E09000003", "E92000001")))

    assert "No figure for the number of adults in drug and alcohol treatment in Barnet is at hand" in phrases.sentence(
        holding(other, "adults_in_treatment")
    )


def test_nobody_is_named_where_only_the_publisher_holds_newer():
    text = "indicator | area_code | period | value\nsmoking | E09000003 | 2024 | 9.0"

    assert holding(bundle(rows(text)), "smoking") is None


def test_a_gap_keeps_the_area_it_is_of():
    assert gap(bundle(rows(OLD)), "adults_in_treatment").area == AREAS["E09000003"]
