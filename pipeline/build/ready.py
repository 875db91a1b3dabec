"""Imported by the server that workers are forked from, and by nothing else: imports once what runs and documents need."""

import os

import pipeline.report.index
import pipeline.report.publish  # noqa: F401
from pipeline.execution.warm import preload

os.environ.pop("PYTHONSAFEPATH", None)  # meant for this process alone, not for what a notebook may start
preload()
