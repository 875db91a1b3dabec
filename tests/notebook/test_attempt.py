"""Looking before it counts: finding indicators, and trying one that is not in the catalogue. Drawn figures are invented."""

from types import SimpleNamespace

import pytest

from pipeline import breaks as register
from pipeline import editions
from pipeline.errors import PipelineError
from pipeline.indicators import CATALOGUE
from pipeline.indicators.indicator import calculated
from pipeline.notebook import attempt, context
from pipeline.notebook.attempt import indicators, try_indicator
from pipeline.notebook.output import Waiting
from pipeline.project import BUNDLE_VARIABLE, Project
from tests.evidence import bundle, rows
from tests.indicators.drawn import breaks, monthly

BARNET = "E09000003"
FACTS = {"headline": "month", "kind": "count", "unit": "offences"}


def homicides_tried(mps_recorded_crime):
    """Homicides of a month, twice over, for looking."""
    twice = mps_recorded_crime["value"] * 2
    return calculated(mps_recorded_crime.assign(group="", group_type="", value=twice, numerator=twice))


def test_what_is_completed_is_what_there_is():
    assert {"drug_trafficking_rate", "find"} <= set(dir(indicators))
    assert indicators.drug_trafficking_rate == "drug_trafficking_rate"


def test_a_slip_of_the_pen_is_put_right():
    with pytest.raises(AttributeError, match="Did you mean drug_trafficking_rate"):
        indicators.drug_trafficing_rate  # noqa: B018


def test_a_search_finds_by_id_name_and_definition():
    found = indicators.find("POISON")

    assert {"drug_poisoning_deaths", "opiate_share_of_poisonings"} <= set(found.index)
    assert all(
        "poison" in f"{name} {CATALOGUE[name].name} {CATALOGUE[name].definition}".lower() for name in found.index
    )
    assert set(indicators.find(topic="supply")["topic"]) == {"supply"}


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """A project whose table of observations holds twelve drawn months; a chapter is open in it."""
    project = Project(tmp_path)
    project.observations.parent.mkdir(parents=True)
    drawn = monthly(BARNET, "homicide", "2025-03", [1] * 11 + [7])
    drawn.assign(source="mps_recorded_crime", release="2026-04").to_parquet(project.observations)
    edition = SimpleNamespace(
        id="invented", date="2026-11-22",
        releases={"mps_recorded_crime": SimpleNamespace(release="2026-04"), "breaks": SimpleNamespace(folder=None)},
    )  # fmt: skip
    monkeypatch.setattr(attempt, "find_project", lambda: project)
    monkeypatch.setattr(editions, "load_edition", lambda project, id: edition)
    monkeypatch.setattr(register, "breaks_of", lambda project, edition: breaks().iloc[:0])
    monkeypatch.setattr(
        context._open,
        "bundle",
        bundle(rows("indicator | area_code | period | value\nhomicide | E09000003 | 2024/25 | 1")),
    )
    monkeypatch.delenv(BUNDLE_VARIABLE, raising=False)


def test_an_indicator_is_tried_without_entering_the_catalogue(opened):
    tried = try_indicator(homicides_tried, **FACTS)

    own = tried[(tried["area_code"] == BARNET) & (tried["state"] == "ok")]
    assert own["value"].tolist() == [2.0] * 11 + [14.0]
    assert set(tried["indicator"]) == {"homicides_tried"}
    assert "homicides_tried" not in CATALOGUE


def test_other_boroughs_are_stated_gaps_as_in_the_catalogue(opened):
    tried = try_indicator(homicides_tried, **FACTS)

    assert set(tried.loc[tried["area_code"] == "E09000012", "state"]) == {"not available"}


def test_nothing_is_compared_unless_it_is_asked_for(opened):
    tried = try_indicator(homicides_tried, **FACTS)

    assert set(tried.loc[tried["area_code"] == BARNET, "vs_london"]) == {"not available"}


def test_a_build_refuses_what_is_only_tried(opened, monkeypatch):
    monkeypatch.setenv(BUNDLE_VARIABLE, "given")

    with pytest.raises(PipelineError, match="Tag the cell `explore`"):
        try_indicator(homicides_tried, **FACTS)


def _of_no_source(mps_recorded_crimes):
    """Invented."""


@pytest.mark.parametrize(
    ("calculate", "facts", "said"),
    [
        (_of_no_source, {}, "Did you mean mps_recorded_crime"),
        (homicides_tried, {"headlin": "month"}, "Did you mean headline"),
    ],
)
def test_what_is_misspelt_is_named_with_what_was_meant(opened, calculate, facts, said):
    with pytest.raises(PipelineError, match=said):
        try_indicator(calculate, **facts)


def test_a_name_that_is_taken_is_refused(opened):
    def homicide(mps_recorded_crime):
        """Invented."""

    with pytest.raises(PipelineError, match="give yours another name"):
        try_indicator(homicide)


def test_the_bar_of_waiting_moves_at_each_twentieth_and_to_the_end(monkeypatch):
    drawn = []
    monkeypatch.setattr("pipeline.notebook.output.ProgressBar", lambda of: SimpleNamespace(display=lambda: None))
    waiting = Waiting()
    for done in range(1, 201):
        waiting(done, 200)
        drawn.append(waiting._bar.progress if hasattr(waiting._bar, "progress") else 0)

    assert sorted(set(drawn)) == [0, *range(10, 201, 10)]
