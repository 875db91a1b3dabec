"""A progress report opens with what cannot be judged, and never reads change from a few. All figures here are invented."""

from dataclasses import replace

import pytest

from pipeline.local.data import Action, BoroughData, Claim, KeyMessage, LocalFigure
from pipeline.notebook.earlier import then_and_now
from pipeline.notebook.progress import cannot_judge, holders, national_timetable, printed_figures, report_headings
from pipeline.report.language import Text, _faults, is_typed
from tests.notebook.opened import given, put

FIGURES = """
    indicator                 | area_code | period             | numerator | value | lower | upper | london | vs_london | england | vs_england
    smoking                   | E09000003 | 2024               |           |   9.0 |       |       |        |           |    10.4 | not tested
    drug_trafficking_rate     | E09000003 | 2025-03 to 2026-02 |      1359 |   3.5 |   3.3 |   3.7 |    2.4 | higher    |         |
    drug_possession_rate      | E09000003 | 2025-03 to 2026-02 |       678 |   1.7 |   1.6 |   1.9 |    3.6 | lower     |         |
    drug_poisoning_death_rate | E09000003 | 2018-20            |        40 |   3.6 |   2.6 |   4.9 |    5.3 | lower     |     7.5 | lower
"""  # noqa: E501


def message(name: str, *claims: Claim, **more) -> KeyMessage:
    facts = {
        "priority": 1, "kind": "finding", "text": f"An invented message, {name}.", "period": "2021/22", "indicators": (),
        "tables": (), "gap": "", "holder": "", "source": "Invented paper, 1 July 2023, section 1",
    } | more  # fmt: skip
    return KeyMessage(id=name, claims=claims, **facts)


TRAFFICKING, POSSESSION = (
    Claim("drug_trafficking_rate", "level", "lower"),
    Claim("drug_possession_rate", "level", "lower"),
)
MESSAGES = (
    message("changed", TRAFFICKING, POSSESSION),
    message("confirmed", POSSESSION),
    message("old", Claim("drug_poisoning_death_rate", "level", "lower"), holder="The Director of Public Health", tables=("L13",)),
    message("none", indicators=("smoking",), gap="An invented gap.", holder="The provider's data lead, with Housing",
            tables=("L8", "L0")),
    message("asked", kind="recommendation", priority=2),
)  # fmt: skip


def borough(*messages: KeyMessage, **more) -> BoroughData:
    return BoroughData("E09000003", messages=messages, **more)


def rows(monkeypatch, *messages: KeyMessage) -> dict[str, list[str]]:
    shown = put(monkeypatch, given(FIGURES, borough(*messages)), then_and_now)
    return {row[0]: row for table in shown if table["kind"] == "table" for row in table["table"]["rows"]}


def test_each_message_stands_then_and_now_with_its_verdict(monkeypatch):
    table = rows(monkeypatch, *MESSAGES)

    verdicts = {text.partition(", ")[2].rstrip("."): row[3] for text, row in table.items()}
    assert verdicts == {
        "changed": "changed", "confirmed": "confirmed", "old": "cannot be checked", "none": "cannot be checked",
        "asked": "cannot be checked",
    }  # fmt: skip
    changed = table["An invented message, changed."]
    assert changed[1] == "2021/22" and "higher than London (2.4)" in changed[2]
    assert (
        "said “lower”, now “higher”" in changed[4]
        and "Drug possession, against London: said “lower”, and so it is now" in changed[4]
    )


def test_a_historical_figure_is_shown_and_checks_nothing(monkeypatch):
    old = rows(monkeypatch, *MESSAGES)["An invented message, old."]

    assert "In 2018 to 2020 (a historical figure)" in old[2]
    assert "not checked: the newest figures at hand are historical" in old[4]
    assert old[4].endswith("The Director of Public Health can supply it (table L13).")


def test_evidence_beside_a_message_neither_confirms_nor_refutes(monkeypatch):
    none = rows(monkeypatch, *MESSAGES)["An invented message, none."]

    assert none[2] == "Beside it: the share of adults who smoke: 9.0% (2024)."
    assert none[4] == (
        "No figure at hand can check it. An invented gap. "
        "The provider's data lead, with Housing, can supply it (tables L8 and L0)."
    )


def test_what_was_asked_is_for_the_partnership_to_say(monkeypatch):
    asked = rows(monkeypatch, *MESSAGES)["Asked: An invented message, asked."]

    assert asked[2] == "No figure at hand." and "whether it was done is for the partnership to say" in asked[4]


def test_the_answer_counts_the_verdicts_and_rows_link_to_their_evidence(monkeypatch):
    answer, first, second = put(monkeypatch, given(FIGURES, borough(*MESSAGES)), then_and_now)

    assert answer["sentences"][0]["text"] == (
        "Of the 5 earlier messages, 1 is confirmed, 1 has changed, and 3 cannot be checked with the figures at hand."
    )
    assert (first["id"], second["id"]) == ("then-and-now-1", "then-and-now-2")
    assert first["table"]["links"] == [
        "compare-drug_trafficking_rate", "compare-drug_possession_rate", "compare-drug_poisoning_death_rate", "compare-smoking",
    ]  # fmt: skip
    assert first["source"].startswith("Messages: Invented paper, 1 July 2023.")


def test_a_borough_without_messages_says_so_and_how_to_add_them(monkeypatch):
    [shown] = put(monkeypatch, given(FIGURES, BoroughData("E09000001"), "E09000001"), then_and_now)

    text = shown["items"][0]["text"]
    assert "No messages of an earlier assessment are on file for the City of London" in text
    assert "data/raw/local/city-of-london/messages.toml" in text


