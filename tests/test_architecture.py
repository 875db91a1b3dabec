"""The tree is the picture: modules stand in the order in which figures flow, and import only what is upstream."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pipeline"
FLOW = (
    "errors", "files", "lock", "states", "areas", "project", "release", "periods", "linter", "observations", "breaks",
    "dropins", "sources", "publishers", "contracts", "fetch", "editions", "local", "statistics", "disclosure",
    "indicators", "processed", "chapters", "documents", "kept", "bundle", "display", "tables", "glossary", "methods",
    "priorities", "national", "findings", "phrases", "recommendations", "changes", "figures", "notebook", "execution",
    "untouched", "signing", "report", "build", "verify", "workbench", "doctor", "asked", "cli",
)  # fmt: skip
MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem not in {"__init__", "__main__"}
)


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_parts(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [f"{node.module}.{alias.name}" for alias in node.names] if names == ["pipeline"] else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found |= {name.split(".")[1] for name in names if name.startswith("pipeline.")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_upstream_only(path):
    here = FLOW.index(part_of(path))

    downstream = {part for part in imported_parts(path) if part in FLOW and FLOW.index(part) > here}

    assert not downstream


def test_every_module_has_its_place_in_the_flow():
    assert {part_of(path) for path in MODULES} == set(FLOW)


def test_there_is_no_drawer_for_everything():
    forbidden = {"utils", "helpers", "common", "misc", "manager"}
    assert not {path.stem for path in PACKAGE.rglob("*.py")} & forbidden


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_modules_are_short_enough_to_read_at_one_sitting(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250
