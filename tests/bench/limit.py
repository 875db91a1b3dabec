"""The limit: the same cells called as plain Python in forked workers that have imported everything, two at a time.

    python tests/bench/limit.py PROJECT BUNDLES WORKERS barnet/supply barnet/demand ...

No notebook is written, no output kept and no page made.
"""

import contextlib
import io
import json
import multiprocessing
import os
import sys
from pathlib import Path

sys.path.pop(0)  # this folder: it holds a file with the name of a standard module

from pipeline.execution.outcome import ONE_THREAD

os.environ.update(ONE_THREAD)

from pipeline.execution.warm import preload


def run(task: tuple[str, str, str]) -> str:
    """Run the code cells of one chapter for one borough."""
    project, bundles, asked = task
    borough, chapter = asked.split("/")
    os.environ |= {"CDP_PROJECT": project, "CDP_BUNDLE": f"{bundles}/{borough}-{chapter}.parquet"}
    os.chdir(f"{project}/notebooks")
    cells = json.loads(Path(f"{chapter}.ipynb").read_text(encoding="utf-8"))["cells"]
    space = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in cells:
            tags = cell["metadata"].get("tags", [])
            if cell["cell_type"] == "code" and "explore" not in tags:
                exec("".join(cell["source"]), space)
            if "parameters" in tags:
                space |= {"borough": borough, "edition": "latest"}
    return asked


def main() -> None:
    """Run all, each in a fork of its own."""
    preload()
    project, bundles, workers, *asked = sys.argv[1:]
    tasks = [(project, bundles, one) for one in asked]
    with multiprocessing.get_context("fork").Pool(int(workers), maxtasksperchild=1) as pool:
        for _ in pool.imap_unordered(run, tasks):
            pass


if __name__ == "__main__":
    main()
