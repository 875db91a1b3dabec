"""Tables of an invented project: the committed figures, linked, with one of them changed where a test needs it."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.editions import load_edition
from pipeline.errors import PipelineError
from pipeline.files import write_whole
from pipeline.processed import ensure_tables, read_indicators
from pipeline.project import Audience, Project

ROOT = Path(__file__).parents[1]
SMOKING = Path("data/raw/fingertips/2026-09-24/latest.csv")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A project with its tables made once."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw")
    project = Project(root)
    said = []
    assert ensure_tables(project, "latest", say=said.append)
    assert len(said) == 1 and "latest" in said[0]
    return project


@pytest.fixture
def project(made, tmp_path):
    """A copy of it that a test may change."""
    shutil.copytree(made.root, tmp_path / "copy")
    return Project(tmp_path / "copy")


def change(project, old, new):
    path = project.root / SMOKING
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def record(project):
    """Write the changed file's sha256 into its record, as a new release would."""
    [path] = (project.raw / "fingertips").glob("*/provenance.json")
    facts = json.loads(path.read_text(encoding="utf-8"))
    facts["files"]["latest.csv"]["sha256"] = sha256((path.parent / "latest.csv").read_bytes()).hexdigest()
    path.write_text(json.dumps(facts), encoding="utf-8")


def barnet_smoking(project):
    table = read_indicators(project)
    return table.query("indicator == 'smoking' and area_code == 'E09000003'")["value"].item()


def refuse(message):
    raise AssertionError(message)


def test_tables_that_fit_are_left_alone(made):
    before = made.indicators(Audience.PUBLIC).stat().st_mtime_ns

    assert not ensure_tables(made, load_edition(made), say=refuse)
    assert made.indicators(Audience.PUBLIC).stat().st_mtime_ns == before


def test_text_is_str_and_dates_are_dates(made):
    table = read_indicators(made)

    assert table["area_code"].dtype == "str" and table["flags"].dtype == "str"
    assert table["period_start"].dtype.kind == "M"


def test_a_changed_figure_makes_the_tables_anew(project):
    old = barnet_smoking(project)
    change(
        project,
        f"E09000003,92443,smoking,Adults who smoke,%,2024,{old:g}",
        "E09000003,92443,smoking,Adults who smoke,%,2024,99",
    )

    record(project)

    assert ensure_tables(project, say=lambda _: None)
    assert barnet_smoking(project) == 99


def test_a_figure_changed_behind_its_record_is_refused_and_the_last_tables_stay(project):
    old = barnet_smoking(project)
    change(
        project,
        f"E09000003,92443,smoking,Adults who smoke,%,2024,{old:g}",
        "E09000003,92443,smoking,Adults who smoke,%,2024,99",
    )

    with pytest.raises(PipelineError, match=r"latest.csv is not the file recorded"):
        ensure_tables(project, say=lambda _: None)
    assert barnet_smoking(project) == old


def test_a_broken_figure_leaves_the_last_tables_in_place(project):
    old = barnet_smoking(project)
    change(
        project,
        f"E09000003,92443,smoking,Adults who smoke,%,2024,{old:g}",
        "E09000003,92443,smoking,Adults who smoke,%,2024,many",
    )

    with pytest.raises(PipelineError, match="value many"):
        ensure_tables(project, say=lambda _: None)
    assert barnet_smoking(project) == old


def test_a_lost_table_is_made_again(project):
    project.indicators(Audience.PUBLIC).unlink()

    assert ensure_tables(project, say=lambda _: None)
    assert project.indicators(Audience.PUBLIC).is_file()


def test_each_audience_has_its_own_table(project):
    assert ensure_tables(project, audience=Audience.PARTNERS, say=lambda _: None)

    assert project.indicators(Audience.PARTNERS).is_file()
    assert not ensure_tables(project, say=refuse)


def test_a_table_that_is_not_there_says_how_to_make_it(tmp_path):
    with pytest.raises(
        PipelineError, match=r"data/processed/public/indicators.parquet is not there yet.\nMake it: cdp"
    ):
        read_indicators(Project(tmp_path))


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    write_whole(tmp_path / "new" / "file.txt", b"old")

    with pytest.raises(TypeError):
        write_whole(tmp_path / "new" / "file.txt", "not bytes")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["file.txt"]
    assert (tmp_path / "new" / "file.txt").read_bytes() == b"old"
