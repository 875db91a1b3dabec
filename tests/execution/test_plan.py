from types import SimpleNamespace

import pytest

from pipeline.areas import find_area
from pipeline.chapters import read_chapter
from pipeline.documents import Section
from pipeline.errors import PipelineError
from pipeline.execution.plan import plan, preflight
from pipeline.project import Audience
from tests.execution.invented import write_notebook

BARNET, HACKNEY = find_area("barnet"), find_area("hackney")


def runs_of(project, chapters, *areas, audience=Audience.PUBLIC):
    sections = [Section(path.stem, read_chapter(path)) for path in chapters]
    return plan(project, dict.fromkeys(areas or [BARNET], sections), "latest", audience)


def test_every_chapter_is_planned_for_every_borough_one_borough_after_the_other(project):
    chapters = [write_notebook(project.notebooks, name) for name in ("supply", "demand")]

    planned = runs_of(project, chapters, BARNET, HACKNEY)

    assert [(run.parameters["borough"], run.chapter.chapter) for run in planned] == [
        ("barnet", "supply"), ("barnet", "demand"), ("hackney", "supply"), ("hackney", "demand"),
    ]  # fmt: skip


def test_partners_notebooks_are_kept_in_their_own_folder(project):
    chapter = write_notebook(project.notebooks, "supply")

    [run] = runs_of(project, [chapter], audience=Audience.PARTNERS)

    assert run.executed == project.root / "reports/partners/barnet/notebooks/supply.ipynb"


def test_a_notebook_with_the_expected_parameters_passes(project):
    preflight(project, runs_of(project, [write_notebook(project.notebooks, "supply")]))


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ('boroughs = "barnet"\nedition = "latest"', r"supply.ipynb.*no `borough`. Did you mean boroughs\?"),
        ('borough = "barnet"', "supply.ipynb.*no `edition`"),
        ('borough = 3\nedition = "latest"', "supply.ipynb.*`borough` is a whole number.*gives text"),
    ],
)
def test_a_parameter_that_the_notebook_lacks_or_has_otherwise_is_refused(project, cell, message):
    chapter = write_notebook(project.notebooks, "supply", parameters=cell)

    with pytest.raises(PipelineError, match=message):
        preflight(project, runs_of(project, [chapter]))


def test_all_faults_are_named_at_once_and_each_once(project):
    chapters = [write_notebook(project.notebooks, name, parameters='edition = "x"') for name in ("supply", "demand")]

    with pytest.raises(PipelineError) as refusal:
        preflight(project, runs_of(project, chapters, BARNET, HACKNEY))

    assert len(str(refusal.value).splitlines()) == 2


def test_a_notebook_without_a_parameters_cell_is_refused(project):
    path = write_notebook(project.notebooks, "supply")
    path.write_text(path.read_text().replace('["parameters"]', "[]"))

    with pytest.raises(PipelineError, match=r"supply.ipynb has 0 cells tagged `parameters`"):
        runs_of(project, [path])


def test_a_notebook_that_is_not_json_is_refused(project):
    path = project.notebooks / "supply.ipynb"
    path.write_text("<<<<<<< HEAD")

    with pytest.raises(PipelineError, match=r"supply.ipynb is not a chapter"):
        runs_of(project, [path])


def test_a_disk_without_room_is_refused_before_anything_runs(project, monkeypatch):
    chapter = write_notebook(project.notebooks, "supply")
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=51_000_000))

    preflight(project, runs_of(project, [chapter]))
    with pytest.raises(PipelineError, match=r"needs up to 52 MB and the disk has 51 MB free.\nMake room"):
        preflight(project, runs_of(project, [chapter], BARNET, HACKNEY))
