"""Windows and macOS: nothing that only POSIX has stands on the way of an ordinary build.

No such machine is at hand where these tests run: what those systems lack is taken away instead.
"""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.areas import BOROUGHS, JOINT
from pipeline.chapters import find_chapter
from pipeline.documents import DOCUMENTS
from pipeline.local import read_borough
from pipeline.project import Project
from tests.build.invented import BARNET, thin_project, write_chapter

PACKAGE = Path(__file__).parent.parent / "pipeline"
MODULES = sorted(PACKAGE.rglob("*.py"))
POSIX_MODULES = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
POSIX_NAMES = {
    "fork", "forkpty", "getpgid", "getuid", "killpg", "mkfifo", "pidfd_open", "register_at_fork", "sched_getaffinity",
    "setsid", "symlink", "waitpid", "wait4", "SIGALRM", "SIGKILL", "SIGHUP", "alarm", "pthread_sigmask", "AF_UNIX",
}  # fmt: skip
# Only where runs are forked, or where the system is asked first.
WARM = {"engine.py", "child.py", "helper.py"}
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
WINDOWS_LIMIT, THEIR_FOLDERS = 259, 100  # what Windows allows of a path; what is left to the folder a person works in


def top_level(tree):
    """The statements that importing a module carries out, those behind a question about the system left out."""
    for node in tree.body:
        if isinstance(node, ast.If) and "platform" in ast.unparse(node.test):
            continue
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node


def modules_imported(nodes):
    for node in nodes:
        for each in ast.walk(node):
            if isinstance(each, ast.Import):
                yield from (alias.name.split(".")[0] for alias in each.names)
            elif isinstance(each, ast.ImportFrom) and each.module:
                yield each.module.split(".")[0]


def posix_names(nodes):
    return {each.attr for node in nodes for each in ast.walk(node) if isinstance(each, ast.Attribute)} & POSIX_NAMES


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_importing_a_module_asks_for_nothing_that_only_posix_has(path):
    nodes = list(top_level(ast.parse(path.read_text(encoding="utf-8"))))

    assert not set(modules_imported(nodes)) & POSIX_MODULES
    assert not posix_names(nodes)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_what_only_posix_has_is_called_where_runs_are_forked_or_after_a_question(path):
    text = path.read_text(encoding="utf-8")
    asked = "sys.platform" in text or "hasattr(os" in text or "hasattr(signal" in text

    assert path.name in WARM or asked or not posix_names(ast.parse(text).body)


TAKEN_AWAY = """
import os, sys, sysconfig
for name in ("fork", "forkpty", "sched_getaffinity", "killpg", "pidfd_open"):
    if hasattr(os, name):
        delattr(os, name)
sysconfig.get_config_vars()  # read from a file named after the platform
sys.platform = "no-such-system"
"""
BUILD = ("-m", "pipeline", "build", "barnet", "--document", "delivery-plan", "--workers", "2")


def run_python(folder, environment, *arguments):
    run = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is nothing to take away")
def test_a_build_without_forks_gives_the_same_page(tmp_path):
    project = thin_project(tmp_path)
    write_chapter(project, "delivery", "thought = 1")
    (tmp_path / "emulated").mkdir()
    (tmp_path / "emulated" / "sitecustomize.py").write_text(TAKEN_AWAY)
    path = os.pathsep.join([str(tmp_path / "emulated"), str(PACKAGE.parent)])
    taken_away = {**os.environ, "PYTHONPATH": path}  # holds for workers and kernels too
    page = project.root / "reports" / "barnet" / "delivery-plan.html"

    assert run_python(tmp_path, taken_away, "-c", "import os; print(hasattr(os, 'fork'))").strip() == "False"
    run_python(project.root, taken_away, *BUILD)
    without = page.read_bytes()
    shutil.rmtree(project.root / "reports")
    run_python(project.root, dict(os.environ), *BUILD)

    assert page.read_bytes() == without


def test_a_path_that_a_build_writes_is_short_and_allowed_on_windows():
    slugs = [area.slug for area in (*BOROUGHS, *JOINT)]
    names = [*(document.file for document in DOCUMENTS), "notebooks/recommendations.bundle.parquet"]
    places = [f"reports/partners/{slug}/{name}" for slug in slugs for name in names]
    kept = f"reports/.cache/runs/{'a' * 2}/.{'a' * 64}.1234567"  # aside, while it is written
    parts = {part.split(".")[0].lower() for place in places for part in place.split("/")}

    assert max(map(len, [*places, kept])) <= WINDOWS_LIMIT - THEIR_FOLDERS
    assert not parts & RESERVED
    assert not set("".join(places)) & set('<>:"|?*\\ ')


def test_a_boroughs_files_read_alike_with_the_line_ends_of_windows(tmp_path):
    """What Notepad or a checkout on Windows makes of the files that are in the tree."""
    ours = PACKAGE.parent / "data" / "raw" / "local" / BARNET.slug
    theirs = tmp_path / "data" / "raw" / "local" / BARNET.slug
    theirs.mkdir(parents=True)
    for path in ours.iterdir():
        if path.is_file():
            (theirs / path.name).write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))

    assert read_borough(Project(tmp_path), BARNET) == read_borough(Project(PACKAGE.parent), BARNET)


def test_a_chapter_reads_alike_with_the_line_ends_of_windows(tmp_path):
    project = thin_project(tmp_path)
    path = write_chapter(project, "delivery", "thought = 1")
    before = find_chapter(project, "delivery", BARNET)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert find_chapter(project, "delivery", BARNET) == before
