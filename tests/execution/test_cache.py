import json

import pytest

from pipeline.areas import find_area
from pipeline.chapters import read_chapter
from pipeline.documents import Section
from pipeline.execution.cache import RunCache
from pipeline.execution.key import key_of
from pipeline.execution.plan import plan
from pipeline.project import Audience
from tests.execution.invented import PARAMETERS, SHOW, code, write_notebook

WORDS = {"cell_type": "markdown", "source": "# Invented\n\nwords", "metadata": {}}


def a_run(project, *cells, name="supply"):
    path = write_notebook(project.notebooks, name, *cells)
    sections = {find_area("barnet"): [Section(name, read_chapter(path))]}
    return plan(project, sections, "latest", Audience.PUBLIC)[0]


def executed(*cells):
    """What papermill leaves: its own cell after the parameters, and outputs."""
    ran = [code(PARAMETERS, "parameters"), code('borough = "barnet"', "injected-parameters"), *cells]
    for number, cell in enumerate(ran):
        cell |= {"id": f"old-{number}", "execution_count": number + 1}
    notebook = {"cells": ran, "metadata": {"papermill": {}}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook).encode()


def shown(text):
    return code(SHOW) | {"outputs": [{"output_type": "stream", "name": "stdout", "text": text}]}


@pytest.fixture
def cache(tmp_path):
    return RunCache(tmp_path / "kept")


def test_what_was_kept_is_found_by_the_same_key_only(project, cache):
    run = a_run(project, SHOW)
    cache.keep(key_of(run, "a" * 64), executed(shown("invented")))

    assert "invented" in cache.find(key_of(run, "a" * 64), run).decode()
    assert cache.find(key_of(run, "b" * 64), run) is None


def test_the_words_are_those_of_the_notebook_as_it_is_now(project, cache):
    before = a_run(project, WORDS, SHOW)
    key = key_of(before, "a" * 64)
    cache.keep(key, executed(WORDS | {"source": "# Old"}, shown("invented")))

    after = a_run(project, WORDS | {"source": "# New\n\nsaid"}, WORDS | {"source": "more"}, SHOW)

    assert key_of(after, "a" * 64) == key
    found = json.loads(cache.find(key, after))
    assert [cell["cell_type"] for cell in found["cells"]] == ["code", "code", "markdown", "markdown", "code"]
    assert found["cells"][2]["source"] == ["# New\n", "\n", "said"]
    assert found["cells"][4]["outputs"][0]["text"] == "invented"


@pytest.mark.parametrize(
    "damage", [lambda held: held[:-1], lambda held: held[:40] + b"x" + held[41:], lambda held: b""]
)
def test_a_damaged_entry_is_no_entry_and_is_gone(project, cache, damage):
    run = a_run(project, SHOW)
    key = key_of(run, "a" * 64)
    cache.keep(key, executed(shown("invented")))
    [entry] = [path for path in cache.folder.rglob("*") if path.is_file()]
    entry.write_bytes(damage(entry.read_bytes()))

    assert cache.find(key, run) is None
    assert not entry.exists()


def test_the_folder_stays_as_small_as_it_may_be_and_keeps_what_was_used_last(project, cache, tmp_path):
    run = a_run(project, SHOW)
    keys = [key_of(run, letter * 64) for letter in "abc"]
    for key in keys:
        cache.keep(key, executed(shown("invented")))
    cache.find(keys[0], run)  # used again
    size = max(path.stat().st_size for path in cache.folder.rglob("*") if path.is_file())

    RunCache(cache.folder, most_bytes=2 * size).trim()

    assert [cache.find(key, run) is not None for key in keys] == [True, False, True]
