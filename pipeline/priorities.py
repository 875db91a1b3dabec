"""National policy as code: three priorities, and the indicators compared under each.

*From harm to hope* (December 2021). The six outcomes are data in pipeline/national; what a borough decides is its own data.
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


def priority(number: int) -> Priority:
    """Return the national priority of this number (1 to 3)."""
    return PRIORITIES[number - 1]
