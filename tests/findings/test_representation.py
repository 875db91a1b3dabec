"""A group in treatment is judged beside England's own figure. Invented figures; the ratio is of domain.md 4.13."""

import pytest

from pipeline import phrases
from pipeline.errors import PipelineError
from pipeline.findings import representation
from tests.evidence import bundle, rows


def ethnic(england: float = 0.40, stated: float = 98.0) -> str:
    """Draw Asian residents of domain.md 4.13: 70 of 800 in treatment, 0.258349 of residents."""
    return f"""
        indicator                | area_code | period  | group | numerator | denominator | value    | lower  | upper  | england
        ethnicity_representation | E09000003 | 2025/26 | Asian |        70 |         800 |   0.3387 | 0.2703 | 0.4223 | {england}
        ethnicity_stated_share   | E09000003 | 2025/26 |       |       784 |         800 | {stated} |   97.0 |   99.0 | 97.0
    """


def women(value: float, upper: float, england: str = "30.0") -> str:
    return f"""
        indicator                | area_code | period  | group_type | group  | numerator | denominator | value   | lower | upper
        women_in_treatment_share | E09000003 | 2025/26 | drug group | opiate |        96 |         400 | {value} |  20.1 | {upper}
    """.replace("| upper\n", "| upper | england\n").replace(f"| {upper}\n", f"| {upper} | {england}\n")


def test_an_ethnic_groups_ratio_is_printed_beside_englands_own():
    finding = representation(bundle(rows(ethnic())), "ethnicity_representation", "Asian")

    assert (
        "the group Asian in Barnet was 0.34 times its share of residents (0.27 to 0.42), not clearly different from "
        "England's own (0.40 times)" in phrases.sentence(finding)
    )


def test_a_ratio_is_lower_only_where_it_is_lower_than_englands_own():
    finding = representation(bundle(rows(ethnic(england=0.75))), "ethnicity_representation", "Asian")

    assert finding.verdict == "lower"


def test_a_rate_is_no_representation():
    table = """
        indicator                 | area_code | period  | numerator | value | lower | upper | england
        drug_poisoning_death_rate | E09000003 | 2022-24 |        40 |   3.9 |   2.8 |   5.2 |     7.5
    """
    with pytest.raises(PipelineError, match="not of per 100,000 residents"):
        representation(bundle(rows(table)), "drug_poisoning_death_rate")


def test_a_ratio_says_that_residents_are_of_all_ages_and_proves_no_need():
    said = phrases.sentence(representation(bundle(rows(ethnic())), "ethnicity_representation", "Asian"))

    assert "The residents compared are of all ages, those in treatment adults." in said
    assert "A ratio below 1 is not proof of unmet need" in said


@pytest.mark.parametrize(("stated", "warned"), [(95.0, False), (94.0, True)])
def test_a_share_not_stated_above_five_percent_is_a_warning(stated, warned):
    said = phrases.sentence(representation(bundle(rows(ethnic(stated=stated))), "ethnicity_representation", "Asian"))

    assert ("For 6.0% no group is stated: the figures may mislead." in said) == warned


@pytest.mark.parametrize(("upper", "verdict"), [(28.4, "lower"), (30.0, "similar"), (31.0, "similar")])
def test_women_are_judged_against_englands_share_of_the_same_drug_group(upper, verdict):
    finding = representation(bundle(rows(women(24.0, upper))), "women_in_treatment_share", "opiate")

    assert finding.verdict == verdict
    assert finding.id == "barnet.women_in_treatment_share.representation.opiate"


def test_without_englands_own_figure_nothing_is_judged():
    finding = representation(bundle(rows(women(24.0, 28.4, england=""))), "women_in_treatment_share", "opiate")

    assert finding.verdict == "cannot be tested" and not finding.usable
    assert "the census alone says nothing of need" in phrases.sentence(finding)


def test_a_group_without_rows_is_a_gap_that_names_who_can_fill_it():
    said = phrases.sentence(representation(bundle(rows(women(24.0, 28.4))), "women_in_treatment_share", "alcohol"))

    assert "The provider's data lead is asked to supply it (table L0, treatment figures)." in said
