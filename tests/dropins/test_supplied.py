"""What the word `supplied` puts on a page: charts and tables of what is there, one list of what is not. Invented figures."""

import datetime
import shutil
from dataclasses import replace

import pandas as pd
import pytest

from pipeline.areas import AREAS
from pipeline.errors import PipelineError
from pipeline.findings import HOLDERS, gap, level
from pipeline.indicators import CATALOGUE
from pipeline.linter import Facts, lint
from pipeline.notebook.supplied import supplied
from pipeline.phrases import sentence
from pipeline.project import Audience
from pipeline.report.language import Text, _bundle_texts, is_typed, strangers
from pipeline.sources.local import LOCAL
from tests.dropins.drawn import EXAMPLES, calculated, observed, supply
from tests.evidence import bundle
from tests.notebook.shown import shown

TOPICS = ("supply", "treatment", "demand", "context")
LOCAL_IDS = [entry.id for entry in CATALOGUE.values() if entry.local]


def opened(rows, topics=TOPICS, **more):
    """Barnet's chapter over these rows."""
    titles = {
        name: {"publisher": "The partnership", "title": source.title, "release": "x"} for name, source in LOCAL.items()
    }
    return replace(bundle(rows, **more), topics=topics, sources=titles)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A chapter for whose borough the tables of examples/ were supplied."""
    folder = tmp_path_factory.mktemp("local")
    shutil.copytree(EXAMPLES, folder / "barnet")
    rows = observed(folder, *(f"barnet/{path.name}" for path in sorted(EXAMPLES.glob("*.csv"))))
    return opened(calculated(rows, *LOCAL_IDS, audience=Audience.PUBLIC))


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A chapter of a borough that supplied nothing, beside one that did."""
    folder = tmp_path_factory.mktemp("local")
    supply(folder, "L1", "referrals\n40", borough="brent", area_code="E09000005", area_name="Brent")
    return opened(calculated(observed(folder, "brent/L1-referrals.csv"), *LOCAL_IDS, audience=Audience.PUBLIC))


def test_what_was_supplied_is_drawn_over_time_and_told_by_group(filled, monkeypatch):
    made = {one.get("id"): one for one in shown(monkeypatch, filled, lambda: supplied("treatment"))}

    chart = made["trend-referrals"]
    assert chart["source"] == "Source: the partnership, Referrals to treatment (L1), extract of 1 May 2026."
    assert chart["finding"] == "barnet.referrals.level"
    assert [line[2] for line in chart["csv"]["rows"]] and {"2024/25", "2025/26"} <= {
        cell for line in chart["csv"]["rows"] for cell in line
    }
    groups = made["groups-referrals"]["table"]
    assert groups["caption"] == "Referrals to treatment by source group, 2025/26"
    assert ["Barnet", "GP", "2025/26", "60 [p]"] in groups["rows"]


def test_figures_that_stand_alone_share_one_table(filled, monkeypatch):
    made = {one.get("id"): one for one in shown(monkeypatch, filled, lambda: supplied("treatment"))}

    rows = made["supplied-treatment"]["table"]["rows"]
    assert ["Custody tests assessed, % of positive tests", "April 2025 to March 2026", "75.0% (67.8% to 81.1%)"] in rows


def test_where_many_figures_go_over_time_one_is_a_chart_and_the_others_share_a_table(filled, monkeypatch):
    made = shown(monkeypatch, filled, lambda: supplied("treatment"))

    assert [one["id"] for one in made if one["kind"] == "figure"] == ["trend-referrals"]
    [further] = [one for one in made if one.get("id") == "over-time-treatment"]
    assert ["Referrals of cohorts watched over, referrals", "2024/25", "320"] in further["table"]["rows"]


def test_hidden_counts_are_marked_and_never_printed(filled, monkeypatch):
    made = {one.get("id"): one for one in shown(monkeypatch, filled, lambda: supplied("demand"))}

    table = made["groups-families_started_share"]
    assert ["Barnet", "health", "2025/26", "[c]", "[c]", "[c]"] in table["table"]["rows"]
    hidden = [line for line in table["csv"]["rows"] if "suppressed" in line]
    assert hidden and all(3 not in line and 6 not in line for line in hidden)


def test_what_was_not_supplied_is_one_list_by_table(filled, monkeypatch):
    [gaps] = [one for one in shown(monkeypatch, filled, lambda: supplied("demand")) if one["kind"] == "list"]

    texts = [item["text"] for item in gaps["items"]]
    assert gaps["role"] == "gaps"
    assert (
        "L9 Diversionary activities: held by the youth justice service; would show people starting diversionary"
        in texts[2]
    )
    assert [text.split()[0] for text in texts] == ["L3", "L5", "L9", "L10", "L18"]


