"""How fast documents are made beside the plain way, in one run on the same notebooks and figures: make bench

    python tests/bench/speed.py --boroughs 4              ratios: plain loop, two plain loops, cdp build, the limit
    python tests/bench/speed.py --boroughs 33             the same, whole (an hour: the plain loops are slow)
    python tests/bench/speed.py --boroughs 33 --no-plain  the same without the plain loops
    python tests/bench/speed.py --areas 33 150            time and memory for each area, with invented areas

Everything happens in a copy of the project. Ratios hold within one run only: the machine may be busy with other things.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[0] = str(HERE.parents[1])  # in place of this folder: it holds a file with the name of a standard module

import psutil  # noqa: E402

from pipeline.areas import BOROUGHS  # noqa: E402
from pipeline.documents import NEEDS_ASSESSMENT  # noqa: E402
from tests.bench.invented_areas import with_areas  # noqa: E402

CHAPTERS = [name for name in NEEDS_ASSESSMENT.chapters if name != "priority"]  # those that every borough has
# The four boroughs of the council papers first: they have files of their own.
FIRST = ("barnet", "tower-hamlets", "bromley", "barking-and-dagenham")
MB = 1_000_000


@dataclass(frozen=True)
class Taken:
    """What commands took: seconds by the clock, and the most memory of all their processes together."""

    wall: float
    peak: float
    said: str

    def __str__(self) -> str:
        """One line."""
        return f"{self.wall:8.1f} s   {self.peak:6.0f} MB"


def measure(commands: Sequence[Sequence[str]], cwd: Path, **variables: str) -> Taken:
    """Run commands side by side and measure all their processes together."""
    start = time.monotonic()
    environment = os.environ | variables
    running = [
        subprocess.Popen(one, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for one in commands
    ]
    peak: list[float] = [0.0]
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(running, peak, done))
    watcher.start()
    said = [one.communicate()[0] for one in running]
    wall = time.monotonic() - start
    done.set()
    watcher.join()
    if any(one.returncode for one in running):
        raise SystemExit("\n".join(said)[-3000:])
    return Taken(wall, peak[0], "\n".join(said))


def _watch(running: Sequence[subprocess.Popen[str]], peak: list[float], done: threading.Event) -> None:
    """Note the most memory that all the processes hold together; what they share is counted once (PSS)."""
    while not done.wait(0.5):
        total = 0
        for one in running:
            try:
                processes = [psutil.Process(one.pid), *psutil.Process(one.pid).children(recursive=True)]
            except psutil.NoSuchProcess:
                continue
            total += sum(map(_memory, processes))
        peak[0] = max(peak[0], total / MB)


def _memory(process: psutil.Process) -> int:
    try:
        return getattr(process.memory_full_info(), "pss", process.memory_info().rss)
    except psutil.Error:
        return 0


def copy_of_the_project(root: Path) -> Path:
    """Copy what a build reads, with the tables that are made already."""
    for folder in ("notebooks", "data", "pipeline"):
        shutil.copytree(
            HERE.parents[1] / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__", "restricted")
        )
    shutil.copy(HERE.parents[1] / "requirements.lock", root)
    return root


def cdp(*words: str) -> list[str]:
    """The command of the copy's own package."""
    return [sys.executable, "-m", "pipeline", *words]


def build(root: Path, *words: str) -> Taken:
    """A build of the copy."""
    return measure([cdp("build", *words)], root, PYTHONPATH=str(root))


def ratios(root: Path, slugs: Sequence[str], beside_plain: bool) -> None:
    """The plain way beside ours, and what rebuilding takes."""
    only = ("--document", NEEDS_ASSESSMENT.id)
    build(root, slugs[0], "--document", "board-paper")  # tables, byte code and fonts are there: not measured
    shutil.rmtree(root / "reports" / ".cache" / "runs")
    cold = build(root, *slugs, *only)
    report(f"cdp build, nothing kept, {len(slugs)} boroughs", cold)
    bundles, out = root / "bundles", root / "out"
    tasks = _bundles(root, bundles, slugs)
    out.mkdir()
    plain = [sys.executable, str(HERE / "plain.py"), str(root), str(bundles), str(out)]
    limit = [sys.executable, str(HERE / "limit.py"), str(root), str(bundles), "2"]
    variables = {"PYTHONPATH": str(root)}
    best = measure([[*limit, *tasks]], root, **variables)
    report("the limit: the cells as plain code in forks", best, cold)
    print(f"{'':<48} ours takes {cold.wall / best.wall:.2f} times the limit (1.25 or less is wanted)")
    if beside_plain:
        one = measure([[*plain, *tasks]], root, **variables)
        report("plain loop: papermill, then nbconvert", one, cold)
        two = measure([[*plain, *tasks[0::2]], [*plain, *tasks[1::2]]], root, **variables)
        report("the same in two processes", two, cold)
        print(f"{'':<48} plain takes {one.wall / cold.wall:.2f} times ours (4 or more is wanted)")
    rebuilding(root, slugs, only)


