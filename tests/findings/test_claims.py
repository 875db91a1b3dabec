"""A claim of an earlier assessment is confirmed, changed, or cannot be checked. All figures in this file are invented."""

from dataclasses import replace

import pytest

from pipeline.errors import PipelineError
from pipeline.findings.claims import Checked, Reason, Verdict, check, together
from pipeline.local.data import Claim
from tests.evidence import bundle, rows


def rate(verdict: str, period: str = "2025-03 to 2026-02") -> str:
    return f"""
        indicator             | area_code | period   | numerator | value | lower | upper | london | vs_london
        drug_trafficking_rate | E09000003 | {period} |      1359 |   3.5 |   3.3 |   3.7 |    2.4 | {verdict}
    """


def judged(text: str, claim: Claim, **more) -> Checked:
    return check(bundle(rows(text), **more), claim)


@pytest.mark.parametrize(
    ("said", "verdict"), [("higher", Verdict.CONFIRMED), ("lower", Verdict.CHANGED), ("similar", Verdict.CHANGED)]
)
def test_a_level_is_confirmed_where_todays_word_is_the_word_that_was_said(said, verdict):
    checked = judged(rate("higher"), Claim("drug_trafficking_rate", "level", said))

    assert (checked.verdict, checked.word, checked.reason) == (verdict, "higher", None)


def test_historical_evidence_judges_nothing_though_its_figure_is_there():
    old = judged(rate("higher", "2020-03 to 2021-02"), Claim("drug_trafficking_rate", "level", "higher"))

    assert (old.verdict, old.reason) == (Verdict.UNCHECKED, Reason.HISTORICAL)
    assert old.finding.facts["value"] == 3.5


def test_without_limits_nothing_is_confirmed():
    text = "indicator | area_code | period | value | england | vs_england\nsmoking | E09000003 | 2024 | 9.0 | 10.4 | not tested"

    checked = judged(text, Claim("smoking", "level", "lower"))

    assert (checked.verdict, checked.reason) == (Verdict.UNCHECKED, Reason.NOT_TESTED)


def test_a_gap_says_that_no_figure_is_at_hand():
    text = rate("not available").replace("E09000003", "E09000012")

    checked = judged(text, Claim("drug_trafficking_rate", "level", "lower"))

    assert (checked.verdict, checked.reason) == (Verdict.UNCHECKED, Reason.NO_FIGURE)


@pytest.mark.parametrize(
    ("value", "lower", "upper", "word"),
    [(200, 183, 219, "higher"), (50, 45, 55, "lower"), (105, 101, 109, "similar"), (100, 80, 120, "similar")],
)
def test_a_ratio_of_two_counts_is_judged_against_evenness(value, lower, upper, word):
    text = f"""
        indicator                    | area_code | period             | numerator | denominator | value   | lower   | upper   | london | vs_london
        trafficking_possession_ratio | E09000003 | 2025-03 to 2026-02 |      1359 |         678 | {value} | {lower} | {upper} |     67 | higher
    """  # noqa: E501

    assert judged(text, Claim("trafficking_possession_ratio", "ratio", "lower")).word == word


def since(before: int, after: int) -> str:
    return f"""
        indicator             | area_code | period  | numerator | value
        drug_trafficking_rate | E09000003 | 2019/20 | {before}  |   1.0
        drug_trafficking_rate | E09000003 | 2024/25 | {after}   |   2.0
    """


@pytest.mark.parametrize(("before", "after", "word"), [(400, 900, "more"), (900, 400, "fewer"), (400, 410, "level")])
def test_two_years_are_compared_where_no_break_lies_between(before, after, word):
    assert judged(since(before, after), Claim("drug_trafficking_rate", "since", "more")).word == word


def test_over_a_break_nothing_is_confirmed_or_changed():
    register = [("mps_recorded_crime", "drug_trafficking", "2024-03-01", "all", "invented", "break")]

    checked = judged(since(400, 900), Claim("drug_trafficking_rate", "since", "more"), breaks=register)

    assert (checked.verdict, checked.reason) == (Verdict.UNCHECKED, Reason.BREAK)


