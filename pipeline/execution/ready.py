"""Imported by the server that workers are forked from, and by nothing else: imports once what every run needs."""

import os

from pipeline.execution.warm import preload

os.environ.pop("PYTHONSAFEPATH", None)  # meant for this process alone, not for what a notebook may start
preload()