def rebuilding(root: Path, slugs: Sequence[str], only: Sequence[str]) -> None:
    """What a build takes after no change, new words, new code, one figure."""
    report("cdp build again: nothing changed", build(root, *slugs, *only))
    with changed(root / "notebooks" / "demand.ipynb", _new_words):
        report("new words in one notebook, one borough", build(root, slugs[0], *only))
    with changed(root / "notebooks" / "demand.ipynb", _new_code):
        report("new code in one notebook, one borough", build(root, slugs[0], *only))
        report("new code in one notebook, all of them", build(root, *slugs, *only))
    with figure(root, "borough_monthly.csv", "E09000007,drug_trafficking,2026-02,"):
        report("a figure that all boroughs compare with", build(root, *slugs, *only))
    with figure(root, "ward.csv", "E05013628,"):
        report("a figure of one ward of one borough", build(root, *slugs, *only))
    build(root, slugs[0], *only)  # the tables are those of the true figures again: not measured
    for place in (root / "reports" / ".cache" / "runs", root / "reports" / slugs[0], root / "reports" / "london"):
        shutil.rmtree(place)
    report("one borough, nothing kept", build(root, slugs[0], *only))
    resident = [
        sys.executable,
        str(HERE / "resident.py"),
        str(root),
        slugs[0],
        str(root / "notebooks" / "demand.ipynb"),
    ]
    said = measure([resident], root, PYTHONPATH=str(root)).said.strip().splitlines()[-1]
    print(f"{'new code in one notebook, in a process that stays':<48} {said}")


class changed:
    """A file with other content for a while."""

    def __init__(self, path: Path, change: Callable[[str], str]) -> None:
        """Prepare."""
        self.path, self.text, self.change = path, path.read_text(encoding="utf-8"), change

    def __enter__(self) -> None:
        """Change it."""
        self.path.write_text(self.change(self.text), encoding="utf-8")

    def __exit__(self, *_: object) -> None:
        """Put it back."""
        self.path.write_text(self.text, encoding="utf-8")


@contextmanager
def figure(root: Path, table: str, line: str) -> Iterator[None]:
    """One offence more in the first line that begins so, and in the record of its file."""
    [path] = root.glob(f"data/raw/mps_recorded_crime/*/{table}")
    record = path.with_name("provenance.json")
    before, text = path.read_bytes(), path.read_text(encoding="utf-8")
    found = next(one for one in text.splitlines() if one.startswith(line))
    head, _, count = found.rpartition(",")
    after = text.replace(found, f"{head},{int(count) + 1}", 1).encode()
    old, new = (sha256(content).hexdigest() for content in (before, after))
    with changed(record, lambda told: told.replace(old, new)):
        path.write_bytes(after)
        yield
        path.write_bytes(before)


def _new_words(text: str) -> str:
    notebook = json.loads(text)
    words = next(cell for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    words["source"] = "".join(words["source"]) + "\n\nWords for measuring."
    return json.dumps(notebook)


def _new_code(text: str) -> str:
    notebook = json.loads(text)
    last = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"][-1]
    last["source"] = "".join(last["source"]) + "\n# thought again"
    return json.dumps(notebook)


def _bundles(root: Path, folder: Path, slugs: Sequence[str]) -> list[str]:
    """Lay the figures of each run ready for the plain ways; return what is asked of them."""
    folder.mkdir()
    asked = []
    for slug in slugs:
        for chapter in CHAPTERS:
            shutil.copy(
                root / "reports" / slug / "notebooks" / f"{chapter}.bundle.parquet",
                folder / f"{slug}-{chapter}.parquet",
            )
            asked.append(f"{slug}/{chapter}")
    return asked


def report(name: str, taken: Taken, ours: Taken | None = None) -> None:
    """Print one line, with the ratio to ours; and how many notebooks were run."""
    beside = f"   {taken.wall / ours.wall:5.2f} x" if ours else ""
    runs = [line for line in taken.said.splitlines() if " run, " in line]
    print(f"{name:<48} {taken}{beside}   {''.join(runs)}".rstrip(), flush=True)


def growing(root: Path, counts: Sequence[int]) -> None:
    """Time and memory for each area, for more and more areas; those beyond 33 are invented, scaled from real ones."""
    for count in counts:
        with_areas(root, count)
        shutil.rmtree(root / "reports", ignore_errors=True)
        taken = build(root, "--all", "--document", "board-paper")
        report(f"{count} areas, board papers", taken)
        print(f"{'':<48} {taken.wall / count:8.2f} s for each area")


def main() -> None:
    """Measure what was asked for."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--boroughs", type=int, default=2, metavar="N", help="how many boroughs (default 2)")
    words.add_argument("--no-plain", action="store_true", help="without the plain loops, which take long")
    words.add_argument("--areas", type=int, nargs="*", metavar="N", help="instead: so many areas")
    asked = words.parse_args()
    others = [area.slug for area in BOROUGHS if area.slug not in FIRST]
    with tempfile.TemporaryDirectory(prefix="cdp-bench-") as scratch:
        root = copy_of_the_project(Path(scratch) / "project")
        if asked.areas:
            growing(root, asked.areas)
        else:
            ratios(root, [*FIRST, *others][: asked.boroughs], not asked.no_plain)


if __name__ == "__main__":
    main()
