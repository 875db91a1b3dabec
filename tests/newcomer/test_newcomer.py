"""A newcomer's first hour: open a chapter, see a saved word on the page, add a table and an indicator, commit a clean diff.

With the project's own chapters and figures, in a clone of its own, through JupyterLab's server and a real browser. What the
newcomer adds is invented.
"""

import json
import os
import re
import shutil
import subprocess
import time

import httpx
import openpyxl
import pytest

from pipeline.dropins import BY_SOURCE
from pipeline.project import Project
from tests.browser.conftest import chromium  # noqa: F401  the fixture
from tests.docs.steps import ROOT, VERBS, Follower, Step, copy_project, steps_of
from tests.workbench.conftest import Desk, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WORDS = "An invented sentence of a newcomer."
REFERRALS = 4321
NAME = "Residents aged 15 to 24"
PATIENCE = 150_000  # milliseconds; tables are made again in between


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A clone with one commit, set up as docs/desk.md says."""
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    root = copy_project(tmp_path_factory.mktemp("clone"))
    for name in (".gitattributes", ".gitignore"):
        shutil.copy(ROOT / name, root / name)
    git(root, "init", "--quiet")
    git(root, "config", "filter.nbstripout.clean", "python -m nbstripout --keep-id")
    git(root, "config", "filter.nbstripout.smudge", "cat")
    commit(root, "As cloned")
    return root


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Start a verb of the desk; what still runs ends with the test."""
    desks = []

    def start(project, *words):
        desks.append(Desk(project, tmp_path_factory.mktemp("desk") / "said.txt", *words))
        return desks[-1]

    yield start
    for desk in desks:
        desk.end()


def git(root, *words):
    # No signature, no hook and no setting of the person whose machine this is.
    ours = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(["git", *words], cwd=root, env=ours, capture_output=True, text=True, check=True).stdout


def commit(root, words):
    git(root, "add", "--all")
    git(root, "-c", "user.name=newcomer", "-c", "user.email=newcomer@example.invalid", "commit", "--quiet", "-m", words)


def save_words(desk):
    """Add a sentence to a chapter as JupyterLab's front end would: read it, change a cell, save it."""
    token = re.search(r"token=(\w+)", desk.address)[1]
    address = f"http://127.0.0.1:{desk.port}/api/contents/notebooks/demand.ipynb"
    with httpx.Client(headers={"Authorization": f"token {token}"}, timeout=30) as lab:
        wait_for(lambda: answers(lab, address))
        notebook = lab.get(address).json()["content"]
        opening = next(cell for cell in notebook["cells"] if "parameters" in cell["metadata"].get("tags", []))
        prose = next(cell for cell in notebook["cells"] if cell["cell_type"] == "markdown")
        prose["source"] += f"\n\n{WORDS}"
        saved = lab.put(address, json={"type": "notebook", "format": "json", "content": notebook})
    assert saved.status_code == 200, saved.text
    return opening["source"]


def answers(lab, address):
    try:
        return lab.get(address).status_code == 200
    except httpx.TransportError:
        return False


def add_table(root):
    """Fill in a workbook and put it into the borough's folder, a title above its header as people like it."""
    table = BY_SOURCE["local_referrals"]
    row = {
        "area_code": "E09000003", "area_name": "Barnet", "period_start": "01/04/2025", "period_end": "31/03/2026",
        "period_type": "FY", "cohort": "adult", "source": "invented", "extract_date": "01/05/2026", "status": "final",
        "sdc_state": "raw", "source_group": "all", "referrals": REFERRALS,
    }  # fmt: skip
    book = openpyxl.Workbook()
    for cells in (["Referrals 2025/26 (invented)"], [], [one.name for one in table.columns]):
        book.active.append(cells)
    book.active.append([row.get(one.name, "") for one in table.columns])
    book.save(root / "data" / "raw" / "local" / "barnet" / "L1-referrals.xlsx")


def add_indicator(root):
    """Do what docs/add-an-indicator.md says, but for its commands: the page that is watched shows what comes of it."""
    steps = steps_of((ROOT / "docs" / "add-an-indicator.md").read_text(encoding="utf-8"))
    at = Follower(root)
    for step in steps:
        if step.verb in {"write", "add after", "cell after"}:
            VERBS[step.verb](at, Step(step.told, step.block))


def test_a_newcomers_first_hour(clone, opened, chromium):  # noqa: F811
    project, page = Project(clone), chromium.new_page()
    watch = opened(project, "watch", "barnet")
    wait_for(lambda: "Built in" in watch.said, 240)
    page.goto(watch.address)
    edit = opened(project, "edit", "barnet", "demand")

    opening = save_words(edit)
    began = time.monotonic()
    page.wait_for_selector(f"text={WORDS}", timeout=PATIENCE, state="attached")
    seconds = time.monotonic() - began
    assert 'borough = "barnet"' in opening

    add_table(clone)
    page.wait_for_selector(f"text={REFERRALS:,}", timeout=PATIENCE, state="attached")
    add_indicator(clone)
    page.wait_for_selector(f"text={NAME}", timeout=PATIENCE, state="attached")
    ended = [desk.end() for desk in (watch, edit)]
    commit(clone, "An invented first hour")
    print(f"a saved sentence stood on the page after {seconds:.1f} s")

    changed = dict(
        reversed(line.split("\t", 1)) for line in git(clone, "show", "--format=", "--name-status").splitlines()
    )
    assert changed == {
        "data/raw/local/barnet/L1-referrals.xlsx": "A", "notebooks/context.ipynb": "M", "notebooks/demand.ipynb": "M",
        "pipeline/indicators/__init__.py": "M", "pipeline/indicators/young_adults.py": "A",
        "tests/indicators/test_young_adults.py": "A",
    }  # fmt: skip
    added = [
        line for line in git(clone, "show", "--format=", "--", "notebooks/demand.ipynb").splitlines() if line[:1] == "+"
    ]
    assert [line for line in added if WORDS in line] and len(added) <= 5  # the sentence, the line before it, the header
    assert all(not cell.get("outputs") for cell in committed(clone, "notebooks/demand.ipynb")["cells"])
    assert ended == [0, 0]


def committed(root, name):
    return json.loads(git(root, "show", f"HEAD:{name}"))
