"""Two editions of the real figures, the newer with planted changes: exactly those are found, and what follows from them."""

import json
import re
from dataclasses import replace

import pandas as pd
import pytest

from pipeline.areas import BOROUGHS, find_area
from pipeline.changes import Why, compare, keep, sides, told
from pipeline.changes.method import definitions
from pipeline.editions import load_edition
from pipeline.errors import PipelineError
from pipeline.indicators import CATALOGUE
from pipeline.kept import kept_before, newest_before
from pipeline.processed import ensure_tables, read_indicators
from tests.changes.planted import ROOT, copied, plant

PATCHED = "treatment_completion_share"
AREAS = [find_area(name) for name in ("barnet", "hackney", "camden")]
CELLS = {
    "barnet.drug_trafficking_offences.november-2025",
    "hackney.violence_with_injury_offences.june-2019",
}


def twice_as_many(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Another definition of the same indicator, invented."""
    rows = ORIGINAL.calculate(ndtms)
    return rows.assign(value=rows["value"] / 2, lower=rows["lower"] / 2, upper=rows["upper"] / 2)


ORIGINAL = CATALOGUE[PATCHED]
twice_as_many.__name__ = PATCHED


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project whose edition "spring" is kept for Barnet, and which has newer figures since."""
    project = copied(tmp_path_factory.mktemp("planted"))
    keep(project, load_edition(project), "spring", AREAS[:1])
    return project


@pytest.fixture(scope="module")
def changed(project):
    """What differs between the kept edition and the figures with two revised cells, a month more and another method."""
    plant(project)
    CATALOGUE[PATCHED] = replace(ORIGINAL, calculate=twice_as_many)
    try:
        with sides(project, "spring", "latest") as (old, new):
            return compare(old, new, list(BOROUGHS))
    finally:
        CATALOGUE[PATCHED] = ORIGINAL


def test_an_edition_is_kept_whole_and_small_enough_to_commit(project):
    folder = project.raw / "editions" / "spring"
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}

    assert set(files) == {"manifest.json", "rows.parquet", "findings/barnet.json"}
    assert files["rows.parquet"].stat().st_size < 2_000_000
    assert files["findings/barnet.json"].stat().st_size < 300_000
    manifest = json.loads(files["manifest.json"].read_text(encoding="utf-8"))
    assert manifest["id"] == "spring"
    assert set(manifest["definitions"]) == set(CATALOGUE)
    assert "restricted" not in files["manifest.json"].read_text(encoding="utf-8")
    assert load_edition(project, "spring").id == "spring"


def test_what_is_kept_is_the_same_to_the_byte_and_a_further_borough_adds_its_file_alone(project):
    folder = project.raw / "editions" / "spring"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    again = keep(project, load_edition(project, "spring"), "spring-again", AREAS[:1])
    keep(project, load_edition(project, "spring"), "spring", AREAS[1:2])

    now = {path: path.read_bytes() for path in before}
    manifest = folder / "manifest.json"  # vouches for the further borough's file too
    then, since = (json.loads(one[manifest]) for one in (before, now))
    assert now | {manifest: before[manifest]} == before
    assert since == then | {"findings": then["findings"] | {"hackney": since["findings"]["hackney"]}}
    assert (again / "rows.parquet").read_bytes() == (folder / "rows.parquet").read_bytes()
    assert (again / "findings" / "barnet.json").read_bytes() == (folder / "findings" / "barnet.json").read_bytes()
    assert (folder / "findings" / "hackney.json").is_file()
    for path in (*again.rglob("*.json"), again / "rows.parquet"):
        path.unlink()


def test_its_own_figures_make_no_edition_before(project):
    edition = load_edition(project)
    ensure_tables(project, edition, say=lambda _: None)

    assert [one.id for one in kept_before(project, edition, AREAS[0])] == ["spring"]
    assert newest_before(project, AREAS[0], edition, read_indicators(project)) is None


