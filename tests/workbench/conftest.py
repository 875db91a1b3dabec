import os
import shutil
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.build.invented import ROOT, thin_project

CHANGED = ("notebooks", "pipeline", "data/raw/local")
PATIENCE = 120  # seconds; a machine may be busy with other things


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    """The real figures with thin chapters, in a project of its own, with its own copy of the program to change."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "pipeline", root / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    return thin_project(root)


class Desk:
    """A verb of the desk at work: its address, what it has said, the processes it started."""

    def __init__(self, project, log, *words):
        self.log = log
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.port = one.getsockname()[1]
        command = [sys.executable, "-m", "pipeline", *words, "--no-browser", "--port", str(self.port)]
        environment = {**os.environ, "CDP_PROJECT": str(project.root), "PYTHONPATH": str(project.root)}
        with log.open("wb") as file:
            self.process = subprocess.Popen(
                command, cwd=project.root, env=environment, stdout=file, stderr=file, start_new_session=True
            )
        wait_for(lambda: "End with Ctrl-C." in self.said or self.process.poll() is not None)
        assert self.process.poll() is None, self.said
        [self.address, *_] = [line for line in self.said.splitlines() if line.startswith("http://127.0.0.1")]

    @property
    def said(self):
        return self.log.read_text(errors="replace")

    def started(self):
        """Every process that came of it and is still there."""
        psutil = pytest.importorskip("psutil")
        return psutil.Process(self.process.pid).children(recursive=True)

    def end(self):
        """Ctrl-C."""
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGINT)
        return self.process.wait(PATIENCE)


def wait_for(found, seconds=PATIENCE):
    """Return what is found as soon as there is something."""
    latest = time.monotonic() + seconds
    while time.monotonic() < latest:
        if answer := found():
            return answer
        time.sleep(0.05)
    raise AssertionError("waited in vain")


@pytest.fixture(scope="module")
def as_it_was(project, tmp_path_factory):
    """What the tests of a module changed in the project is put back, but for the tables, which take long to make."""
    kept = tmp_path_factory.mktemp("kept")
    for name in CHANGED:
        shutil.copytree(project.root / name, kept / name)
    yield
    shutil.rmtree(project.root / "reports", ignore_errors=True)
    for name in CHANGED:
        shutil.rmtree(project.root / name)
        shutil.copytree(kept / name, project.root / name)


@pytest.fixture(scope="module")
def opened(as_it_was, tmp_path_factory):
    """Start a verb of the desk; all end with the tests of the module."""
    desks = []

    def start(project, *words):
        desks.append(Desk(project, tmp_path_factory.mktemp("desk") / "said.txt", *words))
        return desks[-1]

    yield start
    for desk in desks:
        desk.end()
