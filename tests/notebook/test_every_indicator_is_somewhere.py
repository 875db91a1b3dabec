"""Whatever the catalogue can tell stands on some page; what does not is listed here with its reason.

The partnership's own tables are left out: `supplied` and the measures show each of them where a partner has sent it.
"""

from pathlib import Path

import pytest

from pipeline.chapters import shipped_chapters, words_in_quotes
from pipeline.indicators import CATALOGUE
from pipeline.priorities import PRIORITIES
from pipeline.project import Project

ROOT = Path(__file__).parent.parent.parent
FRAMEWORK = (ROOT / "pipeline" / "national" / "outcomes.toml").read_text(encoding="utf-8")
NOT_SHOWN = {
    "air_pollution_deaths": "no bearing on drugs or alcohol: it stays in the table for who wants it",
    "neighbourhood_crime_offences": "the sum of four series by month: the year's rate is shown, and each series by itself",
    "violence_with_injury_wards": "violence has many causes beside drug markets: wards are named for drugs and weapons only",
}
PUBLISHED = [entry for entry in CATALOGUE.values() if not any(source.startswith("local_") for source in entry.sources)]


@pytest.fixture(scope="module")
def named() -> set[str]:
    words = {word for chapter in shipped_chapters(Project(ROOT)) for word in words_in_quotes(chapter)}
    return words | {name for one in PRIORITIES for name in one.compared}


@pytest.mark.parametrize("indicator", [entry.id for entry in PUBLISHED])
def test_it_is_shown_or_its_absence_has_a_reason(named, indicator):
    assert indicator in named or f'"{indicator}"' in FRAMEWORK or NOT_SHOWN.get(indicator)


@pytest.mark.parametrize("indicator", NOT_SHOWN)
def test_a_reason_is_only_given_for_what_is_not_shown(named, indicator):
    assert indicator in CATALOGUE
    assert indicator not in named and f'"{indicator}"' not in FRAMEWORK
