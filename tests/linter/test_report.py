"""A report of faults is read by the person who can mend them."""

from pipeline.linter import lint, report

TEXT = "Met need is the same as in England."


def test_a_fault_prints_place_rule_sentence_and_cure():
    said = report(lint(TEXT), "commentary.md")

    assert said.startswith("commentary.md: same: 'the same as in England'")
    assert TEXT in said and "Cure: write: not clearly different from." in said


def test_a_clean_text_says_so():
    assert report([], "commentary.md") == "commentary.md: no sentence contradicts its numbers."
