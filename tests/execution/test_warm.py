"""A warm run against its oracle, an ordinary kernel: the same notebook both ways, with everything that a cell can say."""

import json
import multiprocessing
import os
import re
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import nbformat
import papermill
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from pipeline.execution.warm import ENGINE, can_fork, preload
from tests.execution.invented import write_notebook

pytestmark = [pytest.mark.skipif(not can_fork(), reason="runs are forked on Linux only"), pytest.mark.slow]
# Each cell says or does something that a kernel passes on in a way of its own.
CELLS = [
    "import sys\nprint('one')\nprint('two', file=sys.stderr)\nprint('three', end='')",
    "1 + 1",
    "'not shown';",
    "from IPython.display import display, clear_output, HTML, Markdown\ndisplay(HTML('<p>x</p>'), metadata={'alt': 'x'})",
    "handle = display('first', display_id='same')\nhandle.update('second')",
    "print('gone')\nclear_output()\nprint('stays')",
    "clear_output(wait=True)\nprint('after')",
    "import warnings\nwarnings.warn('mixed dates')",
    "import logging\nlogging.getLogger('invented').warning('said by a log')",
    "import asyncio\nawait asyncio.sleep(0)\nasyncio.get_event_loop().is_running() or True",
    "%%html\n<b>bold</b>",
    "import pandas as pd\npd.DataFrame({'a': [1, 2]})",
    "class Thing:\n    def _repr_html_(self):\n        return '<i>t</i>'\nThing()",
    "import threading\nthread = threading.Thread(target=print, args=['from a thread'])\nthread.start()\nthread.join()",
    "%%capture kept\nprint('kept')",
    "kept.stdout, __name__, _",
    "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots(figsize=(1, 1))\naxes.plot([1, 2])",
    "get_ipython().execution_count, sys.stdout.encoding",
]