def test_few_events_are_too_few_to_compare():
    assert judged(since(4, 9), Claim("drug_trafficking_rate", "since", "more")).reason == Reason.NOT_TESTED


def wards(colindale: int, others: int = 30, before: int = 20) -> str:
    return f"""
        indicator              | area_code | period             | group                      | numerator   | denominator | value
        drug_possession_wards  | E09000003 | 2025-03 to 2026-02 | E05013631 Colindale North  | {colindale} |         200 |  20
        drug_possession_wards  | E09000003 | 2025-03 to 2026-02 | E05013628 Burnt Oak        | {others}    |         200 |  15
        drug_possession_wards  | E09000003 | 2024-03 to 2025-02 | E05013631 Colindale North  | {before}    |         180 |  11
        drug_possession_wards  | E09000003 | 2025-03 to 2026-02 |                            |         200 |         210 |  95
        drug_possession_wards  | E09000003 | 2024-03 to 2025-02 |                            |         180 |         190 |  95
    """


def test_a_concentration_is_confirmed_where_the_ward_that_was_named_still_holds_most():
    claim = Claim("drug_possession_wards", "concentration", "Colindale North")

    assert judged(wards(40), claim).verdict == Verdict.CONFIRMED
    changed = judged(wards(25), claim)
    assert (changed.verdict, changed.word) == (Verdict.CHANGED, "Burnt Oak")


def test_a_ward_that_is_a_query_confirms_nothing():
    checked = judged(wards(90, before=20), Claim("drug_possession_wards", "concentration", "Colindale North"))

    assert (checked.verdict, checked.reason) == (Verdict.UNCHECKED, Reason.QUERY)


def test_representation_is_judged_against_englands_own_share_of_the_group():
    text = """
        indicator                | area_code | period  | group  | numerator | denominator | value | lower | upper | england
        women_in_treatment_share | E09000003 | 2024/25 | opiate |       140 |         605 |  23.1 |  20.0 |  26.7 |    27.6
    """

    assert (
        judged(text, Claim("women_in_treatment_share", "representation", "lower", "opiate")).verdict
        == Verdict.CONFIRMED
    )


def test_a_trend_that_cannot_be_tested_is_not_checked():
    text = "indicator | area_code | period | value\nsmoking | E09000003 | 2024 | 9.0"

    assert judged(text, Claim("smoking", "trend", "decreasing")).verdict == Verdict.UNCHECKED


def test_a_word_that_a_judgement_does_not_know_is_refused():
    with pytest.raises(PipelineError, match="'worse' is no word of the judgement 'level'"):
        judged(rate("higher"), Claim("drug_trafficking_rate", "level", "worse"))
    with pytest.raises(PipelineError, match=r"no judgement 'levels'\. Did you mean level\?"):
        judged(rate("higher"), Claim("drug_trafficking_rate", "levels", "higher"))
    with pytest.raises(PipelineError, match=r"Did you mean drug_trafficking_rate\?"):
        judged(rate("higher"), Claim("drug_traficking_rate", "level", "higher"))
    with pytest.raises(PipelineError, match="is no ratio of two counts"):
        judged(rate("higher"), Claim("drug_trafficking_rate", "ratio", "higher"))


def test_a_message_is_changed_if_any_claim_is_and_confirmed_only_if_all_are():
    confirmed = judged(rate("higher"), Claim("drug_trafficking_rate", "level", "higher"))
    changed = replace(confirmed, verdict=Verdict.CHANGED)
    unchecked = replace(confirmed, verdict=Verdict.UNCHECKED)

    assert together([confirmed, confirmed]) == Verdict.CONFIRMED
    assert together([confirmed, unchecked]) == Verdict.UNCHECKED
    assert together([confirmed, unchecked, changed]) == Verdict.CHANGED
    assert together([]) == Verdict.UNCHECKED
