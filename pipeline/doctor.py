"""What this machine lacks: each thing a build can use, whether it is here, what works without it, and how to get it."""

import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from importlib.util import find_spec
from typing import Any

from pipeline.errors import PipelineError
from pipeline.execution.plan import disk_problems, kernel_is_here
from pipeline.execution.warm import can_fork
from pipeline.project import find_project
from pipeline.report.browser import find_browser
from pipeline.report.pandoc import default_reference
from pipeline.report.weasy import weasy_press

PACKAGE = "cdp-needs-assessment"
OLDEST = (3, 11)
_PIN = re.compile(r"([A-Za-z0-9._-]+)==([^;\s]+)(.*)")
_EXTRA = re.compile(r"""extra == ["']([\w-]+)["']""")


@dataclass(frozen=True)
class Finding:
    """One thing looked for: `here`; `needed` by every build; in words what was found, what works without, the cure."""

    name: str
    here: bool
    found: str
    without: str = ""
    cure: str = ""
    needed: bool = False


def examine() -> list[Finding]:
    """Return everything that is looked for, what every build needs first. Nothing is written and no network is asked."""
    found = [_python(), *_packages(), _kernel(), _project(), _typeface(), *_formats(), _fork(), _git()]
    return sorted(found, key=lambda one: not one.needed)


def lines(found: list[Finding]) -> Iterator[str]:
    """Yield what to print: one line each, and below what is missing what still works and the cure."""
    width = max(len(one.name) for one in found)
    for one in found:
        mark = "ok     " if one.here else "MISSING" if one.needed else "without"
        yield f"{mark}  {one.name:<{width}}  {one.found}"
        if not one.here:
            yield from (f"         {'':<{width}}  {words}" for words in (one.without, one.cure) if words)
    missing = [one.name for one in found if one.needed and not one.here]
    yield ""
    yield f"Builds cannot work: {', '.join(missing)}." if missing else "Everything that a build needs is here."


def as_dict(found: list[Finding]) -> list[dict[str, Any]]:
    """Return the findings for a machine."""
    return [asdict(one) for one in found]


def _python() -> Finding:
    here = sys.version_info[:2] >= OLDEST
    cure = f"Make the environment with Python {'.'.join(map(str, OLDEST))} or newer: README.md, Install."
    return Finding("Python", here, platform.python_version(), cure=cure, needed=True)


def _packages() -> Iterator[Finding]:
    """The packages that are pinned: those of every build, then those of each extra."""
    pins = [found for need in metadata.requires(PACKAGE) or [] if (found := _PIN.fullmatch(need))]
    plain = {name: version for name, version, more in map(re.Match.groups, pins) if not _EXTRA.search(more)}
    wrong = [words for name, version in plain.items() if (words := _difference(name, version))]
    said = f"{len(plain) - len(wrong)} of {len(plain)} as pinned{': not ' if wrong else ''}{', '.join(wrong)}"
    absent = [words for words in wrong if words.endswith("missing")]
    without = "" if absent else "Most builds work; figures and pages may differ from those of others."
    cure = "Make the environment again: make environment, or conda env update -f environment.yml"
    yield Finding("packages", not wrong, said, without, cure, needed=bool(absent) or not wrong)


def _difference(name: str, version: str) -> str:
    """Say how an installed package differs from its pin; "" where it does not."""
    try:
        at_hand = metadata.version(name)
    except metadata.PackageNotFoundError:
        return f"{name} missing"
    return "" if at_hand == version else f"{name} {at_hand} for {version}"


def _kernel() -> Finding:
    here = kernel_is_here()
    found = "python3" if here else "no kernel named python3"
    return Finding("Jupyter kernel", here, found, cure="python -m ipykernel install --sys-prefix", needed=True)


def _project() -> Finding:
    try:
        project = find_project()
    except PipelineError as error:
        return Finding("project", False, str(error).split("\n")[0], cure=str(error).split("\n")[-1], needed=True)
    sources = sorted(path.parent.parent.name for path in project.raw.glob("*/*/provenance.json"))
    trouble = disk_problems(project, 1)
    if trouble or not sources:
        words = trouble[0].split("\n") if trouble else ["data/raw holds no figures.", "Put the published folder back."]
        return Finding("project", False, words[0], cure=words[-1], needed=True)
    room = shutil.disk_usage(project.root).free // 1_000_000_000
    return Finding("project", True, f"{len(set(sources))} sources at hand, {room} GB free", needed=True)


def _typeface() -> Finding:
    here = find_spec("font_source_sans_pro") is not None
    return Finding("typeface", here, "Source Sans Pro" if here else "none", cure="pip install -e .", needed=True)


def _formats() -> Iterator[Finding]:
    pdf = {"by a browser": _browser, "by WeasyPrint": _weasyprint}
    ways = {way: trouble for way, look in pdf.items() if (trouble := _trouble(look))}
    working = [way for way in pdf if way not in ways]
    yield Finding(
        "PDF", bool(working), " and ".join(working) or "; ".join(ways.values()),
        "Pages (HTML), Word and workbook are made without it; a page can be printed from any browser.",
        "Install Chromium, Chrome or Edge and pip install -e .[pdf]; or WeasyPrint with Pango.",
    )  # fmt: skip
    yield _one_way("Word", _pandoc, "pip install -e .[word]")
    yield _one_way("workbook", lambda: _import("gptables"), "pip install -e .[workbook]")
    yield _one_way(
        "Dask", lambda: _import("distributed"), "pip install -e .[distributed]", "Builds run on this machine alone."
    )
    words = "Police points are counted for the force, not by borough."
    yield _one_way("boundaries", lambda: _import("shapely"), "pip install -e .[points]", words)


def _one_way(name: str, look: Callable[[], object], cure: str, without: str = "The other formats are made.") -> Finding:
    trouble = _trouble(look)
    return Finding(name, not trouble, trouble or "ready", without, cure)


def _trouble(look: Callable[[], object]) -> str:
    """Return what is in the way, in one line; "" where nothing is."""
    try:
        look()
    except (PipelineError, ImportError, OSError) as error:
        return str(error).split("\n")[0]
    return ""


def _browser() -> None:
    _import("playwright")
    if find_browser() is None:
        raise PipelineError("no Chromium, Chrome or Edge")


def _weasyprint() -> None:
    with weasy_press():
        pass


def _pandoc() -> None:
    _import("resvg_py")
    default_reference()


def _import(name: str) -> None:
    if find_spec(name) is None:
        raise PipelineError(f"the package {name} is not installed")


def _fork() -> Finding:
    words = "notebooks start warm" if can_fork() else f"not on {platform.system() or sys.platform}"
    without = "Every notebook starts a kernel of its own: the same pages, some seconds later for each."
    return Finding("forks", can_fork(), words, without)


def _git() -> Finding:
    """Whether a commit keeps outputs out of notebooks; `cdp edit` does so by itself."""
    cure = "docs/desk.md, Clean notebooks in git: three lines, once."
    without = "Clear outputs before a commit, or edit with cdp edit, which never saves them."
    here = _has_filter()
    return Finding("git filter", here, "notebooks are committed without outputs" if here else "not set", without, cure)


def _has_filter() -> bool:
    try:
        asked = subprocess.run(["git", "config", "--get", "filter.nbstripout.clean"], capture_output=True, check=False)
    except OSError:  # no git
        return False
    return asked.returncode == 0