@pytest.fixture(scope="module")
def worker():
    """A process like a build's worker: in pytest's own, warnings are caught before a fork could show them."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), preload) as pool:
        yield pool


@pytest.fixture
def run(worker, tmp_path):
    """Run cells one way; return the executed notebook (also after a failure) and what was raised."""

    def run(way, *cells, **options):
        return worker.submit(executed, tmp_path, way, cells, options).result()

    return run


def executed(folder, way, cells, options):
    source = write_notebook(folder, f"invented-{way}", *cells)
    target = folder / f"{way}.ipynb"
    engine = {"engine_name": ENGINE, "rescued": str(target)} if way == "warm" else {}
    raised = None
    try:
        papermill.execute_notebook(
            str(source), str(target), {"borough": "barnet"}, kernel_name="python3", language="python", cwd=str(folder),
            progress_bar=False, **engine, **options,
        )  # fmt: skip
    except (papermill.PapermillExecutionError, CellTimeoutError, DeadKernelError) as error:
        raised = SimpleNamespace(kind=type(error).__name__, **vars(error))
    return nbformat.read(target, as_version=4), raised


def said(notebook):
    return [
        (cell["source"], cell["execution_count"], cell["outputs"]) for cell in notebook["cells"] if "outputs" in cell
    ]


def test_everything_that_a_cell_can_say_is_the_same_as_in_a_kernel(run):
    cold, _ = run("cold", *CELLS)
    warm, _ = run("warm", *CELLS)

    assert [without_addresses(each) for each in said(warm)] == [without_addresses(each) for each in said(cold)]
    assert warm["metadata"]["language_info"] == cold["metadata"]["language_info"]


def without_addresses(cell):
    """A warning names the temporary file of its kernel, and a repr its address: neither is a property of the way."""
    text = re.sub(r"/tmp/ipykernel_\d+/\d+\.py|0x[0-9a-f]+|<ipython-input-[^>]*>", "X", json.dumps(cell))
    return json.loads(text)


def test_a_chart_of_plain_pyplot_is_not_lost_though_pyplot_was_imported_before_there_was_a_shell(run):
    warm, _ = run("warm", "import matplotlib.pyplot as plt", "plt.plot([1, 2]);")

    assert [sorted(output["data"]) for output in warm["cells"][-1]["outputs"]] == [["image/png", "text/plain"]]


def test_what_programs_write_is_heard(run):
    warm, _ = run("warm", "import os\nos.system('echo out; echo err >&2');", "import os\nos.write(1, b'deep');")

    texts = [[(each["name"], each["text"]) for each in cell["outputs"]] for cell in warm["cells"][-2:]]
    assert texts == [[("stdout", "out\n"), ("stderr", "err\n")], [("stdout", "deep")]]


def test_an_error_has_the_kernels_own_name_words_and_traceback(run):
    cells = ["def halve(x):\n    return 1 / x", "halve(0)", "'never'"]
    cold, cold_error = run("cold", *cells)
    warm, warm_error = run("warm", *cells)

    assert warm_error.kind == cold_error.kind == "PapermillExecutionError"
    assert (warm_error.ename, warm_error.evalue, warm_error.cell_index) == ("ZeroDivisionError", "division by zero", 3)
    assert [without_addresses(each) for each in said(warm)] == [without_addresses(each) for each in said(cold)]


@pytest.mark.parametrize("cell", ["import sys; sys.exit(0)", "1 +", "raise SystemExit"])
def test_odd_ends_end_as_in_a_kernel(run, cell):
    cold, cold_error = run("cold", cell, "print('later')")
    warm, warm_error = run("warm", cell, "print('later')")

    assert (warm_error and warm_error.kind) == (cold_error and cold_error.kind)
    assert [without_addresses(each) for each in said(warm)] == [without_addresses(each) for each in said(cold)]


def test_a_question_to_a_person_is_refused_in_the_kernels_words(run):
    (cold, _), (warm, _) = run("cold", "input('who?')"), run("warm", "input('who?')")

    [[was], [now]] = [notebook["cells"][-1]["outputs"] for notebook in (cold, warm)]
    assert (now["ename"], now["evalue"]) == (was["ename"], was["evalue"])


def test_exit_is_an_error_of_its_cell_and_not_a_race_with_the_next_one(run):
    notebook, raised = run("warm", "exit()", "print('later')")

    assert (raised.ename, raised.evalue) == ("SystemExit", "exit() was called")
    assert notebook["cells"][-1]["outputs"] == []


@pytest.mark.parametrize("cell", ["import os; os.kill(os.getpid(), 9)", "import os; os._exit(3)"])
def test_a_process_that_dies_is_a_dead_kernel_and_its_notebook_is_kept(run, cell):
    notebook, raised = run("warm", "print('before')", cell, "print('later')")

    assert raised.kind == "DeadKernelError"
    assert notebook["cells"][2]["outputs"][0]["text"] == "before\n"


def test_a_cell_that_takes_too_long_is_ended_with_all_that_it_started(run):
    cell = "import subprocess\nchild = subprocess.Popen(['sleep', '77'])\nprint(child.pid)\nchild.wait()"
    began = time.monotonic()
    notebook, raised = run("warm", cell, execution_timeout=1)

    assert raised.kind == "CellTimeoutError"
    assert time.monotonic() - began < 10
    pid = int(notebook["cells"][-1]["outputs"][0]["text"])
    assert not is_running(pid)


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_one_notebook_sees_nothing_of_another(run):
    mess = "import builtins, os, pandas\nbuiltins.left = os.environ['LEFT'] = 'behind'\npandas.left = x = 1"
    look = "import os, pandas\nhasattr(__builtins__, 'left'), 'LEFT' in os.environ, hasattr(pandas, 'left'), 'x' in globals()"
    run("warm", mess)
    notebook, _ = run("warm", look)

    assert notebook["cells"][-1]["outputs"][0]["data"]["text/plain"] == "(False, False, False, False)"
    assert "LEFT" not in os.environ


def test_random_numbers_differ_between_forks(run):
    cell = "import numpy, random\nnumpy.random.rand(), random.random()"
    shown = [run("warm", cell)[0]["cells"][-1]["outputs"][0]["data"]["text/plain"] for _ in range(2)]

    assert shown[0] != shown[1]
