"""Packages that one format alone needs: brought in when it is asked for, and named with the cure where one is missing."""

from importlib import import_module
from types import ModuleType

from pipeline.errors import PipelineError


def extra(module: str, package: str, form: str, group: str) -> ModuleType:
    """Return an optional package's module; PipelineError names the format, the package and how to install it."""
    try:
        return import_module(module)
    except ImportError:
        raise PipelineError(
            f"{form} needs the package {package}, which is not installed.\n"
            f"Install it with `pip install -e .[{group}]`. The other formats can be made without it."
        ) from None
