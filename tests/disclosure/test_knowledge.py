import pytest

from pipeline.disclosure import Known, hidden, rounded, shown, together
from pipeline.errors import PipelineError


def test_a_small_cell_is_known_to_be_small_and_must_stay_open():
    assert hidden(5) == Known(1, 4, (1, 4))


def test_a_reader_who_cannot_tell_why_a_cell_is_hidden_knows_less():
    assert hidden(5, told=False) == Known(0, None, (1, 4))


def test_a_rounded_zero_is_not_none_unless_small_counts_are_hidden():
    assert rounded(0, 5) == rounded(2, 5) == Known(0, 2)
    assert rounded(0, 5, threshold=8) == shown(0)


def test_a_rounded_count_that_was_not_hidden_is_not_small():
    assert rounded(6, 5, threshold=6) == Known(6, 7)


def test_an_earlier_edition_that_showed_the_cell_settles_it():
    both = together(now={"a": hidden(5)}, edition_2024={"a": shown(3)})

    assert (both["a"].low, both["a"].high, both["a"].whole) == (3, 3, (1, 4))


def test_documents_that_contradict_each_other_are_named():
    with pytest.raises(PipelineError, match=r"a: now say 12, but edition_2024 say 13"):
        together(now={"a": shown(12)}, edition_2024={"a": shown(13)})
