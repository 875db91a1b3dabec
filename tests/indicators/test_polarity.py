from fnmatch import fnmatch

import pytest

from pipeline.indicators import CATALOGUE
from pipeline.indicators.polarity import NEUTRAL, POLARITY

SHAPES = [(why, shape) for why, shapes in NEUTRAL.items() for shape in shapes]


def test_every_polarity_is_of_an_indicator():
    assert set(POLARITY) <= set(CATALOGUE)


@pytest.mark.parametrize(("why", "shape"), SHAPES)
def test_what_has_no_better_direction_is_not_in_the_table(why, shape):
    assert not [name for name in POLARITY if fnmatch(name, shape)]


@pytest.mark.parametrize("entry", [one for one in CATALOGUE.values() if one.topic == "supply"], ids=lambda one: one.id)
def test_all_that_the_police_count_is_neutral_for_a_stated_reason(entry):
    assert entry.polarity is None
    assert any(fnmatch(entry.id, shape) for _, shape in SHAPES)


def test_the_catalogue_takes_its_polarity_from_the_table():
    assert {name: entry.polarity for name, entry in CATALOGUE.items() if entry.polarity} == POLARITY
