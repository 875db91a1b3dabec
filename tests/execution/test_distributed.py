"""Runs on a real scheduler and real workers, in folders of their own, some of them killed; invented notebooks only."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.areas import find_area
from pipeline.bundle import make_bundle
from pipeline.chapters import find_chapter, read_chapter
from pipeline.documents import Section
from pipeline.editions import for_area, load_edition
from pipeline.errors import PipelineError
from pipeline.execution import distributed as crews
from pipeline.execution import remote
from pipeline.execution.crew import LocalCrew
from pipeline.execution.identity import PYTHON, code_here, differences
from pipeline.execution.outcome import Workplace
from pipeline.execution.plan import plan
from pipeline.execution.run import execute
from pipeline.processed import ensure_tables
from pipeline.project import BUNDLE_VARIABLE, Audience, Project
from tests.execution.invented import SHOW, write_notebook

pytest.importorskip("distributed", reason="needs the extra: pip install -e .[distributed]")
pytestmark = [pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to find whom to kill"), pytest.mark.slow]

ROOT = Path(__file__).parents[2]
READ_BUNDLE = (
    "import os, pathlib\n"
    'assert pathlib.Path(os.environ["INVENTED_BUNDLE"]).read_bytes() == f"figures of {borough}".encode()'
)
DRAW = "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots(figsize=(2, 1))\naxes.plot([1, 3, 2])\nplt.close()"
COLD = True  # an ordinary kernel: for a single run quicker than to import what every notebook needs
# The interpreter of a notebook is a child of the helper, and that one of the worker.
PARENT_OF = 'def parent_of(pid):\n    return int(open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[1])'
KILL_WORKER = f"import os\n{PARENT_OF}\nos.kill(parent_of(os.getppid()), 9)\nimport time; time.sleep(60)"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """The address of a scheduler with two workers, each with a nanny that starts it again, in folders of their own."""
    folder = tmp_path_factory.mktemp("machines")
    with ExitStack() as stack:
        address = stack.enter_context(scheduler(folder)).address
        for number in (1, 2):
            stack.enter_context(worker(folder / f"worker-{number}", address))
        yield address


@contextmanager
def scheduler(folder):
    file = folder / "address.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    with machine(folder / "scheduler", "scheduler", *options) as process:
        wait_until(lambda: file.is_file() and file.read_text().rstrip().endswith("}"))
        yield SimpleNamespace(address=json.loads(file.read_text())["address"], process=process)


@contextmanager
def worker(folder, address, *options, **environment):
    given = ["--nthreads", "1", "--host", "127.0.0.1", "--no-dashboard", "--local-directory", str(folder / "w")]
    with machine(folder, "worker", address, *given, *options, **environment) as process:
        wait_until(lambda: "Registered to" in (folder / "log.txt").read_text())
        yield process


@contextmanager
def machine(folder, program, *options, **environment):
    """A process with a folder of its own, standing for another machine; it ends with the test, and all it started."""
    folder.mkdir()
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{program}", *options],
            cwd=folder, env=os.environ | environment, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        yield process
    finally:
        for pid in [process.pid, *descendants(process.pid)]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()


def descendants(pid):
    children = Path(f"/proc/{pid}/task").glob("*/children")
    found = [int(child) for each in children for child in each.read_text().split()]
    return [one for child in found for one in (child, *descendants(child))]


def wait_until(so, seconds=30):
    latest = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < latest, "nothing happened"
        time.sleep(0.05)


def runs_of(root, chapters, areas=("barnet",)):
    project = Project(root)
    notebooks = [write_notebook(project.notebooks, name, *cells) for name, cells in chapters.items()]
    sections = [Section(path.stem, read_chapter(path)) for path in notebooks]
    return plan(project, dict.fromkeys(map(find_area, areas), sections), "latest", Audience.PUBLIC)


def workplace_of(root, cold=False):
    (root / "scratch").mkdir(exist_ok=True)
    return Workplace(root, root / "scratch", 30, "INVENTED_BUNDLE", cold)


def ended(crew, runs):
    """Run all with a crew; return what came of each by area and chapter."""
    finished = execute(runs, lambda run: f"figures of {run.area.slug}".encode(), crew)
    return {(each.run.area.slug, each.run.name): each.outcome for each in finished}


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """Two notebooks run by processes of this machine, and what came of each: the oracle."""
    root = tmp_path_factory.mktemp("here")
    chapters = {"good": [READ_BUNDLE, DRAW, SHOW], "failing": ["x = 0", "1 / x"]}
    runs = runs_of(root, chapters)
    with LocalCrew(workplace_of(root), 1) as crew:
        return SimpleNamespace(root=root, runs=runs, outcomes=ended(crew, runs))


@pytest.mark.parametrize("cold", [False, True])
def test_a_run_elsewhere_gives_the_bytes_of_a_run_here(cluster, here, cold):
    with crews.DaskCrew(cluster, workplace_of(here.root, cold)) as crew:
        outcomes = ended(crew, here.runs)

    assert made(outcomes) == made(here.outcomes)
    assert outcomes["barnet", "good"].trouble is None
    assert outcomes["barnet", "failing"].trouble.error == "ZeroDivisionError: division by zero"


def made(outcomes):
    return {name: (one.notebook, one.trouble) for name, one in outcomes.items()}


def test_a_shipped_chapter_needs_nothing_of_the_project_but_its_bundle(cluster, tmp_path):
    """Its figures are the repository's; the worker has no data, only the notebook that travels with the run."""
    project = Project(ROOT)
    chapter = find_chapter(project, "methods")
    area = find_area("barnet")
    edition = load_edition(project)
    ensure_tables(project, edition)
    bundle = make_bundle(project, chapter, area, for_area(edition, area)).to_bytes()
    [run] = plan(project, {area: [Section("methods", chapter)]}, edition.id, Audience.PUBLIC)
    workplace = Workplace(ROOT, tmp_path, 60, BUNDLE_VARIABLE)

    with LocalCrew(workplace, 1) as crew:
        here = crew.start(run, bundle).result()
    with crews.DaskCrew(cluster, workplace) as crew:
        there = crew.start(run, bundle).result()

    assert (there.trouble, there.notebook) == (None, here.notebook)


