"""Each branch of the phrase book says its words, with units, period and limits. All figures in this file are invented."""

import pytest

from pipeline import phrases
from tests.phrases.every import EVERY, made

WORDS = {
    "level higher": "In 2024/25, the share of adults dependent on alcohol who are in treatment in Barnet was 22.0% (20.0% to "
                    "24.0%), significantly higher than England (18.0%).",
    "level lower": "significantly lower than England (18.0%)",
    "level similar": "not clearly different from England (13.0%)",
    "level not tested": "England 18.0%; not tested",
    "level modelled": "was an estimated 12.0% (10.0% to 14.0%)",
    "level historical": "In 2017/18 (a historical figure)",
    "level latest": "In 2023/24 (the latest at hand, 32 months old)",
    "level query": "Query: not explained.",
    "few level": "Numbers this small vary by chance.",
    "level crime": "numbered 1,359: 3.5 per 1,000 residents, higher than London (2.4)",
    "gap": "The provider's data lead is asked to supply it (table L0, x).",
    "gap suppressed": "is not shown [c], to protect people",
    "trend up": "has increased over the latest five years (2020/21 to 2024/25), from 4.5% to 8.9%",
    "trend down": "has decreased over the latest five years",
    "trend none": "shows no significant trend over the latest five years",
    "trend old": "decreased over the latest five years at hand (2020/21 to 2024/25)",
    "trend of offences": "Recorded drug trafficking offences in Barnet have increased",
    "trend untested": "a trend cannot be tested because there are fewer than 5 annual points",
    "change fallen": "fell from 8.9% (62 of 700) to 4.5% (33 of 730), a difference of −4.3 percentage points (−7.0 to −1.8)",
    "change none": "; that is no change beyond chance.",
    "change broken": "The two are not comparable: a break in the series lies between.",
    "change untested": "the change is not tested",
    "change of a count": "from 100 adults to 140 adults, 1.40 times as many (1.08 to 1.81)",
    "few change": "went from 3 to 7 people or events counted; numbers this small vary by chance.",
    "representation lower": "(opiate) in Barnet was 24.0% (20.1% to 28.4%) of 400, significantly lower than England's own (30",
    "representation similar": "not clearly different from England's own (25.0%)",
    "representation unjudged": "it is not judged: no England",
    "representation ratio": "of the group Asian in Barnet was 0.34 times its share of residents (0.27 to 0.42), not clearly",
    "outlier high": "(3.5 per 1,000 residents) lay above the outer limits of a funnel that is widened",
    "outlier low": "lay below the outer limits",
    "outlier inside": "lay inside the outer limits",
    "breakdown": "by referral source, the largest groups in Barnet were self (about 45.0%), health (about 40.0%) and other",
    "breakdown old": "One person may be counted in several groups, so they are never added.",
    "level of a ratio": "in treatment of ethnic groups other than White in Barnet was 0.75 times the share of residents of all",
    "seasonal": "showed a season: a usual June held 1.4 times as many as a usual February.",
    "seasonal not": "showed no season beyond chance. The 24 months since the break of March 2024 are too few to test.",
    "seasonal untested": "in Barnet have a season cannot be tested: no events.",
    "few fifths": "300 in the most deprived fifth (6.0 per 1,000 residents) and 7 in the least deprived (0.1).",
    "custody": "39.9% of 22,133 drug cases in police custody in Barnet were prosecuted and 26.0% were still pending.",
    "spread": "ranged from 1.1 per 1,000 residents in Sutton to 5.4 in Islington; London 2.4. One borough has no figure.",
    "spread historical": "(a historical figure), the share of adults who smoke in the Health Index ranged from 1.1% of adults in",
    "jump": "It is a question for the publisher, not a finding.",
}  # fmt: skip


@pytest.mark.parametrize("name", WORDS)
def test_a_branch_says(name):
    assert WORDS[name] in phrases.sentence(EVERY[name])


def test_headline_sentence_and_alternative_text_are_of_one_finding():
    finding = EVERY["level lower"]

    assert phrases.headline(finding) == "Alcohol met need: Barnet lower than England"
    assert phrases.alt_text(finding, "Line chart", "Alcohol met need, %").endswith(phrases.sentence(finding))


def test_a_query_is_a_query_in_the_headline_too():
    assert phrases.headline(EVERY["jump"]).endswith(": a query about 2024/25")


def test_gaps_of_one_cause_are_one_sentence_with_one_ask():
    one, other = EVERY["gap"], made("gap", "referral_source", "not available", EVERY["gap"].facts)

    assert phrases.gaps_together([one, other]) == (
        "For Barnet no figure is in the open tables at hand of: adults in treatment; referral source. The provider's data "
        "lead is asked to supply them (table L0, x)."
    )
    assert phrases.gaps_together([one]) == phrases.sentence(one)


@pytest.mark.parametrize(("compared", "chance"), [(9, ""), (33, "about 2 of them"), (60, "about 3 of them")])
def test_many_comparisons_at_once_say_how_many_chance_makes(compared, chance):
    note = phrases.many_compared(compared)

    assert chance in note and bool(note) == bool(chance)


def test_similar_boroughs_are_named_as_our_own_list():
    finding = EVERY["level lower"]
    finding = type(finding)(finding.kind, finding.indicator, finding.area, "lower", {**finding.facts, "similar": 14.2})

    assert (
        phrases.similar(finding)
        == "London boroughs most alike in age, ethnicity and deprivation (our own list): 14.2%."
    )
    assert phrases.similar(EVERY["level lower"]) == ""
