import pytest

from pipeline.signing import DRAFT, Signature, Standing, status_of

PAPER = Signature("board-paper", "Director of Public Health", "2026-12-01", "a" * 64, "2026-autumn")


def test_what_nobody_signed_is_a_draft_and_says_so():
    status = status_of(None, "a" * 64)

    assert status == DRAFT
    assert (status.tag, status.words, status.short) == ("Draft", "Draft for the partnership", "draft")
    assert status.note.startswith("Not signed, so not a final paper.")


def test_the_content_that_was_signed_is_signed_by_a_role_on_a_day():
    status = status_of(PAPER, "a" * 64)

    assert status.tag == "Signed"
    assert status.words == "Signed by the Director of Public Health on 1 December 2026"
    assert status.note == "Edition 2026-autumn, content aaaaaaaaaaaa."
    assert status.short == "signed 1 December 2026"


def test_another_content_is_a_draft_again_that_names_what_was_signed():
    status = status_of(PAPER, "b" * 64)

    assert (status.standing, status.tag, status.words) == (Standing.CHANGED, "Draft", "Draft for the partnership")
    assert "another version was signed by the Director of Public Health on 1 December 2026" in status.note
    assert status.short == "draft: changed since it was signed 1 December 2026"


@pytest.mark.parametrize("content", ["a" * 64, "b" * 64])
def test_only_the_signed_one_counts_as_signed(content):
    assert status_of(PAPER, content).is_signed == (content == PAPER.content)
