"""An edition whose kept files are no longer those that were kept is refused by name, with the cure. Figures invented."""

import json
from hashlib import sha256
from types import SimpleNamespace

import pandas as pd
import pytest

from pipeline.areas import find_area
from pipeline.errors import PipelineError
from pipeline.kept import editions_kept, hash_of_kept, read_kept
from pipeline.project import Project
from pipeline.release import Release

BARNET = find_area("barnet")
FIGURES = b"invented figures"


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "data" / "raw" / "editions" / "autumn"
    (folder / "findings").mkdir(parents=True)
    pd.DataFrame({"indicator": ["homicide"], "value": [2.0]}).to_parquet(folder / "rows.parquet")
    (folder / "findings" / "barnet.json").write_text('{"findings": [], "recommendations": []}')
    files = {"figures.csv": sha256(FIGURES).hexdigest()}
    record = {
        "date": "2026-11-01",
        "releases": {"imd": {"release": "2025", "files": files}},
        "rows": sha256((folder / "rows.parquet").read_bytes()).hexdigest(),
    }
    (folder / "manifest.json").write_text(json.dumps(record))
    return Project(tmp_path)


def test_what_was_kept_is_read(project):
    [folder] = editions_kept(project, BARNET)

    assert read_kept(folder, BARNET).rows["value"].tolist() == [2.0]


@pytest.mark.parametrize("name", ["rows.parquet", "findings/barnet.json", "manifest.json"])
def test_a_file_that_was_cut_is_named_with_the_cure(project, name):
    folder = project.raw / "editions" / "autumn"
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[: len(whole) // 2])

    with pytest.raises(PipelineError, match=f"editions/autumn/{name}.*\n.*as it was committed"):
        read_kept(folder, BARNET)


def test_other_rows_than_those_kept_are_refused(project):
    folder = project.raw / "editions" / "autumn"
    pd.DataFrame({"indicator": ["homicide"], "value": [3.0]}).to_parquet(folder / "rows.parquet")

    with pytest.raises(PipelineError, match="is not the file that was kept"):
        read_kept(folder, BARNET)


def test_rows_that_are_gone_are_named(project):
    folder = project.raw / "editions" / "autumn"
    (folder / "rows.parquet").unlink()

    with pytest.raises(PipelineError, match=r"editions/autumn/rows\.parquet"):
        read_kept(folder, BARNET)


@pytest.mark.parametrize(("figures", "same"), [(FIGURES, True), (b"newer invented figures", False)])
def test_keeping_the_very_figures_at_hand_makes_nothing_stale(project, tmp_path, figures, same):
    (tmp_path / "figures.csv").write_bytes(figures)
    release = Release("2025", tmp_path, {"files": {"figures.csv": {}}})
    edition = SimpleNamespace(id="latest", date="2026-11-01", releases={"imd": release})
    none_kept = sha256(b"[]").hexdigest()

    assert (hash_of_kept(project, BARNET, edition) == none_kept) is same


def test_other_findings_than_those_kept_are_refused(project):
    folder = project.raw / "editions" / "autumn"
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["findings"] = {"barnet": sha256((folder / "findings" / "barnet.json").read_bytes()).hexdigest()}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    read_kept(folder, BARNET)
    (folder / "findings" / "barnet.json").write_text('{"findings": [{}], "recommendations": []}')

    with pytest.raises(PipelineError, match=r"findings/barnet\.json is not the file that was kept"):
        read_kept(folder, BARNET)
