"""Invented notebooks and projects for the tests of execution; nothing in them is a real figure."""

import json
from pathlib import Path

PARAMETERS = 'borough = "barnet"\nedition = "latest"'
SHOW = (
    "from IPython.display import display\n"
    'display({"application/vnd.cdp+json": {"kind": "answer", "area": borough}, "text/html": "<p>x</p>"}, raw=True)'
)


def code(source, *tags):
    return {
        "cell_type": "code", "source": source, "metadata": {"tags": list(tags)}, "outputs": [], "execution_count": None,
    }  # fmt: skip


def write_notebook(folder, name, *cells, parameters=PARAMETERS):
    cells = [cell if isinstance(cell, dict) else code(cell) for cell in cells]
    notebook = {
        "cells": [code(parameters, "parameters"), *cells],
        "metadata": {"cdp": {"title": name.title(), "priority": None, "topics": ["supply"]}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"invented-{number}"
    path = Path(folder) / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path