def test_the_report_opens_with_what_cannot_be_judged(monkeypatch):
    [shown] = put(monkeypatch, given(FIGURES, borough(*MESSAGES)), cannot_judge)

    texts = [item["text"] for item in shown["items"]]
    assert "no earlier signed edition is at hand" in texts[0]
    assert (
        texts[1].startswith("Of the 5 earlier messages, 3 cannot be checked. Why: ")
        and "the newest figures at hand are historical (1)" in texts[1]
    )
    assert texts[2].endswith("no figure of the borough, nor one near, is at hand.")
    assert "no actions of a delivery plan are on file" in texts[-1]
    assert all(item["finding"].startswith("progress.barnet.") for item in shown["items"])


REFERRED = LocalFigure(
    "referred",
    1,
    "Invented referrals",
    "2021/22",
    "21",
    "referrals",
    "-3",
    "referrals",
    "-43%",
    "as published",
    "Invented paper",
)


def said(monkeypatch, figure: LocalFigure) -> dict:
    [shown] = put(monkeypatch, given(FIGURES, borough(figures=(figure,))), printed_figures)
    return shown["items"][0]


def test_a_change_of_a_few_is_no_evidence_of_change_and_londons_percentage_stays_out(monkeypatch):
    item = said(monkeypatch, REFERRED)

    assert item["text"].startswith(
        "2021/22: 21 referrals, printed with a change of −3 referrals. Numbers this small vary by"
    )
    assert "this is no evidence of change" in item["text"] and "43" not in item["text"]
    assert item["finding"] == "local.barnet.figures.referred"


@pytest.mark.parametrize(("value", "change"), [("2,100", "-300"), ("2,100", "-3"), ("90", "-30"), ("21", "")])
def test_a_large_count_a_large_change_or_none_carries_no_word_about_small_numbers(monkeypatch, value, change):
    assert "vary by chance" not in said(monkeypatch, replace(REFERRED, value=value, change=change))["text"]


def test_a_percentage_is_printed_as_the_paper_prints_it(monkeypatch):
    rate = said(monkeypatch, replace(REFERRED, value="3.5", unit="% more than the year before", change=""))["text"]

    assert rate.startswith("2021/22: 3.5% more than the year before.")


def test_figures_on_which_papers_disagree_are_not_taken_as_facts(monkeypatch):
    assert "The papers do not agree" in said(monkeypatch, replace(REFERRED, status="conflict"))["text"]
    assert "This is a query" in said(monkeypatch, replace(REFERRED, status="query"))["text"]
    assert said(monkeypatch, replace(REFERRED, value="", change=""))["text"].startswith("The paper prints no figure")
    assert said(monkeypatch, replace(REFERRED, period="not given"))["text"].startswith("No period given: 21 referrals")


def test_the_yearly_reports_headings_say_what_they_can_and_leave_the_rest_to_the_partnership(monkeypatch):
    action = Action("a", "Invented action", 1, "", "", (), "", "", "", "", "", (), "", "amber", "", "", "", "invented")
    [shown] = put(
        monkeypatch,
        given(FIGURES, borough(*MESSAGES, actions=(action, replace(action, id="b", status="")))),
        report_headings,
    )

    texts = {item["term"]: item["text"] for item in shown["items"]}
    assert texts["Progress against the delivery plan"].startswith(
        "Of 2 actions of the delivery plan: 1 at risk, 1 no status given."
    )
    assert "of the 33 metrics" in texts["Progress against the outcomes"]
    assert texts["Current issues"] == "To be completed by the partnership."
    assert all(text.endswith("To be completed by the partnership.") for text in list(texts.values())[1:])


def test_the_report_goes_to_the_unit_that_has_its_name_from_dated_data(monkeypatch):
    [shown] = put(monkeypatch, given(FIGURES), report_headings)

    assert shown["items"][0]["term"] == "To the Joint Combating Drugs Unit"
    assert "check that the national unit still has this name" in shown["items"][0]["text"]


def test_the_national_timetable_keeps_the_dates_on_which_papers_disagree(monkeypatch):
    [shown] = put(monkeypatch, given(FIGURES), national_timetable)

    rows = {row[0]: row for row in shown["table"]["rows"]}
    review = rows["Review of progress against plan and outcomes"]
    assert review[1:3] == ["April 2023", "12 months"] and "30 April 2022" in review[4]
    assert rows["Terms of reference and governance agreed"][1:5:3] == ["30 September 2022", "nothing more"]


def test_holders_are_listed_once_with_their_tables_in_order(monkeypatch):
    [shown] = put(monkeypatch, given(FIGURES, borough(*MESSAGES)), holders)

    assert {item["term"]: item["text"] for item in shown["items"]} == {
        "The Director of Public Health": "Table L13.", "The provider's data lead": "Tables L0 and L8.",
    }  # fmt: skip


@pytest.mark.parametrize("word", [cannot_judge, then_and_now, printed_figures, report_headings, holders])
def test_every_sentence_agrees_with_itself_and_names_its_finding(monkeypatch, word):
    shown = put(monkeypatch, given(FIGURES, borough(*MESSAGES, figures=(REFERRED,))), word)
    texts = [
        Text("", item["text"], item["finding"])
        for one in shown
        for item in [*one.get("items", []), *one.get("sentences", [])]
    ]

    assert not [text for text in texts if is_typed(text) or _faults(text.words, "2026-11-22", False)]
