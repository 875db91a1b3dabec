"""Accept or query a change; a number that moves again opens it. All figures here are invented."""

import pytest

from pipeline.areas import find_area
from pipeline.changes import Change, Changes, Figure, Why, open_queries
from pipeline.changes.reviewing import asked_for, decide, read_decisions, review, review_file
from pipeline.errors import PipelineError
from pipeline.local.files import strays
from pipeline.project import Audience, Project
from pipeline.report.review_page import publish_review
from pipeline.sources.supplied import supplied_files

BARNET = find_area("barnet")
ID = "barnet.homicide.2025.figure"
ROLE = "Community safety analyst"


def changes(now: float) -> Changes:
    one = Change(
        Why.REVISION, "homicide", BARNET.code, "", Figure("2025", 2.0), Figure("2025", now), "mps_recorded_crime"
    )
    return Changes("autumn", "latest", (one,))


@pytest.fixture
def project(tmp_path):
    (tmp_path / "data" / "raw" / "local" / "barnet").mkdir(parents=True)
    return Project(tmp_path)


def test_a_change_is_open_until_somebody_decides(project):
    assert [one.state for one in review(project, BARNET, changes(3.0))] == ["open"]

    decide(project, BARNET, changes(3.0), ID, asked_for("accept", ROLE, day="2026-11-01"))

    [found] = review(project, BARNET, changes(3.0))
    assert (found.state, found.decision.role, found.decision.date) == ("accept", ROLE, "2026-11-01")


def test_a_number_that_moves_again_opens_the_change_and_the_decision_is_kept_as_history(project):
    decide(project, BARNET, changes(3.0), ID, asked_for("accept", ROLE, day="2026-11-01"))

    [found] = review(project, BARNET, changes(4.0))

    assert (found.state, found.decision) == ("open", None)
    assert [one.decision for one in found.history] == ["accept"]
    decide(project, BARNET, changes(4.0), ID, asked_for("query", ROLE, "Asked.", "2026-12-01"))
    [again] = review(project, BARNET, changes(4.0))
    assert (again.state, len(again.history), len(read_decisions(project, BARNET))) == ("query", 1, 2)


def test_a_query_stays_open_until_the_change_is_accepted(project):
    decide(project, BARNET, changes(3.0), ID, asked_for("query", ROLE, "Asked the publisher.", "2026-11-01"))

    [query] = open_queries(project, BARNET)
    assert query == (
        "Barnet: Homicide, 2025: 2 → 3: query by the Community safety analyst on 2026-11-01: Asked the publisher."
    )
    assert open_queries(project, BARNET, {"homicide"}) == [query]
    assert open_queries(project, BARNET, {"adults_in_treatment"}) == []
    decide(project, BARNET, changes(3.0), ID, asked_for("accept", ROLE))
    assert open_queries(project, BARNET) == []


def test_a_query_about_a_month_is_one_about_the_year_that_rests_on_it_and_about_no_other_offence(project):
    month = Change(
        Why.REVISION, "drug_trafficking_offences", BARNET.code, "", Figure("2025-10", 82.0), Figure("2025-10", 164.0),
        "mps_recorded_crime",
    )  # fmt: skip
    asked = asked_for("query", ROLE, "Asked the publisher.", "2026-11-01")
    decide(project, BARNET, Changes("a", "latest", (month,)), "barnet.drug_trafficking_offences.2025-10.figure", asked)

    assert len(open_queries(project, BARNET, {"drug_trafficking_rate"})) == 1
    assert len(open_queries(project, BARNET, {"trafficking_possession_ratio"})) == 1
    assert open_queries(project, BARNET, {"drug_possession_rate", "homicide"}) == []


def test_a_borough_without_decisions_has_no_queries(project):
    assert open_queries(project, find_area("hackney")) == []


def test_the_file_is_no_input_of_a_run_and_no_stray(project):
    decide(project, BARNET, changes(3.0), ID, asked_for("accept", ROLE))

    assert supplied_files(project, Audience.PUBLIC)["local"] == {}
    assert strays(review_file(project, BARNET).parent) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (lambda: asked_for("acept", ROLE), "'acept' is not one of accept, query. Did you mean accept?"),
        (lambda: asked_for("accept", ROLE, day="soon"), "--date 'soon' is not a day"),
    ],
)
def test_what_cannot_be_decided_is_refused(words, said):
    with pytest.raises(PipelineError) as error:
        words()
    assert said in str(error.value)


def test_an_unknown_change_and_personal_data_are_refused_and_nothing_is_written(project):
    with pytest.raises(
        PipelineError, match=r"'barnet\.homicid\.2025\.figure' is no change of Barnet here\. Did you mean"
    ):
        decide(project, BARNET, changes(3.0), "barnet.homicid.2025.figure", asked_for("accept", ROLE))
    with pytest.raises(PipelineError, match="e-mail"):
        decide(project, BARNET, changes(3.0), ID, asked_for("query", ROLE, "Ask somebody@example.org."))
    assert not review_file(project, BARNET).exists()


def test_a_file_edited_by_hand_names_every_fault(project):
    review_file(project, BARNET).write_text('[[decision]]\nchange = "a"\ndecision = "maybe"\n', encoding="utf-8")

    with pytest.raises(PipelineError) as error:
        read_decisions(project, BARNET)

    said = str(error.value)
    assert "data/raw/local/barnet/review.toml" in said
    assert "line 1: role is missing" in said
    assert "decision maybe is not accept or query" in said


def test_the_page_shows_each_change_with_its_numbers_and_decision_and_has_no_script(project):
    decide(project, BARNET, changes(3.0), ID, asked_for("query", ROLE, "Asked.", "2026-11-01"))
    found = changes(3.0)

    page = publish_review(project, BARNET, found, review(project, BARNET, found)).read_text(encoding="utf-8")

    assert "2 → 3" in page
    assert ID in page
    assert "Community safety analyst, 2026-11-01: Asked." in page
    assert "<script" not in page
