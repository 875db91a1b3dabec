"""Outside the widened funnel and not explained, a value is a query. All figures in this file are invented."""

import pytest

from pipeline import phrases
from pipeline.areas import BOROUGHS
from pipeline.findings import funnel_of, outlier
from tests.evidence import bundle, rows


def boroughs(own: int, others: tuple[int, ...] = (480, 500, 520), areas: int = 20) -> str:
    lines = ["indicator | area_code | period | numerator | denominator | value"]
    codes = [area.code for area in BOROUGHS if area.code != "E09000003"][:areas]
    for number, code in enumerate(codes):
        count = others[number % len(others)]
        lines.append(f"drug_trafficking_rate | {code} | 2025-03 to 2026-02 | {count} | 250000 | {count / 250}")
    lines.append(f"drug_trafficking_rate | E09000003 | 2025-03 to 2026-02 | {own} | 250000 | {own / 250}")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("own", "verdict"), [(500, "inside"), (900, "outside, high"), (200, "outside, low"), (560, "inside")]
)
def test_only_beyond_the_outer_limits_is_outside(own, verdict):
    assert outlier(bundle(rows(boroughs(own))), "drug_trafficking_rate").verdict == verdict


def test_outside_and_not_explained_is_a_query():
    finding = outlier(bundle(rows(boroughs(900))), "drug_trafficking_rate")

    assert finding.query and not finding.usable
    assert "lay above the outer limits of a funnel" in phrases.sentence(finding)
    assert phrases.sentence(finding).endswith("Query: not explained.")


def test_an_explanation_of_the_partnership_closes_the_query_and_is_printed_as_its_own():
    finding = outlier(bundle(rows(boroughs(900))), "drug_trafficking_rate", explained="a festival was policed here")

    assert not finding.query
    assert "The partnership's explanation: a festival was policed here." in phrases.sentence(finding)


def test_boroughs_that_differ_beyond_chance_widen_the_limits():
    """600 is far out among boroughs of about 500, and nothing unusual among boroughs of 300 to 700."""
    alike = outlier(bundle(rows(boroughs(700))), "drug_trafficking_rate")
    unlike = outlier(bundle(rows(boroughs(700, others=(300, 500, 700)))), "drug_trafficking_rate")

    assert (alike.verdict, unlike.verdict) == ("outside, high", "inside")
    assert unlike.facts["widening"] > alike.facts["widening"]


def test_too_few_boroughs_tell_nothing_of_how_boroughs_differ():
    finding = outlier(bundle(rows(boroughs(900, areas=5))), "drug_trafficking_rate")

    assert finding.verdict == "cannot be tested"


def test_the_boroughs_behind_the_judgement_carry_what_the_funnel_says_of_each():
    peers = funnel_of(bundle(rows(boroughs(900))), "drug_trafficking_rate")

    assert peers.loc[peers["outside"], "area_code"].tolist() == ["E09000003"]
    assert set(peers["widening"]) == {outlier(bundle(rows(boroughs(900))), "drug_trafficking_rate").facts["widening"]}
