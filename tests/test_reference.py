"""nbval compares nothing on notebooks without outputs: these tests hold the reference notebooks to having them."""

import json
from pathlib import Path

import nbformat
import pytest

from pipeline.display import DRAWINGS_MIME, MIME

REFERENCE = sorted((Path(__file__).parent / "reference").glob("*.ipynb"))


def outputs(path: Path) -> list[dict]:
    cells = nbformat.read(path, as_version=4).cells
    return [output for cell in cells if cell.cell_type == "code" for output in cell.outputs]


@pytest.mark.parametrize("path", REFERENCE, ids=lambda path: path.stem)
def test_every_code_cell_was_run_and_counted(path):
    code = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]

    assert code
    assert all(cell.execution_count for cell in code)


def test_the_reference_holds_enough_to_compare():
    bundles = [output["data"][MIME] for path in REFERENCE for output in outputs(path) if MIME in output.get("data", {})]
    kinds = {bundle["kind"] for bundle in bundles}

    assert len(bundles) >= 60
    assert {"chapter", "answer", "figure", "table", "list", "board", "tiles", "messages", "spine"} <= kinds


def test_drawings_ride_beside_the_bundle_so_that_its_words_and_numbers_are_compared():
    figures = [
        output["data"] for path in REFERENCE for output in outputs(path) if DRAWINGS_MIME in output.get("data", {})
    ]

    assert figures
    assert not any("<svg" in json.dumps(data[MIME]) for data in figures)
