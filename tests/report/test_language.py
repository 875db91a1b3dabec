"""Results come from findings, and sentences agree with their own numbers, or nothing is published. All invented."""

import pytest

from pipeline.areas import CITY_OF_LONDON
from pipeline.errors import PipelineError
from pipeline.report.language import Text, check_language, is_typed, strangers
from pipeline.report.stitch import stitch
from tests.report.invented_page import BARNET, answer, card, cards, figure, notebook, opening, prose, sentence
from tests.report.test_number import chapter


@pytest.mark.parametrize(
    "words",
    [
        "Offences rose to 1,359.",
        "A share of 19.8% was held by one ward.",
        "In 2019/20 there were 102.",
        "Twice: 2 times.",
    ],
)
def test_a_number_without_a_finding_is_a_typed_result(words):
    assert is_typed(Text("supply", words))
    assert not is_typed(Text("supply", words, finding="barnet.x.level"))


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("Offences are higher in Barnet.", True),
        ("The borough fares worse.", True),
        ("A borough is called higher only beyond a tenth.", False),
        ("Barnet has wards.", False),
    ],
)
def test_a_comparing_word_about_this_place_is_a_result(words, typed):
    assert is_typed(Text("supply", words), BARNET) == typed


@pytest.mark.parametrize(
    "words",
    [
        "The 95% interval is drawn.", "For each 1,000 residents.", "The latest 12 months.",
        "Supply table L4; metric SM12 asks for it.",
    ],
)  # fmt: skip
def test_rules_and_units_are_not_results(words):
    assert not is_typed(Text("supply", words))


def test_a_result_typed_in_prose_stops_the_page_and_is_quoted():
    with pytest.raises(PipelineError, match="hold results that no finding made") as refused:
        check_language([chapter("supply", prose("There were 853 offences."))], BARNET, "2026-11-22")

    assert "There were 853 offences." in str(refused.value)


def test_a_sentence_that_contradicts_itself_stops_the_page_though_a_finding_made_it():
    wrong = sentence("In Barnet 8.1% drink at risk, much higher than the 12.4% of London.")

    with pytest.raises(PipelineError, match=r"8\.1"):
        check_language([chapter("demand", answer(wrong))], BARNET, "2026-11-22")


def test_sentences_from_findings_that_agree_with_themselves_pass():
    right = sentence("In 2024/25 the rate was 3.5 per 1,000 residents, higher than London (2.4).")

    check_language([chapter("supply", answer(right), figure())], BARNET, "2026-11-22")


def test_another_borough_in_prose_stops_the_page():
    with pytest.raises(PipelineError, match="name another borough"):
        check_language([chapter("supply", prose("In Camden the partnership meets more often."))], BARNET, "2026-11-22")


@pytest.mark.parametrize("words", ["Residents of Barnet were asked.", "The City of London police is another force."])
def test_the_pages_own_borough_may_be_named(words):
    area = BARNET if "Barnet" in words else CITY_OF_LONDON

    assert not strangers(Text("supply", words), area)


def test_a_police_force_is_not_the_borough_in_its_name():
    assert not strangers(Text("supply", "Counted by the City of London Police."), BARNET)
    assert strangers(Text("supply", "Counted in the City of London."), BARNET)


def test_each_fact_of_a_card_with_a_result_names_the_finding_it_was_made_from():
    typed = card(facts=[{"term": "Baseline", "text": "40% (2024/25)"}])
    made = card(facts=[{"term": "Baseline", "text": "40% (2024/25)", "finding": "barnet.x.level"}])

    with pytest.raises(PipelineError, match=r"cards recommendation-a: 40%"):
        check_language([chapter("recommendations", cards(typed))], BARNET, "2026-11-22")
    check_language([chapter("recommendations", cards(made))], BARNET, "2026-11-22")


def test_the_partnerships_own_words_hold_no_result():
    told = {**opening(), "commentary": {"html": "<p>We saw 853 offences.</p>", "role": "chair", "date": "2026-10-01"}}
    shown = stitch("supply", notebook(told), BARNET, "latest", "public")

    with pytest.raises(PipelineError, match="We saw 853 offences"):
        check_language([shown], BARNET, "2026-11-22")


def test_what_an_author_signs_may_hold_numbers_and_must_agree_with_itself():
    check_language([], BARNET, "2026-11-22", ["The grant is 398,121 pounds."])

    with pytest.raises(PipelineError, match=r"8\.1"):
        check_language(
            [], BARNET, "2026-11-22", ["In Barnet 8.1% drink at risk, much higher than the 12.4% of London."]
        )


def test_a_comparison_that_a_finding_makes_may_name_others():
    assert not strangers(Text("supply", "London boroughs from 2.3 (Merton) to 9.1 (Camden).", "barnet.x.level"), BARNET)
