"""National policy as code: three priorities, six outcomes, and the indicators compared under each.

*From harm to hope* (December 2021) and the national outcomes framework. What a borough decides is its own data.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Priority:
    """A national priority: its chapter, and the indicators of its comparison table, most telling first."""

    number: int
    title: str
    chapter: str
    compared: tuple[str, ...]


PRIORITIES = (
    Priority(
        1,
        "Break drug supply chains",
        "supply",
        (
            "drug_trafficking_rate",
            "drug_possession_rate",
            "trafficking_possession_ratio",
            "weapon_possession_rate",
            "violence_with_injury_rate",
            "neighbourhood_crime_rate",
        ),
    ),
    Priority(
        2,
        "Deliver a world-class treatment and recovery system",
        "treatment",
        (
            "drug_misuse_death_rate_published",
            "drug_poisoning_death_rate",
            "drug_admissions_poisoning",
            "alcohol_met_need",
        ),
    ),
    Priority(
        3,
        "Achieve a generational shift in demand for drugs",
        "demand",
        ("alcohol_specific_admissions", "under75_liver_mortality", "smoking"),
    ),
)

OUTCOMES = {
    1: "Reduced drug use",
    2: "Reduced drug-related crime",
    3: "Reduced drug-related deaths and harm",
    4: "Reduced drug supply",
    5: "Increased engagement in treatment",
    6: "Improved recovery outcomes",
}


def priority(number: int) -> Priority:
    """Return the national priority of this number (1 to 3)."""
    return PRIORITIES[number - 1]
