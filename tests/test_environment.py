"""The conda file, pyproject and the lock say the same; the user's nine packages are in all of them by name."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CONDA_NAMES = {"brotli-python": "brotli"}
THE_USERS_LIST = (
    "jupyter", "papermill", "nbconvert", "pandas", "matplotlib", "seaborn", "scipy", "pytest", "nbval",
)  # fmt: skip


def pyproject() -> dict[str, str]:
    text = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return dict(need.split("==") for need in text["project"]["dependencies"])


def conda() -> dict[str, str]:
    text = (ROOT / "environment.yml").read_text()
    pins = re.findall(r"^ +- ([a-z][\w.-]*)={1,2}([\w.]+)$", text, flags=re.M)
    return {CONDA_NAMES.get(name, name): version for name, version in pins}


def test_environment_and_pyproject_pin_the_same_versions():
    assert conda() == pyproject()


@pytest.mark.parametrize("package", THE_USERS_LIST)
def test_the_users_packages_are_named_in_both(package):
    assert package in conda()
    assert package in pyproject()


def test_the_lock_holds_every_pin_with_hashes_and_no_address():
    lock = (ROOT / "requirements.lock").read_text()
    locked = dict(re.findall(r"^([\w.-]+)==([\w.]+)", lock, flags=re.M))

    assert {name: locked.get(name) for name in pyproject()} == pyproject()
    assert "://" not in lock
    assert lock.count("--hash=sha256:") >= len(locked)