def test_a_worker_that_is_killed_costs_only_what_it_had_and_that_is_run_again(cluster, tmp_path):
    began = tmp_path / "began"
    wait = (
        f"import os, pathlib, time\n{PARENT_OF}\nbegan = pathlib.Path({str(began)!r})\nif not began.exists():\n"
        "    began.write_text(str(parent_of(os.getppid())))\n    time.sleep(60)"
    )
    runs = runs_of(tmp_path, {"first": [wait, SHOW], "a": [SHOW], "b": [SHOW], "c": [SHOW]})

    with crews.DaskCrew(cluster, workplace_of(tmp_path)) as crew, ThreadPoolExecutor(1) as beside:
        running = beside.submit(ended, crew, runs)
        wait_until(lambda: began.exists() and began.read_text())
        os.kill(int(began.read_text()), signal.SIGKILL)
        outcomes = running.result()

    assert [one.trouble for one in outcomes.values()] == [None] * 4


def test_a_notebook_that_kills_its_worker_three_times_is_named_and_the_rest_goes_on(cluster, tmp_path):
    tries = tmp_path / "tries"
    poison = f"open({str(tries)!r}, 'a').write('x')\n{KILL_WORKER}"
    runs = runs_of(tmp_path, {"poison": [poison], "a": ["import time; time.sleep(1)", SHOW], "b": [SHOW]})

    with crews.DaskCrew(cluster, workplace_of(tmp_path, COLD)) as crew:
        outcomes = ended(crew, runs)

    trouble = outcomes.pop(("barnet", "poison")).trouble
    assert tries.read_text() == "xxx"
    assert "three workers were lost" in trouble.error
    assert [one.trouble for one in outcomes.values()] == [None] * 2


def test_a_helper_that_dies_is_the_trouble_of_its_run_and_not_a_hang(cluster, tmp_path):
    [run] = runs_of(tmp_path, {"wild": ["import os; os.kill(os.getppid(), 9)", "import time; time.sleep(60)"]})

    with crews.DaskCrew(cluster, workplace_of(tmp_path, COLD)) as crew:
        outcome = crew.start(run, b"").result(60)

    assert "was ended by the machine" in outcome.trouble.error


