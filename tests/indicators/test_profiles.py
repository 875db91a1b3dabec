import pytest

from pipeline.indicators import profiles
from tests.indicators.drawn import observed

LATEST = """
    area_code | period  | measure | value
    E09000003 | 2024/25 | 92906   | 400
    E09000003 | 2024    | 92443   | 9.5
    E09000003 | 2024    | 40601   | 12
    E09000003 | 2024    | 92432   | 3
    E09000003 | 2024/25 | 93701   | 11
    E09000003 | 2025    | 91126   | 5
    E09000003 | 2025    | 94240   | 19.5
"""


@pytest.mark.parametrize(
    ("indicator", "value"),
    [
        ("alcohol_specific_admissions", 400),
        ("smoking", 9.5),
        ("under75_liver_mortality", 12),
        ("drug_misuse_death_rate_published", 3),
        ("child_poverty", 11),
        ("unemployment", 5),
        ("deprivation_score", 19.5),
    ],
)
def test_a_profile_value_is_shown_as_published_without_limits(indicator, value):
    [shown] = getattr(profiles, indicator)(observed(LATEST)).to_dict("records")

    assert shown["value"] == value
    assert shown["lower"] != shown["lower"]
