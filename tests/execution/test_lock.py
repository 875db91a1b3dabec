import os
import signal
import subprocess
import sys

import pytest

from pipeline.errors import PipelineError
from pipeline.execution.lock import only_one_build

HOLD = """
import sys, time
from pathlib import Path
from pipeline.execution.lock import only_one_build
from pipeline.project import Project
with only_one_build(Project(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other_build(project):
    with subprocess.Popen([sys.executable, "-c", HOLD, project.root], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_build_is_refused_and_told_which_process_is_at_work(project, other_build):
    with pytest.raises(PipelineError, match=f"Another build.*process {other_build.pid}"), only_one_build(project):
        pass


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_killed_build_does_not_block_the_next(project, other_build):
    other_build.send_signal(signal.SIGKILL)
    other_build.wait()

    with only_one_build(project):
        assert (project.root / "reports" / ".build.lock").read_text() == str(os.getpid())


def test_builds_one_after_the_other_are_welcome(project):
    with only_one_build(project):
        pass
    with only_one_build(project):
        pass
