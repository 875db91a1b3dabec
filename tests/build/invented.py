"""An invented project: the real figures with chapters that only open themselves. Nothing else in them is real."""

import json
import shutil
from pathlib import Path

from pipeline.areas import find_area
from pipeline.build import Choices
from pipeline.chapters import SHIPPED
from pipeline.project import Project

ROOT = Path(__file__).parents[2]
BARNET, HACKNEY = find_area("barnet"), find_area("hackney")
# Barnet's own priorities in the thin project: invented.
STRATEGY = """
[strategy]
title = "Invented strategy"
source = "Invented paper, no date, section 1"
""" + "".join(
    f"""
[[priority]]
id = "invented-{number}"
number = {number}
title = "Invented aim {word}"
will_do = "Nothing real."
will_mean = ["Nothing real."]
national = [2]
source = "Invented paper, no date, section {number}"
"""
    for number, word in ((1, "one"), (2, "two"))
)
RUNS = {*SHIPPED, "priority-1", "priority-2"} - {"priority", "london"}
PRIORITIES = {"supply": 1, "treatment": 2, "demand": 3}


def code(source, *tags):
    cell = {"cell_type": "code", "source": source, "metadata": {"tags": list(tags)}, "outputs": []}
    return {**cell, "execution_count": None, "id": f"c{abs(hash(source)) % 10**8}"}


def write_chapter(project, name, *cells, folder="", **facts):
    """A chapter that only opens itself, and then the cells given."""
    area = "london" if name == "london" else "barnet"
    parameters, given = f'borough = "{area}"\nedition = "latest"', f'"{name}", borough, edition'
    if name == "priority":
        parameters, given = f'{parameters}\npriority = "1"', f"{given}, priority"
    opening = f"from pipeline.notebook import chapter\nchapter({given})"
    told = {"title": name.title(), "priority": PRIORITIES.get(name), "topics": ["supply"], **facts}
    notebook = {
        "cells": [code(parameters, "parameters"), code(opening), *map(code, cells)],
        "metadata": {"cdp": told}, "nbformat": 4, "nbformat_minor": 5,
    }  # fmt: skip
    path = project.notebooks / folder / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def thin_project(root):
    """Make the project in a folder."""
    (root / "notebooks").mkdir()
    shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw", ignore=shutil.ignore_patterns("local"))
    own = root / "data" / "raw" / "local" / "barnet"
    own.mkdir(parents=True)
    (own / "strategy.toml").write_text(STRATEGY)
    made = Project(root)
    for name in SHIPPED:
        write_chapter(made, name)
    return made


def only(*documents, **more):
    """Few notebooks: a second worker would take longer to start than to help."""
    return Choices(documents=documents, workers=1, **more)
