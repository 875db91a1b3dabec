"""From executed notebooks to one self-contained page for each area, checked before it is published."""

import pipeline.execution  # noqa: F401  before nbformat: see there
