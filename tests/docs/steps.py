"""The steps of a how-to page: what its comments say of the block below each, done in a copy of the project.

A comment stands above a fenced block (or alone, for a file copied or moved) and is not seen when the page is rendered.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

ROOT = Path(__file__).parents[2]
COPIED = ("notebooks", "pipeline", "data/raw", "docs", "tests")
FILES = ("pyproject.toml", "README.md", "CONTRIBUTING.md", "Makefile", "CHANGELOG.md")
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".*", "restricted", "reference", "published", "*.pyc")
_STEP = re.compile(r"<!-- (?P<told>[^\n]+?) -->\n(?:```\w*\n(?P<block>.*?)\n```)?", re.S)
_CLOSES = re.compile(r"[)\]}]")
PROGRAMS = {"cdp": ["-m", "pipeline"], "pytest": ["-m", "pytest", "-p", "no:cacheprovider"], "python": []}


@dataclass(frozen=True)
class Step:
    """One step: what the comment says, and the block under it."""

    told: str
    block: str

    @property
    def verb(self) -> str:
        """The words before the colon, or all of them."""
        return self.told.partition(":")[0].strip()

    @property
    def rest(self) -> str:
        """The words after the colon."""
        return self.told.partition(":")[2].strip()

    def text_and_path(self) -> tuple[str, str]:
        """What is looked for, and the file in which: "TEXT in PATH"."""
        text, _, path = self.rest.rpartition(" in ")
        return text, path


def steps_of(page: str) -> list[Step]:
    """Return the steps of a page in order."""
    return [Step(found["told"], found["block"] or "") for found in _STEP.finditer(page)]


@dataclass
class Follower:
    """Follows a page in a copy of the project and keeps what the last command said."""

    root: Path
    said: str = ""
    done: list[str] = field(default_factory=list)

    def follow(self, page: str) -> None:
        """Do every step; AssertionError names the first that is not as the page says."""
        for step in steps_of(page):
            VERBS[step.verb](self, step)
            self.done.append(step.told)

    def environment(self) -> dict[str, str]:
        """The copy's own package is used by every process that is started here, workers and kernels too."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith("CDP_")}
        return ours | {"PYTHONPATH": str(self.root), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"}

    def start(self, arguments: list[str]) -> int:
        """Run Python with these arguments in the copy; return its exit code and keep what it said."""
        run = subprocess.run(
            [sys.executable, *arguments], cwd=self.root, env=self.environment(),
            capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        self.said = run.stdout + run.stderr
        return run.returncode


def copy_project(to: Path) -> Path:
    """Copy what the pages need, without what a build made or the pages themselves will make, and return the copy."""
    for folder in COPIED:
        shutil.copytree(ROOT / folder, to / folder, ignore=LEFT_OUT)
    for name in FILES:
        shutil.copy(ROOT / name, to / name)
    for own in ("notebooks/local", "data/raw/local/hackney"):
        shutil.rmtree(to / own, ignore_errors=True)
    return to


def _write(at: Follower, step: Step) -> None:
    path = at.root / step.rest
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(step.block + "\n", encoding="utf-8", newline="\n")


def _change(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    lines = change(path.read_text(encoding="utf-8").split("\n"))
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def _the_line(lines: list[str], text: str) -> int:
    found = [number for number, line in enumerate(lines) if line.strip().startswith(text)]
    assert len(found) == 1, f"{len(found)} lines begin with {text!r}, and the page means one"
    return found[0]


def _add_after(at: Follower, step: Step) -> None:
    text, path = step.text_and_path()
    _change(at.root / path, lambda lines: _inserted(lines, _the_line(lines, text) + 1, step.block))


def _add_to_list(at: Follower, step: Step) -> None:
    text, path = step.text_and_path()

    def change(lines: list[str]) -> list[str]:
        first = _the_line(lines, text)
        end = next(number for number in range(first + 1, len(lines)) if _CLOSES.match(lines[number].strip()))
        return _inserted(lines, end, step.block)

    _change(at.root / path, change)


def _inserted(lines: list[str], place: int, block: str) -> list[str]:
    return [*lines[:place], *block.split("\n"), *lines[place:]]


def _replace(at: Follower, step: Step) -> None:
    text, path = step.text_and_path()
    content = (at.root / path).read_text(encoding="utf-8")
    assert content.count(text) == 1, f"{path} holds {text!r} {content.count(text)} times"
    (at.root / path).write_text(content.replace(text, step.block), encoding="utf-8", newline="\n")


def _run(at: Follower, step: Step) -> None:
    for program, *arguments in map(shlex.split, step.block.split("\n")):
        assert at.start([*PROGRAMS[program], *arguments]) == 0, at.said[-3000:]


def _run_refused(at: Follower, step: Step) -> None:
    [(program, *arguments)] = map(shlex.split, step.block.split("\n"))
    assert at.start([*PROGRAMS[program], *arguments]) == 1, at.said[-3000:]
    assert "Traceback" not in at.said


def _says(at: Follower, step: Step) -> None:
    said = " ".join(at.said.split())
    for line in step.block.split("\n"):
        assert " ".join(line.split()) in said, f"{line!r} is not said:\n{at.said[-3000:]}"


def _page(at: Follower, step: Step) -> None:
    html = (at.root / step.rest).read_text(encoding="utf-8")
    shown = " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
    for line in step.block.split("\n"):
        assert " ".join(line.split()) in shown, f"{line!r} does not stand on {step.rest}"


def _read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def _save(path: Path, notebook: dict) -> None:
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _cell(kind: str, source: str, tags: list[str], number: int) -> dict:
    made = {"cell_type": kind, "id": f"new-{number}", "metadata": {"tags": tags} if tags else {}, "source": source}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def _copy(at: Follower, step: Step) -> None:
    first, _, second = step.rest.partition(" to ")
    (at.root / second).parent.mkdir(parents=True, exist_ok=True)
    _save(at.root / second, _read(at.root / first) | {"cells": []})


def _move(at: Follower, step: Step) -> None:
    first, _, second = step.rest.partition(" to ")
    (at.root / first).rename(at.root / second)


def _metadata(at: Follower, step: Step) -> None:
    notebook = _read(at.root / step.rest)
    notebook["metadata"]["cdp"] = json.loads("{" + step.block + "}")["cdp"]
    _save(at.root / step.rest, notebook)


def _append(at: Follower, step: Step, kind: str) -> None:
    name, _, tags = step.rest.partition(", ")
    notebook = _read(at.root / name)
    notebook["cells"].append(_cell(kind, step.block, tags.split(), len(notebook["cells"])))
    _save(at.root / name, notebook)


def _cell_after(at: Follower, step: Step) -> None:
    text, path = step.text_and_path()
    notebook = _read(at.root / path)
    [place] = [number for number, cell in enumerate(notebook["cells"]) if text in "".join(cell["source"])[: len(text)]]
    notebook["cells"].insert(place + 1, _cell("code", step.block, [], len(notebook["cells"])))
    _save(at.root / path, notebook)


def _try_in(at: Follower, step: Step) -> None:
    """Run a cell in an open chapter as JupyterLab does: after its parameters and the cell that opens it."""
    code = "\n".join([*_opening(_read(at.root / step.rest)), step.block])
    asked = "from IPython.core.interactiveshell import InteractiveShell as Shell\n"
    asked += f"raise SystemExit(not Shell.instance().run_cell({code!r}).success)"
    assert at.start(["-c", asked]) == 0, at.said[-3000:]


def _opening(notebook: dict) -> Iterator[str]:
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if "parameters" in cell["metadata"].get("tags", []) or "\nchapter(" in source:
            yield source


VERBS: dict[str, Callable[[Follower, Step], None]] = {
    "write": _write, "add after": _add_after, "add to the list": _add_to_list, "replace": _replace, "run": _run,
    "run, refused": _run_refused, "says": _says, "page": _page, "copy": _copy, "move": _move, "metadata": _metadata,
    "prose": lambda at, step: _append(at, step, "markdown"), "code": lambda at, step: _append(at, step, "code"),
    "cell after": _cell_after, "try in": _try_in,
}  # fmt: skip
