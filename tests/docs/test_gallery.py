"""The gallery shows every word that draws, by code that runs, in pictures that this code still makes."""

import ast
import inspect
import re

import pytest

from pipeline import notebook
from tests.docs.make_gallery import FOLDER, PAGE, charts, drawn

PAGE_TEXT = PAGE.read_text(encoding="utf-8")
# Draw only what a partnership supplied, or what changed since an edition before: no picture of published figures.
WITHOUT_PICTURE = {"supplied", "then_and_now_chart"}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def called_in(function: ast.FunctionDef) -> set[str]:
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {called.id for called in calls if isinstance(called, ast.Name)}


def draws(word: str) -> bool:
    """Whether a word calls `figure`, itself or by a function beside it."""
    function = getattr(notebook, word)
    if word == "figure" or not inspect.isfunction(function):
        return word == "figure"
    parsed = ast.parse(inspect.getsource(inspect.getmodule(function)))
    beside = {node.name: node for node in parsed.body if isinstance(node, ast.FunctionDef)}
    seen, left = set(), {word}
    while left:
        seen |= left
        left = {name for one in left & set(beside) for name in called_in(beside[one])} - seen
    return "figure" in seen


DRAWING = {word for word in notebook.__all__ if draws(word)}


def test_every_word_that_draws_is_shown_and_no_other():
    shown = {chart.name.partition("-")[0] for chart in charts()}

    assert {"trend", "compare", "figure"} <= DRAWING
    assert shown == DRAWING - WITHOUT_PICTURE
    assert all(f"- **{word}**" in PAGE_TEXT for word in WITHOUT_PICTURE)


@pytest.mark.parametrize("chart", charts(), ids=lambda chart: chart.name)
def test_a_chart_is_shown_by_its_own_word_with_its_picture_and_when_to_use_it(chart):
    _, _, section = PAGE_TEXT.partition(f"<!-- chart: {chart.name};")
    section, word = section.partition("\n## ")[0], chart.name.partition("-")[0]

    assert f"{word}(" in chart.code
    assert re.search(rf"!\[[A-Z][^\]]{{15,}}\]\(gallery/{chart.name}\.svg\)", section)
    assert "- **Use it**" in section and "- **Not**" in section


@pytest.fixture(scope="module")
def pictures():
    return {chart.name: drawn(chart) for chart in charts()}


@pytest.mark.parametrize("name", [chart.name for chart in charts()])
def test_its_picture_is_what_its_code_draws(pictures, name):
    kept = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")

    assert _NUMBER.sub("0", kept) == _NUMBER.sub("0", pictures[name]), (
        "draw it again: python tests/docs/make_gallery.py"
    )
    # Another machine may round a hundredth of a point otherwise.
    assert numbers(kept) == pytest.approx(numbers(pictures[name]), abs=0.05)


def numbers(svg: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(svg)]


def test_the_folder_is_small_and_holds_nothing_else():
    files = {path.name: path.stat().st_size for path in FOLDER.iterdir()}

    assert set(files) == {f"{chart.name}.svg" for chart in charts()}
    assert sum(files.values()) < 300_000
