"""What code is at work: the same evidence makes the same bytes only where the package and what it stands on are the same."""

import sys
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

import pipeline
from pipeline.execution.key import AFTER_RUNS, package_hash

PACKAGE, SOURCE, PYTHON = "this package", "its source", "Python"
# What a notebook's outputs go through; another version of one may draw or round otherwise.
MAKERS = (
    "papermill", "nbclient", "nbformat", "ipykernel", "ipython", "pandas", "numpy", "scipy", "statsmodels", "matplotlib",
    "seaborn", "pyarrow", "distributed",
)  # fmt: skip


@lru_cache(maxsize=1)
def code_here() -> dict[str, str]:
    """Return what this process runs, as found when it first asked: files that change later are not what it runs.

    Plain words in a dictionary, so that any two versions can tell each other what they are.
    """
    own = {
        PACKAGE: pipeline.__version__,
        SOURCE: package_hash(AFTER_RUNS)[:12],
        PYTHON: f"{sys.version_info[0]}.{sys.version_info[1]}",
    }
    return own | {name: _version(name) for name in MAKERS}


def differences(wanted: dict[str, str], found: dict[str, str]) -> list[str]:
    """Return in words what is not the same, such as "Python 3.12 instead of 3.11"."""
    return [
        f"{name} {found.get(name, 'missing')} instead of {what}"
        for name, what in wanted.items()
        if found.get(name) != what
    ]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"
