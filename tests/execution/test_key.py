import pytest

from pipeline.areas import find_area
from pipeline.chapters import read_chapter
from pipeline.documents import Section
from pipeline.execution import key as key_module
from pipeline.execution.key import AFTER_RUNS, PACKAGE, Key, key_of, package_hash
from pipeline.execution.plan import plan
from pipeline.project import Audience
from tests.execution.invented import SHOW, code, write_notebook
from tests.test_architecture import FLOW

WORDS = {"cell_type": "markdown", "source": "words", "metadata": {}}


def key(project, *cells, borough="barnet", figures="f", name="supply"):
    path = write_notebook(project.notebooks, name, *cells)
    sections = {find_area(borough): [Section(name, read_chapter(path))]}
    return key_of(plan(project, sections, "latest", Audience.PUBLIC)[0], figures)


def test_words_and_cells_for_exploring_change_nothing(project):
    assert key(project, SHOW) == key(project, WORDS, SHOW, code("1 / 0", "explore"))


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"cells": [SHOW, "x = 1"]}, "its code changed"),
        ({"cells": [code(SHOW, "hide")]}, "its code changed"),
        ({"borough": "hackney"}, "its parameters changed"),
        ({"figures": "g"}, "its figures changed"),
    ],
)
def test_what_changes_a_key_can_be_told(project, other, said):
    before = key(project, SHOW)

    after = key(project, *other.pop("cells", [SHOW]), **other)

    assert after.changed(before) == [said]


def test_the_order_of_cells_counts(project):
    assert key(project, "x = 1", "x = 2") != key(project, "x = 2", "x = 1")


@pytest.fixture
def package(tmp_path, monkeypatch):
    """An invented package."""
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "page.j2").write_text("page")
    (tmp_path / "rates.py").write_text("rate = 1")
    monkeypatch.setattr(key_module, "PACKAGE", tmp_path)
    package_hash.cache_clear()
    yield tmp_path
    package_hash.cache_clear()


def test_what_publishes_is_no_part_of_what_a_run_depends_on(package):
    runs, everything = package_hash(AFTER_RUNS), package_hash()
    (package / "report" / "page.j2").write_text("another page")
    package_hash.cache_clear()

    assert package_hash(AFTER_RUNS) == runs
    assert package_hash() != everything


@pytest.mark.parametrize("change", [("rates.py", "rate = 2"), ("owners.toml", "new = 1")])
def test_every_other_file_of_the_package_is(package, change):
    before = package_hash(AFTER_RUNS)
    (package / change[0]).write_text(change[1])
    package_hash.cache_clear()

    assert package_hash(AFTER_RUNS) != before


def test_all_parts_but_the_figures_are_one_base():
    one, other = Key("a", "b", "c", "d", "e"), Key("a", "b", "x", "d", "e")

    assert one.base == other.base
    assert (
        len({Key(*parts, "c", *more).base for parts, more in [("ab", "de"), ("xb", "de"), ("ab", "xe"), ("ab", "dx")]})
        == 4
    )


def test_all_that_comes_after_runs_in_the_flow_and_nothing_else_is_left_out_of_their_key():
    after = FLOW[FLOW.index("execution") + 1 :]

    assert {name.rstrip("/").removesuffix(".py") for name in AFTER_RUNS} == {*after, "__main__"}
    assert all((PACKAGE / name).exists() for name in AFTER_RUNS)
