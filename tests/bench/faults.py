"""Builds that are disturbed, on real notebooks: each must end with the very bytes of one that was left alone.

    python tests/bench/faults.py

The build is killed, a worker is killed, what was kept is damaged, a second build is started beside it.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])  # in place of this folder: it holds a standard module's name

import psutil  # noqa: E402

from tests.bench.speed import cdp, copy_of_the_project  # noqa: E402

BUILD = ("build", "barnet", "--document", "needs-assessment")


def start(root: Path) -> subprocess.Popen[str]:
    """Start a build of the copy."""
    environment = os.environ | {"PYTHONPATH": str(root)}
    return subprocess.Popen(
        cdp(*BUILD), cwd=root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


def pages(root: Path) -> dict[str, str]:
    """The sha256 of everything that was made for Barnet."""
    made = sorted((root / "reports" / "barnet").rglob("*.*"))
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in made if path.is_file()}


def runs(root: Path) -> int:
    """How many notebooks the ledger has seen."""
    ledger = root / "reports" / "ledger.jsonl"
    return len(ledger.read_text(encoding="utf-8").splitlines()) if ledger.is_file() else 0


def wait_for(root: Path, number: int) -> None:
    """Wait until so many notebooks have run."""
    while runs(root) < number:
        time.sleep(0.05)


def kill_the_build(root: Path) -> str:
    """Kill the build itself after four notebooks, then give the command again."""
    build = start(root)
    wait_for(root, 4)
    children = psutil.Process(build.pid).children(recursive=True)
    build.kill()
    build.wait()
    _, alive = psutil.wait_procs(children, timeout=20)
    said = start(root).communicate()[1].strip().splitlines()[-1]
    return f"{len(alive)} of {len(children)} processes left behind; then {said}"


def kill_a_worker(root: Path) -> str:
    """Kill every process that runs a notebook at one moment."""
    build = start(root)
    wait_for(root, 2)
    servers = [one for one in psutil.Process(build.pid).children() if "forkserver" in " ".join(one.cmdline())]
    workers = [worker for server in servers for worker in server.children()]
    for worker in workers:
        worker.send_signal(signal.SIGKILL)
    return f"{len(workers)} killed; {build.communicate()[1].strip().splitlines()[-1]}"


def damage_what_was_kept(root: Path) -> str:
    """Overwrite all that was kept, and lose the page."""
    start(root).communicate()
    for entry in (root / "reports" / ".cache" / "runs").glob("*/*"):
        entry.write_bytes(b"damaged")
    (root / "reports" / "barnet" / "needs-assessment.html").unlink()
    return start(root).communicate()[1].strip().splitlines()[-1]


def build_twice_at_once(root: Path) -> str:
    """Start a second build while one is at work."""
    first = start(root)
    wait_for(root, 1)
    second = start(root)
    refused = second.communicate()[1].strip().splitlines()[0]
    first.communicate()
    return f"the second ended with {second.returncode}: {refused}"


FAULTS: tuple[Callable[[Path], str], ...] = (kill_the_build, kill_a_worker, damage_what_was_kept, build_twice_at_once)


def main() -> int:
    """Disturb one build after the other; exit code 1 if one of them ends otherwise."""
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="cdp-faults-") as scratch:
        root = copy_of_the_project(Path(scratch) / "project")
        start(root).communicate()
        wanted = pages(root)
        for fault in FAULTS:
            shutil.rmtree(root / "reports")
            said = fault(root)
            same = pages(root) == wanted
            wrong += not same
            print(
                f"{fault.__name__.replace('_', ' ')}: {'the same bytes' if same else 'OTHER BYTES'}; {said}", flush=True
            )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