def test_who_gives_up_ends_what_runs_and_cancels_what_waits(cluster, tmp_path):
    began = tmp_path / "began"
    runs = runs_of(
        tmp_path, {"slow": [f"import os, time\nopen({str(began)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)"]}
    )

    with pytest.raises(KeyboardInterrupt), crews.DaskCrew(cluster, workplace_of(tmp_path, COLD)) as crew:
        futures = [crew.start(run, b"") for run in runs]
        wait_until(lambda: began.exists() and began.read_text())
        raise KeyboardInterrupt

    wait_until(lambda: not is_running(int(began.read_text())), 10)
    assert not any(future.done() and not future.exception() for future in futures)


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_worker_with_other_code_is_refused_before_anything_runs(cluster, tmp_path):
    shutil.copytree(ROOT / "pipeline", tmp_path / "other" / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    start = tmp_path / "other" / "pipeline" / "__init__.py"
    start.write_text(start.read_text().replace("__version__ = ", "__version__ = '0.0.' + "))

    with (
        worker(tmp_path / "old", cluster, "--no-nanny", PYTHONPATH=str(tmp_path / "other")),
        pytest.raises(PipelineError, match=r"tcp://127.*: this package 0\.0\..* instead of") as refused,
    ):
        crews.DaskCrew(cluster, workplace_of(tmp_path)).__enter__()

    assert "make environment" in str(refused.value)
    assert "its source" in str(refused.value)


def test_a_worker_that_joins_later_with_other_code_runs_nothing(cluster, tmp_path):
    with crews.DaskCrew(cluster, workplace_of(tmp_path)) as crew:
        asked = crew._client.submit(remote.work, "invented", code_here() | {PYTHON: "3.99"}, b"cannot be read")

        with pytest.raises(
            PipelineError, match=r"(?s)The worker tcp://\S+ has Python 3\.\d+ instead of 3\.99.*make env"
        ):
            asked.result(60)


@pytest.mark.parametrize(("lost", "words"), [("scheduler", "was lost while"), ("worker", "has no workers any more")])
def test_a_cluster_that_is_lost_ends_everything_with_one_message(tmp_path, lost, words):
    runs = runs_of(tmp_path, {"slow": ["import time; time.sleep(60)"]}, ["barnet", "hackney"])

    with (
        scheduler(tmp_path) as one,
        worker(tmp_path / "worker", one.address, "--no-nanny") as only,
        crews.DaskCrew(one.address, workplace_of(tmp_path, COLD), patience=2) as crew,
    ):
        futures = [crew.start(run, b"") for run in runs]
        wait_until(lambda: any(crew._client.processing().values()))
        {"scheduler": one.process, "worker": only}[lost].kill()

        for future in futures:
            with pytest.raises(PipelineError, match=words):
                future.result(30)
        with pytest.raises(PipelineError, match="Start the scheduler"):
            crew.start(runs[0], b"")


def test_a_scheduler_without_workers(tmp_path):
    said = []
    with scheduler(tmp_path) as one, pytest.raises(PipelineError, match=r"(?s)has no workers.*dask worker tcp://"):
        crews.DaskCrew(one.address, workplace_of(tmp_path), say=said.append, patience=0.5).__enter__()

    assert any("Waiting for workers" in line for line in said)


def test_nobody_at_the_address(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
    with pytest.raises(PipelineError, match=f"(?s)No scheduler answers at {address}.*dask scheduler --port"):
        crews.DaskCrew(address, workplace_of(tmp_path), patience=0.5).__enter__()


@pytest.mark.parametrize("address", ["8786", "tcp://host", "http://host:8786"])
def test_what_is_not_an_address_is_refused(tmp_path, address):
    with pytest.raises(PipelineError, match="tcp://host:8786"):
        crews.DaskCrew(address, workplace_of(tmp_path))


def test_what_only_partners_may_read_does_not_travel_in_the_open(tmp_path):
    with pytest.raises(PipelineError, match=r"(?s)not encrypted.*tls://"):
        crews.DaskCrew("tcp://host:8786", workplace_of(tmp_path), Audience.PARTNERS)

    crews.DaskCrew("tls://host:8786", workplace_of(tmp_path), Audience.PARTNERS)


def test_without_the_extra_the_message_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(PipelineError, match=r"pip install -e \.\[distributed\]"):
        crews.DaskCrew("tcp://host:8786", workplace_of(tmp_path))


def test_another_python_is_named():
    assert differences(code_here(), code_here() | {PYTHON: "3.99"}) == [f"Python 3.99 instead of {code_here()[PYTHON]}"]