def test_a_table_that_came_in_part_says_what_it_lacks(filled, monkeypatch):
    gaps = shown(monkeypatch, filled, lambda: supplied("treatment"))[-1]

    assert "L1 Referrals to treatment: supplied without days from referral to start." in [
        one["text"] for one in gaps["items"]
    ]


def test_a_borough_without_tables_has_only_the_list(empty, monkeypatch):
    made = shown(monkeypatch, empty, *(lambda topic=topic: supplied(topic) for topic in TOPICS))

    assert [one["kind"] for one in made] == ["list"] * 4
    closed = next(item["text"] for one in made for item in one["items"] if item["text"].startswith("L0"))
    assert closed.startswith("L0 Treatment figures: for the partnership only, held by the provider's data lead; shows")


@pytest.mark.parametrize("given", ["filled", "empty"])
def test_every_sentence_may_stand_on_a_page(given, monkeypatch, request):
    opened_bundle = request.getfixturevalue(given)
    made = shown(monkeypatch, opened_bundle, *(lambda topic=topic: supplied(topic) for topic in TOPICS))
    texts = [text for one in made for text in _bundle_texts("chapter", one)]

    assert texts and not [
        text for text in texts if is_typed(text, AREAS["E09000003"]) or strangers(text, AREAS["E09000003"])
    ]
    today = Facts(today=datetime.date(2026, 11, 22))
    assert not [fault for text in texts for fault in lint(text.words, today)]
    assert all(isinstance(text, Text) for text in texts)


def test_months_alone_are_drawn_without_a_yearly_verdict(tmp_path, monkeypatch):
    months = "\n".join(f"month | 2025-0{n}-01 | 2025-0{n}-{30 if n in (4, 6) else 31} | {20 + n}" for n in (4, 5, 6, 7))
    supply(tmp_path, "L11", f"period_type | period_start | period_end | count\n{months}")
    rows = calculated(observed(tmp_path, "barnet/L11-hotspots.csv"), *LOCAL_IDS, audience=Audience.PUBLIC)

    [chart, _] = shown(monkeypatch, opened(rows), lambda: supplied("supply"))

    assert (chart["id"], chart["headline"]) == ("trend-hotspot_incidents", "Incidents at hotspots: Barnet")
    assert chart["finding"] == "rows.trend-hotspot_incidents"


def test_a_survey_has_groups_and_no_row_for_everybody(tmp_path, monkeypatch):
    supply(tmp_path, "L10", "question | answer | n_weighted_pct | n_unweighted\nDealing | a problem | 28.5 | 400")
    rows = calculated(observed(tmp_path, "barnet/L10-survey.csv"), *LOCAL_IDS, audience=Audience.PUBLIC)

    table = shown(monkeypatch, opened(rows), lambda: supplied("demand"))[0]

    assert table["id"] == "groups-survey_answer_share"
    assert table["table"]["rows"][0][1] == "Dealing: a problem"


def test_a_topic_that_the_chapter_does_not_declare_says_which_line_to_add(empty, monkeypatch):
    with pytest.raises(PipelineError, match='Add "demand" to "topics"'):
        shown(monkeypatch, replace(empty, topics=("supply",)), lambda: supplied("demand"))


def test_a_gap_names_who_holds_the_table_and_its_file(empty):
    found = level(empty, "referrals")

    assert found.kind == "gap"
    assert found.facts["file"] == "data/raw/local/barnet/L1-referrals.csv"
    assert sentence(found) == (
        "No figure for the number of referrals to treatment in Barnet has been supplied. The treatment provider is asked to "
        "supply it (table L1, referrals to treatment, file L1-referrals.csv)."
    )


def test_a_restricted_table_is_not_asked_for_in_public(empty):
    public, partners = (
        gap(replace(empty, audience=audience.value), "local_in_treatment")
        for audience in (Audience.PUBLIC, Audience.PARTNERS)
    )

    assert "is for the partnership only" in sentence(public) and "is asked" not in sentence(public)
    assert "is asked to supply it (table L0, treatment figures, file L0-ndtms.csv)" in sentence(partners)


def test_every_table_has_a_holder():
    assert set(LOCAL) <= set(HOLDERS)
    assert HOLDERS["local_families"].role == "Family Services"


def test_what_another_borough_supplied_later_is_no_comparator_and_makes_nothing_old(tmp_path):
    supply(tmp_path, "L1", "referrals\n40", borough="brent", area_code="E09000005", area_name="Brent")
    supply(tmp_path, "L1", "period_start | period_end | referrals\n2024-04-01 | 2025-03-31 | 7")
    rows = observed(tmp_path, "brent/L1-referrals.csv", "barnet/L1-referrals.csv")
    both = pd.concat([calculated(rows, "referrals", area=code) for code in ("E09000003", "E09000005")])

    found = level(opened(both), "referrals")

    assert (found.kind, found.facts["value"], found.facts["period"]) == ("level", 7, "the 12 months to March 2025")
    assert found.facts["comparator"] == "" and "areas" not in found.facts
