"""Emit one bundle: the report reads the bundle, JupyterLab the light HTML beside it."""

from collections.abc import Mapping
from typing import Any

from IPython.display import display

from pipeline.display import output_data


def show(facts: Mapping[str, Any], html: str) -> None:
    """Put one display bundle into this cell's output."""
    display(output_data(facts, html), raw=True)
