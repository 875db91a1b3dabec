import json
from types import SimpleNamespace

import pytest

from pipeline.areas import find_area
from pipeline.chapters import read_chapter
from pipeline.documents import Section
from pipeline.errors import PipelineError
from pipeline.execution.crew import LocalCrew
from pipeline.execution.outcome import Workplace
from pipeline.execution.plan import plan
from pipeline.execution.run import execute
from pipeline.execution.warm import can_fork
from pipeline.project import Audience, Project
from tests.execution.invented import SHOW, code, write_notebook

READ_BUNDLE = (
    "import os, pathlib\n"
    'assert pathlib.Path(os.environ["INVENTED_BUNDLE"]).read_bytes() == f"figures of {borough}".encode()\n'
    'assert pathlib.Path.cwd().name == "notebooks"'
)
# Chapter: its cells after the parameters. All are run in one go, side by side, with four workers.
CHAPTERS = {
    "good": [READ_BUNDLE, code("1 / 0", "explore"), SHOW],
    "failing": [code("1", "explore"), "x = 0", "1 / x", SHOW],
    "leaving": ["import sys", "sys.exit()", SHOW],
    "leaving-last": [SHOW, "import sys; sys.exit(0)"],
    "slow": ["import time", "time.sleep(60)"],
    "killed": ["import os", "os.kill(os.getpid(), 9)", SHOW],
    "bare": ["import matplotlib.pyplot as plt", "plt.plot([1, 2])"],
    "warning": ['import warnings\nwarnings.warn("mixed dates")', "print(1)"],
    "telling": ["import os", SHOW.replace('"answer"', "os.getcwd()")],
}


def run_all(root, areas=("barnet",), chapters=CHAPTERS, workers=4, cold=True):
    project = Project(root)
    notebooks = [write_notebook(project.notebooks, name, *cells) for name, cells in chapters.items()]
    sections = [Section(path.stem, read_chapter(path)) for path in notebooks]
    runs = plan(project, dict.fromkeys(map(find_area, areas), sections), "latest", Audience.PUBLIC)
    (root / "scratch").mkdir()
    workplace = Workplace(root, root / "scratch", 3, "INVENTED_BUNDLE", cold)
    with LocalCrew(workplace, workers) as crew:
        return list(execute(runs, lambda run: f"figures of {run.area.slug}".encode(), crew))


WARM = pytest.param("warm", marks=pytest.mark.skipif(not can_fork(), reason="runs are forked on Linux only"))


@pytest.fixture(scope="module", params=["cold", WARM])
def ran(tmp_path_factory, request):
    """All chapters, once in kernels and once in forks: what is refused and kept is the same."""
    root = tmp_path_factory.mktemp("p")
    finished = run_all(root, cold=request.param == "cold")
    return SimpleNamespace(root=root, **{each.run.chapter.chapter.replace("-", "_"): each.outcome for each in finished})


def notebook_of(outcome):
    return json.loads(outcome.notebook)


def test_every_run_ends_with_an_outcome_whatever_the_others_do(ran):
    assert len(vars(ran)) - 1 == len(CHAPTERS)


def test_a_good_run_reads_its_own_bundle_in_the_notebooks_folder_and_has_its_display_output(ran):
    [shown] = notebook_of(ran.good)["cells"][-1]["outputs"]

    assert ran.good.trouble is None
    assert shown["data"]["application/vnd.cdp+json"] == {"kind": "answer", "area": "barnet"}


def test_cells_for_exploring_are_left_out(ran):
    assert "1 / 0" not in ran.good.notebook.decode()


def test_a_kept_notebook_names_its_source_and_parameters_but_no_time_and_no_machine(ran):
    notebook = notebook_of(ran.good)

    assert notebook["metadata"]["papermill"]["input_path"] == "notebooks/good.ipynb"
    assert notebook["metadata"]["papermill"]["parameters"] == {"borough": "barnet", "edition": "latest"}
    assert str(ran.root) not in ran.good.notebook.decode()
    assert not {"start_time", "iopub.execute_input", "duration"} & set(ran.good.notebook.decode().split('"'))


def test_a_failing_cell_is_named_by_the_number_its_author_sees(ran):
    assert (ran.failing.trouble.cell, ran.failing.trouble.error) == (4, "ZeroDivisionError: division by zero")
    assert "notebooks/failing.ipynb" in ran.failing.trouble.cure


def test_a_failed_notebook_keeps_its_traceback(ran):
    text = ran.failing.notebook.decode()

    assert "ZeroDivisionError" in text
    assert str(ran.root) not in text


@pytest.mark.parametrize(("chapter", "cell"), [("leaving", 3), ("leaving_last", 3)])
def test_leaving_early_is_a_failure_although_papermill_raises_nothing(ran, chapter, cell):
    trouble = vars(ran)[chapter].trouble

    assert (trouble.cell, "exit" in trouble.error.lower() + trouble.cure) == (cell, True)


def test_a_cell_that_takes_too_long_is_ended_and_named(ran):
    assert ran.slow.trouble.cell == 3
    assert "longer than 3 seconds" in ran.slow.trouble.error
    assert ran.slow.seconds < 30


def test_a_killed_kernel_is_a_failure_of_the_cell_that_was_running(ran):
    assert ran.killed.trouble.cell == 3
    assert "kernel died" in ran.killed.trouble.error


def test_a_bare_chart_is_refused_with_the_line_to_write(ran):
    assert ran.bare.trouble.cell == 3
    assert "figure(draw, rows" in ran.bare.trouble.cure


def test_all_that_cannot_be_published_is_named_at_once(ran):
    assert "mixed dates" in ran.warning.trouble.error
    assert "cell 3: printed text" in ran.warning.trouble.cure


def test_an_output_that_names_a_folder_of_this_machine_is_refused(ran):
    assert "folder of this machine" in ran.telling.trouble.error


def test_the_same_run_twice_gives_the_same_bytes_and_the_parameters_of_each_borough(tmp_path):
    once = run_all(tmp_path / "a", ("barnet", "hackney"), {"good": CHAPTERS["good"]}, workers=2)
    twice = run_all(tmp_path / "b", ("barnet", "hackney"), {"good": CHAPTERS["good"]}, workers=2)

    def notebooks(finished):
        return {each.run.area.name: each.outcome.notebook for each in finished}

    assert notebooks(once) == notebooks(twice)
    assert b'borough = \\"hackney\\"' in notebooks(once)["Hackney"]


@pytest.mark.parametrize("cold", [True, pytest.param(False, marks=WARM.marks)])
def test_a_lost_worker_costs_only_the_run_that_lost_it(tmp_path, cold):
    kill_parent = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)"
    chapters = {"wild": [kill_parent], "good": ["import time; time.sleep(2)", SHOW]}

    finished = run_all(tmp_path, chapters=chapters, workers=2, cold=cold)

    troubles = {each.run.chapter.chapter: each.outcome.trouble for each in finished}
    assert troubles["good"] is None
    assert "worker" in troubles["wild"].error


def test_a_bundle_that_cannot_be_made_fails_its_own_run_only(tmp_path):
    path = write_notebook(tmp_path / "notebooks", "good", SHOW)
    sections = {find_area("barnet"): [Section("good", read_chapter(path))]}
    runs = plan(Project(tmp_path), sections, "latest", Audience.PUBLIC)

    def refuse(run):
        raise PipelineError("no such topic")

    with LocalCrew(Workplace(tmp_path, tmp_path, 3, "INVENTED_BUNDLE"), 1) as crew:
        [finished] = execute(runs, refuse, crew)

    assert finished.outcome.trouble.error == "no such topic"
