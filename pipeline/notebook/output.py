"""Emit one bundle: the report reads the bundle, JupyterLab the light HTML beside it."""

from collections.abc import Mapping
from typing import Any

from IPython.display import ProgressBar, display

from pipeline.display import output_data


def show(facts: Mapping[str, Any], html: str) -> None:
    """Put one display bundle into this cell's output."""
    display(output_data(facts, html), raw=True)


class Waiting:
    """A progress bar below the cell, there from the first step on: called with how many are done, and of how many."""

    def __init__(self) -> None:
        """Prepare; nothing is shown yet."""
        self._bar: ProgressBar | None = None

    def __call__(self, done: int, of: int) -> None:
        """Draw the bar that far, at each twentieth."""
        if self._bar is None:
            self._bar = ProgressBar(of)
            self._bar.display()
        if done == of or 20 * done // of != 20 * (done - 1) // of:
            self._bar.progress = done