def test_only_the_two_cells_are_revised_and_everything_else_follows(changed):
    own = [one for one in changed.own if one.why in {Why.REVISION, Why.EITHER}]
    following = [one for one in changed.figures if one.follows]

    assert {one.id for one in own} == CELLS
    assert {one.tier for one in own} == {"large", "moderate"}
    assert set().union(*(one.follows for one in following)) == CELLS
    assert {one.area_code for one in following} <= {"E09000003", "E09000012", "E12000007"}
    assert "hackney.violence_with_injury_rate.2019-20" in {one.id for one in following}


def test_the_month_more_is_a_new_period_of_every_borough_and_of_police_figures_only(changed):
    newer = [one for one in changed.figures if one.why == Why.NEW_PERIOD]

    assert {one.source for one in newer} == {"mps_recorded_crime"}
    months = {one.area_code for one in newer if one.indicator == "drug_possession_offences"}
    assert months == {area.code for area in BOROUGHS if area.name != "City of London"} | {"E12000007"}


def test_the_other_definition_is_a_change_of_method_of_that_indicator_alone(changed):
    method = [one for one in changed.figures if one.why == Why.METHOD]

    assert {one.indicator for one in method} == {PATCHED}
    assert all(one.new.value == pytest.approx(one.old.value / 2) for one in method)


def test_nothing_appears_or_goes_but_wards_that_no_longer_share_the_boroughs_window(changed):
    rest = [one for one in changed.figures if one.why in {Why.APPEARED, Why.DISAPPEARED, Why.STATE}]

    assert {one.indicator.rpartition("_")[2] for one in rest} <= {"wards"}


def test_findings_are_compared_where_the_edition_keeps_them(changed):
    assert {one.area_code for one in changed.findings} <= {AREAS[0].code, AREAS[1].code}
    assert "Camden" in changed.notes
    assert (
        not {one.indicator for one in changed.findings}
        - {one.indicator for one in changed.figures}
        - {name for name, _, _ in changed.benchmarks}
    )


def test_for_people_words_come_first_then_large_revisions_and_a_line_for_each_source(changed):
    lines = told(changed)

    heads = [line for line in lines if line and not line.startswith(" ")]
    assert heads[1].startswith("Findings that changed their word")
    assert "  Barnet: Drug trafficking by month, November 2025: 113 → 147 [revision, large]" in "\n".join(lines)
    assert any(line.startswith("mps_recorded_crime ") for line in lines)
    assert not any("ons_census" in line for line in lines)


def test_figures_that_are_others_are_not_kept_under_the_same_name(project, changed):
    with pytest.raises(PipelineError, match=r"editions/spring keeps other figures than these: other files of mps_rec"):
        keep(project, load_edition(project), "spring", AREAS[:1])


@pytest.mark.parametrize("id", ["latest", "Autumn 2026", "../x", ""])
def test_an_edition_has_a_plain_name(project, id):
    with pytest.raises(PipelineError, match="cannot name an edition"):
        keep(project, load_edition(project), id, AREAS[:1])


def test_another_text_of_a_function_or_of_one_it_calls_is_another_method():
    before = definitions([PATCHED])

    CATALOGUE[PATCHED] = replace(ORIGINAL, calculate=twice_as_many)
    try:
        assert definitions([PATCHED]) != before
    finally:
        CATALOGUE[PATCHED] = ORIGINAL
    assert definitions([PATCHED]) == before


def test_every_judgement_that_barnets_pages_print_is_kept(project):
    kept = json.loads((project.raw / "editions" / "spring" / "findings" / "barnet.json").read_text(encoding="utf-8"))
    ids = {one["id"] for one in kept["findings"]}
    judged = ("level", "trend", "since", "season", "concentration", "representation", "outlier")

    shown = {id for path in sorted((ROOT / "tests" / "reference").glob("*.ipynb")) for id in _ids(path)}
    known = {id for id in shown if id.startswith("barnet.") and id.split(".")[2:3] and id.split(".")[2] in judged}

    assert len(known) > 30
    # The newest level may be asked for by its period too: the same judgement under a longer id.
    assert {id for id in known if id not in ids and ".".join(id.split(".")[:3]) not in ids} == set()


def _ids(path):
    """The ids of findings in what an executed notebook put on the page."""
    return set(re.findall(r'"finding": "([^"]+)"', path.read_text(encoding="utf-8")))
