"""Run the executed notebooks again, each with the bundle that was kept beside it: nbval compares every output."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

from pipeline.project import BUNDLE_VARIABLE
from pipeline.verify.hashes import NOTEBOOKS
from pipeline.verify.report import Report
from pipeline.verify.verdict import Difference

# What may be another without a word or a number being another: drawings (their bytes depend on fonts), run times.
SANITIZE = r"""
[drawings]
regex: (?s)<svg.*?</svg>
replace: DRAWING

[the record of the run]
regex: "executed_at": "[^"]*"
replace: "executed_at": TIME
"""
_SECONDS = 900  # that one notebook may take


def rerun(report: Report, record: Mapping[str, Any], say: Callable[[str], object]) -> list[Difference]:
    """Return each cell whose output is another now, by notebook; a notebook that is not there was named before."""
    kept = report.folder / NOTEBOOKS
    there = [name for name in record["chapters"] if (kept / f"{name}.ipynb").is_file()]
    with TemporaryDirectory(prefix="cdp-verify-") as scratch, ThreadPoolExecutor(os.cpu_count()) as crew:
        (Path(scratch) / "sanitize.cfg").write_text(SANITIZE, encoding="utf-8")

        def one(name: str) -> list[Difference]:
            say(f"Running {name} again ...")
            return list(_rerun(Path(scratch), kept, name))

        return [difference for found in crew.map(one, there) for difference in found]


def _rerun(scratch: Path, kept: Path, name: str) -> Iterator[Difference]:
    place = scratch / name
    place.mkdir()
    bundle = kept / f"{name}.bundle.parquet"
    for path in (kept / f"{name}.ipynb", bundle):
        if not path.is_file():
            return
        shutil.copyfile(path, place / path.name)
    command = [
        sys.executable, "-m", "pytest", "--nbval", "--nbval-sanitize-with", "../sanitize.cfg", "-q", "-p", "no:cacheprovider",
        "-c", os.devnull, "--rootdir", str(place), "--junitxml", "told.xml", f"{name}.ipynb",
    ]  # fmt: skip
    environment = os.environ | {BUNDLE_VARIABLE: str(place / bundle.name)}
    try:
        run = subprocess.run(
            command, cwd=place, env=environment, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        yield Difference(f"notebook {name}", f"ran for more than {_SECONDS} seconds")
        return
    yield from _told(place / "told.xml", name, run.stdout)


def _told(path: Path, name: str, printed: str) -> Iterator[Difference]:
    if not path.is_file():
        yield Difference(f"notebook {name}", f"could not be run again: {printed.strip().splitlines()[-1:]}")
        return
    cases = list(ElementTree.parse(path).getroot().iter("testcase"))
    bad = [case.get("name", "") for case in cases if case.find("failure") is not None or case.find("error") is not None]
    if bad:
        yield Difference(
            f"notebook {name}", f"run again, another output: {', '.join(cell.split('::')[-1] for cell in bad)}"
        )
    elif not cases:
        yield Difference(f"notebook {name}", "has no cell that could be run again")
