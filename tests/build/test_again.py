"""What is run again and what is not; and what stays when a build is stopped at any moment."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from hashlib import sha256

import pytest

from pipeline.build import build
from pipeline.build.status import why
from pipeline.editions import load_edition
from pipeline.execution.warm import can_fork
from pipeline.project import Audience
from tests.build.invented import BARNET, only, write_chapter

pytestmark = pytest.mark.slow
WORDS = {"cell_type": "markdown", "metadata": {}, "id": "words"}


def documents(project):
    return {path: path.read_bytes() for path in (project.root / "reports").rglob("*.html")}


def reason(project, name):
    return why(project, BARNET, [name], load_edition(project), Audience.PUBLIC)[name]


def test_a_build_of_what_has_not_changed_runs_nothing_and_leaves_the_same_bytes(project, built):
    before = documents(project)

    again = build(project, [BARNET])

    assert (built.kept, again.runs, again.kept) == (0, 0, built.runs)
    assert again.made == built.made
    assert documents(project) == before


def test_new_words_run_nothing_and_stand_on_the_page_and_in_the_kept_notebook(project, built):
    path = write_chapter(project, "demand")
    notebook = json.loads(path.read_text())
    notebook["cells"].append(WORDS | {"source": "## Invented heading"})
    path.write_text(json.dumps(notebook))
    said = reason(project, "demand")

    again = build(project, [BARNET], only("needs-assessment"))
    folder = project.root / "reports" / "barnet"
    page, kept = (folder / name for name in ("needs-assessment.html", "notebooks/demand.ipynb"))
    shown = ["Invented heading" in file.read_text(encoding="utf-8") for file in (page, kept)]
    write_chapter(project, "demand")

    assert said == ["only its words changed: nothing is run again"]
    assert again.runs == 0
    assert shown == [True, True]


def test_changed_code_runs_its_own_chapter_only_and_the_reason_can_be_asked(project, built):
    write_chapter(project, "demand", "thought = 1")
    said = [reason(project, "demand"), reason(project, "supply")]

    again = build(project, [BARNET], only("needs-assessment"))
    write_chapter(project, "demand")
    back = build(project, [BARNET], only("needs-assessment"))

    assert said == [["its code changed"], []]
    assert (again.runs, back.runs) == (1, 0)  # what was run before is still there


def test_a_changed_figure_of_the_boroughs_own_is_a_reason(project, built):
    strategy = project.raw / "local" / "barnet" / "strategy.toml"
    good = strategy.read_text()
    strategy.write_text(good.replace("Invented aim one", "Invented aim 1"))
    said = reason(project, "priority-1")
    strategy.write_text(good)

    assert said == ["its figures changed"]


def one_more(project, table, line):
    """One offence more in the line of a police table that begins so, and in the record of its file; returns the way back."""
    [path] = project.raw.glob(f"mps_recorded_crime/*/{table}")
    record = path.with_name("provenance.json")
    good, told = path.read_bytes(), record.read_text(encoding="utf-8")
    found = next(one for one in good.decode().splitlines() if one.startswith(line))
    head, _, count = found.rpartition(",")
    new = good.decode().replace(found, f"{head},{int(count) + 1}", 1).encode()
    path.write_bytes(new)
    record.write_text(told.replace(sha256(good).hexdigest(), sha256(new).hexdigest()), encoding="utf-8")
    return lambda: (path.write_bytes(good), record.write_text(told, encoding="utf-8"))


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        ("ward.csv", "E05009370,", []),  # a ward of Hackney
        ("ward.csv", "E05013628,", ["its figures changed"]),  # a ward of Barnet
        (
            "borough_monthly.csv",
            "E09000012,drug_trafficking,2026-02,",
            ["its figures changed"],
        ),  # Hackney, compared with
    ],
)
def test_a_figure_is_a_reason_where_it_is_read_and_nowhere_else(project, built, table, line, said):
    back = one_more(project, table, line)
    found = reason(project, "supply")
    back()

    assert found == said


def test_a_damaged_copy_is_run_again_and_gives_the_same_document(project, built):
    before = documents(project)
    for entry in (project.root / "reports" / ".cache" / "runs").glob("*/*"):
        entry.write_bytes(b"damaged")

    again = build(project, [BARNET], only("delivery-plan"))

    assert (again.runs, again.kept) == (3, 0)  # two chapters, and London's
    changed = {path.name for path, content in documents(project).items() if before[path] != content}
    assert changed <= {"delivery-plan.html"}  # it names the command it was made with


def started(project, *options, workers=1, **given):
    command = [sys.executable, "-m", "pipeline", "build", "barnet", "--workers", str(workers), *options]
    return subprocess.Popen(
        command, cwd=project.root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **given
    )  # fmt: skip


def offspring(pid):
    """The processes that a process has started, and theirs, in whatever session they are."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    children = {}
    for line in listed.splitlines():
        child, parent = map(int, line.split())
        children.setdefault(parent, []).append(child)
    found, waiting = [], [pid]
    while waiting:
        waiting += (new := children.get(waiting.pop(), []))
        found += new
    return found


def is_alive(pid):
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], check=False, capture_output=True, text=True
    ).stdout.strip()
    return bool(state) and not state.startswith("Z")


def wait_until(holds, seconds=90):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"waited {seconds} s in vain"
        time.sleep(0.1)


@pytest.mark.skipif(not can_fork(), reason="processes are listed as on Linux")
def test_a_build_that_is_killed_leaves_nobody_behind_and_is_taken_up_where_it_was(project, built):
    before = documents(project)
    ledger = project.root / "reports" / "ledger.jsonl"
    write_chapter(project, "recommendations", "thought = 1")
    write_chapter(project, "delivery", "import time; time.sleep(float(open('nap').read()))")
    (project.notebooks / "nap").write_text("600")
    lines = len(ledger.read_text().splitlines())
    # Two workers: which of the two is begun first follows from the seconds they took before.
    running = started(project, "--document", "delivery-plan", workers=2)
    try:
        wait_until(lambda: len(ledger.read_text().splitlines()) > lines)
    finally:
        theirs = offspring(running.pid)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
    wait_until(lambda: not any(map(is_alive, theirs)), 20)
    untouched = documents(project) == before and len(theirs) > 3
    (project.notebooks / "nap").write_text("0")

    again = build(project, [BARNET], only("delivery-plan"))
    for name in ("recommendations", "delivery"):
        write_chapter(project, name)
    (project.notebooks / "nap").unlink()

    assert untouched
    assert again.ok
    assert (again.runs, again.kept) == (1, 2)  # the one that was cut off; those before it, and London's, are kept


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on the size of files, as of a full disk, is POSIX")
def test_a_full_disk_is_told_in_words_and_leaves_everything_as_it_was(project, built):
    before = documents(project)
    write_chapter(project, "delivery", "thought = 2")

    full = started(
        project, "--document", "delivery-plan", "--again",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )  # fmt: skip
    _, said = full.communicate(timeout=300)
    write_chapter(project, "delivery")

    assert full.returncode == 1
    assert "disk is full" in said.lower()
    assert "Traceback" not in said
    assert documents(project) == before
