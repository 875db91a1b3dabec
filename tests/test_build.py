"""The whole way, with the real figures and thin chapters: what is made, what is refused, and what then stays."""

import json
import shutil
from pathlib import Path

import pytest

from pipeline.areas import find_area
from pipeline.build import Choices, build
from pipeline.chapters import NEEDS_ASSESSMENT, shipped_chapters
from pipeline.editions import load_edition
from pipeline.errors import PipelineError
from pipeline.execution.status import standings
from pipeline.project import Audience, Project

ROOT = Path(__file__).parent.parent
BARNET = find_area("barnet")
pytestmark = pytest.mark.slow


def code(source, *tags):
    cell = {"cell_type": "code", "source": source, "metadata": {"tags": list(tags)}, "outputs": []}
    return {**cell, "execution_count": None, "id": f"c{abs(hash(source)) % 10**8}"}


def write_chapter(project, name, *cells):
    """A chapter that only opens itself, with the facts of the shipped one, and then the cells given."""
    shipped = json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))
    opening = f'from pipeline.notebook import chapter\nchapter("{name}", borough, edition)'
    shipped["cells"] = [code('borough = "barnet"\nedition = "latest"', "parameters"), code(opening), *map(code, cells)]
    (project.notebooks / f"{name}.ipynb").write_text(json.dumps(shipped), encoding="utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The real figures with thin chapters, in a project of its own."""
    root = tmp_path_factory.mktemp("project")
    (root / "notebooks").mkdir()
    shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw")
    made = Project(root)
    for name in NEEDS_ASSESSMENT:
        write_chapter(made, name)
    return made


@pytest.fixture(scope="module")
def built(project):
    return build(project, [BARNET])


def standing(project):
    [found] = standings(project, [BARNET], shipped_chapters(project), load_edition(project), Audience.PUBLIC)
    return found


def test_a_borough_is_published_with_its_evidence_and_the_index(project, built):
    folder = project.root / "reports" / "barnet"

    assert built.ok
    assert built.made == (folder / "needs-assessment.html",)
    assert "Barnet" in built.made[0].read_text(encoding="utf-8")
    assert {path.name for path in (folder / "notebooks").iterdir()} == {
        f"{name}.{kind}" for name in NEEDS_ASSESSMENT for kind in ("ipynb", "bundle.parquet")
    }
    assert "barnet/needs-assessment.html" in built.index.read_text(encoding="utf-8")


def test_each_run_is_in_the_ledger_with_what_it_was_made_from(project, built):
    lines = [json.loads(line) for line in (project.root / "reports" / "ledger.jsonl").read_text().splitlines()]

    assert {(line["borough"], line["status"]) for line in lines[:5]} == {("barnet", "ok")}
    assert all(len(line[name]) == 64 for line in lines for name in ("notebook", "bundle", "executed", "edition_sha256"))


def test_a_report_is_up_to_date_until_a_notebook_changes(project, built):
    before = standing(project)
    write_chapter(project, "demand", "# thought again")
    after = standing(project)
    write_chapter(project, "demand")

    assert (before.state, after.state, after.why) == ("up to date", "stale", "notebook changed: demand")


def test_a_failed_chapter_leaves_the_last_good_report_and_its_evidence(project, built):
    folder = project.root / "reports" / "barnet"
    good = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    write_chapter(project, "demand", "1 / 0")
    result = build(project, [BARNET], Choices(workers=2))
    write_chapter(project, "demand")

    [failure] = result.failures
    assert (failure.borough, failure.chapter, failure.cell) == ("Barnet", "demand", 3)
    assert failure.notebook == "reports/barnet/notebooks/demand.failed.ipynb"
    assert (project.root / failure.notebook).is_file()
    assert {path: path.read_bytes() for path in good} == good
    assert "demand could not be made" in result.index.read_text(encoding="utf-8")


def test_a_broken_figure_stops_the_build_and_leaves_the_last_good_report(project, built):
    report = built.made[0].read_bytes()
    table = project.raw / "imd" / "2025" / "borough.csv"
    whole = table.read_text(encoding="utf-8")
    table.write_text(whole.replace("E09000003", "E99999999", 1), encoding="utf-8")

    with pytest.raises(PipelineError, match=r"(?s)imd: 1 of .* line \d+: .*E99999999"):
        build(project, [BARNET])
    table.write_text(whole, encoding="utf-8")

    assert built.made[0].read_bytes() == report


def test_a_parameter_that_a_notebook_lacks_is_refused_before_anything_runs(project, built):
    path = project.notebooks / "demand.ipynb"
    path.write_text(path.read_text().replace('borough = \\"', 'burough = \\"'))

    with pytest.raises(PipelineError, match=r"demand.ipynb.*no `borough`. Did you mean burough\?"):
        build(project, [BARNET])
    write_chapter(project, "demand")
